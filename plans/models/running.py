"""What happens to a plan that is in force: receipts, progress, reviews. It carries on across versions."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
)
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, Id, UtcDateTime
from core.ids import new_id


class Receipt(Base):
    """What really went out: an approved version sent to an organisation, and who acknowledged it when."""

    __tablename__ = "plan_receipt"
    __table_args__ = (Index("ix_plan_receipt_waiting", "organisation_id", "acknowledged_at", "sent_at"),)

    plan_id: Mapped[str] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sent_by: Mapped[str] = mapped_column(ForeignKey("person.id"))
    acknowledged_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    acknowledged_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    acknowledged_name: Mapped[str] = mapped_column(String(200), default="")
    version: Mapped[int] = mapped_column(Integer, default=1)


class ActivityProgress(Base):
    """A report on an activity: per cent done and a sentence. The latest counts; it carries on across versions."""

    __tablename__ = "plan_activity_progress"
    __table_args__ = (
        Index("ix_plan_activity_progress_plan", "plan_id", "activity_key", "at"),
        CheckConstraint("percent BETWEEN 0 AND 100", name="percent"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    plan_id: Mapped[str] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    activity_key: Mapped[str] = mapped_column(Id)
    percent: Mapped[int] = mapped_column(Integer)
    note: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    person_name: Mapped[str] = mapped_column(String(200))
    organisation_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"))


class Review(Base):
    """Step 6 carried out: a look back at a version, part by part and at the coordination itself.

    ``looked_back`` is what the record said when the review was concluded (``terms.LookedBack`` as JSON), never changed after.
    """

    __tablename__ = "plan_review"
    __table_args__ = (Index("ix_plan_review_plan", "plan_id", "opened_at"), Index("ix_plan_review_open", "concluded_at", "opened_at"))

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    plan_id: Mapped[str] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column(Integer)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    opened_by: Mapped[str] = mapped_column(ForeignKey("person.id"))
    concluded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    concluded_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    revises: Mapped[bool | None] = mapped_column()
    outside_changes: Mapped[str] = mapped_column(Text, default="")
    coordination: Mapped[str] = mapped_column(Text, default="")
    sharing: Mapped[str] = mapped_column(Text, default="")
    looked_back: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    version: Mapped[int] = mapped_column(Integer, default=1)


class Finding(Base):
    """What a review says of one objective or activity."""

    __tablename__ = "plan_review_finding"

    review_id: Mapped[str] = mapped_column(ForeignKey("plan_review.id", ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(Id, primary_key=True)
    achieved: Mapped[str] = mapped_column(Text)
    verdict: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Integer, default=1)


class DueRow(Base):
    """What of a running plan is due on a day, written anew by every verb that changes it: lists and reminders read it by index
    instead of looking through all plans (``plans.rules.due`` says what stands here). ``words`` are those by which the title is found,
    folded, each with a space before it."""

    __tablename__ = "plan_due"
    __table_args__ = (
        Index("ix_plan_due_scope", "scope_id", "kind", "due_on", "plan_id", "key", "organisation_id", "starts_on"),
        Index("ix_plan_due_kind", "kind", "due_on"),
        Index("ix_plan_due_organisation", "organisation_id", "due_on", "scope_id", "starts_on", "plan_id", "key"),
    )

    plan_id: Mapped[str] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(Id, primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    scope_id: Mapped[str] = mapped_column(ForeignKey("scope.id"))
    organisation_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"))
    starts_on: Mapped[date | None] = mapped_column(Date)
    due_on: Mapped[date] = mapped_column(Date)
    title: Mapped[str] = mapped_column(String(300), default="")
    words: Mapped[str] = mapped_column(Text, default="")
    percent: Mapped[int] = mapped_column(Integer, default=0)
