"""Invitations and links for a new password: once, in time, by mail where there is a server."""

import re
import sqlite3
from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError

import accounts.views.frame as frame
import accounts.views.links as links
from accounts.models import OneTimeLink
from tests.accounts.house import PASSWORD, House, sign_in

NEW = "nine white storks by the river"
PERSON = {"name": "Dara Aziz", "email": "Dara@Example.iq", "title": "Head of office", "language": "ckb", "organisation_id": ""}
ROLE = {"role": "branch_officer", "scope_id": "branch-ninewa", "for_organisation_id": "", "since": "15/3/2026", "until": ""}


def invited(house: House, **changed: str) -> str:
    answer = house.at("amal").post("/admin/people/new", data={**PERSON, **ROLE, **changed})
    assert answer.status_code == 200, answer.text
    return link_in(answer)


def link_in(answer) -> str:
    return re.search(r'id="link">http://localhost(/[^<]+)<', answer.text)[1]


def test_from_invitation_to_the_first_page(house: House):
    link = invited(house)
    token = link.rsplit("/", 1)[1]
    assert len(token) >= 43
    assert token not in [each.token_hash for each in house.all(OneTimeLink)]
    browser = house.browser()
    assert "Dara Aziz" in browser.get(link).text
    answer = browser.post(link, data={"password": NEW, "again": NEW})
    assert (answer.status_code, answer.location) == (303, "/")
    assert "plan_write" in browser.get("/").text
    assert sign_in(house.browser(), "dara", NEW).status_code == 303


def test_a_link_works_once(house: House):
    link = invited(house)
    assert house.browser().post(link, data={"password": NEW, "again": NEW}).status_code == 303
    assert house.browser().get(link).status_code == 410
    assert house.browser().post(link, data={"password": NEW + "x", "again": NEW + "x"}).status_code == 410


def test_looking_at_it_does_not_use_it_up(house: House):
    link = invited(house)
    for _ in range(3):
        assert house.browser().get(link).status_code == 200
    assert house.browser().post(link, data={"password": "short", "again": "short"}).status_code == 422
    assert house.browser().post(link, data={"password": NEW, "again": NEW}).status_code == 303


def test_an_invitation_lasts_three_days(house: House):
    link = invited(house)
    house.clock.go(hours=71, minutes=59)
    assert house.browser().get(link).status_code == 200
    house.clock.go(minutes=1)
    assert house.browser().get(link).status_code == 410


def test_a_new_invitation_ends_the_old_one(house: House):
    first = invited(house)
    (person_id,) = {each.person_id for each in house.all(OneTimeLink)}
    second = link_in(house.at("amal").post(f"/admin/people/{person_id}/invitation"))
    assert house.browser().get(first).status_code == 410
    assert house.browser().get(second).status_code == 200


def test_a_link_opens_only_its_own_door(house: House):
    link = invited(house)
    assert house.browser().get(link.replace("/invitation/", "/reset/")).status_code == 410
    assert house.browser().get("/invitation/" + "x" * 43).status_code == 410
    assert house.browser().get("/invitation/" + "x" * 500).status_code == 404


def test_no_invitation_for_somebody_with_a_password_and_no_reset_for_an_invited_one(house: House):
    invited(house)
    (person_id,) = {each.person_id for each in house.all(OneTimeLink)}
    admin = house.at("amal")
    assert admin.post("/admin/people/karwan/invitation").status_code == 404
    assert admin.post(f"/admin/people/{person_id}/reset-link").status_code == 404


def test_a_reset_by_the_administrator_ends_all_sessions(house: House):
    browser = house.at("karwan")
    link = link_in(house.at("amal").post("/admin/people/karwan/reset-link"))
    assert browser.get("/").status_code == 200, "making the link changes nothing"
    answer = house.browser().post(link, data={"password": NEW, "again": NEW})
    assert (answer.status_code, answer.location) == (303, "/sign-in")
    assert browser.get("/").status_code == 303
    assert sign_in(house.browser(), "karwan").status_code == 422
    assert sign_in(house.browser(), "karwan", NEW).status_code == 303
    assert house.browser().get(link).status_code == 410
    assert [entry.verb for entry in house.history("person", "karwan")] == ["reset_link_made", "password_set"]


