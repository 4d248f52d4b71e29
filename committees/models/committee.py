"""Tables of committees and their members."""

from datetime import date, datetime

from sqlalchemy import Boolean, CheckConstraint, Date, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from committees.terms import HolidayRule, QuorumKind, Standing
from core.database import Base, Id, UtcDateTime
from core.ids import new_id
from people.models import Trilingual


class CommitteeMember(Base):
    """An organisation's seat, who fills it and who deputises, from a day until a day (inclusive, open when empty).

    ``decision_maker``: can bind the organisation at the table (recommendation 1 of 2024).
    """

    __tablename__ = "committee_member"
    __table_args__ = (
        Index("ix_committee_member_committee_id", "committee_id"),
        CheckConstraint("until IS NULL OR since <= until", name="since_before_until"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    committee_id: Mapped[str] = mapped_column(ForeignKey("committee.id", ondelete="CASCADE"))
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"), index=True)
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"), index=True)
    deputy_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"), index=True)
    part: Mapped[str] = mapped_column(String(12))
    decision_maker: Mapped[bool] = mapped_column(Boolean, default=False)
    since: Mapped[date] = mapped_column(Date)
    until: Mapped[date | None] = mapped_column(Date)
    version: Mapped[int] = mapped_column(Integer, default=1)


class Committee(Trilingual, Base):
    """A committee. ``formed_on`` empty: on paper only. ``language`` is that of its minutes; ``quorum_number`` is percent or members.

    ``standing`` follows from its meetings (``rules.standing``), ``standing_since`` is the day of its last change.
    """

    __tablename__ = "committee"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    kind: Mapped[str] = mapped_column(String(20))
    scope_id: Mapped[str] = mapped_column(ForeignKey("scope.id"), index=True)
    legal_basis: Mapped[str] = mapped_column(String(300), default="")
    formed_on: Mapped[date | None] = mapped_column(Date)
    language: Mapped[str] = mapped_column(String(3), default="ar")
    venue: Mapped[str] = mapped_column(String(200), default="")
    quorum: Mapped[str] = mapped_column(String(20), default=QuorumKind.MORE_THAN_HALF.value)
    quorum_number: Mapped[int | None] = mapped_column(Integer, CheckConstraint("quorum_number > 0", name="quorum_number"))
    holiday_rule: Mapped[str] = mapped_column(String(20), default=HolidayRule.NEXT_WORKING_DAY.value)
    sop_version: Mapped[str] = mapped_column(String(40), default="")
    remarks: Mapped[str] = mapped_column(Text, default="")
    standing: Mapped[str] = mapped_column(String(12), default=Standing.NOT_FORMED.value)
    standing_since: Mapped[date | None] = mapped_column(Date)
    created_by: Mapped[str] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(Integer, default=1)

    members: Mapped[list[CommitteeMember]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by=(CommitteeMember.part, CommitteeMember.id)
    )
