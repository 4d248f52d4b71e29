"""What attachments stand beside: each room registers how its kind of thing is found for a person, and what may be attached there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy.orm import Session

from attachments.models import Attachment
from attachments.terms import Offer
from people.terms import Actor


@dataclass(frozen=True, slots=True)
class Holder:
    """A thing as one person meets it: its title, the attachments that this person may have, and what this person may attach now.

    Who may attach something may also take something away; without offers a person only reads.
    """

    title: str
    attachments: Sequence[Attachment]
    offers: tuple[Offer, ...]


class Find(Protocol):
    """Finds a thing as a person meets it now; None when it is not among this person's. ``lock`` keeps its state until the transaction
    ends."""

    def __call__(self, session: Session, actor: Actor, subject_id: str, now: datetime, /, *, lock: bool = False) -> Holder | None: ...


_finds: dict[str, Find] = {}


def register_holder(kind: str, find: Find) -> None:
    """Makes things of this kind (see ``core.references``) hold attachments."""
    _finds[kind] = find


def find_holder(session: Session, actor: Actor, kind: str, subject_id: str, now: datetime, *, lock: bool = False) -> Holder | None:
    """The thing as this person meets it; None for what is not this person's, and for kinds that hold nothing."""
    find = _finds.get(kind)
    return find(session, actor, subject_id, now, lock=lock) if find is not None else None


def holders() -> Mapping[str, Find]:
    """All registered kinds by name."""
    return _finds
