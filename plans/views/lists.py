"""The list of plans, and what the form of a new one offers."""

from flask import Response, request

from core.languages import lazy
from core.listing import Asked, asked_of_list, choice, page_asked, page_url
from core.paging import page_of
from core.web import page, read_session
from followup.queries import issue_choices
from people.gate import actor, directory, requires
from people.terms import Permission
from plans import labels, queries
from plans.forms import IdentityForm
from plans.queries import PlanFilters
from plans.terms import PlanState
from plans.views import blueprint

LISTED = [state for state in PlanState if state is not PlanState.SUPERSEDED]


@blueprint.get("/plans")
@requires(Permission.PLAN_READ)
def index() -> Response:
    """The plans that this person may see, what needs a hand first."""
    asked = filters_offered()
    found = page_of(read_session(), queries.plans_listed(actor(), filters_of(asked)), page_asked())
    return page(
        "plans/list.html",
        found=found,
        asked=asked,
        page_url=page_url,
        states={state.value: labels.STATES[state] for state in PlanState},
        may_write=actor().may(Permission.PLAN_WRITE),
        may_manage_templates=actor().may(Permission.TEMPLATE_MANAGE),
    )


def filters_offered() -> Asked:
    """What the list of plans can be narrowed by, and what this request chooses."""
    scope = choice("scope", lazy("Governorate or branch"), directory().scope_choices())
    state = choice("state", lazy("State"), [(each.value, labels.STATES[each]) for each in LISTED])
    return asked_of_list((scope, state))


def filters_of(asked: Asked) -> PlanFilters:
    """The same as the query takes it."""
    state = PlanState(asked["state"]) if asked["state"] else None
    return PlanFilters(asked.words or "", state, directory().subtree(asked["scope"]))


def filters_asked() -> PlanFilters:
    """What the address of this request asks of the list of plans."""
    return filters_of(filters_offered())


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
