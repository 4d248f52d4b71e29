"""What was learned in a plan, as records of their own, and the contacts of its coordination."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.database import Base, Id, UtcDateTime
from core.ids import new_id
from plans.terms import Answer


class Lesson(Base):
    """A lesson learned or a good practice, found again by sector, place and approach.

    ``advice`` says what to do differently, or under which conditions it works. ``sector`` is one of ``followup.terms.Sector``. One that
    was taken back has a reason and is offered to nobody.
    """

    __tablename__ = "lesson"
    __table_args__ = (
        Index("ix_lesson_at", "at"),
        Index("ix_lesson_sector_at", "sector", "at"),
        Index("ix_lesson_plan_at", "plan_id", "at"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    kind: Mapped[str] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(Text)
    advice: Mapped[str] = mapped_column(Text, default="")
    plan_id: Mapped[str] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    review_id: Mapped[str | None] = mapped_column(ForeignKey("plan_review.id"), index=True)
    issue_id: Mapped[str | None] = mapped_column(ForeignKey("issue.id"))
    sector: Mapped[str] = mapped_column(String(20))
    scope_id: Mapped[str] = mapped_column(ForeignKey("scope.id"))
    approach: Mapped[str | None] = mapped_column(String(30))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    person_name: Mapped[str] = mapped_column(String(200))
    version: Mapped[int] = mapped_column(Integer, default=1)
    withdrawn_reason: Mapped[str] = mapped_column(Text, default="")


class Contact(Base):
    """A meeting, letter, talk or visit of a plan's coordination: when, with whom, about what, what came of it.

    ``others`` are those who are no organisation of the directory (families, mukhtars); ``reference`` is a letter's number.
    """

    __tablename__ = "plan_contact"
    __table_args__ = (Index("ix_plan_contact_plan", "plan_id", "happened_on"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    plan_id: Mapped[str] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    activity_key: Mapped[str | None] = mapped_column(Id)
    approach: Mapped[str] = mapped_column(String(30))
    happened_on: Mapped[date] = mapped_column(Date)
    others: Mapped[str] = mapped_column(String(300), default="")
    subject: Mapped[str] = mapped_column(String(300))
    outcome: Mapped[str] = mapped_column(Text, default="")
    reference: Mapped[str] = mapped_column(String(100), default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    person_name: Mapped[str] = mapped_column(String(200))
    version: Mapped[int] = mapped_column(Integer, default=1)
    withdrawn_reason: Mapped[str] = mapped_column(Text, default="")

    parties: Mapped[list["ContactParty"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="ContactParty.organisation_id"
    )

    @property
    def organisation_ids(self) -> list[str]:
        """With whom it was."""
        return [each.organisation_id for each in self.parties]

    @property
    def answer_asked(self) -> bool:
        """Whether an answer was asked of them."""
        return any(each.answered != Answer.NOT_ASKED for each in self.parties)

    @property
    def answered_ids(self) -> list[str]:
        """Who has answered."""
        return [each.organisation_id for each in self.parties if each.answered == Answer.YES]


class ContactParty(Base):
    """An organisation in a contact, and whether it answered (``terms.Answer``)."""

    __tablename__ = "plan_contact_organisation"

    contact_id: Mapped[str] = mapped_column(ForeignKey("plan_contact.id", ondelete="CASCADE"), primary_key=True)
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    answered: Mapped[str] = mapped_column(String(10))
