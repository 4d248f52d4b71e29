"""Tables of issues and follow-up teams."""

from datetime import date, datetime

from sqlalchemy import Boolean, CheckConstraint, Date, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.database import Base, Id, UtcDateTime
from core.ids import new_id
from followup.terms import ActionState, IssueState
from people.models import Trilingual


class IssueShare(Base):
    """A further governorate or branch to which an issue belongs (a case between branches belongs to both)."""

    __tablename__ = "issue_share"

    issue_id: Mapped[str] = mapped_column(ForeignKey("issue.id", ondelete="CASCADE"), primary_key=True)
    scope_id: Mapped[str] = mapped_column(ForeignKey("scope.id"), primary_key=True, index=True)


class Issue(Trilingual, Base):
    """What is wrong, where, whose mandate it is, and how far it has come; fields as in ``terms.SaveIssue``."""

    __tablename__ = "issue"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    scope_id: Mapped[str] = mapped_column(ForeignKey("scope.id"))
    place_id: Mapped[str | None] = mapped_column(ForeignKey("place.id"), index=True)
    place_note: Mapped[str] = mapped_column(String(200), default="")
    sector: Mapped[str] = mapped_column(String(20))
    severity: Mapped[str] = mapped_column(String(10))
    families: Mapped[int | None] = mapped_column(Integer, CheckConstraint("families >= 0", name="families"))
    since: Mapped[date | None] = mapped_column(Date)
    mandate_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"), index=True)
    momd_part: Mapped[str] = mapped_column(String(10))
    description: Mapped[str] = mapped_column(Text)
    feasibility: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(String(20), default=IssueState.REPORTED.value)
    created_by: Mapped[str] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(Integer, default=1)

    shares: Mapped[list[IssueShare]] = relationship(cascade="all, delete-orphan", passive_deletes=True, order_by=IssueShare.scope_id)

    @property
    def share_ids(self) -> tuple[str, ...]:
        """The further scopes to which it belongs."""
        return tuple(sorted(share.scope_id for share in self.shares))


class TeamMember(Base):
    """A person in a follow-up team."""

    __tablename__ = "team_member"

    team_id: Mapped[str] = mapped_column(ForeignKey("follow_up_team.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)


class FollowUpTeam(Trilingual, Base):
    """Those who follow up plans and issues of a scope and verify what others report (recommendation 8 of 2024)."""

    __tablename__ = "follow_up_team"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    scope_id: Mapped[str] = mapped_column(ForeignKey("scope.id"), index=True)
    active: Mapped[bool] = mapped_column(Boolean, default=True)
    version: Mapped[int] = mapped_column(Integer, default=1)

    members: Mapped[list[TeamMember]] = relationship(cascade="all, delete-orphan", passive_deletes=True, order_by=TeamMember.person_id)

    @property
    def member_ids(self) -> tuple[str, ...]:
        """The persons in it."""
        return tuple(sorted(member.person_id for member in self.members))


class Action(Base):
    """What somebody has to do until a day, and where it came from: ``subject`` is the thing on whose page it stands (a meeting).

    ``progress`` is 0 to 100 percent. Done by its owner, verified by somebody else. ``scope_id`` is where it is read.
    """

    __tablename__ = "action"
    __table_args__ = (
        CheckConstraint("progress BETWEEN 0 AND 100", name="progress"),
        Index("ix_action_subject", "subject_kind", "subject_id"),
        Index("ix_action_state_due_on", "state", "due_on"),
        Index("ix_action_scope_id_due_on", "scope_id", "due_on"),
        Index("ix_action_organisation_id_due_on", "organisation_id", "due_on"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[str] = mapped_column(Id)
    scope_id: Mapped[str] = mapped_column(ForeignKey("scope.id"))
    what: Mapped[str] = mapped_column(Text)
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"))
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"), index=True)
    due_on: Mapped[date] = mapped_column(Date)
    state: Mapped[str] = mapped_column(String(12), default=ActionState.OPEN.value)
    progress: Mapped[int] = mapped_column(Integer, default=0)
    note: Mapped[str] = mapped_column(Text, default="")
    evidence: Mapped[str] = mapped_column(Text, default="")
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    done_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    verified_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    verified_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    created_by: Mapped[str] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(Integer, default=1)


Index("ix_issue_scope_id_changed_at", Issue.scope_id, Issue.changed_at)
Index("ix_issue_changed_at", Issue.changed_at)
