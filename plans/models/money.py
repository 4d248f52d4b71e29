"""The money of budget lines, as it moved. It carries on across versions, as progress does."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Date, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, Id, UtcDateTime
from core.ids import new_id


class GapRow(Base):
    """Days, the first and the last, on which the valid version has a funding gap (``plans.rules.gap_spans``): the list of plans asks for
    them. Written anew by every approval and every movement of money."""

    __tablename__ = "plan_gap"

    plan_id: Mapped[str] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), primary_key=True)
    since: Mapped[date] = mapped_column(Date, primary_key=True)
    until: Mapped[date] = mapped_column(Date)


class MoneyRow(Base):
    """A part of a budget line's money that was allocated, reduced, released or spent on ``moved_on``, in whole IQD.

    A wrong one is taken back with a reason: it stays, and counts no more.
    """

    __tablename__ = "plan_money_movement"
    __table_args__ = (
        Index("ix_plan_money_movement_plan", "plan_id", "budget_key", "moved_on"),
        CheckConstraint("amount > 0", name="amount"),
        CheckConstraint("kind IN ('allocated', 'reduced', 'released', 'spent')", name="kind"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    plan_id: Mapped[str] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    budget_key: Mapped[str] = mapped_column(Id)
    kind: Mapped[str] = mapped_column(String(20))
    amount: Mapped[int] = mapped_column(BigInteger)
    moved_on: Mapped[date] = mapped_column(Date)
    letter_number: Mapped[str] = mapped_column(String(60), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    person_name: Mapped[str] = mapped_column(String(200))
    taken_back_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    taken_back_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    taken_back_name: Mapped[str] = mapped_column(String(200), default="")
    taken_back_reason: Mapped[str] = mapped_column(Text, default="")
