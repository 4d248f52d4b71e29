"""When committees meet: lists of meetings."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, exists, select

from committees.models import Committee, CommitteeMember, Meeting
from committees.queries.committees import COMMITTEE_WORDS, committee_reach, in_force, sits
from committees.terms import MeetingState
from core.search import matches
from people.terms import Actor, Permission


@dataclass(frozen=True, slots=True)
class MeetingFilters:
    """Which meetings are looked for. ``scope_ids``: a scope with everything below it; ``own``: of committees in which the person sits."""

    q: str = ""
    scope_ids: frozenset[str] = field(default_factory=frozenset)
    state: MeetingState | None = None
    own: bool = False


def meetings_listed(actor: Actor, filters: MeetingFilters, now: datetime, today: date) -> Select[Any]:
    """The meetings that this person may read with their committee: what is ahead first, by its day, then what is past, the last first."""
    query: Any = select(Meeting, Committee).join(Committee, Committee.id == Meeting.committee_id)
    query = query.where(committee_reach(actor, Permission.COMMITTEE_READ, today), *_narrowed(actor, filters, today))
    past = Meeting.ends_at < now
    listed: Select[Any] = query.order_by(past, case((~past, Meeting.starts_at)), Meeting.starts_at.desc(), Meeting.id)
    return listed


def _narrowed(actor: Actor, filters: MeetingFilters, today: date) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if filters.q:
        where.append(matches(Committee.id, COMMITTEE_WORDS, filters.q))
    if filters.scope_ids:
        where.append(Committee.scope_id.in_(sorted(filters.scope_ids)))
    if filters.state is not None:
        where.append(Meeting.state == filters.state.value)
    if filters.own:
        where.append(exists().where(CommitteeMember.committee_id == Committee.id, sits(actor.person_id), in_force(today)))
    return where
