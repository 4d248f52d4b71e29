"""Bringing a committee back to life, on its pages and on both databases: who may, bad input, sent twice, two people at once."""

from datetime import date

import pytest
from sqlalchemy import select

from committees.models import Committee, Reactivation, ReactivationStep
from core.audit import history
from core.references import SubjectRef
from tests.committees.table import a_committee
from tests.conftest import NOW

HOME = "/committees/committee/reactivation"
REASON, STEP, END = f"{HOME}/reason", f"{HOME}/steps/new", f"{HOME}/end"
DONE = f"{HOME}/steps/step/done"


@pytest.fixture
def idle(database, cast):
    """It does not meet; its reactivation is open with one step, another one ended a year ago."""
    with database.write() as session:
        a_committee(session, cast, NOW, standing="inactive")
        earlier = {"opened_on": date(2025, 1, 5), "ended_on": date(2025, 2, 5), "reason": "انتقال الرئيس", "outcome": "رئيس جديد"}
        session.add(Reactivation(id="earlier", committee_id="committee", created_at=NOW, **earlier))
        found = Reactivation(id="open", committee_id="committee", opened_on=date(2026, 2, 1), created_at=NOW)
        found.steps = [ReactivationStep(id="step", position=1, what="لقاء مع المحافظ", due_on=date(2026, 2, 20))]
        session.add(found)
    return database


def the_open_one(database):
    with database.read() as session:
        found = session.get_one(Reactivation, "open")
        return found.reason, found.outcome, found.ended_on, found.version


def steps(database):
    with database.read() as session:
        return session.execute(select(ReactivationStep.what, ReactivationStep.done_on).order_by(ReactivationStep.position)).all()


def verbs(database):
    with database.read() as session:
        return [each.verb for each in history(session, SubjectRef("committee", "committee"))]


@pytest.mark.parametrize(
    ("name", "read", "write"),
    [
        ("salma", 200, 200),
        ("karwan", 200, 200),
        ("hadi", 200, 403),
        ("noor", 200, 403),
        ("rana", 200, 403),
        ("dara", 404, 404),
        ("nabil", 404, 403),
        ("amal", 403, 403),
        ("", 303, 303),
    ],
)
def test_who_sees_it_and_who_changes_it(sign_in, client, idle, name, read, write):
    browser = sign_in(name, language="en") if name else client
    shown = browser.get(HOME, read)
    if read == 200:
        assert "انتقال الرئيس" in shown.text
        assert "10 days over" in shown.text
        assert (f'href="{STEP}"' in shown.text) is (write == 200)
        assert (f'action="{DONE}"' in shown.text) is (write == 200)
    for address in (REASON, STEP, END):
        browser.get(address, write)
    if write != 200:
        refused = (303, 400, 401) if not name else (write, 400)
        for address in (REASON, STEP, END, DONE):
            browser.post(
                address, {"form_key": "x", "version": "1", "reason": "x", "outcome": "x", "what": "x", "due_on": "1/4/2026"}, refused
            )
        assert the_open_one(idle) == ("", "", None, 1)
        assert steps(idle) == [("لقاء مع المحافظ", None)]


def test_from_its_reason_to_its_end(sign_in, idle):
    browser = sign_in("karwan")
    browser.submit(REASON, 0, 303, reason="لا مقرر للجنة")
    browser.submit(STEP, 0, 303, what="تسمية مقرر", due_on="15/3/2026")
    browser.post(DONE, browser.form(HOME).fields, 303)
    shown = browser.get(HOME).text
    for words in ("لا مقرر للجنة", "تسمية مقرر", "لقاء مع المحافظ"):
        assert words in shown
    assert steps(idle) == [("لقاء مع المحافظ", date(2026, 3, 2)), ("تسمية مقرر", None)]
    browser.submit(END, 0, 303, outcome="اجتمعت اللجنة")
    assert the_open_one(idle)[:3] == ("لا مقرر للجنة", "اجتمعت اللجنة", date(2026, 3, 2))
    assert verbs(idle) == ["reactivation_ended", "step_done", "step_added", "reactivation_reason"]
    shown = browser.get(HOME).text
    assert "اجتمعت اللجنة" in shown
    assert f'href="{STEP}"' not in shown


