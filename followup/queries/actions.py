"""Actions as far as a person may see them."""

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import Session

from followup.models import Action
from people.terms import Actor, Permission


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
