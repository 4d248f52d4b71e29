"""Reads of the outbox: what there is to send, to whom, what was gathered in a digest, what became of it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from core.jobs import Beat, JobRun
from notifications.models import Delivery
from notifications.rules import LAST_TICK, LONGEST_WAIT
from notifications.terms import DeliveryState
from people.models import Person

PAGE = 25


def receiver_of(session: Session, person_id: str) -> Person | None:
    """The person to whom a message goes; None when she may not sign in any more."""
    return session.scalars(select(Person).where(Person.id == person_id, Person.disabled.is_(False))).first()


def gathered_in(session: Session, digest_id: str) -> Sequence[Delivery]:
    """The messages that go out in this digest, in their order."""
    return session.scalars(select(Delivery).where(Delivery.digest_id == digest_id).order_by(Delivery.due_at, Delivery.id)).all()


def to_gather(session: Session, now: datetime, people: int) -> Sequence[tuple[str, str]]:
    """Whose messages, by which channel, must be weighed before any of them goes out; so many at a time."""
    query = (
        select(Delivery.person_id, Delivery.channel)
        .where(Delivery.state == DeliveryState.WAITING.value, Delivery.gather_at <= now)
        .distinct()
        .limit(people)
    )
    return [(row[0], row[1]) for row in session.execute(query)]


def is_ours_to_gather(session: Session, person_id: str) -> bool:
    """Takes the person's row until the end of the transaction; False while another one has it."""
    mine = select(Person.id).where(Person.id == person_id).with_for_update(skip_locked=True, key_share=True)
    return session.scalar(mine) is not None


def weighed_together(session: Session, person_id: str, channel: str, now: datetime) -> Sequence[Delivery]:
    """What waits for a person by a channel and is late or put off, and a digest that has not gone out; locked against other hands."""
    query = (
        select(Delivery)
        .where(
            Delivery.person_id == person_id,
            Delivery.channel == channel,
            Delivery.state == DeliveryState.WAITING.value,
            or_(Delivery.gather_at.is_(None), Delivery.gather_at <= now),
        )
        .order_by(Delivery.due_at, Delivery.id)
    )
    return session.scalars(query.with_for_update(skip_locked=True)).all()


@dataclass(frozen=True, slots=True)
class Light:
    """What the dead man's light looks at. ``has_beat``: whether a scheduler ever ticked here."""

    has_beat: bool
    ticked_at: datetime | None
    oldest_due_at: datetime | None


def light(session: Session) -> Light:
    """The last tick, and since when the message has been due that waits longest for its (next) attempt. Two statements."""
    ticked = session.execute(select(Beat.ticked_at)).first()
    oldest = session.scalar(select(func.min(Delivery.next_try_at)).where(Delivery.state == DeliveryState.WAITING.value))
    return Light(ticked is not None, ticked[0] if ticked else None, oldest)


def standing(seen: Light, now: datetime, begun: datetime | None = None) -> str:
    """``ok``, ``none`` (no scheduler ever ran here), ``silent`` (no tick), ``behind`` (messages wait).

    ``begun``: when whoever asks came up; a scheduler that starts together with it has time for its first tick.
    """
    if not seen.has_beat:
        return "none"
    moments = [moment for moment in (seen.ticked_at, begun) if moment is not None]
    if not moments or now - max(moments) > LAST_TICK:
        return "silent"
    due = seen.oldest_due_at
    if due is not None and now - (max(due, begun) if begun else due) > LONGEST_WAIT:
        return "behind"
    return "ok"


def counts_by_state(session: Session) -> dict[str, int]:
    """How many messages stand in each state."""
    found = session.execute(select(Delivery.state, func.count()).group_by(Delivery.state))
    return {row[0]: row[1] for row in found}


def due_count(session: Session, now: datetime) -> int:
    """How many messages wait although their time has come."""
    due = (Delivery.state == DeliveryState.WAITING.value, Delivery.next_try_at <= now)
    return session.scalar(select(func.count()).select_from(Delivery).where(*due)) or 0


def job_runs(session: Session) -> dict[str, JobRun]:
    """What is remembered of each job."""
    return {run.name: run for run in session.scalars(select(JobRun))}


def beat(session: Session) -> Beat | None:
    """The scheduler's row; None where none ever ran."""
    return session.scalars(select(Beat)).first()


def deliveries_page(session: Session, states: Collection[str], page: int) -> tuple[Sequence[tuple[Delivery, str]], int, int, int]:
    """A page of messages in these states with the names of their receivers, newest first: rows, how many, the page shown, the pages."""
    wanted: ColumnElement[bool] = Delivery.state.in_(sorted(states))
    total = session.scalar(select(func.count()).select_from(Delivery).where(wanted)) or 0
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    query = select(Delivery, Person.name).join(Person, Person.id == Delivery.person_id).where(wanted)
    query = query.order_by(func.coalesce(Delivery.ended_at, Delivery.due_at).desc(), Delivery.id)
    rows = [(row[0], row[1]) for row in session.execute(query.limit(PAGE).offset((page - 1) * PAGE))] if total else []
    return rows, total, page, pages


def delivery_with_receiver(session: Session, delivery_id: str) -> tuple[Delivery, str] | None:
    """One message and the name of its receiver."""
    row = session.execute(
        select(Delivery, Person.name).join(Person, Person.id == Delivery.person_id).where(Delivery.id == delivery_id)
    ).first()
    return (row[0], row[1]) if row else None


def get_delivery(session: Session, delivery_id: str, *, lock: bool = False) -> Delivery | None:
    """One message, for the operator."""
    query = select(Delivery).where(Delivery.id == delivery_id)
    return session.scalars(query.with_for_update() if lock else query).first()
