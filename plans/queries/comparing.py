"""The versions of a plan that may be laid beside each other, and the targets that indicators had in earlier ones."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from indicators.models import IndicatorDefinition
from indicators.queries import definition_of
from indicators.terms import Definition
from plans.models import IndicatorRow, PlanVersion
from plans.queries.access import APPROVED_ONCE


def readable_versions(session: Session, plan_id: str, drafts: bool) -> Sequence[PlanVersion]:
    """The versions without their content, newest first: those approved once, with ``drafts`` also those in preparation or given up."""
    query = select(PlanVersion).where(PlanVersion.plan_id == plan_id).options(defer(PlanVersion.snapshot))
    if not drafts:
        query = query.where(PlanVersion.state.in_(APPROVED_ONCE))
    return session.scalars(query.order_by(PlanVersion.number.desc())).all()


def earlier_definitions_of(session: Session, plan_id: str, number: int) -> dict[str, list[tuple[int, Definition]]]:
    """The definitions of a plan's indicators in the approved versions before this one, with their numbers, newest first, by key."""
    query = (
        select(IndicatorRow.key, PlanVersion.number, IndicatorDefinition)
        .join(PlanVersion, PlanVersion.id == IndicatorRow.version_id)
        .join(IndicatorDefinition, IndicatorDefinition.id == IndicatorRow.definition_id)
        .where(PlanVersion.plan_id == plan_id, PlanVersion.number < number, PlanVersion.state.in_(APPROVED_ONCE))
        .order_by(PlanVersion.number.desc())
    )
    found: dict[str, list[tuple[int, Definition]]] = defaultdict(list)
    for key, earlier, definition in session.execute(query):
        found[key].append((earlier, definition_of(definition)))
    return found
