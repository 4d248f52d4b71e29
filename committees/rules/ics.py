"""Meetings as calendars read them (RFC 5545). Pure.

A rhythm is one event with its rule; its meetings are known by the rhythm's UID and the day that the rhythm gave them (RECURRENCE-ID),
so that one that moves is the same event still. What does not take place is an EXDATE, a meeting called by hand an event of its own.
Answers are given in Tansiq, not by mail: files are published, or say that something is cancelled, and ask for no reply.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from committees.rules.schedule import Beat, instant, occurrences
from committees.terms import MeetingState, RhythmKind
from core.clock import BAGHDAD
from core.languages import gettext
from core.seldom import seldom

HOST = "tansiq"
#: Iraq has had no summer time since 2008.
FIRST, LAST = date(2008, 1, 1), date(2038, 1, 1)


@dataclass(frozen=True, slots=True)
class Entry:
    """A meeting for a calendar. ``beat`` and ``occurrence`` are empty for one that was called by hand."""

    id: str
    committee: str
    starts_at: datetime
    ends_at: datetime
    venue: str
    state: MeetingState
    sequence: int
    beat: Beat | None = None
    occurrence: date | None = None
    url: str = ""

    @property
    def is_off(self) -> bool:
        """It does not take place."""
        return self.state is MeetingState.CANCELLED

    @property
    def begins(self) -> datetime | None:
        """The instant that its rhythm gave it; None for one that was called by hand."""
        return instant(self.occurrence, self.beat.starts) if self.beat and self.occurrence else None

    @property
    def uid(self) -> str:
        """The same for all meetings of a rhythm."""
        return f"{self.beat.id if self.begins and self.beat else self.id}@{HOST}"


@cache
def _ical() -> Any:
    return seldom("icalendar")


def single(entry: Entry, method: str, at: datetime) -> bytes:
    """The file that goes along with a mail about one meeting: ``PUBLISH`` or ``CANCEL``."""
    calendar = _calendar(method, "")
    event = _event(entry, at, entry.begins)
    event["STATUS"] = "CANCELLED" if method == "CANCEL" or entry.is_off else "CONFIRMED"
    calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def feed(name: str, entries: Sequence[Entry], at: datetime) -> bytes:
    """A whole calendar to subscribe to: every rhythm once, with what moved and what is left out, and the meetings called by hand."""
    calendar = _calendar("PUBLISH", name)
    series: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.begins is not None:
            series.setdefault(entry.uid, []).append(entry)
        elif not entry.is_off:
            calendar.add_component(_event(entry, at, None))
    for found in series.values():
        for event in _series(sorted(found, key=lambda entry: entry.occurrence or date.min), at):
            calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def _series(entries: Sequence[Entry], at: datetime) -> Iterable[Any]:
    """The event of a rhythm from its first meeting here to its last, then those of its meetings that are otherwise."""
    first, last = entries[0], entries[-1]
    beat, begins = first.beat, first.begins
    if beat is None or begins is None or first.occurrence is None or last.occurrence is None or last.begins is None:
        return
    by_day = {entry.occurrence: entry for entry in entries}
    days = occurrences(replace(beat, until=None), first.occurrence, last.occurrence)
    off = [day for day in days if day not in by_day or by_day[day].is_off]
    if len(off) < len(days):
        usual = replace(first, starts_at=begins, ends_at=begins + timedelta(minutes=beat.minutes), state=MeetingState.PLANNED)
        event = _event(replace(usual, sequence=sum(entry.sequence for entry in entries), url=""), at, None)
        event.add("rrule", _rule(beat, first.occurrence, last.begins))
        if off:
            event["EXDATE"] = _ical().vDDDLists([instant(day, beat.starts) for day in off])
        yield event
    for entry in entries:
        if not entry.is_off and not _is_usual(entry, first.venue):
            yield _event(entry, at, entry.begins)


def _is_usual(entry: Entry, venue: str) -> bool:
    beat, begins = entry.beat, entry.begins
    if beat is None or begins is None:
        return False
    return (entry.starts_at, entry.ends_at, entry.venue) == (begins, begins + timedelta(minutes=beat.minutes), venue)


def _rule(beat: Beat, first: date, until: datetime) -> Any:
    ends = until.astimezone(UTC)
    if beat.kind is RhythmKind.WEEKS:
        weekday = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[first.weekday()]
        return _ical().vRecur({"FREQ": "WEEKLY", "UNTIL": ends, "INTERVAL": beat.weeks, "BYDAY": [weekday], "WKST": "SU"})
    days = [beat.month_day, beat.month_day + 1, beat.month_day + 2]
    working = ["SU", "MO", "TU", "WE", "TH"]
    return _ical().vRecur({"FREQ": "MONTHLY", "UNTIL": ends, "BYDAY": working, "BYMONTHDAY": days, "BYSETPOS": 1, "WKST": "SU"})


def _event(entry: Entry, at: datetime, recurrence: datetime | None) -> Any:
    event = _ical().Event()
    event.add("summary", gettext("Meeting: %(committee)s", committee=entry.committee))
    event.add("dtstart", entry.starts_at.astimezone(BAGHDAD))
    event.add("dtend", entry.ends_at.astimezone(BAGHDAD))
    event.add("dtstamp", at.astimezone(UTC))
    event.add("uid", entry.uid)
    if recurrence is not None:
        event.add("recurrence-id", recurrence.astimezone(BAGHDAD))
    event.add("sequence", entry.sequence)
    if entry.venue:
        event.add("location", entry.venue)
    if entry.url:
        event.add("url", entry.url)
    organizer = _ical().vCalAddress("invalid:nomail")  # nobody answers by mail
    organizer.params["cn"] = _ical().vText(entry.committee)
    event["ORGANIZER"] = organizer
    event["STATUS"] = "CANCELLED" if entry.is_off else "CONFIRMED"
    return event


def _calendar(method: str, name: str) -> Any:
    calendar = _ical().Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Tansiq//Committees//AR")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    if name:
        calendar.add("x-wr-calname", name)
        calendar.add("x-wr-timezone", "Asia/Baghdad")
        calendar.add("x-published-ttl", "PT1H")
    calendar.add_component(_baghdad())
    return calendar


@cache
def _baghdad() -> Any:
    return _ical().Timezone.from_tzid("Asia/Baghdad", first_date=FIRST, last_date=LAST)
