"""What follows for messages: which step of a ladder is due, when a person may be disturbed, when to try again, how one ends. Pure."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from core.clock import BAGHDAD, local_day
from notifications.terms import DeliveryState, Reason

#: From this hour in Baghdad a day's reminders are written, and at the next one the digests go out to who wishes one.
MORNING, DIGEST_HOUR = 7, 8
#: Days before (negative) and after the day on which something takes place or is due.
MEETING_STEPS = (-7, -2, 0)
DUE_STEPS = (-7, -3, -1, 0, 1, 7, 14)
#: Minutes until the next attempt; after the last one hourly.
BACKOFF = (1, 2, 4, 8, 15, 30, 60)
JITTER = 0.2
#: So long a message is tried.
TRIED_FOR = timedelta(hours=24)
#: More than one message to a person that is later than this goes out as one digest.
LATE = timedelta(minutes=30)
#: Longer than any wait for a mail server: a lease that has run out belonged to a process that is gone.
LEASE = timedelta(seconds=120)
#: The dead man's light: so old may the last tick be, and the message that waits longest although it is due.
LAST_TICK, LONGEST_WAIT = timedelta(seconds=90), timedelta(minutes=10)
#: What may be put back by hand.
AGAIN = (DeliveryState.FAILED, DeliveryState.UNCERTAIN, DeliveryState.EXPIRED)


@dataclass(frozen=True, slots=True)
class Rung:
    """A step of a ladder as it stands now: things of the days ``first`` to ``last`` are to be told of by this step."""

    days: int
    first: date
    last: date

    @property
    def step(self) -> str:
        """The step's name in a key: ``-7``, ``0``, ``+1``."""
        return f"{self.days:+d}" if self.days else "0"


def ladder(steps: Iterable[int], now: datetime, rhythm_days: int | None = None) -> tuple[Rung, ...]:
    """The rungs on which things stand now; each day's thing stands on one at most, the latest whose morning has come.

    After a downtime nothing is told twice and nothing of a step that has been passed. Steps longer than the rhythm are left out.
    The last rung holds everything that is older.
    """
    kept = sorted(step for step in steps if rhythm_days is None or abs(step) <= rhythm_days)
    today = local_day(now - timedelta(hours=MORNING))
    rungs = []
    for number, days in enumerate(kept):
        last = today - timedelta(days=days)
        first = today - timedelta(days=kept[number + 1] - 1) if number + 1 < len(kept) else date.min
        if days <= 0 and number + 1 == len(kept):
            first = last  # a ladder that ends on the day: what is past is not reminded of
        rungs.append(Rung(days, first, last))
    return tuple(rungs)


def rung_of(rungs: Iterable[Rung], day: date) -> Rung | None:
    """The rung on which a thing of that day stands; None before the first morning and after the last."""
    return next((rung for rung in rungs if rung.first <= day <= rung.last), None)


def next_local(hour: int, now: datetime) -> datetime:
    """The next instant, after now, at which a clock in Baghdad shows that full hour."""
    local = now.astimezone(BAGHDAD)
    day = local.date() if local.time() < time(hour) else local.date() + timedelta(days=1)
    return datetime.combine(day, time(hour), BAGHDAD)


def is_quiet(quiet_from: int | None, quiet_until: int | None, now: datetime) -> bool:
    """Whether a person with these quiet hours is not to be disturbed now; 22 to 6 goes over midnight."""
    if quiet_from is None or quiet_until is None or quiet_from == quiet_until:
        return False
    hour = now.astimezone(BAGHDAD).hour
    if quiet_from < quiet_until:
        return quiet_from <= hour < quiet_until
    return hour >= quiet_from or hour < quiet_until


def key_of(kind: str, subject_id: str, occasion: str, person_id: str, step: str, channel: str) -> str:
    """The key of a message: what, about which thing, which occurrence, to whom, which step of the ladder, by which way."""
    return f"{kind}:{subject_id}:{occasion}:{person_id}:{step}:{channel}"


def message_id(key: str, domain: str) -> str:
    """The Message-ID of a mail: of the key alone, so that a second copy is known as such."""
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{domain}>"


def wait_after(attempts: int, chance: float) -> timedelta:
    """How long to wait after so many attempts; ``chance`` between 0 and 1 spreads it by a fifth to both sides."""
    minutes = BACKOFF[min(max(attempts, 1), len(BACKOFF)) - 1]
    return timedelta(minutes=minutes * (1 - JITTER + 2 * JITTER * chance))


@dataclass(frozen=True, slots=True)
class Ending:
    """How an attempt ended: for good, or with another one at ``next_try_at``. ``counts``: whether it was an attempt at all."""

    state: DeliveryState
    reason: Reason | None = None
    next_try_at: datetime | None = None
    doubtful: bool = False
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Attempt:
    """What is known of a message when an attempt has failed: how many there were, since when, until when it makes sense."""

    attempts: int
    since: datetime
    until: datetime | None
    doubtful: bool
    quiet_from: int | None = None
    quiet_until: int | None = None


def after_failure(attempt: Attempt, reason: Reason, now: datetime, chance: float, *, final: bool, doubtful: bool) -> Ending:
    """Whether and when a message is tried again: with growing waits, not in quiet hours, up to 24 hours and while it makes sense.

    One that may have arrived by this or an earlier attempt does not end as failed but as uncertain.
    """
    in_doubt = attempt.doubtful or doubtful
    over = DeliveryState.UNCERTAIN if in_doubt else DeliveryState.FAILED
    if final:
        return Ending(over, reason, None, in_doubt)
    later = now + wait_after(attempt.attempts, chance)
    later = free_moment(attempt.quiet_from, attempt.quiet_until, later, attempt.until)
    if attempt.until is not None and later >= attempt.until:
        return Ending(DeliveryState.UNCERTAIN if in_doubt else DeliveryState.EXPIRED, reason, None, in_doubt)
    if later - attempt.since > TRIED_FOR:
        return Ending(over, reason, None, in_doubt)
    return Ending(DeliveryState.WAITING, reason, later, in_doubt)


def free_moment(quiet_from: int | None, quiet_until: int | None, moment: datetime, until: datetime | None) -> datetime:
    """The moment, or the end of the quiet hours in which it falls, unless the message has lost its sense by then."""
    if quiet_until is None or not is_quiet(quiet_from, quiet_until, moment):
        return moment
    freed = next_local(quiet_until, moment)
    return moment if until is not None and freed >= until else freed


def may_be_sent_again(state: str, until: datetime | None, now: datetime) -> bool:
    """Whether a message that has ended may be put back: while it makes sense."""
    return state in AGAIN and (until is None or until > now)
