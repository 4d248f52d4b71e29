"""What may be attached to an action, and by whom."""

from datetime import datetime

from sqlalchemy.orm import Session

from attachments.holders import Holder
from attachments.queries import attachments_of
from attachments.terms import Offer, Purpose
from core.references import SubjectRef
from followup.policy import may_with_action
from followup.queries import facts_of_action, get_action_for
from followup.terms import ActionState, ActionVerb
from people.terms import Actor

STANDING = (ActionState.OPEN, ActionState.DONE)
TITLE = 120


def holder(session: Session, actor: Actor, action_id: str, _now: datetime, *, lock: bool = False) -> Holder | None:
    """An action with its evidence; who reports on it attaches, until it is verified or cancelled."""
    action = get_action_for(session, actor, action_id, lock=lock)
    if action is None:
        return None
    facts = facts_of_action(action)
    may = facts.state in STANDING and may_with_action(actor, ActionVerb.REPORT, facts)
    offers = (Offer(Purpose.OTHER),) if may else ()
    return Holder(action.what[:TITLE], attachments_of(session, SubjectRef("action", action.id)), offers)
