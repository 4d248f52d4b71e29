"""What was told about a thing: to whom, on which ways, when, and how it ended."""

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from core.references import SubjectRef
from notifications.models import Delivery, Notice
from notifications.terms import Channel, DeliveryState, Reason, Sending, Told, Way
from people.models import Person


def sent_about(session: Session, subject: SubjectRef) -> tuple[Sending, ...]:
    """What was told about a thing to whom, on which ways, and how each ended; the newest first. Two statements."""
    told = select(Notice, Person.name).join(Person, Person.id == Notice.person_id)
    told = told.where(Notice.subject_kind == subject.kind, Notice.subject_id == subject.id).order_by(Notice.at.desc(), Person.name)
    ways = _ways_about(session, subject)
    sendings: dict[str, list[tuple[Notice, Told]]] = {}
    for notice, name in session.execute(told):
        occasion = notice.key.replace(f":{notice.person_id}", "", 1)
        sendings.setdefault(occasion, []).append((notice, Told(notice.person_id, name, tuple(ways.get(notice.key, ())))))
    return tuple(_sending(each) for each in sendings.values())


def _sending(told: list[tuple[Notice, Told]]) -> Sending:
    first = told[0][0]
    step = first.key.rpartition(f":{first.person_id}")[2].removeprefix(":")
    return Sending(first.kind, first.words, step, first.at, tuple(each for _notice, each in told))


def _ways_about(session: Session, subject: SubjectRef) -> dict[str, list[Way]]:
    """The ways by the key of their notice."""
    digest = aliased(Delivery)
    query = select(Delivery, digest.state).outerjoin(digest, digest.id == Delivery.digest_id)
    query = query.where(Delivery.subject_kind == subject.kind, Delivery.subject_id == subject.id).order_by(Delivery.channel)
    found: dict[str, list[Way]] = {}
    for row, gathered in session.execute(query):
        key = f"{row.kind}:{row.subject_id}:{row.occasion}:{row.person_id}" + (f":{row.step}" if row.step else "")
        reason = Reason(row.reason) if row.reason else None
        way = Way(
            Channel(row.channel),
            DeliveryState(row.state),
            row.ended_at or row.next_try_at,
            reason,
            DeliveryState(gathered) if gathered else None,
        )
        found.setdefault(key, []).append(way)
    return found
