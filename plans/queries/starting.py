"""What plans are begun from: templates and their parts, what stands pre-filled in a version, the origin of a plan and its lessons."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session

from people.terms import Actor
from plans.models import (
    Lesson,
    Plan,
    Review,
    TemplatePartRow,
    TemplateRow,
)
from plans.queries.access import visible
from plans.queries.lists import plans_listed
from plans.queries.narrowing import PlanFilters
from plans.terms.starting import TEMPLATE_FIELDS, TemplatePart

_ORDER = tuple(TEMPLATE_FIELDS)


@dataclass(frozen=True, slots=True)
class Earlier:
    """The plan from which another was begun, with what was learned in it, newest first."""

    plan: Plan
    lessons: Sequence[Lesson]


def templates(session: Session, withdrawn: bool = False) -> Sequence[TemplateRow]:
    """The templates from which plans can be begun, in the order in which they were made; with the withdrawn ones when asked for."""
    query = select(TemplateRow).order_by(TemplateRow.active.desc(), TemplateRow.code.is_(None), TemplateRow.name_en, TemplateRow.id)
    return session.scalars(query if withdrawn else query.where(TemplateRow.active.is_(True))).all()


def counts_of_templates(session: Session) -> dict[str, dict[str, int]]:
    """How many parts of each kind each template has."""
    query = select(TemplatePartRow.template_id, TemplatePartRow.kind, func.count()).group_by(
        TemplatePartRow.template_id, TemplatePartRow.kind
    )
    found: dict[str, dict[str, int]] = {}
    for template_id, kind, count in session.execute(query):
        found.setdefault(template_id, {})[kind] = count
    return found


def get_template(session: Session, template_id: str, lock: bool = False) -> TemplateRow | None:
    """A template; ``lock`` keeps others from changing it meanwhile."""
    query = select(TemplateRow).where(TemplateRow.id == template_id)
    return session.scalars(query.with_for_update() if lock else query).first()


def template_rows(session: Session, template_id: str) -> Sequence[TemplatePartRow]:
    """The parts of a template in the order of the six steps: upper parts before those that hang on them."""
    rows = session.scalars(select(TemplatePartRow).where(TemplatePartRow.template_id == template_id)).all()
    return sorted(rows, key=lambda row: (_ORDER.index(row.kind), row.position, row.key))


def template_parts(session: Session, template_id: str) -> tuple[TemplatePart, ...]:
    """The same as values."""
    return tuple(TemplatePart(row.key, row.kind, row.values) for row in template_rows(session, template_id))


def earlier_of(session: Session, actor: Actor, earlier_id: str) -> Earlier | None:
    """The plan from which another was begun, with its lessons, if the actor may still see it. One statement."""
    of_it = and_(Lesson.plan_id == Plan.id, Lesson.withdrawn_reason == "")
    query = select(Plan, Lesson).outerjoin(Lesson, of_it).where(Plan.id == earlier_id, visible(actor)).order_by(Lesson.at.desc())
    rows = session.execute(query).all()
    return Earlier(rows[0].Plan, [row.Lesson for row in rows if row.Lesson is not None]) if rows else None


def concluded_reviews(session: Session, plan_id: str) -> Sequence[Review]:
    """Reviews that have come to their end, newest first."""
    query = select(Review).where(Review.plan_id == plan_id, Review.concluded_at.is_not(None))
    return session.scalars(query.order_by(Review.concluded_at.desc())).all()


def plans_to_begin_from(actor: Actor, words: str) -> Select[Any]:
    """The plans that the actor may see and that were approved, narrowed by words, what needs a hand first."""
    return plans_listed(actor, PlanFilters(words)).where(Plan.valid_number.is_not(None))
