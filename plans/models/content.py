"""Tables of plans. A part of a plan (objective, activity, risk …) is a row of one version, found by ``(version_id, key)``;
the key stays the same across versions, so that progress and comparison follow a part through revisions."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from core.database import Base, Id, UtcDateTime
from core.ids import new_id
from people.models import Trilingual
from plans.models.starting import PlanOrigin


class Plan(Trilingual, Base):
    """A coordination plan: what it is called, whose it is, where it stands. Its content stands in its versions.

    Name, period and scope follow the open version until the first approval, afterwards the valid version; so do ``approaches``, those
    that its activities take, each with a space before and after it. ``unacknowledged`` counts the receivers of the valid version that
    have not acknowledged it; ``first_due_on`` is the earliest day of its ``DueRow``s.
    """

    __tablename__ = "plan"

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:
        return (
            CheckConstraint("name_ar <> '' OR name_en <> '' OR name_ckb <> ''", name="named"),
            Index("ix_plan_attention", "attention", "changed_at", "id", "open_number", "state"),
            Index("ix_plan_scope", "scope_id", "attention", "changed_at", "id", "open_number", "state", "unacknowledged", "owner_id"),
            Index("ix_plan_owner", "owner_id", "open_number", "id"),
            Index("ix_plan_open", "attention", "open_number", "id"),
            Index("ix_plan_state", "state", "changed_at"),
        )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    scope_id: Mapped[str] = mapped_column(ForeignKey("scope.id"))
    issue_id: Mapped[str | None] = mapped_column(ForeignKey("issue.id"), index=True)
    theme: Mapped[str] = mapped_column(String(200), default="")
    state: Mapped[str] = mapped_column(String(20))
    attention: Mapped[int] = mapped_column(Integer)
    starts_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date] = mapped_column(Date)
    owner_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    valid_number: Mapped[int | None] = mapped_column(Integer)
    open_number: Mapped[int | None] = mapped_column(Integer)
    unacknowledged: Mapped[int] = mapped_column(Integer, default=0)
    first_due_on: Mapped[date | None] = mapped_column(Date)
    approaches: Mapped[str] = mapped_column(String(300), default="")
    end_reason: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)

    #: From what it was begun; loaded only where it is asked for.
    origin: Mapped["PlanOrigin | None"] = relationship(viewonly=True, foreign_keys="PlanOrigin.plan_id", lazy="raise")


class PlanVersion(Trilingual, Base):
    """One version of a plan's content. ``snapshot`` is the whole PlanDocument as JSON, written at approval, never changed after.

    ``edits`` counts every change of any part: what is submitted is what was seen. The three ``…_version`` columns guard the
    three sections that people edit here; each part row has its own ``version``.
    """

    __tablename__ = "plan_version"

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:
        return (
            UniqueConstraint("plan_id", "number"),
            # Versions are long (the snapshot); where one stands is read from here.
            Index("ix_plan_version_standing", "plan_id", "number", "state", "submitted_at", "decided_at"),
            Index("ix_plan_version_submitted", "state", "submitted_at"),
            CheckConstraint("starts_on <= ends_on", name="period"),
            CheckConstraint("name_ar <> '' OR name_en <> '' OR name_ckb <> ''", name="named"),
        )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    plan_id: Mapped[str] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column(Integer)
    state: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text, default="")
    authors: Mapped[list[str]] = mapped_column(JSON, default=list)
    return_reason: Mapped[str] = mapped_column(Text, default="")
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    submitted_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    snapshot: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    edits: Mapped[int] = mapped_column(Integer, default=0)

    scope_id: Mapped[str] = mapped_column(ForeignKey("scope.id"))
    issue_id: Mapped[str | None] = mapped_column(ForeignKey("issue.id"))
    theme: Mapped[str] = mapped_column(String(200), default="")
    starts_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date] = mapped_column(Date)
    identity_version: Mapped[int] = mapped_column(Integer, default=1)

    coordination_target: Mapped[str] = mapped_column(Text, default="")
    goal: Mapped[str] = mapped_column(Text, default="")
    tools_approach: Mapped[str] = mapped_column(Text, default="")
    challenges: Mapped[str] = mapped_column(Text, default="")
    aim_version: Mapped[int] = mapped_column(Integer, default=1)
    aim_prefilled: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())

    review_rhythm: Mapped[str | None] = mapped_column(String(20))
    first_review_on: Mapped[date | None] = mapped_column(Date)
    team_id: Mapped[str | None] = mapped_column(ForeignKey("follow_up_team.id"))
    lessons_sharing: Mapped[str] = mapped_column(Text, default="")
    review_version: Mapped[int] = mapped_column(Integer, default=1)
    review_prefilled: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())


class PartRow:
    """What the rows of all parts share. ``under`` names the column that points to the part it hangs on; ``prefilled`` marks what
    came from a template, an exercise sheet or an earlier plan, until somebody has confirmed it."""

    under: ClassVar[str] = ""

    version_id: Mapped[str] = mapped_column(ForeignKey("plan_version.id", ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    position: Mapped[int] = mapped_column(Integer, default=0)
    version: Mapped[int] = mapped_column(Integer, default=1)
    prefilled: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())


def _of(part: str, column: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["version_id", column], [f"{part}.version_id", f"{part}.key"], ondelete="CASCADE")


class ObjectiveRow(PartRow, Base):
    """Step 1: what changes, for whom, by when, by which means."""

    __tablename__ = "plan_objective"

    change: Mapped[str] = mapped_column(Text)
    for_whom: Mapped[str] = mapped_column(String(300))
    by_when: Mapped[date] = mapped_column(Date)
    means: Mapped[str] = mapped_column(String(20))


class StakeholderRow(PartRow, Base):
    """Step 1: an organisation and its part."""

    __tablename__ = "plan_stakeholder"
    __table_args__ = (UniqueConstraint("version_id", "organisation_id", "part"),)

    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"))
    part: Mapped[str] = mapped_column(String(20))
    note: Mapped[str] = mapped_column(String(300), default="")


class ActivityRow(PartRow, Base):
    """Step 2: who does what, from when until when, by which approach, with what."""

    __tablename__ = "plan_activity"
    __table_args__ = (
        _of("plan_objective", "objective_key"),
        CheckConstraint("due_on IS NULL OR starts_on IS NULL OR starts_on <= due_on", name="dates"),
        Index("ix_plan_activity_responsible", "responsible_id", "due_on"),
        Index("ix_plan_activity_when", "version_id", "starts_on", "due_on", "key", "approach"),
    )
    under = "objective_key"

    objective_key: Mapped[str] = mapped_column(Id)
    title: Mapped[str] = mapped_column(String(300))
    responsible_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"))
    responsible_person: Mapped[str] = mapped_column(String(200), default="")
    starts_on: Mapped[date | None] = mapped_column(Date)
    due_on: Mapped[date | None] = mapped_column(Date)
    approach: Mapped[str | None] = mapped_column(String(30))
    people_needed: Mapped[str] = mapped_column(Text, default="")
    material_needed: Mapped[str] = mapped_column(Text, default="")


class ActivitySupporter(Base):
    """An organisation that supports an activity."""

    __tablename__ = "plan_activity_supporter"
    __table_args__ = (_of("plan_activity", "key"),)

    version_id: Mapped[str] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Id, primary_key=True)
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"), primary_key=True)


class BudgetRow(PartRow, Base):
    """Step 2: the amount requested for an activity, in whole IQD."""

    __tablename__ = "plan_budget_line"
    __table_args__ = (
        _of("plan_activity", "activity_key"),
        CheckConstraint("amount >= 0", name="amount"),
        Index("ix_plan_budget_line_activity", "version_id", "activity_key", "amount", "key"),
    )
    under = "activity_key"

    activity_key: Mapped[str] = mapped_column(Id)
    purpose: Mapped[str] = mapped_column(String(200))
    amount: Mapped[int] = mapped_column(BigInteger)
    source: Mapped[str] = mapped_column(String(30))


class IndicatorRow(PartRow, Base):
    """Step 3: an indicator of an objective; the key is the indicator's id."""

    __tablename__ = "plan_indicator"
    __table_args__ = (_of("plan_objective", "objective_key"),)
    under = "objective_key"

    objective_key: Mapped[str] = mapped_column(Id)
    definition_id: Mapped[str] = mapped_column(ForeignKey("indicator_definition.id"), index=True)


