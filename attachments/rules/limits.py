"""How much one person may attach: 60 files an hour, 1 GB a day (reliability.md 4.5)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil

MOST_FILES_AN_HOUR, MOST_BYTES_A_DAY = 60, 1024**3
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def seconds_to_wait(earlier: Sequence[tuple[datetime, int]], size: int, now: datetime) -> int:
    """Seconds until a file of ``size`` bytes may be attached after those of the last day, given as (when, bytes); 0 when it may now."""
    latest = sorted((each for each in earlier if each[0] > now - DAY), reverse=True)
    until = now
    if len(latest) >= MOST_FILES_AN_HOUR:
        until = max(until, latest[MOST_FILES_AN_HOUR - 1][0] + HOUR)
    taken = size
    for at, each in latest:
        taken += each
        if taken > MOST_BYTES_A_DAY:
            until = max(until, at + DAY)
            break
    return ceil((until - now).total_seconds())
