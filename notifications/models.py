"""The inbox: what a person was told, once per cause."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, Id, UtcDateTime
from core.ids import new_id


class Notice(Base):
    """One notice to one person. ``key`` names cause and person, so that nobody is told the same thing twice."""

    __tablename__ = "notice"
    __table_args__ = (Index("ix_notice_person_unread", "person_id", "read_at"), Index("ix_notice_person_at", "person_id", "at"))

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    key: Mapped[str] = mapped_column(String(200), unique=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(40))
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[str] = mapped_column(Id)
    words: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
