"""Signing in: the answer, the cookie, guessing, where it leads."""

from datetime import timedelta

import pytest

from accounts.models import SignInAttempt, SignInSession
from accounts.passwords import NOBODY
from core.database import Database
from people.models import Person
from tests.accounts.house import PASSWORD, House, sign_in


def cookie_of(answer):
    return next(
        line for line in answer.headers.getlist("Set-Cookie") if line.startswith(("tansiq=", "__Host-tansiq=")) and "Expires" not in line
    )


def test_right_password_leads_in_with_a_careful_cookie(house: House):
    answer = sign_in(house.browser(), "karwan")
    assert (answer.status_code, answer.location) == (303, "/")
    cookie = cookie_of(answer)
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie
    token = cookie.split(";")[0].split("=", 1)[1]
    assert len(token) >= 43
    (kept,) = house.all(SignInSession)
    assert token not in (kept.token_hash, kept.id)
    assert kept.person_id == "karwan"


def test_over_https_the_cookie_is_tied_to_the_host(lone):
    house = lone(public_url="https://tansiq.example.iq")
    answer = sign_in(house.browser(), "karwan", base_url="https://tansiq.example.iq")
    cookie = cookie_of(answer)
    assert cookie.startswith("__Host-tansiq=")
    assert "Secure" in cookie
    assert "Domain" not in cookie


def test_the_email_may_be_typed_in_capitals_with_any_digits(house: House):
    with house.database.write() as session:
        session.get_one(Person, "karwan").email = "karwan12@example.iq"
    answer = house.browser().post("/sign-in", data={"email": " Karwan١٢@Example.IQ ", "password": PASSWORD})
    assert answer.status_code == 303


@pytest.mark.parametrize(
    ("name", "password"), [("karwan", "wrong wrong wrong"), ("nobody", PASSWORD), ("off", PASSWORD), ("invited", PASSWORD)]
)
def test_all_refusals_look_alike(house: House, name, password):
    with house.database.write() as session:
        kept = session.get_one(Person, "karwan").password_hash
        session.add(Person(name="Off", email="off@example.iq", password_hash=kept, disabled=True, created_at=house.clock.at))
        session.add(Person(name="Invited", email="invited@example.iq", created_at=house.clock.at))
    answer = sign_in(house.browser(), name, password)
    assert answer.status_code == 422
    assert "E-mail and password do not belong together" in answer.text
    assert password not in answer.text
    assert not house.all(SignInSession)


def test_the_same_work_is_done_for_a_stranger():
    assert NOBODY.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_empty_fields_and_huge_ones(house: House):
    browser = house.browser()
    assert browser.post("/sign-in", data={}).status_code == 422
    assert browser.post("/sign-in", data={"email": "x" * 9000, "password": "y" * 9000}).status_code == 422
    assert (
        browser.post("/sign-in", data={"email": "\x00\ud800".encode("utf-8", "surrogatepass"), "password": b"\xff\xfe"}).status_code == 422
    )


def test_old_hash_is_renewed_at_sign_in(house: House):
    from argon2 import PasswordHasher

    with house.database.write() as session:
        session.get_one(Person, "karwan").password_hash = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(PASSWORD)
    house.at("karwan")
    assert "m=19456,t=2" in (house.person("karwan").password_hash or "")


def test_five_tries_a_minute_from_one_place_then_wait(house: House):
    browser = house.browser()
    for _ in range(5):
        assert sign_in(browser, "karwan", "wrong wrong wrong").status_code == 422
    answer = sign_in(browser, "karwan")
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 60
    assert "Wait 1 minute" in answer.text
    assert len(house.all(SignInAttempt)) == 5
    assert sign_in(house.browser(), "salma").status_code == 303, "others behind the same address still come in"
    elsewhere = house.browser().post(
        "/sign-in", data={"email": "karwan@example.iq", "password": PASSWORD}, environ_overrides={"REMOTE_ADDR": "10.9.9.9"}
    )
    assert elsewhere.status_code == 303, "and so does the person from another place"
    house.clock.go(seconds=61)
    assert sign_in(browser, "karwan").status_code == 303


