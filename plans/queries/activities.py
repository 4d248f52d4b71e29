"""What running plans still have to do: the list of activities."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, True_, and_, case, func, select
from sqlalchemy.orm import Session

from core.folding import words_asked
from core.paging import PAGE, Page
from core.search import matches
from core.sql import at_most
from people.terms import Actor
from plans.models import ActivityRow, DueRow, Plan, PlanVersion
from plans.queries.access import VALID_WORDS, visible
from plans.terms import Approach, DueKind

COLUMNS = (
    *(DueRow.plan_id, DueRow.key, DueRow.title, DueRow.organisation_id, DueRow.starts_on, DueRow.due_on, DueRow.percent),
    *(Plan.name_ar, Plan.name_en, Plan.name_ckb, Plan.scope_id, ActivityRow.approach, ActivityRow.responsible_person),
)


@dataclass(frozen=True, slots=True)
class ActivityFilters:
    """What the list of activities is narrowed to; empty fields narrow nothing. ``scope_ids`` is a node with all below it."""

    words: str = ""
    scope_ids: frozenset[str] = frozenset()
    organisation_id: str = ""
    approach: Approach | None = None
    overdue: bool = False


def activities_listed(actor: Actor, filters: ActivityFilters, today: date) -> Select[Any]:
    """Activities of running plans that are not done, as far as the actor sees the plans; overdue ones first, then by their due day.

    Overdue days lie before all others: one index on the due day gives the whole order.
    """
    query: Select[Any] = _narrowed(select(*COLUMNS).select_from(DueRow), actor, filters, today, with_activity=True)
    return query.order_by(DueRow.due_on, DueRow.plan_id, DueRow.key)


def activities_page(session: Session, actor: Actor, filters: ActivityFilters, today: date, page: int) -> tuple[Page[Any], int]:
    """25 of them, and how many of all are overdue. Two statements."""
    late = func.sum(case((DueRow.due_on < today, 1), else_=0))
    total, overdue = session.execute(_narrowed(select(func.count(), late).select_from(DueRow), actor, filters, today)).one()
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    rows = session.execute(activities_listed(actor, filters, today).limit(at_most(PAGE)).offset((page - 1) * PAGE)).all() if total else []
    return Page(total, page, pages, rows), overdue or 0


def _narrowed(query: Any, actor: Actor, filters: ActivityFilters, today: date, with_activity: bool = False) -> Any:
    query = query.where(DueRow.kind == DueKind.ACTIVITY.value)
    seen = visible(actor)
    if not isinstance(seen, True_):  # plans by their own index, not the due rows of the whole country one by one
        query = query.where(DueRow.plan_id.in_(select(Plan.id).where(seen)))
    if with_activity or filters.approach is not None:
        query = query.join(Plan, Plan.id == DueRow.plan_id)
        query = query.join(PlanVersion, and_(PlanVersion.plan_id == Plan.id, PlanVersion.number == Plan.valid_number))
        query = query.join(ActivityRow, and_(ActivityRow.version_id == PlanVersion.id, ActivityRow.key == DueRow.key))
    if filters.approach is not None:
        query = query.where(ActivityRow.approach == filters.approach.value)
    if filters.scope_ids:
        query = query.where(DueRow.scope_id.in_(sorted(filters.scope_ids)))
    if filters.organisation_id:
        query = query.where(DueRow.organisation_id == filters.organisation_id)
    if filters.overdue:
        query = query.where(DueRow.due_on < today)
    if filters.words:  # the plan's words, which have an index, hold those of its activities
        query = query.where(matches(DueRow.plan_id, VALID_WORDS, filters.words))
        query = query.where(*(DueRow.words.contains(f" {word}", autoescape=True) for word in words_asked(filters.words)))
    return query
