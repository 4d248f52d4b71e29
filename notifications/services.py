"""Telling people, and marking what they have read."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from core.references import SubjectRef
from notifications.models import Notice


def tell(
    session: Session, person_ids: Iterable[str], kind: str, subject: SubjectRef, occasion: str, words: Mapping[str, object], now: datetime
) -> int:
    """Puts a notice in each person's inbox, once per ``kind:subject:occasion:person``. Returns how many are new.

    ``words`` fill the text that the room registered for ``kind`` (``notifications.labels.register_notice``).
    """
    wanted = {f"{kind}:{subject.id}:{occasion}:{person}": person for person in dict.fromkeys(person_ids)}
    known = set(session.scalars(select(Notice.key).where(Notice.key.in_(wanted))))
    new = [
        Notice(key=key, person_id=person, kind=kind, subject_kind=subject.kind, subject_id=subject.id, words=dict(words), at=now)
        for key, person in wanted.items()
        if key not in known
    ]
    session.add_all(new)
    session.flush()
    return len(new)


def mark_read(session: Session, person_id: str, now: datetime, notice_id: str | None = None) -> None:
    """Marks one notice of this person, or all, as read."""
    query = update(Notice).where(Notice.person_id == person_id, Notice.read_at.is_(None))
    if notice_id is not None:
        query = query.where(Notice.id == notice_id)
    session.execute(query.values(read_at=now))
