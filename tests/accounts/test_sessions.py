"""How a session begins, lives and ends."""

import html5lib

from accounts.models import SignInSession
from people.models import RoleGrant
from tests.accounts.house import PASSWORD, House, sign_in


def cookies(browser):
    return {name: cookie.value for (_domain, _path, name), cookie in browser._cookies.items()}


def test_the_cookie_from_before_is_worth_nothing_after(house: House):
    browser = house.browser()
    browser.set_cookie("tansiq", "planted-by-somebody-else")
    sign_in(browser, "karwan")
    assert cookies(browser)["tansiq"] != "planted-by-somebody-else"
    planted = house.browser()
    planted.set_cookie("tansiq", "planted-by-somebody-else")
    assert planted.get("/").status_code == 303


def test_a_second_sign_in_in_one_browser_ends_the_first_session(house: House):
    browser = house.at("karwan")
    old = cookies(browser)["tansiq"]
    sign_in(browser, "karwan")
    assert replay(house, old) == 303
    assert browser.get("/").status_code == 200


def test_signing_out_ends_it_on_the_server(house: House):
    browser = house.at("karwan")
    token = cookies(browser)["tansiq"]
    assert replay(house, token) == 200
    answer = browser.post("/sign-out")
    assert answer.status_code == 303
    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert "tansiq" not in cookies(browser)
    assert replay(house, token) == 303
    assert browser.get("/sign-out").status_code == 405


def test_ends_after_thirty_minutes_without_use(house: House):
    browser = house.at("karwan")
    house.clock.go(minutes=29)
    assert browser.get("/").status_code == 200
    house.clock.go(minutes=29)
    assert browser.get("/").status_code == 200
    house.clock.go(minutes=30)
    assert browser.get("/").status_code == 303


def test_ends_after_twelve_hours_in_any_case(house: House):
    browser = house.at("karwan")
    for _ in range(35):
        house.clock.go(minutes=20)
        assert browser.get("/").status_code == 200
    house.clock.go(minutes=20)
    assert browser.get("/").status_code == 303


def test_use_is_noted_once_a_minute(house: House):
    browser = house.at("karwan")
    house.clock.go(seconds=59)
    browser.get("/")
    assert house.all(SignInSession)[0].last_seen_at == house.clock.at.replace(minute=0, second=0)
    house.clock.go(seconds=1)
    browser.get("/")
    assert house.all(SignInSession)[0].last_seen_at == house.clock.at


def test_the_sixth_ends_the_one_unused_longest(house: House):
    browsers = []
    for _ in range(5):
        browsers.append(house.at("karwan"))
        house.clock.go(minutes=2)
    browsers[0].get("/")
    house.clock.go(minutes=1)
    sixth = house.at("karwan")
    assert sixth.get("/").status_code == 200
    assert [browser.get("/").status_code for browser in browsers] == [200, 303, 200, 200, 200]


def test_one_statement_tells_who_comes(house: House):
    browser = house.at("karwan")
    browser.get("/")  # the directory is read once
    house.statements.clear()
    assert browser.get("/").status_code == 200
    assert len([statement for statement in house.statements if not statement.startswith("BEGIN")]) == 1


def test_only_roles_in_force_count(house: House):
    house.clock.go(hours=6)
    browser = house.at("karwan")
    assert "plan_write" in browser.get("/").text
    today = house.clock.at.date()
    with house.database.write() as session:
        session.query(RoleGrant).filter_by(person_id="karwan").one().until = today
    assert "plan_write" in browser.get("/").text
    house.clock.at = house.clock.at.replace(hour=21)  # in Baghdad the next day has begun
    with house.database.write() as session:
        session.query(SignInSession).update({"last_seen_at": house.clock.at})
    assert "plan_write" not in browser.get("/").text


def test_two_roles_are_one_person(house: House):
    with house.database.write() as session:
        session.add(RoleGrant(person_id="karwan", role="administrator", scope_id="IQ", since=house.clock.at.date()))
    text = house.at("karwan").get("/").text
    assert "plan_write" in text
    assert "people_manage" in text


def test_somebody_disabled_is_out_at_once(house: House):
    browser = house.at("karwan")
    admin = house.at("amal")
    assert admin.post("/admin/people/karwan/disable", data={"reason": "left the ministry"}).status_code == 303
    assert browser.get("/").status_code == 303
    assert sign_in(house.browser(), "karwan").status_code == 422


def test_own_sessions_are_listed_and_ended(house: House):
    here, there = house.at("karwan"), house.at("karwan")
    stranger = house.at("salma")
    text = here.get("/profile").text
    assert "this one" in text
    other = next(each.id for each in house.all(SignInSession) if each.person_id == "karwan" and f"/{each.id}/end" in text)
    assert stranger.post(f"/profile/sessions/{other}/end").status_code == 404
    assert there.get("/").status_code == 200
    assert here.post(f"/profile/sessions/{other}/end").status_code == 303
    assert there.get("/").status_code == 303
    assert here.get("/").status_code == 200


