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
from people.queries import people_of_organisations
from people.terms import Actor, Role

#: So much of what is to be done stands in a notice.
MOST = 200


def register() -> None:
    """The sentences of this room's notices."""
    register_notice("action_raised", lazy("Something is to be done by your organisation until %(due_on)s: %(what)s"))


def tell_owners(session: Session, actor: Actor, kind: str, action: Action, now: datetime) -> None:
    """The focal points of the organisation and the person named, except the one who acts."""
    focal = people_of_organisations(session, [action.organisation_id], Role.FOCAL_POINT, local_day(now))
    _tell(session, actor, kind, action, [*(each.id for each in focal), *([action.person_id] if action.person_id else [])], now)


def _tell(session: Session, actor: Actor, kind: str, action: Action, people: Iterable[str], now: datetime) -> None:
    words: dict[str, object] = {"who": actor.name, "what": action.what[:MOST], "due_on": action.due_on.isoformat()}
    others = [each for each in people if each != actor.person_id]
    tell(session, others, kind, SubjectRef("action", action.id), now.isoformat(), words, now)
