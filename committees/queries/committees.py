"""Committees as far as a person may see them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, and_, exists, func, or_, select, true
from sqlalchemy.orm import Session

from committees.models import Committee, CommitteeMember, Meeting
from committees.terms import CommitteeKind, MeetingState, Part, Standing
from core.languages import in_order, named
from core.search import matches
from people.terms import Actor, Permission

#: The kind of core.search.
COMMITTEE_WORDS = "committee"
#: What somebody who sits in a committee may do there without a role in its area; a secretary also keeps its meetings.
SITTING = frozenset({Permission.COMMITTEE_READ, Permission.MEETING_KEEP})


@dataclass(frozen=True, slots=True)
class CommitteeFilters:
    """What a reader looks for. ``scope_ids``: a scope with everything below it; ``own``: in which the person sits."""

    q: str = ""
    kind: CommitteeKind | None = None
    scope_ids: frozenset[str] = field(default_factory=frozenset)
    standing: Standing | None = None
    own: bool = False
    order: str = ""


def in_force(today: date | BindParameter[date]) -> ColumnElement[bool]:
    """The seats in force on a day, which may be a value yet to come."""
    return and_(CommitteeMember.since <= today, or_(CommitteeMember.until.is_(None), CommitteeMember.until >= today))


def sits(person_id: str) -> ColumnElement[bool]:
    """The seats that a person fills, or for which the person deputises."""
    return or_(CommitteeMember.person_id == person_id, CommitteeMember.deputy_id == person_id)


def committee_reach(actor: Actor, permission: Permission, today: date) -> ColumnElement[bool]:
    """The WHERE of the committees to which a permission reaches: by their area, or because the person sits there.

    Who holds the permission to keep meetings somewhere keeps those of a committee as whose secretary the person sits.
    """
    reach = actor.reach(permission)
    if reach.national:
        return true()
    found: ColumnElement[bool] = Committee.scope_id.in_(sorted(reach.scopes))
    if permission not in SITTING or not actor.may(permission):
        return found
    seats = select(CommitteeMember.committee_id).where(sits(actor.person_id), in_force(today))
    if permission is Permission.MEETING_KEEP:
        seats = seats.where(CommitteeMember.part == Part.SECRETARY.value)
    return or_(found, Committee.id.in_(seats))


def sees(session: Session, actor: Actor, committee: Committee, today: date) -> bool:
    """Whether a person may read a committee that was read already: what ``committee_reach`` says of it. At most one statement."""
    if actor.reach(Permission.COMMITTEE_READ).covers({committee.scope_id}):
        return True
    query = select(Committee.id).where(Committee.id == committee.id, committee_reach(actor, Permission.COMMITTEE_READ, today))
    return session.scalar(query) is not None


def get_committee_for(
    session: Session, actor: Actor, committee_id: str, permission: Permission, today: date, *, lock: bool = False
) -> Committee | None:
    """A committee, if this permission reaches to it, also by a seat in force ``today``; ``lock`` keeps other savers out until the
    transaction ends."""
    query = select(Committee).where(Committee.id == committee_id, committee_reach(actor, permission, today))
    return session.scalars(query.with_for_update() if lock else query).first()


def committees_listed(actor: Actor, filters: CommitteeFilters, now: datetime, today: date) -> Select[Any]:
    """What this person may read, narrowed, in the asked order: the committee, its next meeting, how many seats are in force."""
    ahead = Meeting.committee_id == Committee.id, Meeting.state == MeetingState.PLANNED.value, Meeting.starts_at >= now
    next_at = select(func.min(Meeting.starts_at)).where(*ahead).correlate(Committee).scalar_subquery().label("next_at")
    counted = select(func.count()).select_from(CommitteeMember).where(CommitteeMember.committee_id == Committee.id, in_force(today))
    query = select(Committee, next_at, counted.correlate(Committee).scalar_subquery().label("seats"))
    query = query.where(committee_reach(actor, Permission.COMMITTEE_READ, today), *_narrowed(actor, filters, today))
    return query.order_by(*_ordered(filters.order, next_at), Committee.scope_id, Committee.id)


def _narrowed(actor: Actor, filters: CommitteeFilters, today: date) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if filters.q:
        where.append(matches(Committee.id, COMMITTEE_WORDS, filters.q))
    if filters.kind is not None:
        where.append(Committee.kind == filters.kind.value)
    if filters.scope_ids:
        where.append(Committee.scope_id.in_(sorted(filters.scope_ids)))
    if filters.standing is not None:
        where.append(Committee.standing == filters.standing.value)
    if filters.own:
        where.append(exists().where(CommitteeMember.committee_id == Committee.id, sits(actor.person_id), in_force(today)))
    return where


def _ordered(order: str, next_at: Any) -> list[Any]:
    first, second, third = (getattr(Committee, f"name_{code}") for code in in_order())
    name: Any = func.coalesce(func.nullif(first, ""), func.nullif(second, ""), third)
    column = {"name": name, "next": next_at}.get(order.removeprefix("-"))
    if column is None:
        return [next_at.is_(None), next_at]
    return [(column.desc() if order.startswith("-") else column).nulls_last()]


def committee_texts(session: Session, committee_id: str | None = None) -> Mapping[str, Sequence[str]]:
    """What a committee says, by id (None: of all). One statement."""
    own = (Committee.name_ar, Committee.name_ckb, Committee.name_en, Committee.legal_basis, Committee.venue)
    query = select(Committee.id, *own)
    if committee_id is not None:
        query = query.where(Committee.id == committee_id)
    return {row[0]: [text for text in row[1:] if text] for row in session.execute(query)}


def committee_choices(session: Session, actor: Actor, today: date) -> list[tuple[str, str]]:
    """The committees that a person may read, to choose from, by name: at most some hundreds."""
    query = select(Committee).where(committee_reach(actor, Permission.COMMITTEE_READ, today)).order_by(Committee.scope_id).limit(500)
    return sorted(((each.id, named(each)) for each in session.scalars(query)), key=lambda choice: choice[1])