def test_a_forged_forwarding_header_opens_nothing(house: House):
    for number in range(5):
        sign_in(house.browser(), "karwan", "wrong wrong wrong", headers={"X-Forwarded-For": f"10.0.0.{number}"})
    assert sign_in(house.browser(), "karwan", headers={"X-Forwarded-For": "10.0.0.99"}).status_code == 429


def test_thirty_tries_in_fifteen_minutes_from_anywhere(house: House):
    _attempts(house, 30, account="karwan@example.iq")
    assert sign_in(house.browser(), "karwan").status_code == 429
    house.clock.go(minutes=15)
    assert sign_in(house.browser(), "karwan").status_code == 303


def test_a_hundred_tries_in_fifteen_minutes_from_one_place(house: House):
    _attempts(house, 100, address="127.0.0.1")
    answer = sign_in(house.browser(), "salma")
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 60


def test_successes_are_not_counted(house: House):
    for _ in range(8):
        assert sign_in(house.browser(), "karwan").status_code == 303


def test_capitals_do_not_open_a_second_count(house: House):
    for name in ("karwan", "KARWAN", "Karwan", " karwan", "kARWAN"):
        sign_in(house.browser(), name, "wrong wrong wrong")
    assert sign_in(house.browser(), "karwan").status_code == 429


def _attempts(house: House, count: int, account: str = "", address: str = "") -> None:
    from accounts.queries import digest

    with house.database.write() as session:
        for number in range(count):
            session.add(
                SignInAttempt(
                    kind="sign_in",
                    account=digest(account or f"{number}@example.iq"),
                    address=address or f"10.1.{number}.1",
                    at=house.clock.at - timedelta(seconds=number),
                )
            )


EVIL = [
    "//evil",
    "///evil",
    "/\\evil",
    "https:evil",
    "\thttps://evil",
    "/%09/evil",
    "/%5cevil",
    "http://tansiq.example@evil",
    "javascript:alert(1)",
]
EVIL += [
    "/" + "a" * 4096,
    "",
    "evil",
    "/\n/evil",
    "/nowhere",
    "/sign-in",
    "/sign-out",
    "/inbox/x",
    "/static/x.css",
    "/%2F/evil",
    "https://evil/inbox",
]


@pytest.mark.parametrize("wanted", EVIL)
def test_a_foreign_or_unknown_next_leads_home(house: House, wanted):
    answer = house.browser().post("/sign-in", data={"email": "karwan@example.iq", "password": PASSWORD, "next": wanted})
    assert (answer.status_code, answer.location) == (303, "/")


def test_our_own_page_is_put_together_anew(house: House):
    data = {"email": "karwan@example.iq", "password": PASSWORD}
    for wanted, led in (
        ("/inbox", "/inbox"),
        ("/inbox?page=2&q=%D9%86", "/inbox?page=2&q=%D9%86"),
        ("/plans/abc#x", "/plans/abc"),
        ("/inbox?_external=1&_scheme=https", "/inbox?_external=1&_scheme=https"),
        ("/plans/a b", "/plans/a%20b"),
    ):
        assert house.browser().post("/sign-in", data={**data, "next": wanted}).location == led


def test_strangers_come_back_to_the_page_they_wanted(house: House):
    browser = house.browser()
    answer = browser.get("/plans/abc?x=1")
    assert (answer.status_code, answer.location) == (303, "/sign-in?next=/plans/abc?x%3D1")
    form = browser.get(answer.location)
    assert 'name="next" value="/plans/abc?x=1"' in form.text
    assert house.at("karwan").get("/sign-in?next=/plans/abc").location == "/plans/abc"


def test_forms_need_their_token(lone):
    house = lone(csrf=True)
    assert sign_in(house.browser(), "karwan").status_code == 400
    assert house.browser().post("/sign-out").status_code == 400


def test_the_page_says_so_when_the_database_is_gone(lone):
    house = lone()
    browser = house.at("karwan")
    house.app.extensions["tansiq"] = type(house.app.extensions["tansiq"])(
        Database("sqlite:////nowhere/at/all.db"), house.clock, house.app.extensions["tansiq"].settings
    )
    answer = browser.get("/profile")
    assert answer.status_code == 500
    assert "Something went wrong on our side" in answer.text
