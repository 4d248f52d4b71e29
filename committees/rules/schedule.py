"""When a committee meets: the days of a rhythm, what a holiday does to them, what becomes of the meetings that stand already. Pure.

Days are counted in Baghdad and times are local: a rhythm knows no offset. Every n weeks is the anchor + n·7 days, by a rule whose
first day is the anchor itself and whose week begins on Sunday, so that no year's end and no restart changes a gap.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dateutil.rrule import FR, MO, MONTHLY, SA, SU, TH, TU, WE, WEEKLY, rrule

from committees.terms import HolidayRule, MeetingState, RhythmKind
from core.clock import BAGHDAD

#: Iraq works from Sunday to Thursday (Python's weekdays: Monday is 0).
WORKING = frozenset({6, 0, 1, 2, 3})
WORKING_BY = (SU, MO, TU, WE, TH)
BY_NUMBER = (MO, TU, WE, TH, FR, SA, SU)
#: Meetings stand so many days ahead.
AHEAD = 120
#: So long before a meeting its members are invited, if the secretary has not done it earlier.
INVITED = timedelta(days=7)
#: The latest day of the month from which a monthly rhythm may count: two days later there is still the same month.
LAST_MONTH_DAY = 26


@dataclass(frozen=True, slots=True)
class Beat:
    """A rhythm as the rules know it; ``until`` is inclusive, open when empty."""

    id: str
    kind: RhythmKind
    weeks: int
    month_day: int
    starts: time
    minutes: int
    anchor: date
    until: date | None = None

    @property
    def days(self) -> int:
        """How long the rhythm is, at least."""
        return self.weeks * 7 if self.kind is RhythmKind.WEEKS else 28


@dataclass(frozen=True, slots=True)
class Slot:
    """A meeting as the rhythm wants it. ``occurrence`` is the rhythm's day, ``day`` the one after holidays (None: left out),
    ``holiday_id`` what stood in the way."""

    beat: Beat
    occurrence: date
    day: date | None
    holiday_id: str | None = None

    @property
    def starts_at(self) -> datetime | None:
        """The instant at which it begins."""
        return instant(self.day, self.beat.starts) if self.day else None


@dataclass(frozen=True, slots=True)
class Planned:
    """A meeting that stands already. ``fixed``: held, missed, moved or cancelled by hand, or begun: no rhythm changes it any more.

    Once ``invited`` it keeps its rhythm, by which calendars know it.
    """

    id: str
    occurrence: date
    starts_at: datetime
    ends_at: datetime
    rhythm_id: str | None
    state: MeetingState
    fixed: bool
    invited: bool
    moved_for: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of a meeting that stands: its slot (with a day: it is moved there or comes back; without: it is cancelled), or None:
    no rhythm wants it any more."""

    meeting: Planned
    slot: Slot | None


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What is to be done so that the meetings stand as the rhythm wants them."""

    new: tuple[Slot, ...]
    changes: tuple[Change, ...]


def instant(day: date, at: time) -> datetime:
    """The instant at which a clock in Baghdad shows that time."""
    return datetime.combine(day, at, BAGHDAD)


def rule_of(beat: Beat) -> rrule:
    """The rhythm as a recurrence rule in local days, from its anchor to its end."""
    first = datetime.combine(beat.anchor, time())
    last = datetime.combine(beat.until, time()) if beat.until else None
    if beat.kind is RhythmKind.WEEKS:
        weekday = BY_NUMBER[beat.anchor.weekday()]
        return rrule(WEEKLY, dtstart=first, until=last, interval=beat.weeks, wkst=SU, byweekday=weekday)
    three = tuple(range(beat.month_day, beat.month_day + 3))
    return rrule(MONTHLY, dtstart=first, until=last, wkst=SU, byweekday=WORKING_BY, bymonthday=three, bysetpos=1)


def occurrences(beat: Beat, first: date, last: date) -> list[date]:
    """The rhythm's days from ``first`` to ``last``, both inclusive; holidays are not looked at."""
    begin, end = datetime.combine(max(first, beat.anchor), time()), datetime.combine(last, time())
    return [each.date() for each in rule_of(beat).between(begin, end, inc=True)] if begin <= end else []


def next_occurrence(beat: Beat, after: date) -> date | None:
    """The first day of the rhythm after a day."""
    found = rule_of(beat).after(datetime.combine(after, time()))
    return found.date() if found else None


def is_working(day: date, holidays: Collection[date]) -> bool:
    """Whether offices work on that day."""
    return day.weekday() in WORKING and day not in holidays


def kept_off(day: date, rule: HolidayRule, holidays: Collection[date], before: date | None = None) -> date | None:
    """Where a meeting goes whose day is a holiday; None when it is left out. It never comes up to ``before``, the next one's day."""
    if day not in holidays:
        return day
    if rule is HolidayRule.SKIP:
        return None
    step = timedelta(days=7 if rule is HolidayRule.WEEK_AFTER else 1)
    moved = day + step
    while moved in holidays or (rule is HolidayRule.NEXT_WORKING_DAY and not is_working(moved, holidays)):
        moved += step
    return moved if before is None or moved < before else None


def slots(beats: Iterable[Beat], rule: HolidayRule, holidays: Mapping[date, str], first: date, last: date) -> list[Slot]:
    """The meetings that these rhythms want from ``first`` to ``last`` (days of the rhythm). ``holidays``: id by day."""
    found = []
    for beat in beats:
        for day in occurrences(beat, first, last):
            moved = kept_off(day, rule, holidays, next_occurrence(beat, day)) if day in holidays else day
            found.append(Slot(beat, day, moved, holidays.get(day)))
    return sorted(found, key=lambda slot: slot.occurrence)


def arrange(wanted: Sequence[Slot], standing: Iterable[Planned], first: date) -> Arrangement:
    """What to do with the meetings whose occurrence is ``first`` or later, so that they stand as wanted. Twice in a row: nothing."""
    by_day = {slot.occurrence: slot for slot in wanted}
    there = {meeting.occurrence: meeting for meeting in standing}
    new = tuple(slot for day, slot in by_day.items() if day not in there and slot.day is not None)
    changes = []
    for day, meeting in there.items():
        slot = by_day.get(day)
        if day >= first and not meeting.fixed and not _stands(meeting, slot):
            changes.append(Change(meeting, slot))
    return Arrangement(new, tuple(changes))


def _stands(meeting: Planned, slot: Slot | None) -> bool:
    """Whether a meeting already is what its slot wants."""
    if slot is None or slot.day is None:
        return meeting.state is MeetingState.CANCELLED
    ends_at = instant(slot.day, slot.beat.starts) + timedelta(minutes=slot.beat.minutes)
    same = (meeting.starts_at, meeting.ends_at, meeting.moved_for) == (slot.starts_at, ends_at, slot.holiday_id)
    return meeting.state is MeetingState.PLANNED and same and (meeting.invited or meeting.rhythm_id == slot.beat.id)


def weeks_of(first: date) -> list[list[date]]:
    """The weeks that a month touches, each from Sunday to Saturday; ``first`` is the month's first day."""
    begin = first - timedelta(days=(first.weekday() + 1) % 7)
    weeks = []
    while begin < first or (begin.year, begin.month) == (first.year, first.month):
        weeks.append([begin + timedelta(days=each) for each in range(7)])
        begin += timedelta(days=7)
    return weeks
