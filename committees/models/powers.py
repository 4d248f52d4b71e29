"""Tables of who may decide what, and of bringing a committee back to life."""

from datetime import date, datetime

from sqlalchemy import Boolean, Date, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.database import Base, Id, UtcDateTime
from core.ids import new_id
from people.models import Trilingual


class PowerRow(Base):
    """What one level may do about one kind of decision, and the decision that granted it (number and date as written)."""

    __tablename__ = "power"

    decision_kind_id: Mapped[str] = mapped_column(ForeignKey("decision_kind.id", ondelete="CASCADE"), primary_key=True)
    level: Mapped[str] = mapped_column(String(30), primary_key=True)
    power: Mapped[str] = mapped_column(String(12))
    granted_by: Mapped[str] = mapped_column(String(300), default="")


class DecisionKind(Trilingual, Base):
    """A kind of decision in the matrix of powers; an inactive one is offered no more."""

    __tablename__ = "decision_kind"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    position: Mapped[int] = mapped_column(Integer)
    active: Mapped[bool] = mapped_column(Boolean, default=True)
    version: Mapped[int] = mapped_column(Integer, default=1)

    powers: Mapped[list[PowerRow]] = relationship(cascade="all, delete-orphan", passive_deletes=True, order_by=PowerRow.level)


class ReactivationStep(Base):
    """A step of a reactivation: what, who, until when, done on."""

    __tablename__ = "reactivation_step"
    __table_args__ = (Index("ix_reactivation_step_reactivation_id", "reactivation_id", "position"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    reactivation_id: Mapped[str] = mapped_column(ForeignKey("reactivation.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(Integer)
    what: Mapped[str] = mapped_column(String(300))
    organisation_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"))
    due_on: Mapped[date] = mapped_column(Date)
    done_on: Mapped[date | None] = mapped_column(Date)


class Reactivation(Base):
    """A committee that does not meet is brought back (recommendation 2 of 2024): why it stopped, the steps, the end."""

    __tablename__ = "reactivation"
    __table_args__ = (Index("ix_reactivation_committee_id", "committee_id", "opened_on"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    committee_id: Mapped[str] = mapped_column(ForeignKey("committee.id", ondelete="CASCADE"))
    reason: Mapped[str] = mapped_column(Text, default="")
    opened_on: Mapped[date] = mapped_column(Date)
    ended_on: Mapped[date | None] = mapped_column(Date)
    outcome: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(Integer, default=1)

    steps: Mapped[list[ReactivationStep]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by=ReactivationStep.position
    )
