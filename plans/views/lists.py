"""The list of plans, and beginning a new one."""

from flask import Response, request, url_for

from core.forms import sent
from core.listing import asked_for, page_asked, page_url, without
from core.saving import carry_out
from core.web import now, page, read_session
from followup.queries import issue_choices
from people.gate import actor, directory, requires
from people.queries import Directory
from people.terms import Permission
from plans import labels, queries
from plans.forms import IdentityForm
from plans.queries import PlanFilters
from plans.services import editing
from plans.terms import PlanState
from plans.views import blueprint

LISTED = [state for state in PlanState if state is not PlanState.SUPERSEDED]


@blueprint.get("/plans")
@requires(Permission.PLAN_READ)
def index() -> Response:
    """The plans that this person may see, what needs a hand first."""
    words, scope, wanted = asked_for("q"), asked_for("scope"), asked_for("state")
    scope = scope if scope in directory().scopes else ""
    state = PlanState(wanted) if wanted in LISTED else None
    filters = PlanFilters(words, state, directory().subtree(scope) if scope else frozenset())
    rows, total = queries.plans_page(read_session(), actor(), filters, page_asked())
    chips = [(text, without({name})) for name, text in _chosen(directory(), words, scope, state) if text]
    return page(
        "plans/list.html",
        rows=rows,
        total=total,
        page=page_asked(),
        pages=max(1, -(-total // queries.PAGE)),
        page_url=page_url,
        words=words,
        chips=chips,
        fields=[
            ("scope", directory().scope_choices(), scope),
            ("state", [(each.value, labels.STATES[each]) for each in LISTED], state or ""),
        ],
        clear=without({"q", "scope", "state"}),
        states={state.value: labels.STATES[state] for state in PlanState},
        may_write=actor().may(Permission.PLAN_WRITE),
    )


def _chosen(known: Directory, words: str, scope: str, state: PlanState | None) -> list[tuple[str, str]]:
    return [("q", words), ("scope", known.scope_name(scope)), ("state", str(labels.STATES[state]) if state else "")]


@blueprint.route("/plans/new", methods=["GET", "POST"])
@requires(Permission.PLAN_WRITE)
def new() -> Response:
    """Begins a plan: what it is called, what it answers, where and when. ``?issue=`` presets the issue."""
    form = IdentityForm(sent(), {"issue_id": asked_for("issue")})
    offer(form)
    if request.method == "POST" and form.validate():
        done = carry_out(
            form, lambda session: url_for("plans.show", plan_id=editing.begin_plan(session, actor(), form.command(), now()).id)
        )
        if done is not None:
            return done
    return page("plans/new.html", form.status, form=form)


def offer(form: IdentityForm) -> None:
    """Gives the form the scopes and issues within the actor's reach; a single scope is chosen beforehand."""
    reach = actor().reach(Permission.PLAN_WRITE)
    scopes = directory().scope_choices(reach)
    form.scope_id.offer(scopes)
    own = [scope_id for scope_id, _name in scopes if scope_id in {grant.scope_id for grant in actor().grants}]
    if form.scope_id.data is None and len(own) == 1 and request.method == "GET":
        form.scope_id.data = own[0]
    issues = issue_choices(read_session(), actor().reach(Permission.ISSUE_READ))
    form.issue_id.offer([(issue_id, f"{name} – {directory().place_name(place)}" if place else name) for issue_id, name, place in issues])
