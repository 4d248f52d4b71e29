"""The inbox: what a person was told, once per cause; the outbox: what is on its way by mail and how it ended; what each person wishes."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Boolean, CheckConstraint, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, Id, UtcDateTime
from core.ids import new_id
from notifications.terms import DeliveryState, Pace


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


class Delivery(Base):
    """A message on its way to one person by one channel: a row of the outbox, written in the transaction of its cause.

    ``key`` is ``kind:object:occurrence:person:offset:channel``; ``due_at`` when it should go out, ``next_try_at`` when it is tried
    (again), ``until`` after which it makes no sense any more. From ``gather_at`` it is first weighed whether it goes out by itself
    or in a digest (empty: weighed). ``owner``, ``lease_until`` and ``fence`` belong to the dispatcher that holds it; one that comes
    late finds another fence and changes nothing. ``doubtful``: an attempt ended so that it may have arrived. ``digest_id``: the
    message in which it went out, or would have.
    """

    __tablename__ = "delivery"
    __table_args__ = (
        Index("ix_delivery_state_next", "state", "next_try_at"),
        Index("ix_delivery_state_gather", "state", "gather_at"),
        Index("ix_delivery_person_state", "person_id", "state"),
        Index("ix_delivery_subject", "subject_kind", "subject_id"),
        Index("ix_delivery_digest_id", "digest_id"),
        CheckConstraint("(state = 'sending') = (owner IS NOT NULL)", name="owned_while_sending"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    key: Mapped[str] = mapped_column(String(240), unique=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    channel: Mapped[str] = mapped_column(String(10))
    kind: Mapped[str] = mapped_column(String(40))
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[str] = mapped_column(Id)
    occasion: Mapped[str] = mapped_column(String(60), default="")
    step: Mapped[str] = mapped_column(String(10), default="")
    words: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    gather_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    state: Mapped[str] = mapped_column(String(12), default=DeliveryState.WAITING.value)
    next_try_at: Mapped[datetime] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    fence: Mapped[int] = mapped_column(Integer, default=0)
    owner: Mapped[str | None] = mapped_column(String(120))
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    first_tried_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    doubtful: Mapped[bool] = mapped_column(Boolean, default=False)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(String(20), default="")
    digest_id: Mapped[str | None] = mapped_column(ForeignKey("delivery.id", ondelete="SET NULL"))


class Wish(Base):
    """How a person wishes to be told; who has none gets mail at once, at any hour. ``other_address``: for the house's other channel."""

    __tablename__ = "wish"
    __table_args__ = (
        CheckConstraint("quiet_from BETWEEN 0 AND 23 AND quiet_until BETWEEN 0 AND 23", name="hours"),
        CheckConstraint("(quiet_from IS NULL) = (quiet_until IS NULL)", name="both_hours"),
    )

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    mail: Mapped[bool] = mapped_column(Boolean, default=True)
    pace: Mapped[str] = mapped_column(String(10), default=Pace.AT_ONCE.value)
    quiet_from: Mapped[int | None] = mapped_column(Integer)
    quiet_until: Mapped[int | None] = mapped_column(Integer)
    other: Mapped[bool] = mapped_column(Boolean, default=False)
    other_address: Mapped[str] = mapped_column(String(200), default="")
