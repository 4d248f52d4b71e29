"""Rhythm, holidays, one meeting moved, cancelled or called by hand: what stands afterwards, and who is told."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from committees.jobs import JOBS, invitations, remind
from committees.models import Committee, Holiday, Meeting
from committees.queries.table import answers_of
from committees.services.holidays import propose_holidays, save_holiday
from committees.services.inviting import answer
from committees.services.schedule import call_meeting, cancel, materialise, move, set_rhythm
from committees.terms import Answer, Extent, HolidayRule, HolidayState, MeetingState, RhythmKind
from committees.terms.setting import CallMeeting, MoveMeeting, SaveHoliday, SetRhythm
from core.audit import AuditEntry
from core.clock import BAGHDAD
from core.languages import use_language
from core.references import SubjectRef
from core.saving import NotYours, Refused, Stale
from notifications.letters import Letter, Message, Receiver, letter_of
from notifications.models import Delivery, Notice
from tests.committees.house import FIRST, a_committee, every_two_weeks, meetings_of

PEOPLE = ["hadi", "huda", "karwan", "noor"]
ASHURA = SaveHoliday(name_ar="عاشوراء", name_en="Ashura", day=date(2026, 3, 24), scope_id="IQ", state=HolidayState.CONFIRMED, letter="ق/17")


@pytest.fixture
def writing(database):
    with database.write() as session:
        yield session


@pytest.fixture
def committee(writing, cast, clock) -> Committee:
    made = a_committee(writing, cast, clock.now)
    every_two_weeks(writing, cast, made, clock.now)
    return made


def local(meeting: Meeting) -> str:
    return f"{meeting.starts_at.astimezone(BAGHDAD):%d.%m. %H:%M}"


def told(session, kind: str) -> list[str]:
    return sorted(session.scalars(select(Notice.person_id).where(Notice.kind == kind)))


def asked_by(session, meeting: Meeting, kind: str) -> Letter:
    """The mail of this kind about a meeting as it stands now."""
    session.flush()
    to = Receiver("noor", "نور", "noor@tansiq.example", "en", "western")
    words = session.scalars(select(Notice.words).where(Notice.kind == kind).order_by(Notice.at.desc())).first()
    message = Message("key", kind, SubjectRef("meeting", meeting.id), "", "", words, to, "/meetings/m", meeting.starts_at)
    with use_language("en"):
        return letter_of(session, message)


def moved(day: date, **values) -> MoveMeeting:
    return MoveMeeting(**{"day": day, "starts": time(11), "minutes": 90, "venue": "القائمقامية", "reason": "زيارة الوزير", **values})


def test_meetings_stand_120_days_ahead_and_only_once(writing, committee, clock):
    found = meetings_of(writing, committee.id)
    assert [local(each) for each in found[:2]] == ["10.03. 10:00", "24.03. 10:00"]
    assert len(found) == 9
    assert {each.venue for each in found} == {"ديوان المحافظة"}
    assert materialise(writing, clock.now) == 0
    assert told(writing, "rhythm_set") == PEOPLE
    clock.advance(days=14)
    assert materialise(writing, clock.now) == 1
    assert materialise(writing, clock.now) == 0


def test_a_confirmed_holiday_moves_a_meeting_and_tells(writing, committee, cast, clock):
    holiday = save_holiday(writing, cast.amal, None, ASHURA, 0, clock.now)
    meeting = meetings_of(writing, committee.id)[1]
    assert (local(meeting), meeting.moved_for, meeting.sequence) == ("25.03. 10:00", holiday.id, 1)
    assert meeting.occurrence == date(2026, 3, 24)
    assert told(writing, "meeting_moved_for_holiday") == PEOPLE
    save_holiday(writing, cast.amal, holiday.id, replace(ASHURA, day=date(2026, 3, 25)), 1, clock.now)
    assert (local(meeting), meeting.moved_for, meeting.sequence) == ("24.03. 10:00", None, 2)


def test_what_is_held_or_moved_by_hand_is_left_alone(writing, committee, cast, clock):
    meeting = meetings_of(writing, committee.id)[1]
    move(writing, cast.karwan, meeting.id, moved(date(2026, 3, 24)), meeting.version, clock.now)
    save_holiday(writing, cast.amal, None, ASHURA, 0, clock.now)
    assert local(meeting) == "24.03. 11:00"
    weekly = SetRhythm(kind=RhythmKind.WEEKS, weeks=1, starts=time(9), minutes=60, anchor=date(2026, 3, 16))
    set_rhythm(writing, cast.karwan, committee.id, weekly, committee.version, clock.now)
    found = [local(each) for each in meetings_of(writing, committee.id)]
    assert found[:4] == ["10.03. 10:00", "16.03. 09:00", "23.03. 09:00", "24.03. 11:00"]
    assert {each[-5:] for each in found[4:]} == {"09:00"}


@pytest.mark.parametrize(("rule", "expected"), [(HolidayRule.WEEK_AFTER, "31.03. 10:00"), (HolidayRule.SKIP, "24.03. 10:00")])
def test_the_committees_own_rule(writing, cast, clock, rule, expected):
    made = a_committee(writing, cast, clock.now, holiday_rule=rule)
    every_two_weeks(writing, cast, made, clock.now)
    save_holiday(writing, cast.amal, None, ASHURA, 0, clock.now)
    meeting = meetings_of(writing, made.id)[1]
    assert (local(meeting), meeting.state) == (expected, "cancelled" if rule is HolidayRule.SKIP else "planned")


def test_a_holiday_of_another_governorate_does_not_count(writing, committee, cast, clock):
    save_holiday(writing, cast.amal, None, replace(ASHURA, scope_id="IQG10"), 0, clock.now)
    assert local(meetings_of(writing, committee.id)[1]) == "24.03. 10:00"
    save_holiday(writing, cast.amal, None, replace(ASHURA, scope_id="IQG15"), 0, clock.now)
    assert local(meetings_of(writing, committee.id)[1]) == "25.03. 10:00"
    with pytest.raises(NotYours):
        save_holiday(writing, cast.karwan, None, ASHURA, 0, clock.now)


def test_ashura_2024_stood_a_day_early_in_the_calendar(writing, cast, clock):
    clock.now = datetime(2024, 6, 1, 7, tzinfo=clock.now.tzinfo)
    assert propose_holidays(writing, clock.now) > 25
    assert propose_holidays(writing, clock.now) == 0
    made = a_committee(writing, cast, clock.now)
    every_two_weeks(writing, cast, made, clock.now, anchor=date(2024, 7, 3))
    ashura = writing.scalars(select(Holiday).where(Holiday.name_en == "Ashura").order_by(Holiday.day)).first()
    assert (ashura.day, ashura.state, ashura.name_ar) == (date(2024, 7, 16), "proposed", "عاشوراء")
    on_wednesday = meetings_of(writing, made.id)[1]
    assert local(on_wednesday) == "17.07. 10:00"
    announced = SaveHoliday(
        name_ar=ashura.name_ar, name_en="Ashura", day=date(2024, 7, 17), scope_id="IQ", state=HolidayState.CONFIRMED, letter="مجلس الوزراء"
    )
    save_holiday(writing, cast.amal, ashura.id, announced, ashura.version, clock.now)
    assert local(on_wednesday) == "18.07. 10:00"
    assert propose_holidays(writing, clock.now) == 0


def test_this_one_and_all_that_follow(writing, committee, cast, clock):
    meeting = meetings_of(writing, committee.id)[1]
    move(writing, cast.karwan, meeting.id, moved(date(2026, 3, 25), extent=Extent.FOLLOWING), meeting.version, clock.now)
    found = [local(each) for each in meetings_of(writing, committee.id)]
    assert found[:4] == ["10.03. 10:00", "25.03. 11:00", "08.04. 11:00", "22.04. 11:00"]
    assert materialise(writing, clock.now) == 0
    assert told(writing, "meeting_moved") == PEOPLE


def test_a_moved_meeting_takes_its_reminders_along(writing, committee, cast, clock):
    clock.now = datetime(2026, 3, 8, 7, tzinfo=clock.now.tzinfo)
    assert remind(writing, clock.now) == 4
    assert remind(writing, clock.now) == 0
    meeting = meetings_of(writing, committee.id)[0]
    move(writing, cast.karwan, meeting.id, moved(date(2026, 3, 12)), meeting.version, clock.now)
    about = select(Delivery.state).where(Delivery.kind == "meeting_reminder")
    assert set(writing.scalars(about)) == {"superseded"}
    clock.advance(days=2)
    assert remind(writing, clock.now) == 4
    clock.advance(days=2)
    assert remind(writing, clock.now) == 4
    clock.now = datetime(2026, 3, 12, 8, 1, tzinfo=clock.now.tzinfo)
    assert remind(writing, clock.now) == 0


def test_who_had_answered_for_the_earlier_time_is_asked_again(app, writing, committee, cast, clock):
    clock.now = datetime(2026, 3, 8, 7, tzinfo=clock.now.tzinfo)
    invitations(writing, clock.now)
    meeting = meetings_of(writing, committee.id)[0]
    answer(writing, cast.noor, meeting.id, Answer.COMING, "", clock.now)
    elsewhere = moved(date(2026, 3, 10), starts=time(10))
    move(writing, cast.karwan, meeting.id, elsewhere, meeting.version, clock.now)
    assert len(answers_of(writing, meeting.id)) == 1, "another place is the same time"
    assert not asked_by(writing, meeting, "meeting_moved").choices
    clock.advance(minutes=1)
    move(writing, cast.karwan, meeting.id, moved(date(2026, 3, 12)), meeting.version, clock.now)
    assert answers_of(writing, meeting.id) == {}
    assert len(asked_by(writing, meeting, "meeting_moved").choices) == 3
    answer(writing, cast.noor, meeting.id, Answer.NOT_COMING, "", clock.now)
    clock.now = datetime(2026, 3, 11, 7, tzinfo=clock.now.tzinfo)
    save_holiday(writing, cast.amal, None, replace(ASHURA, day=date(2026, 3, 24)), 0, clock.now)
    assert len(answers_of(writing, meeting.id)) == 1


def test_a_holiday_that_moves_a_meeting_asks_again_too(app, writing, committee, cast, clock):
    clock.now = datetime(2026, 3, 18, 7, tzinfo=clock.now.tzinfo)
    invitations(writing, clock.now)
    meeting = meetings_of(writing, committee.id)[1]
    answer(writing, cast.noor, meeting.id, Answer.COMING, "", clock.now)
    save_holiday(writing, cast.amal, None, ASHURA, 0, clock.now)
    assert (local(meeting), answers_of(writing, meeting.id)) == ("25.03. 10:00", {})
    assert len(asked_by(writing, meeting, "meeting_moved_for_holiday").choices) == 3


def test_a_meeting_that_moves_far_away_invites_again_seven_days_before(app, writing, committee, cast, clock):
    clock.now = datetime(2026, 3, 8, 7, tzinfo=clock.now.tzinfo)
    invitations(writing, clock.now)
    meeting = meetings_of(writing, committee.id)[0]
    move(writing, cast.karwan, meeting.id, moved(date(2026, 3, 18)), meeting.version, clock.now)
    assert not asked_by(writing, meeting, "meeting_moved").choices
    assert invitations(writing, clock.now) == 0
    clock.now = datetime(2026, 3, 11, 9, tzinfo=clock.now.tzinfo)
    assert (invitations(writing, clock.now), invitations(writing, clock.now)) == (1, 0)
    assert told(writing, "meeting_invitation") == sorted(PEOPLE * 2)


def test_a_cancelled_one_drops_them_and_says_so(writing, committee, cast, clock):
    clock.now = datetime(2026, 3, 8, 7, tzinfo=clock.now.tzinfo)
    remind(writing, clock.now)
    meeting = meetings_of(writing, committee.id)[0]
    cancel(writing, cast.karwan, meeting.id, "لا نصاب", meeting.version, clock.now)
    assert told(writing, "meeting_cancelled") == PEOPLE
    assert set(writing.scalars(select(Delivery.state).where(Delivery.kind == "meeting_reminder"))) == {"superseded"}
    assert (meeting.state, meeting.reason, meeting.sequence) == (MeetingState.CANCELLED, "لا نصاب", 1)
    clock.advance(days=2)
    assert remind(writing, clock.now) == 0
    assert materialise(writing, clock.now) == 0
    with pytest.raises(Refused):
        cancel(writing, cast.karwan, meeting.id, "x", meeting.version, clock.now)


def test_a_meeting_that_is_cancelled_after_its_hour_is_told_of_by_mail_too(writing, committee, cast, clock):
    meeting = meetings_of(writing, committee.id)[0]
    clock.now = datetime(2026, 3, 10, 12, tzinfo=clock.now.tzinfo)
    cancel(writing, cast.karwan, meeting.id, "لا نصاب", meeting.version, clock.now)
    ends = writing.scalars(select(Delivery.until).where(Delivery.kind == "meeting_cancelled")).all()
    assert ends == [None] * len(PEOPLE)


def test_a_meeting_by_hand(writing, committee, cast, clock):
    command = CallMeeting(day=date(2026, 3, 5), starts=time(12), minutes=60, reason="السيول")
    meeting = call_meeting(writing, cast.karwan, committee.id, command, clock.now)
    assert (meeting.occurrence, meeting.by_hand, local(meeting)) == (None, True, "05.03. 12:00")
    assert told(writing, "meeting_called") == PEOPLE
    assert materialise(writing, clock.now) == 0
    with pytest.raises(Refused):
        move(writing, cast.karwan, meeting.id, moved(date(2026, 3, 6), extent=Extent.FOLLOWING), meeting.version, clock.now)


def test_refusals(writing, committee, cast, clock):
    rhythm = SetRhythm(kind=RhythmKind.WEEKS, weeks=2, starts=time(10), minutes=60, anchor=FIRST)
    with pytest.raises(NotYours):
        set_rhythm(writing, cast.dara, committee.id, rhythm, committee.version, clock.now)
    with pytest.raises(Stale):
        set_rhythm(writing, cast.karwan, committee.id, rhythm, committee.version - 1, clock.now)
    for anchor in (date(2026, 3, 1), date(2026, 3, 13)):  # past, a Friday
        with pytest.raises(Refused):
            set_rhythm(writing, cast.karwan, committee.id, replace(rhythm, anchor=anchor), committee.version, clock.now)
    meeting = meetings_of(writing, committee.id)[0]
    with pytest.raises(Refused):
        move(writing, cast.karwan, meeting.id, moved(date(2026, 3, 1)), meeting.version, clock.now)
    with pytest.raises(NotYours):
        cancel(writing, cast.huda, meeting.id, "x", meeting.version, clock.now)


def test_every_change_stands_in_the_history(writing, committee, cast, clock):
    meeting = meetings_of(writing, committee.id)[0]
    move(writing, cast.karwan, meeting.id, moved(date(2026, 3, 11)), meeting.version, clock.now)
    verbs = writing.scalars(select(AuditEntry.verb).order_by(AuditEntry.id)).all()
    assert verbs == ["registered", *["member_added"] * 4, "rhythm_set", "moved"]


def test_jobs_can_run_twice(writing, committee, clock):
    clock.advance(days=30)
    for job in JOBS:
        if job.run is not None and job.name in ("committees.holidays", "committees.materialise", "committees.remind"):
            job.run(writing, clock.now)
            assert job.run(writing, clock.now + timedelta(seconds=1)) == 0, job.name
