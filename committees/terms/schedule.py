"""Words of when a committee meets."""

from enum import StrEnum


class RhythmKind(StrEnum):
    """Every so many weeks on one weekday; or in each month on the first working day on or after a day (Diyala: mid-month)."""

    WEEKS = "weeks"
    MONTH_DAY = "month_day"


class HolidayState(StrEnum):
    """A holiday is proposed by the calendar and counts only when an administrator has confirmed it."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    DECLINED = "declined"


class Extent(StrEnum):
    """How far a change of one meeting reaches."""

    THIS = "this"
    FOLLOWING = "following"
