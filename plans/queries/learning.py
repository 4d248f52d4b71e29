"""Lessons and good practices: the list, and those that a similar plan should know of.

A lesson is shared: whoever reads plans reads the lessons of all approved plans, wherever they were learned (the report asks how they
"are documented and shared" [2024]). It names no person and nothing private; which plan it comes from is said only to who may see that plan.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, or_, select
from sqlalchemy.orm import Session

from core.search import matches
from core.sql import at_most
from followup.models import Issue
from followup.terms import Sector
from people.models import Scope
from people.terms import Actor, Permission, ScopeKind
from plans.models import Lesson, Plan
from plans.queries.access import visible
from plans.terms import Approach, LessonKind, PlanDocument

OFFERED = 3
#: The kind of core.search.
LESSON_WORDS = "lesson"


@dataclass(frozen=True, slots=True)
class LessonFilters:
    """What the list of lessons is narrowed to; empty fields narrow nothing. ``scope_ids`` is a node with all below it, ``plan_id`` a
    plan that the reader may see."""

    words: str = ""
    sector: Sector | None = None
    scope_ids: frozenset[str] = frozenset()
    approach: Approach | None = None
    kind: LessonKind | None = None
    plan_id: str = ""


def readable(actor: Actor) -> ColumnElement[bool]:
    """The WHERE of every read: lessons of approved plans that were not taken back, for everybody who reads plans."""
    shared = exists().where(Plan.id == Lesson.plan_id, Plan.valid_number.is_not(None))  # of IN, SQLite would first list all plans
    return and_(Lesson.withdrawn_reason == "", shared) if actor.may(Permission.PLAN_READ) else Lesson.id.is_(None)


def lessons_listed(actor: Actor, filters: LessonFilters) -> Select[Any]:
    """The lessons that the actor may read, narrowed, the latest first."""
    return select(Lesson).where(readable(actor), *_narrowed(filters)).order_by(Lesson.at.desc(), Lesson.id)


def _narrowed(filters: LessonFilters) -> list[ColumnElement[bool]]:
    chosen = ((Lesson.sector, filters.sector), (Lesson.approach, filters.approach), (Lesson.kind, filters.kind))
    where: list[ColumnElement[bool]] = [column == value.value for column, value in chosen if value is not None]
    if filters.scope_ids:
        where.append(Lesson.scope_id.in_(sorted(filters.scope_ids)))
    if filters.plan_id:
        where.append(Lesson.plan_id == filters.plan_id)
    if filters.words:
        where.append(matches(Lesson.id, LESSON_WORDS, filters.words))
    return where


def get_lesson_for(session: Session, actor: Actor, lesson_id: str, lock: bool = False) -> Lesson | None:
    """A lesson that the actor may read; None for an unknown one and one taken back."""
    query = select(Lesson).where(Lesson.id == lesson_id, readable(actor))
    return session.scalars(query.with_for_update() if lock else query).first()


def lessons_of_review(session: Session, review_id: str) -> Sequence[Lesson]:
    """What a review brought to light, in the order in which it was written; whoever asks may see the plan."""
    query = select(Lesson).where(Lesson.review_id == review_id, Lesson.withdrawn_reason == "")
    return session.scalars(query.order_by(Lesson.at, Lesson.id)).all()


def sources_of(session: Session, actor: Actor, lessons: Iterable[Lesson]) -> dict[str, Any]:
    """The plans from which these lessons come, as far as the actor may see them: id and name, by id. One statement."""
    wanted = sorted({each.plan_id for each in lessons})
    if not wanted:
        return {}
    query = select(Plan.id, Plan.name_ar, Plan.name_en, Plan.name_ckb).where(Plan.id.in_(wanted), visible(actor))
    return {each.id: each for each in session.execute(query)}


def lessons_like(
    session: Session, actor: Actor, sector: str | None, scope_id: str | None, approaches: Iterable[Approach], limit: int = OFFERED
) -> Sequence[Lesson]:
    """Lessons for a plan in this sector, place and with these approaches, the most similar first. One statement.

    Same sector in the same governorate (its branches included) comes first, then the same sector elsewhere, then the same approach; inside
    each the latest first.
    """
    return _similar(session, actor, Lesson.sector == sector, scope_id, approaches, limit)


def lessons_for(session: Session, actor: Actor, document: PlanDocument, limit: int = OFFERED) -> Sequence[Lesson]:
    """Lessons for this plan, by the sector of its issue; its own are left out. One statement."""
    same = Lesson.sector == select(Issue.sector).where(Issue.id == document.issue_id).scalar_subquery()
    approaches = {each.approach for each in document.activities if each.approach is not None}
    return _similar(session, actor, same, document.scope_id, approaches, limit, document.plan_id)


def _similar(
    session: Session,
    actor: Actor,
    same_sector: ColumnElement[bool],
    scope_id: str | None,
    approaches: Iterable[Approach],
    limit: int,
    besides: str = "",
) -> Sequence[Lesson]:
    same_approach = Lesson.approach.in_(sorted(each.value for each in approaches))
    rank = case((and_(same_sector, _near(scope_id)), 0), (same_sector, 1), else_=2)
    query = select(Lesson).where(readable(actor), Lesson.plan_id != besides, or_(same_sector, same_approach))
    return session.scalars(query.order_by(rank, Lesson.at.desc(), Lesson.id).limit(at_most(limit))).all()


def _near(scope_id: str | None) -> ColumnElement[bool]:
    """In the governorate of this scope: itself, and its branches."""
    governorate = select(case((Scope.kind == ScopeKind.BRANCH, Scope.parent_id), else_=Scope.id)).where(Scope.id == scope_id)
    home = governorate.scalar_subquery()
    return Lesson.scope_id.in_(select(Scope.id).where(or_(Scope.id == home, Scope.parent_id == home)))