@pytest.mark.parametrize(
    ("address", "values", "field"),
    [
        (REASON, {"reason": ""}, "reason"),
        (REASON, {"reason": "س" * 2001}, "reason"),
        (STEP, {"what": "", "due_on": "15/3/2026"}, "what"),
        (STEP, {"what": "تسمية مقرر", "due_on": "31/2/2026"}, "due_on"),
        (STEP, {"what": "تسمية مقرر", "due_on": ""}, "due_on"),
        (STEP, {"what": "تسمية مقرر", "due_on": "15/3/2026", "organisation_id": "nowhere"}, "organisation_id"),
        (END, {"outcome": " "}, "outcome"),
    ],
)
def test_bad_input_is_told_beside_the_field_and_nothing_is_lost(sign_in, idle, address, values, field):
    browser = sign_in("karwan")
    shown = browser.submit(address, 0, 422, **values).text
    assert f'id="{field}-error"' in shown
    for typed in values.values():
        assert not typed.strip() or typed == "nowhere" or typed in shown
    assert (the_open_one(idle), steps(idle), verbs(idle)) == (("", "", None, 1), [("لقاء مع المحافظ", None)], [])


@pytest.mark.parametrize(
    ("address", "values"),
    [(REASON, {"reason": "لا مقرر"}), (STEP, {"what": "تسمية مقرر", "due_on": "15/3/2026"}), (END, {"outcome": "اجتمعت"})],
)
def test_sent_twice_counts_once(sign_in, idle, address, values):
    browser = sign_in("karwan")
    form = browser.form(address)
    first, second = (browser.post(address, form.filled(values), 303) for _time in range(2))
    assert first.location == second.location
    assert len(verbs(idle)) == 1
    assert len(steps(idle)) == (2 if address == STEP else 1)


def test_a_step_is_done_once(sign_in, idle, clock):
    first = sign_in("karwan")
    first.post(DONE, first.form(HOME).fields, 303)
    clock.advance(days=1)
    later = sign_in("salma")
    later.post(DONE, {"csrf_token": later.form(REASON).fields["csrf_token"]}, 303)
    assert steps(idle) == [("لقاء مع المحافظ", date(2026, 3, 2))]
    assert verbs(idle) == ["step_done"]
    later.post(f"{HOME}/steps/nowhere/done", {"csrf_token": later.form(REASON).fields["csrf_token"]}, 404)


def test_an_old_version_shows_both_texts(sign_in, idle):
    first, second = sign_in("karwan"), sign_in("salma")
    form = second.form(REASON)
    first.submit(REASON, 0, 303, reason="لا مقرر للجنة")
    shown = second.post(REASON, form.filled({"reason": "خلاف على المكان"}), 409).text
    assert "لا مقرر للجنة" in shown
    assert "خلاف على المكان" in shown
    assert the_open_one(idle)[0] == "لا مقرر للجنة"


@pytest.mark.parametrize(
    ("address", "values", "typed"),
    [
        (REASON, {"reason": "خلاف على المكان"}, "خلاف على المكان"),
        (STEP, {"what": "تسمية مقرر", "due_on": "15/3/2026"}, "تسمية مقرر"),
        (END, {"outcome": "رئيس جديد من أجل الاجتماع"}, "رئيس جديد من أجل الاجتماع"),
    ],
)
def test_who_comes_after_its_end_loses_nothing(sign_in, idle, address, values, typed):
    first, second = sign_in("karwan"), sign_in("salma")
    form = second.form(address)
    first.submit(END, 0, 303, outcome="اجتمعت اللجنة")
    shown = second.post(address, form.filled(values), (409, 422)).text
    assert typed in shown
    assert (the_open_one(idle)[:2], len(steps(idle))) == (("", "اجتمعت اللجنة"), 1)
    assert second.get(address, 303).location == HOME
    assert second.post(DONE, {"csrf_token": form.fields["csrf_token"]}, 303).location == HOME


def test_nothing_to_bring_back(sign_in, database, cast):
    with database.write() as session:
        a_committee(session, cast, NOW)
    browser = sign_in("karwan")
    browser.get(HOME)
    assert browser.get(REASON, 303).location == HOME


def test_it_says_when_the_committee_meets_again(sign_in, idle):
    with idle.write() as session:
        session.get_one(Committee, "committee").standing = "active"
    shown = sign_in("karwan", language="en").get(HOME).text
    assert "The committee meets again. End the reactivation with its outcome." in shown
    assert f'href="{STEP}"' not in shown
