"""The record of committees on both databases: what it counts from the rows, and who reads it in which form."""

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest

from committees.models import AgendaItem, Attendance, Decision, Holiday, Minutes
from committees.queries.record import records_of
from committees.rules.record import Quarter, Share
from core.references import SubjectRef
from followup.models import Action
from followup.services.actions import raise_action
from tests.committees.table import a_committee, a_meeting
from tests.conftest import NOW

FIRST, SECOND = Quarter(2026, 1), Quarter(2026, 2)
TODAY = date(2026, 5, 15)
ADDRESSES = ("/committees/committee/record", "/committees/record")


def at(month, day, hour=7, minute=0):
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


@pytest.fixture
def session(database):
    with database.write() as opened:
        yield opened


@pytest.fixture
def committee(session, cast):
    return a_committee(session, cast, NOW)


def held(session, committee, starts_at, present=3, **changes):
    return a_meeting(session, committee, starts_at, state="held", seats=4, needed=3, present=present, **changes)


def record(session, committee, quarter=FIRST, today=TODAY):
    return records_of(session, [committee], quarter, today)[committee.id]


def test_a_meeting_belongs_to_the_quarter_of_its_day_in_baghdad(session, committee):
    last = held(session, committee, at(3, 31, 20, 30))
    first = held(session, committee, at(3, 31, 21, 30))
    assert [each.id for each in record(session, committee).meetings] == [last.id]
    assert [each.id for each in record(session, committee, SECOND).meetings] == [first.id]
    assert record(session, committee).meetings[0].on == date(2026, 3, 31)
    assert record(session, committee, SECOND, date(2026, 4, 1)).longest_gap == 1


def test_what_is_only_planned_is_not_due(session, committee):
    held(session, committee, at(1, 13))
    for day, state in ((15, "planned"), (20, "missed"), (25, "cancelled")):
        a_meeting(session, committee, at(1, day), state=state)
    found = record(session, committee)
    assert (found.held, found.cancelled, len(found.meetings)) == (Share(1, 2), 1, 3)


@pytest.mark.parametrize(
    ("formed_on", "gap"),
    [(date(2024, 1, 10), 811), (date(2026, 1, 1), 89), (date(2026, 3, 21), 10), (date(2026, 4, 1), None), (None, None)],
)
def test_a_committee_that_never_met_has_its_gap_from_its_forming(session, committee, formed_on, gap):
    committee.formed_on = formed_on
    assert record(session, committee).longest_gap == gap


def test_the_gap_begins_with_the_last_meeting_before(session, committee):
    held(session, committee, datetime(2025, 12, 2, 7, tzinfo=UTC))
    held(session, committee, at(1, 13))
    assert record(session, committee, today=date(2026, 1, 20)).longest_gap == 42


def test_quorum_and_decision_makers(session, committee):
    """The chair and finance decide, the secretary does not. Somebody else in the seat of a decision maker is none."""
    first, second = held(session, committee, at(1, 13)), held(session, committee, at(1, 27), present=2)
    for meeting, seat, presence, name in (
        (first, "chair", "deputy", ""),
        (first, "finance", "present", "موظف"),
        (first, "secretary", "present", ""),
        (second, "chair", "present", ""),
        (second, "finance", "excused", ""),
    ):
        session.add(Attendance(meeting_id=meeting.id, member_id=f"seat-{seat}", presence=presence, name=name, who="x"))
    session.flush()
    found = record(session, committee)
    assert (found.quorate, found.makers) == (Share(1, 2), Share(2, 4))


def test_minutes_within_five_working_days_of_the_governorate(session, committee):
    """Four holidays: one of the country, one of the governorate, one of another, one that is only proposed."""
    for number, (day, scope, state) in enumerate(
        ((11, "IQ", "confirmed"), (12, "IQG15", "confirmed"), (15, "IQG10", "confirmed"), (16, "IQ", "proposed"))
    ):
        session.add(Holiday(id=f"free-{number}", day=date(2026, 3, day), scope_id=scope, state=state, letter="", name_ar="عيد"))
    meetings = [held(session, committee, at(3, 10, hour)) for hour in (5, 6, 7)]
    for meeting, approved in zip(meetings, (at(3, 19, 20, 59), at(3, 19, 21, 0), None), strict=True):
        session.add(Minutes(meeting_id=meeting.id, state="approved" if approved else "sent", authors=[], approved_at=approved))
    session.flush()
    assert record(session, committee, today=date(2026, 3, 19)).minutes == Share(1, 2)
    assert record(session, committee, today=date(2026, 3, 20)).minutes == Share(1, 3)


