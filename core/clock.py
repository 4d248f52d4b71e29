"""Time: UTC inside, Asia/Baghdad at the edges. Only entrances read the clock; everything else is handed ``now``."""

from calendar import monthrange
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

BAGHDAD = ZoneInfo("Asia/Baghdad")


def utc_now() -> datetime:
    """The present instant, aware, in UTC."""
    return datetime.now(UTC)


def local_day(moment: datetime) -> date:
    """The calendar day in Baghdad at that instant."""
    return moment.astimezone(BAGHDAD).date()


def months_later(day: date, months: int) -> date:
    """The same day that many months on, or that month's last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
