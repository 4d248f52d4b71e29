"""What people do with actions: from being raised until somebody else has verified that they are done."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from core.audit import record
from core.ids import new_id
from core.references import SubjectRef
from followup import messages
from followup.models import Action
from followup.queries import person_names
from people.terms import Actor


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
