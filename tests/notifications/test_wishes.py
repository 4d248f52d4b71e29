"""How a person wishes to be told: kept for her alone, asked back, refused where it makes no sense."""

import re

import pytest

from notifications.models import Wish
from tests.accounts.house import House

PATH = "/profile/messages"
NIGHT = {"mail": "y", "pace": "morning", "quiet_from": "22", "quiet_until": "6"}


def kept(house: House) -> list[tuple]:
    return [(each.person_id, each.mail, each.pace, each.quiet_from, each.quiet_until) for each in house.all(Wish)]


def test_who_never_said_gets_mail_at_once(house: House):
    text = house.at("karwan").get(PATH).text
    assert 'name="mail" value="y" checked' in text
    assert 'value="at_once" checked' in text
    assert "karwan@example.iq" in text
    assert "No mail server is set up" in text
    assert house.all(Wish) == []


def test_a_wish_is_kept_and_shown_again(house: House):
    browser = house.at("karwan")
    answer = browser.post(PATH, data=NIGHT)
    assert (answer.status_code, answer.location) == (303, PATH)
    assert kept(house) == [("karwan", True, "morning", 22, 6)]
    text = browser.get(PATH).text
    assert 'value="morning" checked' in text
    assert re.search(r"<option[^>]* selected[^>]*>22:00</option>", text) or 'selected value="22"' in text
    browser.post(PATH, data={"pace": "at_once", "quiet_from": "", "quiet_until": ""})
    assert kept(house) == [("karwan", False, "at_once", None, None)]


def test_a_colleague_has_a_wish_of_her_own(house: House):
    house.at("karwan").post(PATH, data=NIGHT)
    browser = house.at("salma")
    assert 'value="at_once" checked' in browser.get(PATH).text
    browser.post(PATH, data={"mail": "y", "pace": "at_once", "person_id": "karwan"})
    assert sorted(kept(house)) == [("karwan", True, "morning", 22, 6), ("salma", True, "at_once", None, None)]


def test_a_stranger_signs_in_first(house: House):
    for answer in (house.browser().get(PATH), house.browser().post(PATH, data=NIGHT)):
        assert answer.status_code == 303
        assert "/sign-in" in answer.location
    assert house.all(Wish) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"quiet_until": ""}, "Choose both hours, or neither."),
        ({"quiet_from": ""}, "Choose both hours, or neither."),
        ({"quiet_until": "22"}, "Choose two different hours."),
        ({"quiet_from": "24"}, "Choose one from the list."),
        ({"pace": "never"}, "Choose one from the list."),
        ({"pace": ""}, "Fill this in."),
    ],
)
def test_what_makes_no_sense_is_refused(house: House, change, words):
    answer = house.at("karwan").post(PATH, data={**NIGHT, **change})
    assert answer.status_code == 422
    assert words in answer.text
    assert house.all(Wish) == []


def test_nobody_is_asked_for_a_channel_that_is_not_there(house: House):
    browser = house.at("karwan")
    assert "other_address" not in browser.get(PATH).text
    browser.post(PATH, data={**NIGHT, "other": "y", "other_address": "+964 770"})
    assert [(each.other, each.other_address) for each in house.all(Wish)] == [(False, "")]


@pytest.mark.parametrize("language", ["ar", "ckb", "en"])
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_in_three_languages(sign_in, language):
    text = sign_in("karwan", language=language).get(PATH).text
    assert {"ar": "كيف نُبلغك", "ckb": "چۆن ئاگادار دەکرێیتەوە", "en": "How you are told"}[language] in text
    assert f'lang="{language}"' in text


def test_the_profile_leads_there(house: House):
    assert f'href="{PATH}"' in house.at("karwan").get("/profile").text
