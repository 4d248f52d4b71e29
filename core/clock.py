"""Time: UTC inside, Asia/Baghdad at the edges. Only entrances read the clock; everything else is handed ``now``."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

BAGHDAD = ZoneInfo("Asia/Baghdad")


def utc_now() -> datetime:
    """The present instant, aware, in UTC."""
    return datetime.now(UTC)


def local_day(moment: datetime) -> date:
    """The calendar day in Baghdad at that instant."""
    return moment.astimezone(BAGHDAD).date()
