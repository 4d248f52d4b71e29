"""Marking what a person has read."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from notifications.models import Notice


def mark_read(session: Session, person_id: str, now: datetime, notice_id: str | None = None) -> None:
    """Marks one notice of this person, or all, as read."""
    query = update(Notice).where(Notice.person_id == person_id, Notice.read_at.is_(None))
    if notice_id is not None:
        query = query.where(Notice.id == notice_id)
    session.execute(query.values(read_at=now))
