"""The audit trail: who changed what, from what to what, why; written in the transaction of the change, never altered.

Triggers on both databases refuse UPDATE and DELETE (migration 0001).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import JSON, Index, Integer, String, Text, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.database import Base, Id, UtcDateTime
from core.references import SubjectRef

Changes = Mapping[str, tuple[Any, Any]]


class AuditEntry(Base):
    """One act on one thing. ``changes`` is a list of ``[field, old, new]`` with plain JSON values."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index("ix_audit_entry_subject", "subject_kind", "subject_id", "id"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor_id: Mapped[str | None] = mapped_column(Id)
    actor_name: Mapped[str] = mapped_column(String(200))
    verb: Mapped[str] = mapped_column(String(40))
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[str] = mapped_column(Id)
    part: Mapped[str] = mapped_column(String(40), default="")
    part_title: Mapped[str] = mapped_column(String(300), default="")
    changes: Mapped[list[list[Any]]] = mapped_column(JSON, default=list)
    reason: Mapped[str] = mapped_column(Text, default="")


_ENTRIES: Any = AuditEntry.__table__
#: Every save asks it: put together once, and its number is not asked back.
_WRITE = insert(_ENTRIES).inline()


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a thing that an act touched (an activity of a plan), with its title at that time."""

    kind: str
    title: str


def record(
    session: Session,
    actor: Any,
    verb: str,
    subject: SubjectRef,
    now: datetime,
    changes: Changes | None = None,
    reason: str = "",
    part: Part | None = None,
) -> None:
    """Writes one entry. ``actor`` has ``person_id`` and ``name``; unchanged fields in ``changes`` are left out."""
    entry = {
        "at": now,
        "actor_id": actor.person_id,
        "actor_name": actor.name,
        "verb": verb,
        "subject_kind": subject.kind,
        "subject_id": subject.id,
        "part": part.kind if part else "",
        "part_title": part.title[:300] if part else "",
        "changes": [[name, _plain(old), _plain(new)] for name, (old, new) in (changes or {}).items() if old != new],
        "reason": reason,
    }
    session.execute(_WRITE, entry)


def history(session: Session, subject: SubjectRef, limit: int = 200, before: int | None = None) -> Sequence[AuditEntry]:
    """The latest entries about a thing, newest first; ``before`` is the id from which to go further back."""
    query = select(AuditEntry).where(AuditEntry.subject_kind == subject.kind, AuditEntry.subject_id == subject.id)
    if before is not None:
        query = query.where(AuditEntry.id < before)
    return session.scalars(query.order_by(AuditEntry.id.desc()).limit(limit)).all()


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """The fields of ``new`` whose value differs from that in ``old`` (a missing one counts as None)."""
    return {name: (old.get(name), value) for name, value in new.items() if old.get(name) != value}


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, tuple | list | set | frozenset):
        return [_plain(each) for each in value]
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return str(value)