def test_a_reset_lasts_half_an_hour(house: House):
    link = link_in(house.at("amal").post("/admin/people/karwan/reset-link"))
    house.clock.go(minutes=30)
    assert house.browser().post(link, data={"password": NEW, "again": NEW}).status_code == 410


def test_disabling_ends_open_links(house: House):
    admin = house.at("amal")
    link = link_in(admin.post("/admin/people/karwan/reset-link"))
    admin.post("/admin/people/karwan/disable", data={"reason": "left"})
    assert house.browser().get(link).status_code == 410


def test_without_mail_the_page_says_whom_to_ask(house: House):
    assert "Ask your administrator" in house.browser().get("/reset").text
    answer = house.browser().post("/reset", data={"email": "karwan@example.iq"})
    assert "Ask your administrator" in answer.text
    assert not house.all(OneTimeLink)


@pytest.fixture
def mailed(lone, monkeypatch):
    house = lone(smtp_url="smtp://mail.example.iq")
    letters = []
    for module in (links, frame):
        monkeypatch.setattr(module, "send_later", lambda _settings, *letter: letters.append(letter) or True)
    return house, letters


def test_with_mail_everybody_gets_the_same_answer(mailed):
    house, letters = mailed
    answers = [house.browser().post("/reset", data={"email": email}) for email in ("karwan@example.iq", "nobody@example.iq")]
    assert answers[0].status_code == answers[1].status_code == 303
    assert answers[0].location == answers[1].location == "/reset?asked=1"
    assert "If this address belongs to an account" in house.browser().get(answers[0].location).text
    (letter,) = letters
    assert letter[0] == "karwan@example.iq"
    link = re.search(r"http://localhost(/reset/\S+)", letter[2])[1]
    assert house.browser().post(link, data={"password": NEW, "again": NEW}).status_code == 303
    assert sign_in(house.browser(), "karwan", NEW).status_code == 303


def test_a_forged_host_does_not_reach_the_letter(mailed):
    house, letters = mailed
    house.browser().post("/reset", data={"email": "karwan@example.iq"}, headers={"Host": "evil.example"})
    assert "evil" not in letters[0][2]


def test_letters_are_written_in_the_receivers_language(mailed):
    house, letters = mailed
    answer = house.at("amal").post("/admin/people/new", data={**PERSON, **ROLE})
    assert "sent by mail" in answer.text
    assert (letters[0][0], letters[0][3]) == ("dara@example.iq", "ckb")


def test_three_letters_an_hour(mailed):
    house, letters = mailed
    for _ in range(3):
        assert house.browser().post("/reset", data={"email": "karwan@example.iq"}).status_code == 303
    answer = house.browser().post("/reset", data={"email": "karwan@example.iq"})
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) == timedelta(hours=1).total_seconds()
    assert len(letters) == 3
    assert sign_in(house.browser(), "karwan", PASSWORD).status_code == 303, "asking for letters shuts nobody out"


def test_no_letter_for_the_disabled_or_the_merely_invited(mailed):
    house, letters = mailed
    house.at("amal").post("/admin/people/new", data={**PERSON, **ROLE})
    house.at("amal").post("/admin/people/karwan/disable", data={"reason": "left"})
    letters.clear()
    for email in ("dara@example.iq", "karwan@example.iq"):
        assert house.browser().post("/reset", data={"email": email}).status_code == 303
    assert letters == []


@pytest.mark.parametrize("address", ["/admin/people/karwan/reset-link", "/filters/none/remove"])
def test_what_a_busy_database_did_not_make_is_not_shown(house: House, monkeypatch, address):
    browser = house.at("amal")

    def busy():
        raise OperationalError("BEGIN IMMEDIATE", {}, sqlite3.OperationalError("database is locked"))

    monkeypatch.setattr(house.database, "write", busy)
    answer = browser.post(address)
    assert answer.status_code == 503
    assert "database is busy" in answer.text
