"""Actions as far as a person may see them: one of them, and their list."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, or_, select, true
from sqlalchemy.orm import Session

from core.numerals import to_arabic_indic, to_western
from core.paging import PAGE, Page
from core.sql import at_most
from followup.models import Action
from followup.terms import ActionFacts, ActionState
from people.models import Person
from people.terms import Actor, Permission

WAITING = (ActionState.OPEN.value, ActionState.DONE.value)
MOST_WORDS = 8
COLUMNS = (
    *(Action.id, Action.what, Action.organisation_id, Action.scope_id, Action.due_on, Action.state, Action.progress),
    *(Action.note, Action.evidence, Action.created_at, Action.done_at, Action.verified_at, Person.name.label("person")),
)


@dataclass(frozen=True, slots=True)
class ActionFilters:
    """What the list of actions is narrowed to; empty fields narrow nothing. ``states``: at first what is open or waits to be verified.
    ``mine``: what this person, or an organisation for which the person reports, has to do. ``order``: "-due" or "new"."""

    words: str = ""
    states: tuple[str, ...] = WAITING
    scope_ids: frozenset[str] = frozenset()
    organisation_id: str = ""
    overdue: bool = False
    mine: bool = False
    order: str = ""


def action_reach(actor: Actor, permission: Permission) -> ColumnElement[bool]:
    """The WHERE of the actions to which a permission reaches: those of its scopes, of its organisations and the person's own one,
    and those that name the person."""
    reach = actor.reach(permission)
    if reach.national:
        return true()
    found: list[ColumnElement[bool]] = [Action.person_id == actor.person_id]
    organisations = reach.organisations | ({actor.organisation_id} if actor.organisation_id else set())
    if organisations:
        found.append(Action.organisation_id.in_(sorted(organisations)))
    if reach.scopes:
        found.append(Action.scope_id.in_(sorted(reach.scopes)))
    return or_(*found)


def get_action_for(
    session: Session, actor: Actor, action_id: str, permission: Permission = Permission.ACTION_READ, *, lock: bool = False
) -> Action | None:
    """An action, if this permission reaches to it; ``lock`` keeps other savers out until the transaction ends."""
    query = select(Action).where(Action.id == action_id, action_reach(actor, permission))
    return session.scalars(query.with_for_update() if lock else query).first()


def facts_of_action(action: Action) -> ActionFacts:
    """What decides about the verbs of this action."""
    return ActionFacts(ActionState(action.state), action.scope_id, action.organisation_id, action.person_id, action.done_by)


def actions_listed(actor: Actor, filters: ActionFilters, today: date) -> Select[Any]:
    """What this person may read, narrowed; what is due first stands first, so that what is overdue leads."""
    query: Select[Any] = _narrowed(
        select(*COLUMNS).select_from(Action).outerjoin(Person, Person.id == Action.person_id), actor, filters, today
    )
    if filters.order == "-due":
        return query.order_by(Action.due_on.desc(), Action.id)
    if filters.order == "new":
        return query.order_by(Action.created_at.desc(), Action.id)
    return query.order_by(Action.due_on, Action.id)


def actions_page(session: Session, actor: Actor, filters: ActionFilters, today: date, page: int) -> tuple[Page[Any], int]:
    """25 of them, and how many of all are overdue. Two statements."""
    late = func.sum(case(((Action.due_on < today) & (Action.state == ActionState.OPEN.value), 1), else_=0))
    total, overdue = session.execute(_narrowed(select(func.count(), late).select_from(Action), actor, filters, today)).one()
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    rows = session.execute(actions_listed(actor, filters, today).limit(at_most(PAGE)).offset((page - 1) * PAGE)).all() if total else []
    return Page(total, page, pages, rows), overdue or 0


def _narrowed(query: Any, actor: Actor, filters: ActionFilters, today: date) -> Any:
    query = query.where(action_reach(actor, Permission.ACTION_READ))
    if filters.states:
        query = query.where(Action.state.in_(filters.states))
    if filters.scope_ids:
        query = query.where(Action.scope_id.in_(sorted(filters.scope_ids)))
    if filters.organisation_id:
        query = query.where(Action.organisation_id == filters.organisation_id)
    if filters.mine:
        query = query.where(own_actions(actor))
    if filters.overdue:
        query = query.where(Action.due_on < today, Action.state == ActionState.OPEN.value)
    for word in filters.words.split()[:MOST_WORDS]:
        western = to_western(word)
        texts = dict.fromkeys((word, western, to_arabic_indic(western)))
        query = query.where(or_(*(Action.what.icontains(text, autoescape=True) for text in texts)))
    return query


def own_actions(actor: Actor) -> ColumnElement[bool]:
    """Those that name the person, and those of the organisations for which the person reports."""
    organisations = actor.reach(Permission.ACTION_REPORT).organisations
    if actor.organisation_id and actor.may(Permission.ACTION_REPORT):
        organisations |= {actor.organisation_id}
    return or_(Action.person_id == actor.person_id, Action.organisation_id.in_(sorted(organisations)))