class RiskRow(PartRow, Base):
    """Step 4: cause, event, effect, and what is done about it."""

    __tablename__ = "plan_risk"
    __table_args__ = (CheckConstraint("likelihood BETWEEN 1 AND 5 AND impact BETWEEN 1 AND 5", name="scales"),)

    category: Mapped[str] = mapped_column(String(30))
    cause: Mapped[str] = mapped_column(Text)
    event: Mapped[str] = mapped_column(Text)
    effect: Mapped[str] = mapped_column(Text)
    likelihood: Mapped[int] = mapped_column(Integer)
    impact: Mapped[int] = mapped_column(Integer)
    mitigation: Mapped[str] = mapped_column(Text, default="")
    contingency: Mapped[str] = mapped_column(Text, default="")
    trigger: Mapped[str] = mapped_column(Text, default="")
    owner_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"))
    next_review_on: Mapped[date | None] = mapped_column(Date)
    residual_likelihood: Mapped[int | None] = mapped_column(Integer)
    residual_impact: Mapped[int | None] = mapped_column(Integer)


class LineRow(PartRow, Base):
    """Step 5: who is told what, through which channel, how often, by whom."""

    __tablename__ = "plan_communication_line"

    message: Mapped[str] = mapped_column(Text)
    channel: Mapped[str] = mapped_column(String(30))
    rhythm: Mapped[str] = mapped_column(String(20))
    by_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"))


class LineAudience(Base):
    """An organisation that a line of the communication plan reaches."""

    __tablename__ = "plan_line_audience"
    __table_args__ = (_of("plan_communication_line", "key"),)

    version_id: Mapped[str] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Id, primary_key=True)
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
