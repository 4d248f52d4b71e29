"""When a committee meets: days of a rhythm, holidays, what becomes of meetings that stand already."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from committees.rules.holidays import proposals
from committees.rules.schedule import Beat, Planned, arrange, instant, kept_off, next_occurrence, occurrences, slots, weeks_of
from committees.terms import HolidayRule, MeetingState, RhythmKind

TUESDAYS = Beat("r", RhythmKind.WEEKS, 2, 0, time(10), 120, date(2026, 12, 1))
MID_MONTH = Beat("m", RhythmKind.MONTH_DAY, 0, 15, time(9), 90, date(2026, 12, 1))
EID = {date(2027, 3, 9): "eid1", date(2027, 3, 10): "eid2", date(2027, 3, 11): "eid3"}


def test_every_second_tuesday_over_the_end_of_the_year():
    days = occurrences(TUESDAYS, date(2026, 12, 1), date(2027, 1, 31))
    assert days == [date(2026, 12, 1), date(2026, 12, 15), date(2026, 12, 29), date(2027, 1, 12), date(2027, 1, 26)]
    assert occurrences(TUESDAYS, date(2026, 12, 2), date(2026, 12, 14)) == []
    assert occurrences(replace(TUESDAYS, until=date(2026, 12, 20)), date(2026, 1, 1), date(2027, 12, 1)) == days[:2]
    assert next_occurrence(TUESDAYS, date(2026, 12, 15)) == date(2026, 12, 29)


def test_the_first_working_day_from_the_middle_of_the_month():
    days = occurrences(MID_MONTH, date(2026, 12, 1), date(2027, 6, 1))
    assert days[1] == date(2027, 1, 17)  # the 15th is a Friday
    assert days[-1] == date(2027, 5, 16)  # the 15th is a Saturday
    assert len(days) == 6


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        (HolidayRule.NEXT_WORKING_DAY, date(2027, 3, 14)),  # after three days of Eid and a weekend
        (HolidayRule.WEEK_AFTER, date(2027, 3, 16)),
        (HolidayRule.SKIP, None),
    ],
)
def test_a_meeting_on_a_holiday(rule, day):
    found = slots([TUESDAYS], rule, EID, date(2027, 3, 1), date(2027, 3, 31))
    assert [(slot.occurrence, slot.day, slot.holiday_id) for slot in found] == [
        (date(2027, 3, 9), day, "eid1"),
        (date(2027, 3, 23), date(2027, 3, 23), None),
    ]


def test_a_meeting_never_comes_up_to_the_next_one():
    weekly = replace(TUESDAYS, weeks=1)
    assert kept_off(date(2027, 3, 9), HolidayRule.WEEK_AFTER, EID, next_occurrence(weekly, date(2027, 3, 9))) is None


def planned(day: date, **values) -> Planned:
    starts_at = instant(day, time(10))
    given = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=2), "rhythm_id": "r", "state": MeetingState.PLANNED}
    return Planned(**{"id": str(day), "occurrence": day, "fixed": False, "invited": False, **given, **values})


def test_meetings_are_made_once_and_then_stand():
    wanted = slots([TUESDAYS], HolidayRule.SKIP, {}, date(2026, 12, 1), date(2026, 12, 31))
    assert len(arrange(wanted, [], date(2026, 12, 1)).new) == 3
    standing = [planned(slot.occurrence) for slot in wanted]
    assert arrange(wanted, standing, date(2026, 12, 1)) == arrange(wanted, [], date(2027, 2, 1)).__class__((), ())


def test_what_is_held_or_moved_by_hand_stays():
    fixed = planned(date(2026, 12, 15), fixed=True, starts_at=instant(date(2026, 12, 17), time(8)))
    gone = planned(date(2026, 12, 8))
    wanted = slots([TUESDAYS], HolidayRule.SKIP, {date(2026, 12, 15): "h"}, date(2026, 12, 1), date(2026, 12, 31))
    found = arrange(wanted, [fixed, gone], date(2026, 12, 1))
    assert [slot.occurrence.day for slot in found.new] == [1, 29]
    assert [(change.meeting.id, change.slot) for change in found.changes] == [("2026-12-08", None)]


def test_a_meeting_comes_back_when_the_day_is_no_holiday():
    off = planned(date(2026, 12, 15), state=MeetingState.CANCELLED, moved_for="h")
    left_out = slots([TUESDAYS], HolidayRule.SKIP, {date(2026, 12, 15): "h"}, date(2026, 12, 15), date(2026, 12, 15))
    assert arrange(left_out, [off], date(2026, 12, 1)).changes == ()
    again = slots([TUESDAYS], HolidayRule.SKIP, {}, date(2026, 12, 15), date(2026, 12, 15))
    assert [change.slot for change in arrange(again, [off], date(2026, 12, 1)).changes] == again


def test_times_are_baghdads():
    assert instant(date(2026, 7, 1), time(10)) == datetime(2026, 7, 1, 7, tzinfo=UTC) == instant(date(2026, 7, 1), time(10))


def test_weeks_of_a_month_begin_on_sunday():
    weeks = weeks_of(date(2026, 3, 1))
    assert (weeks[0][0], weeks[-1][-1], len(weeks)) == (date(2026, 3, 1), date(2026, 4, 4), 5)
    assert weeks_of(date(2026, 12, 1))[0][0] == date(2026, 11, 29)


def test_names_of_the_calendar_in_three_languages():
    found = proposals({date(2026, 3, 21): "Eid al-Fitr (estimated); Nowruz", date(2026, 1, 2): "Something new"})
    assert [(each.day.day, each.name_en, each.name_ckb) for each in found] == [
        (2, "Something new", ""),
        (21, "Eid al-Fitr", "جەژنی ڕەمەزان"),
        (21, "Nowruz", "جەژنی نەورۆز"),
    ]
