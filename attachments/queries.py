"""Every select of this room."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from attachments.models import Attachment
from attachments.rules import seconds_to_wait
from attachments.rules.limits import DAY
from core.references import SubjectRef


def beside(subject: SubjectRef) -> Select[Attachment]:
    """What stands beside a thing, newest first, for a room to narrow down."""
    where = Attachment.subject_kind == subject.kind, Attachment.subject_id == subject.id, Attachment.removed_at.is_(None)
    return select(Attachment).where(*where).order_by(Attachment.at.desc(), Attachment.id)


def attachments_of(session: Session, subject: SubjectRef) -> Sequence[Attachment]:
    """All that stands beside a thing, newest first. Whoever asks has made sure that the reader may see it. One statement."""
    return session.scalars(beside(subject)).all()


def get_attachment(session: Session, attachment_id: str, *, lock: bool = False) -> Attachment | None:
    """An attachment that was not removed; whether a person may have it is for its holder to say."""
    query = select(Attachment).where(Attachment.id == attachment_id, Attachment.removed_at.is_(None))
    return session.scalars(query.with_for_update() if lock else query).first()


def wait_of(session: Session, person_id: str, size: int, now: datetime) -> int:
    """Seconds until this person may attach ``size`` more bytes; 0 when it may be now."""
    query = select(Attachment.at, Attachment.size).where(Attachment.person_id == person_id, Attachment.at > now - DAY)
    return seconds_to_wait([(at, each) for at, each in session.execute(query)], size, now)


def kept_names(session: Session) -> dict[str, datetime | None]:
    """Of every row the name of its file, and when it was removed (None: it was not)."""
    return dict(session.execute(select(Attachment.stored_as, Attachment.removed_at)).all())


def all_present(session: Session) -> Sequence[Attachment]:
    """Every attachment that was not removed, oldest first."""
    return session.scalars(select(Attachment).where(Attachment.removed_at.is_(None)).order_by(Attachment.at, Attachment.id)).all()
