"""Who is told of what happens to an action, in the inbox and by mail."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from core.clock import local_day
from core.languages import lazy
from core.references import SubjectRef
from followup.models import Action
from notifications.labels import register_notice
from notifications.services import tell
from people.queries import people_of_organisations, people_with_role
from people.terms import Actor, Role

#: So much of what is to be done stands in a notice.
MOST = 200
REMINDERS = ("action_due", "action_overdue")


def register() -> None:
    """The sentences of this room's notices."""
    register_notice("action_raised", lazy("Something is to be done by your organisation until %(due_on)s: %(what)s"))
    register_notice("action_done", lazy("%(who)s reports this as done, and it waits to be verified: %(what)s"))
    register_notice("action_verified", lazy("%(who)s verified that this is done: %(what)s"))
    register_notice("action_given_back", lazy("%(who)s found that this is not done yet: %(what)s"))
    register_notice("action_postponed", lazy("%(who)s gave this a new due day, %(due_on)s: %(what)s"))
    register_notice("action_cancelled", lazy("%(who)s cancelled what was to be done: %(what)s"))
    register_notice("action_due", lazy("This is due on %(due_on)s: %(what)s"))
    register_notice("action_overdue", lazy("This was due on %(due_on)s and is not done: %(what)s"))


def tell_owners(session: Session, actor: Actor, kind: str, action: Action, now: datetime) -> None:
    """The focal points of the organisation, the person named, and who reported it done; except the one who acts."""
    focal = people_of_organisations(session, [action.organisation_id], Role.FOCAL_POINT, local_day(now))
    _tell(session, actor, kind, action, [*(each.id for each in focal), action.person_id, action.done_by], now)


def tell_verifiers(session: Session, actor: Actor, above: Iterable[str], action: Action, now: datetime) -> None:
    """The monitors of the action's scope and of those above it, who verify what others report."""
    _tell(session, actor, "action_done", action, [each.id for each in people_with_role(session, Role.MONITOR, above, local_day(now))], now)


def _tell(session: Session, actor: Actor, kind: str, action: Action, people: Iterable[str | None], now: datetime) -> None:
    words: dict[str, object] = {"who": actor.name, "what": action.what[:MOST], "due_on": action.due_on.isoformat()}
    others = [each for each in people if each and each != actor.person_id]
    tell(session, others, kind, SubjectRef("action", action.id), now.isoformat(), words, now)
