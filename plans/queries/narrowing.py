"""What a list of plans can be narrowed by, and the orders in which it can stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, literal, select
from sqlalchemy.orm import Session

from core.languages import in_order
from core.sql import checked
from followup.models import Issue
from followup.terms import Sector
from people.models import Person
from people.terms import Actor
from plans.models import GapRow, Plan
from plans.policy import ATTENTION
from plans.queries.access import Sight, seen, sight_of, worded
from plans.terms import RUNNING, Approach, PlanState

#: A governorate has so many scopes at most, with its branches; what is more is the country.
MOST_SCOPES = 3
#: To put a select together takes longer than to answer it: so many that were asked last are kept.
SELECTS_KEPT = 64


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


def narrowed(sight: Sight, filters: PlanFilters) -> list[ColumnElement[bool]]:
    """The WHERE of these filters; what is quickly asked stands first."""
    where: list[ColumnElement[bool]] = []
    in_few_scopes = 0 < len(filters.scope_ids) <= MOST_SCOPES or not sight.reach.national
    few = in_few_scopes or bool(filters.owner_id or filters.sector)
    owner: Any = checked(Plan.owner_id) if in_few_scopes else Plan.owner_id  # the index of scopes tells it as well
    if filters.state is not None:
        where.extend(_in_state(filters.state, few))
    if filters.scope_ids:
        where.append(Plan.scope_id.in_(sorted(filters.scope_ids)))
    if filters.owner_id:
        where.append(owner == filters.owner_id)
    if filters.sector is not None:
        where.append(Plan.issue_id.in_(select(Issue.id).where(Issue.sector == filters.sector.value)))
    if filters.overdue_on is not None:
        where.append(Plan.first_due_on < filters.overdue_on)
    if filters.words:
        where.append(worded(sight, filters.words, few))
    if filters.approach is not None:
        where.append(Plan.approaches.contains(f" {filters.approach} "))
    if filters.gap_on is not None:
        where.extend(((checked(Plan.state) if few else Plan.state).in_(sorted(RUNNING)), _with_gap(filters.gap_on)))
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
    return [(row.id, row.name) for row in session.execute(_owners(sight_of(actor)))]


@lru_cache(maxsize=SELECTS_KEPT)
def _owners(sight: Sight) -> Select[str, str]:
    query = select(Person.id, Person.name)
    if sight.reach.national:  # one plan of each person tells it, not all plans of the country
        query = query.where(exists().where(Plan.owner_id == Person.id, seen(sight)))
    else:  # found first: PostgreSQL would otherwise go through all plans of each person
        owning = select(Plan.owner_id).where(seen(sight)).distinct().cte("owning").prefix_with("MATERIALIZED")
        query = query.where(Person.id.in_(select(owning.c.owner_id)))
    return query.order_by(Person.name, Person.id)


def _in_state(state: PlanState, of_few: bool) -> Iterator[ColumnElement[bool]]:
    """Plans of the country in the index of their order, where the state's number stands; written out, for planners to know how many."""
    yield checked(Plan.state) == literal(state.value, literal_execute=True)
    if not of_few:
        yield Plan.attention == literal(ATTENTION[state], literal_execute=True)


def _with_gap(today: date) -> ColumnElement[bool]:
    """The valid version of the plan, when it is running, has a funding gap, as ``plans.rules.funding_gaps`` says it."""
    return exists().where(GapRow.plan_id == Plan.id, GapRow.since <= today, GapRow.until >= today)
