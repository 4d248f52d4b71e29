"""Missed, irregular, inactive, active again; the week from Sunday to Thursday and holidays."""

from datetime import date, timedelta

import pytest

from committees.rules.standing import Met, is_missed, judge, working_day_after
from committees.terms import MeetingState, Standing

SUNDAY, THURSDAY = date(2026, 3, 15), date(2026, 3, 12)
H, M, C = MeetingState.HELD, MeetingState.MISSED, MeetingState.CANCELLED


@pytest.mark.parametrize(
    ("day", "holidays", "today", "missed"),
    [
        (SUNDAY, (), date(2026, 3, 16), False),
        (SUNDAY, (), date(2026, 3, 17), True),
        (THURSDAY, (), SUNDAY, False),
        (THURSDAY, (), date(2026, 3, 16), True),
        (SUNDAY, (date(2026, 3, 16), date(2026, 3, 17)), date(2026, 3, 18), False),
        (SUNDAY, (date(2026, 3, 16), date(2026, 3, 17)), date(2026, 3, 19), True),
    ],
)
def test_missed_at_the_end_of_the_next_working_day(day, holidays, today, missed):
    assert is_missed(Met(day, MeetingState.PLANNED), today, holidays) is missed
    assert not is_missed(Met(day, H), today, holidays)
    assert not is_missed(Met(day, C), today, holidays)


def test_five_working_days():
    assert working_day_after(SUNDAY, 5, ()) == date(2026, 3, 22)
    assert working_day_after(SUNDAY, 5, (date(2026, 3, 18),)) == date(2026, 3, 23)


@pytest.mark.parametrize(
    ("states", "standing"),
    [
        ((H, H), Standing.ACTIVE),
        ((H, M), Standing.ACTIVE),
        ((H, M, M), Standing.IRREGULAR),
        ((H, M, C, M), Standing.IRREGULAR),
        ((M, M, H), Standing.ACTIVE),
        ((M, M, H, M), Standing.ACTIVE),
        ((H, C, C, C, C), Standing.INACTIVE),
    ],
)
def test_standing_by_the_meetings(states, standing):
    first = SUNDAY - timedelta(days=14 * (len(states) - 1))
    meetings = [Met(first + timedelta(days=14 * number), state) for number, state in enumerate(states)]
    assert judge(date(2024, 1, 1), meetings, SUNDAY).standing is standing


def test_42_days_without_a_meeting():
    held = [Met(SUNDAY, H)]
    assert judge(date(2024, 1, 1), held, SUNDAY + timedelta(days=42)).standing is Standing.ACTIVE
    assert judge(date(2024, 1, 1), held, SUNDAY + timedelta(days=43)).standing is Standing.INACTIVE


def test_a_new_committee_has_its_days_too():
    assert judge(None, [], SUNDAY).standing is Standing.NOT_FORMED
    assert judge(SUNDAY + timedelta(days=1), [], SUNDAY).standing is Standing.NOT_FORMED
    assert judge(SUNDAY, [], SUNDAY + timedelta(days=42)).standing is Standing.ACTIVE
    assert judge(SUNDAY, [], SUNDAY + timedelta(days=43)).standing is Standing.INACTIVE
