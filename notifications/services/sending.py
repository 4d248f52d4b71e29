"""The outbox's verbs: taking a message in hand, noting how it went, taking up what a dead process left, gathering into digests.

Each is one small transaction. Between taking and noting, the message is handed over outside of any transaction; the fence sees to it
that a dispatcher that comes back too late changes nothing. Reasons: docs/adr/0015-outbox.md.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, case, func, literal, or_, select, update
from sqlalchemy.orm import Session

from core.audit import record
from core.crashes import crash_point
from core.database import UtcDateTime
from core.ids import new_id
from core.languages import lazy
from core.references import SubjectRef
from core.saving import NotYours, Refused
from notifications.models import Delivery
from notifications.queries.outbox import get_delivery, is_ours_to_gather, to_gather, weighed_together
from notifications.rules import AGAIN, TRIED_FOR, Ending, key_of
from notifications.terms import DIGEST, Channel, DeliveryState, Reason
from people.terms import Actor

WAITING, SENDING = DeliveryState.WAITING.value, DeliveryState.SENDING.value
#: A message whose sender died so often is no accident: from then on it waits between attempts.
ACCIDENTS, CAUTION = 3, timedelta(minutes=15)
AT_A_TIME, AT_ONCE = 50, 1000
#: Clocks of several machines differ by less; no wish puts a message off for longer; no lease is longer.
CLOCKS_DIFFER, LONGEST_PUT_OFF, LONGEST_LEASE = timedelta(minutes=1), timedelta(hours=25), timedelta(minutes=10)


def claim(session: Session, owner: str, channels: Collection[Channel], now: datetime, lease: timedelta) -> Delivery | None:
    """Takes the message by one of these channels that is due longest in hand, for so long; None when there is none. Two dispatchers never
    get the same one."""
    first = (
        select(Delivery.id)
        .where(
            Delivery.state == WAITING,
            Delivery.channel.in_(sorted(channels)),
            Delivery.next_try_at <= now,
            or_(Delivery.gather_at.is_(None), Delivery.gather_at > now),
            or_(Delivery.until.is_(None), Delivery.until > now),
        )
        .order_by(Delivery.next_try_at)  # by nothing else: the index gives the first without sorting all that are due
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    taken = {
        "state": SENDING,
        "owner": owner,
        "lease_until": now + lease,
        "attempts": Delivery.attempts + 1,
        "fence": Delivery.fence + 1,
        "first_tried_at": func.coalesce(Delivery.first_tried_at, literal(now, UtcDateTime)),
    }
    claimed = update(Delivery).where(Delivery.id == first.scalar_subquery(), Delivery.state == WAITING).values(taken).returning(Delivery)
    return session.scalars(claimed, execution_options={"synchronize_session": False}).first()


def settle(session: Session, held: Delivery, ending: Ending, now: datetime) -> bool:
    """Notes how it went, if the message is still in these hands. Returns whether it was."""
    is_over = ending.next_try_at is None
    values: dict[str, Any] = {
        "state": ending.state.value,
        "reason": ending.reason.value if ending.reason else "",
        "doubtful": ending.doubtful,
        "attempts": held.attempts if ending.counts else held.attempts - 1,
        "ended_at": now if is_over else None,
        "owner": None,
        "lease_until": None,
    }
    if not is_over:
        values["next_try_at"] = ending.next_try_at
    if not ending.counts and held.attempts == 1:
        values["first_tried_at"] = None
    ours = (Delivery.id == held.id, Delivery.owner == held.owner, Delivery.fence == held.fence, Delivery.state == SENDING)
    return _count(session, update(Delivery).where(*ours).values(values)) == 1


def take_up(session: Session, now: datetime) -> int:
    """Takes up what a dispatcher held longer than its lease: it died. The message may have gone out, and it is tried again."""
    too_late = or_(Delivery.until <= now, Delivery.first_tried_at <= now - TRIED_FOR)
    values = {
        "state": case((too_late, DeliveryState.UNCERTAIN.value), else_=WAITING),
        "ended_at": case((too_late, literal(now, UtcDateTime)), else_=None),
        "next_try_at": literal(now, UtcDateTime),
        "doubtful": True,
        "reason": Reason.DIED.value,
        "owner": None,
        "lease_until": None,
        "fence": Delivery.fence + 1,
    }
    lost = (Delivery.state == SENDING, or_(Delivery.lease_until <= now, Delivery.lease_until > now + LONGEST_LEASE))
    often = update(Delivery).where(*lost, Delivery.attempts > ACCIDENTS).values({**values, "next_try_at": now + CAUTION})
    return _count(session, often) + _count(session, update(Delivery).where(*lost).values(values))


def set_right(session: Session, now: datetime) -> int:
    """Sets right what a clock wrote that ran ahead and was set back since: else it would wait until the wall's clock is there again.

    What was written in a moment that has not come yet keeps its waiting time from now on; nothing else is ever put off beyond a day.
    """
    ahead = or_(Delivery.created_at > now + CLOCKS_DIFFER, Delivery.next_try_at > now + LONGEST_PUT_OFF)
    rows = session.scalars(select(Delivery).where(Delivery.state == WAITING, ahead).limit(AT_ONCE).with_for_update(skip_locked=True)).all()
    for row in rows:
        by = max(row.created_at - now, timedelta())
        row.created_at, row.due_at = min(row.created_at, now), row.due_at - by
        row.gather_at = row.gather_at - by if row.gather_at else None
        row.next_try_at = row.next_try_at - by if row.next_try_at - by <= now + LONGEST_PUT_OFF else now
    session.flush()
    return len(rows)


def expire(session: Session, now: datetime) -> int:
    """Ends what makes no sense any more. What may have arrived by an earlier attempt says so."""
    ended = case((Delivery.doubtful, DeliveryState.UNCERTAIN.value), else_=DeliveryState.EXPIRED.value)
    values = {"state": ended, "ended_at": now, "reason": Reason.TOO_LATE.value}
    weighed = or_(Delivery.gather_at.is_(None), Delivery.gather_at > now)
    return _count(session, update(Delivery).where(Delivery.state == WAITING, Delivery.until <= now, weighed).values(values))


def shut(session: Session, channels: Collection[Channel], now: datetime) -> int:
    """Ends what is due by channels that are not set up here: years later nobody wants it. The notices stand in the inbox."""
    reason = case((Delivery.channel == Channel.MAIL.value, Reason.NO_SERVER.value), else_=Reason.NOT_INSTALLED.value)
    due = and_(Delivery.state == WAITING, Delivery.next_try_at <= now, Delivery.channel.in_(sorted(channels)))
    return _count(session, update(Delivery).where(due).values(state=DeliveryState.EXPIRED.value, ended_at=now, reason=reason))


def gather(session: Session, now: datetime) -> int:
    """Weighs what is late, or was put off to this hour: one message goes by itself, several to one person as one digest.

    Also what has passed meanwhile is told of in the digest, as passed. For fifty people at a time; returns for how many it was done:
    who is in another dispatcher's hands is left to it, else each would gather half.
    """
    people = [each for each in to_gather(session, now, AT_A_TIME) if is_ours_to_gather(session, each[0])]
    for person_id, channel in people:
        _gather_for(session, person_id, channel, weighed_together(session, person_id, channel, now), now)
    session.flush()
    return len(people)


def send_again(session: Session, actor: Actor, delivery_id: str, now: datetime) -> Delivery:
    """Puts a message back to be tried from the beginning, with the same key and Message-ID. Raises NotYours, Refused."""
    delivery = get_delivery(session, delivery_id, lock=True)
    if delivery is None:
        raise NotYours(delivery_id)
    if delivery.state not in AGAIN:
        raise Refused(lazy("This message is on its way already, or needs none."))
    if delivery.until is not None and delivery.until <= now:
        raise Refused(lazy("What this message was about has passed. Nothing was sent."))
    record(session, actor, "sent_again", SubjectRef("delivery", delivery.id), now, {"state": (delivery.state, WAITING)})
    delivery.state, delivery.reason, delivery.ended_at = WAITING, "", None
    delivery.attempts, delivery.gather_at = 0, None
    delivery.due_at = delivery.next_try_at = now
    session.flush()
    return delivery


def _gather_for(session: Session, person_id: str, channel: str, rows: Sequence[Delivery], now: datetime) -> None:
    digest = next((row for row in rows if row.kind == DIGEST and not row.doubtful), None)
    loose = [row for row in rows if row.kind != DIGEST]
    if digest is None and len(loose) < 2:
        for row in loose:
            row.gather_at = None
        return
    if digest is None:
        digest = _digest(person_id, channel, now)
        session.add(digest)
        session.flush()
    crash_point("in_fold")
    for row in loose:
        row.state, row.digest_id, row.ended_at, row.gather_at = DeliveryState.FOLDED.value, digest.id, now, None
    session.flush()


def _digest(person_id: str, channel: str, now: datetime) -> Delivery:
    occasion = now.strftime("%Y-%m-%dT%H:%M:%SZ")
    return Delivery(
        key=key_of(DIGEST, person_id, occasion, person_id, new_id(), channel),  # a person may have two in one second
        person_id=person_id,
        channel=channel,
        kind=DIGEST,
        subject_kind="inbox",
        subject_id=person_id,
        occasion=occasion,
        words={},
        created_at=now,
        due_at=now,
        next_try_at=now,
    )


def _count(session: Session, statement: Any) -> int:
    result: Any = session.execute(statement, execution_options={"synchronize_session": False})
    count: int = result.rowcount
    return count
