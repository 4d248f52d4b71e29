"""Attaching a file that is safe on the disk already, and taking an attachment away."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from attachments.holders import find_holder
from attachments.models import Attachment
from attachments.queries import get_attachment, wait_of
from attachments.terms import KeptFile, Offer, Purpose
from core.audit import Part, record
from core.languages import lazy
from core.references import SubjectRef
from core.saving import NotYours, Refused
from people.models import Person
from people.terms import Actor

PART = "attachment"


class TooManyFiles(Refused):
    """This person has attached as much as one may for now; ``retry_after`` seconds must pass."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(lazy("You have attached very much in a short time. Try again later."), "file")
        self.retry_after = retry_after


def attach(
    session: Session,
    actor: Actor,
    subject: SubjectRef,
    purpose: Purpose,
    upload: KeptFile,
    now: datetime,
    *,
    number: int | None = None,
    title: str = "",
) -> Attachment:
    """Puts a kept file beside a thing, for version ``number`` of it.

    Raises NotYours for a thing that the actor may not see, Refused when nothing of the kind may be attached there (any more),
    TooManyFiles beyond what one person may attach in an hour or a day.
    """
    holder = find_holder(session, actor, subject.kind, subject.id, now, lock=True)
    if holder is None:
        raise NotYours
    if Offer(purpose, number) not in holder.offers:
        raise Refused(lazy("This cannot be attached here now."))
    _find_room(session, actor, upload.size, now)
    attachment = Attachment(
        subject_kind=subject.kind, subject_id=subject.id, purpose=purpose.value, number=number, title=title,
        file_name=upload.file_name, file_type=upload.file_type.value, size=upload.size, sha256=upload.sha256, stored_as=upload.stored_as,
        at=now, person_id=actor.person_id, person_name=actor.name,
    )  # fmt: skip
    session.add(attachment)
    session.flush()
    changes = {"purpose": (None, purpose), "number": (None, number), "file_name": (None, upload.file_name), "sha256": (None, upload.sha256)}
    record(session, actor, "attached", subject, now, changes, part=Part(PART, attachment.shown_title))
    return attachment


def _find_room(session: Session, actor: Actor, size: int, now: datetime) -> None:
    """One after another for one person, so that two requests at once do not both find room for the last file."""
    session.execute(select(Person.id).where(Person.id == actor.person_id).with_for_update(key_share=True))
    wait = wait_of(session, actor.person_id, size, now)
    if wait:
        raise TooManyFiles(wait)


def remove(session: Session, actor: Actor, attachment_id: str, reason: str, now: datetime) -> Attachment:
    """Takes an attachment away, with the reason. The row stays, marked; the file is deleted after a while by the sweeper.

    Raises NotYours for what the actor may not see or not change.
    """
    attachment = get_attachment(session, attachment_id, lock=True)
    if attachment is None:
        raise NotYours
    subject = SubjectRef(attachment.subject_kind, attachment.subject_id)
    holder = find_holder(session, actor, subject.kind, subject.id, now, lock=True)
    if holder is None or not holder.offers or attachment not in holder.attachments:
        raise NotYours
    attachment.removed_at, attachment.removed_reason = now, reason
    session.flush()
    record(session, actor, "removed", subject, now, reason=reason, part=Part(PART, attachment.shown_title))
    return attachment
