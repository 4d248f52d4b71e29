"""The arithmetic of the record: what is held of what was due, the longest gap, quorum, decision makers, minutes and decisions in time."""

from datetime import date, timedelta

import pytest

from committees.rules.record import MeetingLine, Quarter, Share, latest_quarters, minutes_in_time, quarter_of, record_of
from committees.terms import MeetingState

FIRST = Quarter(2026, 1)
AFTER = date(2026, 7, 1)
H, M, C = MeetingState.HELD, MeetingState.MISSED, MeetingState.CANCELLED


def line(day, state=H, **values):
    return MeetingLine(f"{day}-{state}", day, None, state, **values)


def on(month, day):
    return date(2026, month, day)


@pytest.mark.parametrize(
    ("quarter", "first", "last", "before", "following"),
    [
        (Quarter(2026, 1), date(2026, 1, 1), date(2026, 3, 31), Quarter(2025, 4), Quarter(2026, 2)),
        (Quarter(2026, 2), date(2026, 4, 1), date(2026, 6, 30), Quarter(2026, 1), Quarter(2026, 3)),
        (Quarter(2026, 3), date(2026, 7, 1), date(2026, 9, 30), Quarter(2026, 2), Quarter(2026, 4)),
        (Quarter(2026, 4), date(2026, 10, 1), date(2026, 12, 31), Quarter(2026, 3), Quarter(2027, 1)),
    ],
)
def test_a_quarter_and_its_neighbours(quarter, first, last, before, following):
    assert (quarter.first, quarter.last, quarter.before, quarter.following) == (first, last, before, following)
    assert quarter_of(first) == quarter_of(last) == quarter
    assert quarter.code == f"{quarter.year}-{quarter.number}"


def test_the_latest_quarters_go_back_over_the_year():
    assert [each.code for each in latest_quarters(date(2026, 2, 28), 4)] == ["2026-1", "2025-4", "2025-3", "2025-2"]


@pytest.mark.parametrize(
    ("share", "percent"), [(Share(0, 0), None), (Share(0, 3), 0), (Share(1, 3), 33), (Share(2, 3), 67), (Share(3, 3), 100)]
)
def test_per_cent_only_of_something(share, percent):
    assert share.percent == percent


@pytest.mark.parametrize(
    ("states", "held", "cancelled"),
    [
        ((), Share(0, 0), 0),
        ((H, H), Share(2, 2), 0),
        ((H, M, M), Share(1, 3), 0),
        ((C, C), Share(0, 0), 2),
        ((H, C, M), Share(1, 2), 1),
    ],
)
def test_held_of_what_was_due(states, held, cancelled):
    lines = [line(on(1, 6) + timedelta(days=14 * number), state) for number, state in enumerate(states)]
    record = record_of(FIRST, lines, None, AFTER, ())
    assert (record.held, record.cancelled, record.meetings) == (held, cancelled, tuple(lines))


@pytest.mark.parametrize(
    ("begun_on", "held", "today", "gap"),
    [
        (None, (), AFTER, None),
        (date(2025, 12, 30), (on(1, 13), on(1, 27)), AFTER, 63),
        (date(2025, 10, 1), (on(1, 13),), AFTER, 104),
        (None, (on(3, 31),), AFTER, 0),
        (None, (on(1, 1), on(2, 10)), AFTER, 49),
        (date(2024, 1, 10), (), AFTER, 811),
        (date(2025, 12, 30), (on(1, 13),), on(1, 20), 14),
        (date(2025, 12, 30), (on(1, 13),), on(2, 20), 38),
        (on(1, 13), (), on(1, 13), 0),
    ],
)
def test_the_longest_gap_runs_until_today_or_the_end(begun_on, held, today, gap):
    assert record_of(FIRST, [line(each) for each in held], begun_on, today, ()).longest_gap == gap


def test_a_missed_or_cancelled_meeting_does_not_end_a_gap():
    lines = [line(on(1, 13)), line(on(1, 27), M), line(on(2, 10), C), line(on(2, 24))]
    assert record_of(FIRST, lines, None, AFTER, ()).longest_gap == 42


def test_a_quorum_is_judged_where_it_was_counted():
    lines = [
        line(on(1, 13), needed=3, present=3),
        line(on(1, 27), needed=3, present=2),
        line(on(2, 10)),
        line(on(2, 24), M, needed=3, present=3),
    ]
    assert [each.is_quorate for each in lines[:3]] == [True, False, None]
    assert record_of(FIRST, lines, None, AFTER, ()).quorate == Share(1, 2)


def test_decision_makers_and_decisions_are_summed_over_what_was_held():
    lines = [
        line(on(1, 13), makers=4, makers_there=3, decisions=2, in_time=1),
        line(on(1, 27), makers=4, makers_there=4, decisions=0),
        line(on(2, 10), C, makers=4, decisions=5),
    ]
    record = record_of(FIRST, lines, None, AFTER, ())
    assert (record.makers, record.decisions) == (Share(7, 8), Share(1, 2))
    nothing = record_of(FIRST, lines[2:], None, AFTER, ())
    assert (nothing.makers.percent, nothing.decisions.percent, nothing.quorate.percent) == (None, None, None)


#: Tuesday 10 March 2026; five working days later is Tuesday 17 March, since Friday and Saturday are free.
MET = on(3, 10)
EID = (on(3, 12), on(3, 15))


@pytest.mark.parametrize(
    ("approved_on", "today", "holidays", "in_time"),
    [
        (None, on(3, 10), (), None),
        (None, on(3, 17), (), None),
        (None, on(3, 18), (), False),
        (on(3, 10), on(3, 10), (), True),
        (on(3, 17), on(4, 1), (), True),
        (on(3, 18), on(4, 1), (), False),
        (None, on(3, 18), EID, None),
        (on(3, 19), on(4, 1), EID, True),
        (on(3, 22), on(4, 1), EID, False),
        (on(3, 18), on(4, 1), (on(3, 13), on(3, 14)), False),
    ],
)
def test_minutes_have_five_working_days(approved_on, today, holidays, in_time):
    met = line(MET, approved_on=approved_on)
    assert minutes_in_time(met, today, holidays) is in_time
    shares = {None: Share(0, 0), True: Share(1, 1), False: Share(0, 1)}
    assert record_of(FIRST, [met], None, today, holidays).minutes == shares[in_time]


def test_a_quarter_in_progress_judges_only_what_is_due():
    lines = [line(on(3, 1), approved_on=on(3, 5)), line(on(3, 8)), line(on(3, 15))]
    assert record_of(FIRST, lines, None, on(3, 16), ()).minutes == Share(1, 2)
