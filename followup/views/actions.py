"""Actions: the list, the page of one, and the steps from open to verified."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from flask import Blueprint, Response, abort, flash, request, url_for
from sqlalchemy.orm import Session

from attachments.queries import attachments_of
from core.audit import history
from core.clock import local_day
from core.formats import overdue
from core.forms import Form, sent
from core.history import lines
from core.languages import lazy
from core.listing import SORT, Asked, asked_of_list, choice, order, page_asked, page_url, tick
from core.references import SubjectRef, kinds
from core.saving import carry_out
from core.web import now, page, read_session, redirect_to
from followup import queries
from followup.forms import ConfirmForm, DoneForm, PostponeForm, ProgressForm, ReasonForm
from followup.labels import ACTION_DONE, ACTION_HAPPENS, ACTION_PILLS, ACTION_STATE_WORDS, ACTION_STEPS
from followup.models import Action
from followup.policy import HAPPENS_WHEN, action_verbs, may_with_action
from followup.queries import WAITING, ActionFilters
from followup.services import actions as services
from followup.services.actions import NOT_YOURS_NOW
from followup.terms import ActionState, ActionVerb
from people.gate import actor, directory, requires
from people.terms import Permission

blueprint = Blueprint("actions", __name__, template_folder="../templates")
HISTORY = 100
EVERY = "every"
ORDERS = (("due", lazy("Due first")), ("-due", lazy("Due last")), ("new", lazy("Raised last")))
#: In the order of the page; the first that this person may do now is the filled button.
VERBS = tuple(ACTION_STEPS)


@blueprint.get("/actions")
@requires(Permission.ACTION_READ)
def index() -> Response:
    """What has to be done as far as this person sees it, what is due first on top."""
    asked, today = filters_offered(), local_day(now())
    found, late = queries.actions_page(read_session(), actor(), filters_of(asked), today, page_asked())
    return page(
        "followup/actions.html",
        found=found,
        late=late,
        asked=asked,
        page_url=page_url,
        states=ACTION_STATE_WORDS,
        pills=ACTION_PILLS,
        overdue=lambda row: overdue(row.due_on, today) if row.state == ActionState.OPEN else "",
    )


def filters_offered() -> Asked:
    """What the list of actions can be narrowed by, and what this request chooses."""
    states = [*((each.value, word) for each, word in ACTION_STATE_WORDS.items()), (EVERY, lazy("All, finished ones too"))]
    return asked_of_list(
        (
            tick("mine", lazy("Mine and my organisation's")),
            tick("overdue", lazy("Overdue")),
            choice("scope", lazy("Governorate or branch"), directory().scope_choices()),
            replace(choice("state", lazy("State"), states), all_word=lazy("Not finished")),
            choice("organisation", lazy("Responsible organisation"), directory().organisation_choices(), further=True),
            order(ORDERS, lazy("Due first")),
        )
    )


def filters_of(asked: Asked) -> ActionFilters:
    """The same as the query takes it."""
    states = WAITING if not asked["state"] else () if asked["state"] == EVERY else (asked["state"],)
    scopes = directory().subtree(asked["scope"])
    return ActionFilters(asked.words or "", states, scopes, asked["organisation"], bool(asked["overdue"]), bool(asked["mine"]), asked[SORT])


@blueprint.get("/actions/<action_id>")
@requires(Permission.ACTION_READ)
def show(action_id: str) -> Response:
    """What is to be done, by whom, until when, how far it is, where it came from."""
    action = _action(action_id)
    subject, facts = SubjectRef("action", action.id), queries.facts_of_action(action)
    named = {each for each in (action.person_id, action.done_by, action.verified_by) if each}
    verbs = action_verbs(actor(), facts)
    attaches = facts.state.value in WAITING and may_with_action(actor(), ActionVerb.REPORT, facts)
    return page(
        "followup/action.html",
        action=action,
        states=ACTION_STATE_WORDS,
        pills=ACTION_PILLS,
        names=queries.person_names(read_session(), named),
        origin=_origin(action),
        late=overdue(action.due_on, local_day(now())) if facts.state is ActionState.OPEN else "",
        steps=[(ACTION_STEPS[verb], url_for(f"actions.{verb.value}", action_id=action.id)) for verb in VERBS if verb in verbs],
        attachments=attachments_of(read_session(), subject),
        attach_url=f"/attach/action/{action.id}" if attaches else "",
        history_lines=lines(history(read_session(), subject, HISTORY)),
    )


@blueprint.route("/actions/<action_id>/report", methods=["GET", "POST"])
@requires(Permission.ACTION_READ)
def report(action_id: str) -> Response:
    """How far it is."""
    found = _action(action_id)
    form = ProgressForm(sent(), {"progress": found.progress, "note": found.note}, found.version)
    return _step(found, ActionVerb.REPORT, form, services.report_progress)


@blueprint.route("/actions/<action_id>/done", methods=["GET", "POST"])
@requires(Permission.ACTION_READ)
def done(action_id: str) -> Response:
    """It is done, and this shows it."""
    found = _action(action_id)
    form = DoneForm(sent(), {"evidence": found.evidence}, found.version)
    return _step(found, ActionVerb.DONE, form, partial(services.report_done, directory=directory()))


@blueprint.route("/actions/<action_id>/verify", methods=["GET", "POST"])
@requires(Permission.ACTION_READ)
def verify(action_id: str) -> Response:
    """Somebody else has seen that it is done."""
    found = _action(action_id)
    form = ConfirmForm(sent(), version=found.version)
    return _step(found, ActionVerb.VERIFY, form, services.verify)


@blueprint.route("/actions/<action_id>/give-back", methods=["GET", "POST"])
@requires(Permission.ACTION_READ)
def give_back(action_id: str) -> Response:
    """The check found it not done."""
    found = _action(action_id)
    form = ReasonForm(sent(), version=found.version)
    return _step(found, ActionVerb.GIVE_BACK, form, services.give_back)


@blueprint.route("/actions/<action_id>/postpone", methods=["GET", "POST"])
@requires(Permission.ACTION_READ)
def postpone(action_id: str) -> Response:
    """A new due day with the reason."""
    found = _action(action_id)
    form = PostponeForm(sent(), version=found.version)
    return _step(found, ActionVerb.POSTPONE, form, services.postpone)


@blueprint.route("/actions/<action_id>/cancel", methods=["GET", "POST"])
@requires(Permission.ACTION_READ)
def cancel(action_id: str) -> Response:
    """It is not to be done any more."""
    found = _action(action_id)
    form = ReasonForm(sent(), version=found.version)
    return _step(found, ActionVerb.CANCEL, form, services.cancel)


def _step(action: Action, verb: ActionVerb, form: Form, verb_of: Callable[..., Action]) -> Response:
    """The page of a step: what will happen, what it asks for, the button. Back to the action when it is not its time."""
    facts, back = queries.facts_of_action(action), url_for("actions.show", action_id=action.id)
    if facts.state is not HAPPENS_WHEN[verb]:
        flash(str(NOT_YOURS_NOW), "attention")
        return redirect_to(back)
    if not may_with_action(actor(), verb, facts):
        abort(403)
    if request.method == "POST" and form.validate():
        answered = carry_out(form, lambda session: _saved(session, action.id, form, verb_of), ACTION_DONE[verb])
        if answered is not None:
            return answered
    return page("followup/action_step.html", form.status, form=form, action=action, verb=verb, steps=ACTION_STEPS, happens=ACTION_HAPPENS)


def _saved(session: Session, action_id: str, form: Form, verb_of: Callable[..., Action]) -> str:
    verb_of(session, actor(), action_id, **form.values(), shown=form.shown_version, now=now())
    return url_for("actions.show", action_id=action_id)


def _action(action_id: str) -> Action:
    return queries.get_action_for(read_session(), actor(), action_id) or abort(404)


def _origin(action: Action) -> tuple[str, str] | None:
    """The word of the thing it came from, and its address; whether the reader may open it is that page's question."""
    kind = kinds().get(action.subject_kind)
    if kind is None:
        return None
    arguments: dict[str, Any] = {kind.id_argument: action.subject_id}
    return str(kind.word), url_for(kind.endpoint, **arguments)
