"""What a list of plans can be narrowed by, and the orders in which it can stand."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from core.languages import in_order
from followup.models import Issue
from followup.terms import Sector
from people.models import Person
from people.terms import Actor
from plans.models import ActivityRow, BudgetRow, DueRow, MoneyRow, Plan, PlanVersion
from plans.policy import RUNNING
from plans.queries.access import visible, worded
from plans.rules import FUNDING_HORIZON
from plans.terms import Approach, MoneyKind, PlanState


class PlanOrder(StrEnum):
    """The order of a list of plans; with a ``-`` before it, downwards. The usual one is what needs a hand first."""

    NAME = "name"
    NAME_BACK = "-name"
    ENDS = "ends"
    ENDS_BACK = "-ends"
    CHANGED = "changed"
    CHANGED_BACK = "-changed"


@dataclass(frozen=True, slots=True)
class PlanFilters:
    """What a list of plans is narrowed to; empty fields narrow nothing. ``scope_ids`` is a node with all below it.

    ``overdue_on`` and ``gap_on`` are today, when only plans are wanted that are overdue, or whose money is missing.
    """

    words: str = ""
    state: PlanState | None = None
    scope_ids: frozenset[str] = frozenset()
    sector: Sector | None = None
    owner_id: str = ""
    approach: Approach | None = None
    overdue_on: date | None = None
    gap_on: date | None = None
    order: PlanOrder | None = None


def narrowed(actor: Actor, filters: PlanFilters) -> list[ColumnElement[bool]]:
    """The WHERE of these filters; what is quickly asked stands first."""
    where: list[ColumnElement[bool]] = []
    if filters.state is not None:
        where.append(Plan.state == filters.state.value)
    if filters.scope_ids:
        where.append(Plan.scope_id.in_(sorted(filters.scope_ids)))
    if filters.owner_id:
        where.append(Plan.owner_id == filters.owner_id)
    if filters.sector is not None:
        where.append(Plan.issue_id.in_(select(Issue.id).where(Issue.sector == filters.sector.value)))
    if filters.overdue_on is not None:
        where.append(exists(select(DueRow.key).where(DueRow.plan_id == Plan.id, DueRow.due_on < filters.overdue_on).correlate(Plan)))
    if filters.words:
        where.append(worded(actor, filters.words))
    if filters.approach is not None:
        where.append(_with_approach(filters.approach))
    if filters.gap_on is not None:
        where.append(_with_gap(filters.gap_on))
    return where


def ordered(order: PlanOrder | None) -> tuple[Any, ...]:
    """The ORDER BY; plans that are alike in it always stand in the same order."""
    if order is None:
        return (Plan.attention.desc(), Plan.changed_at.desc(), Plan.id)
    first, second, third = (getattr(Plan, f"name_{code}") for code in in_order())
    column: Any = {
        "name": func.coalesce(func.nullif(first, ""), func.nullif(second, ""), third),
        "ends": Plan.ends_on,
        "changed": Plan.changed_at,
    }[order.removeprefix("-")]
    return (column.desc() if order.startswith("-") else column, Plan.id)


def owners(session: Session, actor: Actor) -> list[tuple[str, str]]:
    """Those who own a plan that the actor may see: id and name, by name. One statement."""
    query = select(Person.id, Person.name).where(Person.id.in_(select(Plan.owner_id).where(visible(actor))))
    return [(row.id, row.name) for row in session.execute(query.order_by(Person.name, Person.id))]


def _with_approach(approach: Approach) -> ColumnElement[bool]:
    """An activity of what is valid (before the first approval: of what is being prepared, which only its readers see) takes it."""
    current = PlanVersion.number == func.coalesce(Plan.valid_number, Plan.open_number)
    return exists(
        select(PlanVersion.id)
        .join(ActivityRow, ActivityRow.version_id == PlanVersion.id)
        .where(PlanVersion.plan_id == Plan.id, current, ActivityRow.approach == approach.value)
        .correlate(Plan)
    )


def _with_gap(today: date) -> ColumnElement[bool]:
    """The valid version of a running plan has a funding gap, as ``plans.rules.funding_gaps`` says it."""
    released = (
        select(func.coalesce(func.sum(MoneyRow.amount), 0))
        .where(MoneyRow.plan_id == Plan.id, MoneyRow.budget_key == BudgetRow.key, MoneyRow.taken_back_at.is_(None))
        .where(MoneyRow.kind == MoneyKind.RELEASED.value)
        .correlate(Plan, BudgetRow)
        .scalar_subquery()
    )
    soon = and_(ActivityRow.starts_on <= today + FUNDING_HORIZON, or_(ActivityRow.due_on.is_(None), ActivityRow.due_on >= today))
    lacking = (
        select(PlanVersion.id)
        .join(ActivityRow, ActivityRow.version_id == PlanVersion.id)
        .join(BudgetRow, and_(BudgetRow.version_id == ActivityRow.version_id, BudgetRow.activity_key == ActivityRow.key))
        .where(PlanVersion.plan_id == Plan.id, PlanVersion.number == Plan.valid_number, soon, BudgetRow.amount > released)
        .correlate(Plan)
    )
    return and_(Plan.state.in_(sorted(RUNNING)), exists(lacking))
