"""What the record says about how a committee worked in a quarter (domain.md, "Effectiveness": the record side). Pure.

Each number is kept with what it is a part of; where there is nothing to count there is no number.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from committees.rules.standing import working_day_after
from committees.terms import MeetingState

MINUTES_WITHIN = 5


@dataclass(frozen=True, slots=True)
class Quarter:
    """Three months of a year; its code in addresses is ``2026-1``."""

    year: int
    number: int

    @property
    def code(self) -> str:
        """As it stands in an address."""
        return f"{self.year}-{self.number}"

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        """The last day."""
        return self.following.first - timedelta(days=1)

    @property
    def following(self) -> "Quarter":
        """The next one."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def before(self) -> "Quarter":
        """The one before."""
        return Quarter(self.year - (self.number == 1), (self.number - 2) % 4 + 1)


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """One meeting as the record has it. ``makers`` are the seats with a decision maker, ``decisions`` those that became actions and whose
    day has come or that are done; of these so many in time."""

    id: str
    on: date
    number: int | None
    state: MeetingState
    needed: int | None = None
    present: int | None = None
    makers: int = 0
    makers_there: int = 0
    approved_on: date | None = None
    decisions: int = 0
    in_time: int = 0

    @property
    def is_held(self) -> bool:
        """It took place."""
        return self.state is MeetingState.HELD

    @property
    def is_quorate(self) -> bool | None:
        """Enough seats were filled; None when it was not counted."""
        return None if self.needed is None or self.present is None else self.present >= self.needed


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many; no number when there is nothing to count."""

    done: int
    of: int

    @property
    def percent(self) -> int | None:
        """In per cent, or None."""
        return round(100 * self.done / self.of) if self.of else None


@dataclass(frozen=True, slots=True)
class Record:
    """A committee's quarter. ``longest_gap``: the most days in a row without a meeting, up to today (None: not formed then)."""

    held: Share
    cancelled: int
    longest_gap: int | None
    quorate: Share
    makers: Share
    minutes: Share
    decisions: Share
    meetings: tuple[MeetingLine, ...] = ()


def quarter_of(day: date) -> Quarter:
    """The quarter in which a day lies."""
    return Quarter(day.year, (day.month + 2) // 3)


def latest_quarters(today: date, count: int) -> list[Quarter]:
    """The quarter of today and those before it."""
    found = [quarter_of(today)]
    while len(found) < count:
        found.append(found[-1].before)
    return found


def minutes_in_time(line: MeetingLine, today: date, holidays: Iterable[date]) -> bool | None:
    """Whether the minutes were approved within five working days; None as long as there is still time."""
    until = working_day_after(line.on, MINUTES_WITHIN, holidays)
    if line.approved_on is not None:
        return line.approved_on <= until
    return False if today > until else None


def record_of(quarter: Quarter, lines: Sequence[MeetingLine], begun_on: date | None, today: date, holidays: Iterable[date]) -> Record:
    """The record of a quarter. ``begun_on``: the day of the last meeting before it, or of the forming; lines by day."""
    free = frozenset(holidays)
    held = [each for each in lines if each.is_held]
    due = [each for each in lines if each.is_held or each.state is MeetingState.MISSED]
    counted = [each.is_quorate for each in held if each.is_quorate is not None]
    minutes = [found for each in held if (found := minutes_in_time(each, today, free)) is not None]
    return Record(
        Share(len(held), len(due)),
        sum(each.state is MeetingState.CANCELLED for each in lines),
        _longest_gap(quarter, [each.on for each in held], begun_on, today),
        Share(sum(counted), len(counted)),
        Share(sum(each.makers_there for each in held), sum(each.makers for each in held)),
        Share(sum(minutes), len(minutes)),
        Share(sum(each.in_time for each in held), sum(each.decisions for each in held)),
        tuple(lines),
    )


def _longest_gap(quarter: Quarter, held: Sequence[date], begun_on: date | None, today: date) -> int | None:
    if begun_on is None and not held:
        return None
    days = [*([begun_on] if begun_on else []), *held, min(today, quarter.last)]
    return max((later - earlier).days for earlier, later in pairwise(days)) if len(days) > 1 else 0