def test_decisions_done_in_time(session, cast, committee):
    meeting = held(session, committee, at(1, 13))
    due = date(2026, 4, 1)
    for place, (state, done_at, due_on) in enumerate(
        (
            ("done", at(4, 1, 20, 59), due),
            ("verified", at(4, 1, 21, 0), due),
            ("open", None, due),
            ("open", None, TODAY),
            ("cancelled", None, due),
            ("done", at(2, 1), TODAY + timedelta(days=90)),
        )
    ):
        action = _decided(session, cast, meeting, place, due_on)
        action.state, action.done_at = state, done_at
    session.add(
        Decision(
            meeting_id=meeting.id,
            agenda_item_id=_item(session, meeting),
            position=9,
            what="x",
            organisation_id=cast.organisation("MOF"),
            due_on=due,
        )
    )
    session.flush()
    assert record(session, committee).decisions == Share(2, 4)


def _item(session, meeting):
    item = AgendaItem(meeting_id=meeting.id, position=1, kind="own", title="x")
    session.add(item)
    session.flush()
    return item.id


def _decided(session, cast, meeting, place, due_on) -> Action:
    organisation = cast.organisation("MOF")
    action = raise_action(session, cast.karwan, SubjectRef("meeting", meeting.id), "IQG15", "عمل", organisation, None, due_on, NOW)
    row = Decision(meeting_id=meeting.id, agenda_item_id=_item(session, meeting), position=place, what="عمل", organisation_id=organisation)
    row.due_on, row.action_id = due_on, action.id
    session.add(row)
    session.flush()
    return action


@pytest.fixture
def house(database, cast):
    """Two meetings of January, one of them without a quorum, and one of the last quarter."""
    with database.write() as session:
        committee = a_committee(session, cast, NOW)
        for starts_at, present in ((at(1, 13), 3), (at(1, 27), 2), (datetime(2025, 12, 2, 7, tzinfo=UTC), 3)):
            held(session, committee, starts_at, present)


@pytest.mark.parametrize(
    ("name", "one", "every"),
    [("salma", 200, 1), ("karwan", 200, 1), ("hadi", 200, 1), ("noor", 200, 1), ("rana", 200, 1), ("dara", 404, 0), ("nabil", 404, 0)],
)
def test_who_reads_the_record(sign_in, house, name, one, every):
    browser = sign_in(name, language="en")
    browser.get("/committees/committee/record", one)
    browser.get("/committees/committee/record.csv", one)
    assert browser.get("/committees/record").text.count('href="/committees/committee/record') == every
    assert browser.get("/committees/record.csv").text.count("Re-integration committee of Ninewa") == every


@pytest.mark.parametrize("name", ["amal", "wisam"])
def test_who_has_nothing_to_do_with_committees_does_not(sign_in, house, name):
    for address in ADDRESSES:
        sign_in(name).get(address, 403)


def test_a_stranger_signs_in(client, house):
    for address in ADDRESSES:
        assert "/sign-in" in client.get(address, 303).location


@pytest.mark.parametrize(("quarter", "meetings"), [("", 2), ("2025-4", 1), ("2025-3", 0), ("nonsense", 2), ("1999-1", 2)])
def test_the_quarter_that_is_asked_for(sign_in, house, quarter, meetings):
    browser = sign_in("karwan", language="en")
    shown = browser.get(f"/committees/committee/record?quarter={quarter}").text
    assert shown.count('href="/meetings/') == meetings
    rows = list(csv.DictReader(io.StringIO(browser.get(f"/committees/committee/record.csv?quarter={quarter}").text.removeprefix("\ufeff"))))
    assert len(rows) == meetings


def test_the_numbers_with_what_they_are_a_part_of(sign_in, house):
    shown = sign_in("karwan", language="en").get("/committees/committee/record").text
    for words in ("2 of 2 (100%)", "1 of 2 (50%)", "no quorum", "no data", "with a quorum"):
        assert words in shown, words
    assert ">42<" in shown.replace("</dd>", "<")


@pytest.mark.parametrize("language", ["ar", "ckb", "en"])
def test_all_of_them_beside_each_other(sign_in, house, language):
    browser = sign_in("salma", language=language)
    shown = browser.get("/committees/record").text
    assert '<td class="num"' in shown
    assert 'href="/committees/committee/record?quarter=' in shown
    assert browser.get("/committees/record.xlsx?hxl=1").data.startswith(b"PK")
