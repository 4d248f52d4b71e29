"""Lists of plans."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from core.languages import language
from core.paging import Page, Paged
from followup.models import Issue
from people.terms import Actor
from plans.models import IndicatorRow, Plan, PlanVersion
from plans.queries.access import Sight, seen, sight_of, visible
from plans.queries.narrowing import SELECTS_KEPT, PlanFilters, narrowed, ordered

#: What a row of the list shows.
SHOWN: Any = (
    *(Plan.id, Plan.name_ar, Plan.name_en, Plan.name_ckb, Plan.scope_id, Plan.state),
    *(Plan.starts_on, Plan.ends_on, Plan.changed_at, Plan.valid_number, Plan.open_number),
)


def plans_listed(actor: Actor, filters: PlanFilters) -> Select[Any]:
    """The plans that the actor may see, narrowed, in the asked order."""
    return select(*SHOWN).where(visible(actor), *narrowed(sight_of(actor), filters)).order_by(*ordered(filters.order))


def plans_page(session: Session, actor: Actor, filters: PlanFilters, page: int) -> Page[Any]:
    """A page of the list of plans: its ids from indexes, then only its rows. At most three statements."""
    return _paged(sight_of(actor), filters, language()).page(session, page)


@lru_cache(maxsize=SELECTS_KEPT)
def _paged(sight: Sight, filters: PlanFilters, _of_names: str) -> Paged:
    ordering = ordered(filters.order)
    listed = select(Plan.id).where(seen(sight), *narrowed(sight, filters)).order_by(*ordering)
    return Paged(listed, lambda ids: select(*SHOWN).where(Plan.id.in_(ids.correlate(None))).order_by(*ordering))


def plans_with_issues(actor: Actor, filters: PlanFilters) -> Select[Any]:
    """The list of plans with theme and with the names of the issues that they answer: one statement for a whole file."""
    issue = (Issue.name_ar.label("issue_ar"), Issue.name_en.label("issue_en"), Issue.name_ckb.label("issue_ckb"))
    return plans_listed(actor, filters).outerjoin(Issue, Issue.id == Plan.issue_id).add_columns(Plan.theme, *issue)


def plans_of_issue(session: Session, actor: Actor, issue_id: str) -> Sequence[Plan]:
    """The plans that answer an issue, as far as the actor may see them."""
    return session.scalars(select(Plan).where(Plan.issue_id == issue_id, visible(actor)).order_by(Plan.created_at)).all()


def plans_of_indicator(session: Session, actor: Actor, indicator_id: str) -> Sequence[Plan]:
    """The plans that use an indicator, as far as the actor may see them."""
    using = (
        select(PlanVersion.plan_id).join(IndicatorRow, IndicatorRow.version_id == PlanVersion.id).where(IndicatorRow.key == indicator_id)
    )
    return session.scalars(select(Plan).where(Plan.id.in_(using), visible(actor)).order_by(Plan.created_at)).all()
