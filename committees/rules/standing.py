"""Whether a committee works, from its meetings alone (recommendation 2 of 2024; ADR 19). Pure.

A meeting neither held nor cancelled with a reason by the end of the next working day is missed. Two missed in a row make a committee
irregular; none held in 42 days inactive. It is active again when it has held a meeting, within those days, and has not missed two since.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from committees.terms import MeetingState, Standing

#: Three cycles of two weeks (domain.md). ADR 19 says why it stands here.
INACTIVE_AFTER = 42
IRREGULAR_AFTER = 2
#: Iraq works Sunday to Thursday; Python counts Monday as 0.
FREE_WEEKDAYS = (4, 5)


@dataclass(frozen=True, slots=True)
class Met:
    """A meeting of the past: its day and what became of it."""

    on: date
    state: MeetingState


@dataclass(frozen=True, slots=True)
class Judgement:
    """How a committee stands, and the day on which it last met (None: never)."""

    standing: Standing
    last_held: date | None


def is_working(day: date, holidays: Iterable[date]) -> bool:
    """Whether offices work on that day."""
    return day.weekday() not in FREE_WEEKDAYS and day not in set(holidays)


def working_day_after(day: date, count: int, holidays: Iterable[date]) -> date:
    """The ``count``-th working day after a day."""
    known = frozenset(holidays)
    while count:
        day += timedelta(days=1)
        count -= is_working(day, known)
    return day


def is_missed(met: Met, today: date, holidays: Iterable[date]) -> bool:
    """Whether a meeting that is still only planned has been missed: the next working day has ended."""
    return met.state is MeetingState.PLANNED and today > working_day_after(met.on, 1, holidays)


def judge(formed_on: date | None, meetings: Sequence[Met], today: date, inactive_after: int = INACTIVE_AFTER) -> Judgement:
    """How a committee stands today by its meetings, oldest first; those cancelled with a reason count neither way."""
    counted = [each for each in meetings if each.on <= today and each.state in (MeetingState.HELD, MeetingState.MISSED)]
    last_held = max((each.on for each in counted if each.state is MeetingState.HELD), default=None)
    if formed_on is None or formed_on > today:
        return Judgement(Standing.NOT_FORMED, last_held)
    if (today - max(last_held or formed_on, formed_on)).days > inactive_after:
        return Judgement(Standing.INACTIVE, last_held)
    latest = counted[-IRREGULAR_AFTER:]
    missed = len(latest) == IRREGULAR_AFTER and all(each.state is MeetingState.MISSED for each in latest)
    return Judgement(Standing.IRREGULAR if missed else Standing.ACTIVE, last_held)
