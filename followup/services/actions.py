"""What people do with actions: from being raised until somebody else has verified that they are done."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from core.audit import Changes, record
from core.clock import local_day
from core.ids import new_id
from core.languages import lazy
from core.references import SubjectRef
from core.saving import NotYours, Refused, take
from followup import messages
from followup.messages import REMINDERS
from followup.models import Action
from followup.policy import HAPPENS_WHEN, may_with_action
from followup.queries import facts_of_action, get_action_for, person_names
from followup.terms import ActionState, ActionVerb
from notifications.services import drop
from people.queries import Directory
from people.terms import Actor

NOT_YOURS_NOW = lazy("This is not for you to do, or somebody else has done it meanwhile. Load the page again.")
SAME_DAY = lazy("This is the day on which it is due already. Choose another one.")
DAY_PAST = lazy("This day has passed. Choose a day from today on.")


def raise_action(
    session: Session,
    actor: Actor,
    subject: SubjectRef,
    scope_id: str,
    what: str,
    organisation_id: str,
    person_id: str | None,
    due_on: date,
    now: datetime,
) -> Action:
    """Raises an action out of ``subject`` (a meeting, an issue), which the caller has found for the actor, and tells who has to do it."""
    action = Action(
        id=new_id(),
        subject_kind=subject.kind,
        subject_id=subject.id,
        scope_id=scope_id,
        what=what,
        organisation_id=organisation_id,
        person_id=person_id,
        due_on=due_on,
        created_by=actor.person_id,
        created_at=now,
        changed_at=now,
        version=1,
    )
    session.add(action)
    session.flush()
    name = person_names(session, [person_id])[person_id] if person_id else None
    first = {"what": what, "organisation_id": organisation_id, "person": name, "due_on": due_on}
    record(session, actor, "raised", SubjectRef("action", action.id), now, {name: (None, value) for name, value in first.items()})
    messages.tell_owners(session, actor, "action_raised", action, now)
    session.flush()
    return action


def report_progress(session: Session, actor: Actor, action_id: str, progress: int, note: str, shown: int, now: datetime) -> Action:
    """How far it is. Raises NotYours, Refused, Stale."""
    action = _in_hand(session, actor, action_id, ActionVerb.REPORT, shown, lambda found: {"progress": found.progress, "note": found.note})
    _write(session, actor, action, "reported", {"progress": progress, "note": note}, now)
    return action


def report_done(session: Session, actor: Actor, action_id: str, evidence: str, shown: int, now: datetime, directory: Directory) -> Action:
    """It is done, and this shows it; who verifies is told. Raises NotYours, Refused, Stale."""
    action = _in_hand(session, actor, action_id, ActionVerb.DONE, shown, lambda found: {"evidence": found.evidence})
    action.done_at, action.done_by = now, actor.person_id
    drop(session, SubjectRef("action", action.id), now, REMINDERS)
    _write(session, actor, action, "done", {"state": ActionState.DONE.value, "progress": 100, "evidence": evidence}, now)
    messages.tell_verifiers(session, actor, directory.ancestry(action.scope_id), action, now)
    return action


def verify(session: Session, actor: Actor, action_id: str, shown: int, now: datetime) -> Action:
    """Somebody else has seen that it is done. Raises NotYours, Refused, Stale."""
    action = _in_hand(session, actor, action_id, ActionVerb.VERIFY, shown, lambda _found: {})
    action.verified_at, action.verified_by = now, actor.person_id
    _write(session, actor, action, "verified", {"state": ActionState.VERIFIED.value}, now)
    messages.tell_owners(session, actor, "action_verified", action, now)
    return action


def give_back(session: Session, actor: Actor, action_id: str, reason: str, shown: int, now: datetime) -> Action:
    """The check found it not done: it is open again, with the reason. Raises NotYours, Refused, Stale."""
    action = _in_hand(session, actor, action_id, ActionVerb.GIVE_BACK, shown, lambda _found: {})
    messages.tell_owners(session, actor, "action_given_back", action, now)
    action.done_at = action.done_by = None
    _write(session, actor, action, "given_back", {"state": ActionState.OPEN.value}, now, reason)
    return action


def postpone(session: Session, actor: Actor, action_id: str, due_on: date, reason: str, shown: int, now: datetime) -> Action:
    """A new due day with the reason; the old one stays in the history. Raises NotYours, Refused, Stale."""
    action = _in_hand(session, actor, action_id, ActionVerb.POSTPONE, shown, lambda found: {"due_on": found.due_on})
    if due_on == action.due_on:
        raise Refused(SAME_DAY, "due_on")
    if due_on < local_day(now):
        raise Refused(DAY_PAST, "due_on")
    drop(session, SubjectRef("action", action.id), now, REMINDERS)
    _write(session, actor, action, "postponed", {"due_on": due_on}, now, reason)
    messages.tell_owners(session, actor, "action_postponed", action, now)
    return action


def cancel(session: Session, actor: Actor, action_id: str, reason: str, shown: int, now: datetime) -> Action:
    """It is not to be done any more, with the reason. Raises NotYours, Refused, Stale."""
    action = _in_hand(session, actor, action_id, ActionVerb.CANCEL, shown, lambda _found: {})
    drop(session, SubjectRef("action", action.id), now, REMINDERS)
    _write(session, actor, action, "cancelled", {"state": ActionState.CANCELLED.value}, now, reason)
    messages.tell_owners(session, actor, "action_cancelled", action, now)
    return action


def _in_hand(
    session: Session, actor: Actor, action_id: str, verb: ActionVerb, shown: int, stored: Callable[[Action], Mapping[str, Any]]
) -> Action:
    """The action for this verb, locked, and its version counted up."""
    action = get_action_for(session, actor, action_id, lock=True)
    if action is None:
        raise NotYours
    facts = facts_of_action(action)
    if facts.state is not HAPPENS_WHEN[verb] or not may_with_action(actor, verb, facts):
        raise Refused(NOT_YOURS_NOW)
    take(action, shown, lambda: stored(action))
    return action


def _write(session: Session, actor: Actor, action: Action, verb: str, values: Mapping[str, Any], now: datetime, reason: str = "") -> None:
    changes: Changes = {name: (getattr(action, name), value) for name, value in values.items()}
    for name, value in values.items():
        setattr(action, name, value)
    action.changed_at = now
    record(session, actor, verb, SubjectRef("action", action.id), now, changes, reason)
    session.flush()