def test_signing_out_everywhere_else(house: House):
    here, there = house.at("karwan"), house.at("karwan")
    assert here.post("/profile/sessions/end").status_code == 303
    assert (here.get("/").status_code, there.get("/").status_code) == (200, 303)


def test_a_new_password_ends_all_but_this_one_which_gets_a_new_token(house: House):
    here, there = house.at("karwan"), house.at("karwan")
    token = cookies(here)["tansiq"]
    new = "nine white storks by the river"
    answer = here.post("/profile/password", data={"old": PASSWORD, "password": new, "again": new})
    assert answer.status_code == 303
    assert here.get("/").status_code == 200
    assert cookies(here)["tansiq"] != token
    assert replay(house, token) == 303
    assert there.get("/").status_code == 303
    assert sign_in(house.browser(), "karwan").status_code == 422
    assert sign_in(house.browser(), "karwan", new).status_code == 303
    assert [entry.verb for entry in house.history("person", "karwan")] == ["password_set"]
    assert all(new not in str(entry.changes) and PASSWORD not in str(entry.changes) for entry in house.history("person", "karwan"))


def test_the_old_password_must_be_right_and_guessing_is_counted(house: House):
    browser = house.at("karwan")
    new = "nine white storks by the river"
    for _ in range(5):
        answer = browser.post("/profile/password", data={"old": "wrong wrong wrong", "password": new, "again": new})
        assert answer.status_code == 422
        assert "not your present password" in answer.text
    answer = browser.post("/profile/password", data={"old": PASSWORD, "password": new, "again": new})
    assert answer.status_code == 429
    assert browser.get("/").status_code == 200


def test_weak_and_differing_passwords_are_refused_in_words(house: House):
    browser = house.at("karwan")
    answer = browser.post("/profile/password", data={"old": PASSWORD, "password": "short", "again": "other"})
    assert answer.status_code == 422
    assert "at least 15 characters" in answer.text
    assert "The two passwords differ" in answer.text
    answer = browser.post("/profile/password", data={"old": PASSWORD, "password": "karwan karwan hill", "again": "karwan karwan hill"})
    assert "Leave out your name" in answer.text


def test_language_and_digits(house: House):
    browser = house.at("karwan")
    browser.set_cookie("language", "en")
    assert browser.post("/profile", data={"language": "ckb", "digits": "arabic_indic"}).status_code == 303
    assert "language" not in cookies(browser)
    person = house.person("karwan")
    assert (person.language, person.digits) == ("ckb", "arabic_indic")
    assert browser.post("/profile", data={"language": "xx", "digits": ""}).status_code == 422


def replay(house: House, token: str) -> int:
    browser = house.browser()
    browser.set_cookie("tansiq", token)
    return browser.get("/").status_code


def test_what_was_typed_when_the_session_ended_is_not_lost(house: House):
    browser = house.at("amal")
    house.clock.go(minutes=31)
    typed = {"name_en": 'Body "one"\nline two', "kind": "ngo", "form_key": "k1"}
    answer = browser.post("/admin/organisations/new", data=typed)
    assert answer.status_code == 401
    assert "What you typed is kept" in answer.text
    kept = inputs(answer, "/sign-in")["kept"]
    wrong = browser.post("/sign-in", data={"email": "amal@example.iq", "password": "wrong wrong wrong", "kept": kept})
    assert "What you typed is kept" in wrong.text
    again = browser.post("/sign-in", data={"email": "amal@example.iq", "password": PASSWORD, "kept": kept})
    fields = inputs(again, "/admin/organisations/new")
    assert fields == typed
    assert browser.post("/admin/organisations/new", data=fields).status_code == 303


def test_passwords_and_foreign_addresses_are_not_kept(house: House):
    browser = house.at("amal")
    house.clock.go(minutes=31)
    assert PASSWORD not in browser.post("/profile/password", data={"old": PASSWORD, "password": "x", "again": "x"}).text
    broken = ['{"action": "//evil", "fields": []}', '{"action": "https://evil/x", "fields": []}', '{"action": "/inbox", "fields": []}']
    for kept in (*broken, "[]", "{", '{"action": 1}'):
        answer = browser.post("/sign-in", data={"email": "amal@example.iq", "password": PASSWORD, "kept": kept})
        assert (answer.status_code, answer.location) == (303, "/")


def inputs(answer, action: str) -> dict[str, str]:
    """The fields of the form with this action, without the token."""
    page = html5lib.parse(answer.text, namespaceHTMLElements=False)
    (form,) = [form for form in page.iter("form") if form.get("action") == action]
    return {each.get("name"): each.get("value") for each in form.iter("input") if each.get("name") != "csrf_token"}
