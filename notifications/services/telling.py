"""Telling people: a notice in the inbox, and a row in the outbox for each channel that the person wants, in the caller's transaction."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ColumnElement, CompoundSelect, Select, String, and_, case, exists, literal, or_, select, update
from sqlalchemy.orm import Session, aliased

from core.clock import BAGHDAD
from core.crashes import crash_point
from core.database import UtcDateTime
from core.jobs import Beat
from core.references import SubjectRef
from core.sql import insert_new, random_id
from notifications.models import Delivery, Notice, Wish
from notifications.rules import DIGEST_HOUR, LATE, next_local
from notifications.terms import DIGEST, Channel, DeliveryState, Pace
from people.models import Person

#: The columns of what is wanted, in any order.
WANTED = ("person_id", "kind", "subject_kind", "subject_id", "occasion", "step", "words", "until")
Wanted = Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]
WANTS = {
    Channel.MAIL: or_(Wish.person_id.is_(None), Wish.mail),
    Channel.OTHER: and_(Wish.other, Wish.other_address != ""),
}


def tell(
    session: Session,
    person_ids: Iterable[str],
    kind: str,
    subject: SubjectRef,
    occasion: str,
    words: Mapping[str, object],
    now: datetime,
    *,
    until: datetime | None = None,
) -> int:
    """Tells each person once per ``kind:subject:occasion:person``, in the inbox and by mail. Returns how many notices are new.

    ``words`` fill the sentence that the room registered for ``kind`` (``notifications.labels.register_notice``).
    ``until``: the instant after which the mail makes no sense any more.
    """
    said = {"kind": kind, "subject_kind": subject.kind, "subject_id": subject.id, "occasion": occasion, "step": ""}
    columns = [literal(value, String).label(name) for name, value in said.items()]
    wanted = select(
        Person.id.label("person_id"),
        *columns,
        literal(dict(words), JSON).label("words"),
        literal(until, UtcDateTime).label("until"),
    ).where(Person.id.in_(sorted(set(person_ids))))
    return tell_all(session, wanted, now)


def tell_all(session: Session, wanted: Wanted, now: datetime) -> int:
    """Tells all whom ``wanted`` names: one INSERT … SELECT for the inbox and one for each channel; what is there already stays.

    ``wanted`` has the columns of ``WANTED``; ``step`` is the step of a ladder (``Rung.step``) or empty, ``words`` JSON
    (``core.sql.json_of``), ``until`` may be NULL. May be run any number of times. Returns how many notices are new.
    """
    session.flush()
    asked = wanted.subquery("wanted").c
    cause = asked.kind + ":" + asked.subject_id + ":" + asked.occasion + ":" + asked.person_id
    key = case((asked.step == "", cause), else_=cause + ":" + asked.step)
    told: dict[str, Any] = {
        "id": random_id(),
        "key": key,
        **{name: asked[name] for name in ("person_id", "kind", "subject_kind", "subject_id", "words")},
        "at": literal(now, UtcDateTime),
    }
    able = Person.disabled.is_(False)
    rows = select(*told.values()).join_from(asked.person_id.table, Person, Person.id == asked.person_id).where(able)
    count = _counted(session.execute(insert_new(session, Notice).from_select(list(told), rows).on_conflict_do_nothing()))
    crash_point("in_plan")
    planned_at = session.scalar(select(Beat.planned_at))
    is_catching_up = planned_at is not None and now - planned_at > LATE
    for channel in Channel:
        made = _deliveries(asked, cause, channel, now, is_catching_up)
        table = asked.person_id.table
        rows = select(*made.values()).join_from(table, Person, Person.id == asked.person_id)
        rows = rows.outerjoin(Wish, Wish.person_id == Person.id).where(able, WANTS[channel])
        session.execute(insert_new(session, Delivery).from_select(list(made), rows).on_conflict_do_nothing())
    return count


def drop(session: Session, subject: SubjectRef, now: datetime, kinds: Collection[str] | None = None) -> int:
    """Takes back what has not gone out about a thing: it was moved or cancelled. What is just being sent is not tried a second time.

    The notices stay in the inbox. Returns how many messages were taken back.
    """
    session.flush()
    about = _about(Delivery, subject, kinds)
    waiting, sending = Delivery.state == DeliveryState.WAITING.value, Delivery.state == DeliveryState.SENDING.value
    count = _counted(session.execute(update(Delivery).where(*about, waiting).values(state=DeliveryState.SUPERSEDED.value, ended_at=now)))
    session.execute(update(Delivery).where(*about, sending).values(until=now))
    return count + _taken_out_of_digests(session, subject, kinds, now)


def _about(row: Any, subject: SubjectRef, kinds: Collection[str] | None) -> list[ColumnElement[bool]]:
    found = [row.subject_kind == subject.kind, row.subject_id == subject.id]
    return found if kinds is None else [*found, row.kind.in_(sorted(kinds))]


def _taken_out_of_digests(session: Session, subject: SubjectRef, kinds: Collection[str] | None, now: datetime) -> int:
    """Out of those that wait to be sent and cannot have arrived. One in which nothing is left does not go out."""
    inside = aliased(Delivery)
    folded = select(inside.digest_id).where(*_about(inside, subject, kinds), inside.state == DeliveryState.FOLDED.value)
    unsent = [Delivery.kind == DIGEST, Delivery.state == DeliveryState.WAITING.value, Delivery.doubtful.is_(False)]
    digests = session.scalars(select(Delivery.id).where(*unsent, Delivery.id.in_(folded)).with_for_update(skip_locked=True)).all()
    if not digests:
        return 0
    ended = {"state": DeliveryState.SUPERSEDED.value, "ended_at": now}
    taken = update(Delivery).where(*_about(Delivery, subject, kinds), Delivery.digest_id.in_(digests)).values(**ended, digest_id=None)
    count = _counted(session.execute(taken))
    is_empty = ~exists().where(inside.digest_id == Delivery.id)
    session.execute(update(Delivery).where(Delivery.id.in_(digests), is_empty).values(ended))
    return count


def _deliveries(asked: Any, cause: ColumnElement[str], channel: Channel, now: datetime, is_catching_up: bool) -> dict[str, Any]:
    """The columns of new rows of the outbox. After a downtime they are weighed at once: several to one person make a digest."""
    at = literal(now, UtcDateTime)
    free = _free_moment(now)
    is_put_off = and_(free != at, or_(asked.until.is_(None), free < asked.until))
    due = case((is_put_off, free), else_=at)
    gathered = case((is_put_off, free), else_=literal(now if is_catching_up else now + LATE, UtcDateTime))
    copied = ("person_id", "kind", "subject_kind", "subject_id", "occasion", "step", "words", "until")
    return {
        "id": random_id(),
        "key": cause + ":" + asked.step + ":" + channel.value,
        **{name: asked[name] for name in copied},
        "channel": literal(channel.value, String),
        "created_at": at,
        "due_at": due,
        "next_try_at": due,
        "gather_at": gathered,
        "state": literal(DeliveryState.WAITING.value, String),
        **{name: literal(0) for name in ("attempts", "fence")},
        "doubtful": literal(False),
        "reason": literal("", String),
    }


def _free_moment(now: datetime) -> ColumnElement[datetime]:
    """When a person may be told by her wish, as an expression: now, at the end of her quiet hours, or in the morning."""
    hour = now.astimezone(BAGHDAD).hour
    over_midnight = or_(Wish.quiet_from <= hour, Wish.quiet_until > hour)
    within = and_(Wish.quiet_from <= hour, Wish.quiet_until > hour)
    is_quiet = or_(and_(Wish.quiet_from < Wish.quiet_until, within), and_(Wish.quiet_from > Wish.quiet_until, over_midnight))
    ends = case(
        {each: literal(next_local(each, now), UtcDateTime) for each in range(24)}, value=Wish.quiet_until, else_=literal(now, UtcDateTime)
    )
    in_the_morning = Wish.pace == Pace.MORNING.value
    morning = literal(next_local(DIGEST_HOUR, now), UtcDateTime)
    return case((in_the_morning, morning), (is_quiet, ends), else_=literal(now, UtcDateTime))


def _counted(result: Any) -> int:
    count: int = result.rowcount
    return count
