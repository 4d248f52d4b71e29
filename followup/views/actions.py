"""Actions: the page of one."""

from typing import Any

from flask import Blueprint, Response, abort, url_for

from core.audit import history
from core.clock import local_day
from core.formats import overdue
from core.history import lines
from core.references import SubjectRef, kinds
from core.web import now, page, read_session
from followup import queries
from followup.labels import ACTION_STATE_WORDS
from followup.models import Action
from followup.terms import ActionState
from people.gate import actor, requires
from people.terms import Permission

blueprint = Blueprint("actions", __name__, template_folder="../templates")
HISTORY = 50


@blueprint.get("/actions/<action_id>")
@requires(Permission.ACTION_READ)
def show(action_id: str) -> Response:
    """What is to be done, by whom, until when, how far it is, where it came from."""
    action = _action(action_id)
    entries = history(read_session(), SubjectRef("action", action.id), HISTORY)
    named = {each for each in (action.person_id, action.done_by, action.verified_by, action.created_by) if each}
    return page(
        "followup/action.html",
        action=action,
        states=ACTION_STATE_WORDS,
        names=queries.person_names(read_session(), named),
        origin=_origin(action),
        late=overdue(action.due_on, local_day(now())) if action.state == ActionState.OPEN else "",
        history_lines=lines(entries),
    )


def _action(action_id: str) -> Action:
    return queries.get_action_for(read_session(), actor(), action_id) or abort(404)


def _origin(action: Action) -> tuple[str, str] | None:
    """The word of the thing it came from, and its address; whether the reader may open it is that page's question."""
    kind = kinds().get(action.subject_kind)
    if kind is None:
        return None
    arguments: dict[str, Any] = {kind.id_argument: action.subject_id}
    return str(kind.word), url_for(kind.endpoint, **arguments)
