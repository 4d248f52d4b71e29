"""Who decides about an issue's place among the scopes, and who may do what with an action. Pure."""

from collections.abc import Iterable, Mapping

from followup.terms import ActionFacts, ActionState, ActionVerb
from people.terms import Actor, Permission, Reach

#: In which state of an action each verb happens.
HAPPENS_WHEN: Mapping[ActionVerb, ActionState] = {
    ActionVerb.REPORT: ActionState.OPEN,
    ActionVerb.DONE: ActionState.OPEN,
    ActionVerb.VERIFY: ActionState.DONE,
    ActionVerb.GIVE_BACK: ActionState.DONE,
    ActionVerb.POSTPONE: ActionState.OPEN,
    ActionVerb.CANCEL: ActionState.OPEN,
}


def owns(reach: Reach, scope_id: str) -> bool:
    """Whether the issue's own scope lies within reach: only then may the person move it or share it."""
    return reach.covers({scope_id})


def touches(reach: Reach, scope_ids: Iterable[str], mandate_id: str) -> bool:
    """Whether an issue that belongs to these scopes, with that body's mandate, lies within reach (as ``queries.issue_reach`` asks)."""
    return reach.covers(set(scope_ids)) or mandate_id in reach.organisations


def move_refused(reach: Reach, scope_id: str, new_scope_id: str, shares: Iterable[str], new_shares: Iterable[str]) -> str | None:
    """Which field is refused when an issue of ``scope_id`` gets a new scope and new shares; None when it is allowed.

    An issue that only is shared with the person stays where it is; an own one goes only where the person writes too.
    """
    if not owns(reach, scope_id):
        if new_scope_id != scope_id:
            return "scope_id"
        return "shares" if set(shares) != set(new_shares) else None
    return None if owns(reach, new_scope_id) else "scope_id"


def may_with_action(actor: Actor, verb: ActionVerb, action: ActionFacts) -> bool:
    """Whether the verb is this person's, in whatever state the action is.

    Who has to do it reports: the person named, who reports for the organisation, and who reports for the scope. Who reports for the
    scope (its secretary, headquarters) moves the due day and cancels. Who verifies is never who reported it done.
    """
    if verb in (ActionVerb.VERIFY, ActionVerb.GIVE_BACK):
        return actor.reach(Permission.ACTION_VERIFY).covers({action.scope_id}) and actor.person_id != action.done_by
    reach = actor.reach(Permission.ACTION_REPORT)
    if reach.covers({action.scope_id}):
        return True
    own = reach.organisations | ({actor.organisation_id} if actor.may(Permission.ACTION_REPORT) else set())
    return verb in (ActionVerb.REPORT, ActionVerb.DONE) and (action.person_id == actor.person_id or action.organisation_id in own)


def action_verbs(actor: Actor, action: ActionFacts) -> frozenset[ActionVerb]:
    """What this person may do with the action now."""
    return frozenset(verb for verb, state in HAPPENS_WHEN.items() if action.state is state and may_with_action(actor, verb, action))
