"""The words of meetings in lists and calendars."""

from collections.abc import Mapping
from datetime import date, datetime

from committees.rules.schedule import Beat
from committees.terms import Extent, HolidayState, MeetingState, RhythmKind
from committees.terms.setting import MoveMeeting
from core.formats import day, long_day, long_moment, moment, number, weekdays, written
from core.languages import Text, gettext, language, lazy, ngettext
from core.references import FieldWords
from people.gate import directory

MEETING_STATE_WORDS: Mapping[str, Text] = {
    MeetingState.PLANNED: lazy("scheduled"),
    MeetingState.HELD: lazy("held"),
    MeetingState.CANCELLED: lazy("cancelled"),
    MeetingState.MISSED: lazy("missed"),
}
MEETING_STATE_PILLS: Mapping[str, str] = {
    MeetingState.PLANNED: "not-yet-due",
    MeetingState.HELD: "achieved",
    MeetingState.CANCELLED: "cancelled",
    MeetingState.MISSED: "off-track",
}
RHYTHM_KIND_WORDS: Mapping[str, Text] = {
    RhythmKind.WEEKS: lazy("every so many weeks on the same weekday"),
    RhythmKind.MONTH_DAY: lazy("each month on the first working day on or after a day"),
}
EXTENT_WORDS: Mapping[str, Text] = {
    Extent.THIS: lazy("this meeting only"),
    Extent.FOLLOWING: lazy("this one and all that follow"),
}
HOLIDAY_STATE_WORDS: Mapping[str, Text] = {
    HolidayState.PROPOSED: lazy("proposed by the calendar"),
    HolidayState.CONFIRMED: lazy("confirmed"),
    HolidayState.DECLINED: lazy("no holiday"),
}
HOLIDAY_STATE_PILLS: Mapping[str, str] = {
    HolidayState.PROPOSED: "submitted",
    HolidayState.CONFIRMED: "approved",
    HolidayState.DECLINED: "cancelled",
}
HOLIDAY_VERBS: Mapping[str, Text] = {"registered": lazy("Holiday added"), "changed": lazy("Holiday changed")}
MEETING_VERBS: Mapping[str, Text] = {
    "moved": lazy("Meeting moved"),
    "cancelled": lazy("Meeting cancelled"),
    "called": lazy("Meeting called"),
}


def rhythm_words(beat: Beat) -> str:
    """A rhythm in words: "Every 2 weeks on Sunday at 10:00"."""
    at = written(f"{beat.starts:%H:%M}")
    if beat.kind is RhythmKind.WEEKS:
        weekday = weekdays(language())[beat.anchor.weekday()]
        return ngettext(
            "Every week on %(weekday)s at %(at)s", "Every %(num)s weeks on %(weekday)s at %(at)s", beat.weeks, weekday=weekday, at=at
        )
    from_day = written(str(beat.month_day))
    return gettext("Each month on the first working day on or after the %(day)s, at %(at)s", day=from_day, at=at)


def moved_words(asked: MoveMeeting, told: int) -> str:
    """What is said once a meeting has another time or place: when it is now, whether those after it follow, how many people are told."""
    when = f"{long_day(asked.day)} {written(f'{asked.starts:%H:%M}')}"
    if asked.extent is Extent.FOLLOWING:
        moved = gettext("The meeting is now on %(when)s, and all that follow keep their distance to it.", when=when)
    else:
        moved = gettext("The meeting is now on %(when)s.", when=when)
    return f"{moved} {_told(told)}"


def cancelled_words(was_at: datetime, told: int) -> str:
    """What is said once a meeting is cancelled: which one, how many people are told."""
    cancelled = gettext("The meeting of %(when)s is cancelled.", when=long_moment(was_at))
    return f"{cancelled} {_told(told)}"


def _told(count: int) -> str:
    if not count:
        return gettext("Nobody had to be told.")
    return ngettext("%(shown)s member or deputy is told.", "%(shown)s members and deputies are told.", count, shown=number(count))


def _instant(value: str) -> str:
    return moment(datetime.fromisoformat(value)) if value else ""


MEETING_TIME_WORDS: Mapping[str, FieldWords] = {
    "starts_at": FieldWords(lazy("Begins"), _instant),
    "ends_at": FieldWords(lazy("Ends"), _instant),
    "venue": FieldWords(lazy("Place")),
}


def _day(value: str) -> str:
    return day(date.fromisoformat(value)) if value else ""


HOLIDAY_FIELD_WORDS: Mapping[str, FieldWords] = {
    "name_ar": FieldWords(lazy("Name in Arabic")),
    "name_ckb": FieldWords(lazy("Name in Kurdish")),
    "name_en": FieldWords(lazy("Name in English")),
    "day": FieldWords(lazy("Day"), _day),
    "scope_id": FieldWords(lazy("Where it holds"), lambda value: directory().scope_name(value)),
    "state": FieldWords(lazy("State"), lambda value: str(HOLIDAY_STATE_WORDS[value])),
    "letter": FieldWords(lazy("Letter that announced it")),
}
