"""The list of plans, and what the form of a new one offers."""

from flask import Response, request

from core.clock import local_day
from core.languages import lazy
from core.listing import SORT, Asked, asked_of_list, choice, order, page_asked, page_url, tick
from core.web import now, page, read_session
from followup.labels import SECTOR_WORDS
from followup.queries import issue_choices
from followup.terms import Sector
from people.gate import actor, directory, requires
from people.terms import Permission
from plans import labels, queries
from plans.forms import IdentityForm
from plans.queries import PlanFilters, PlanOrder
from plans.terms import Approach, PlanState
from plans.views import blueprint

ORDER_WORDS = {
    PlanOrder.NAME: lazy("Name"),
    PlanOrder.NAME_BACK: lazy("Name, from the end"),
    PlanOrder.ENDS: lazy("End of the period"),
    PlanOrder.ENDS_BACK: lazy("End of the period, last first"),
    PlanOrder.CHANGED_BACK: lazy("Last change, newest first"),
    PlanOrder.CHANGED: lazy("Last change, oldest first"),
}
LISTED = [state for state in PlanState if state is not PlanState.SUPERSEDED]


@blueprint.get("/plans")
@requires(Permission.PLAN_READ)
def index() -> Response:
    """The plans that this person may see, what needs a hand first."""
    asked = filters_offered()
    found = queries.plans_page(read_session(), actor(), filters_of(asked), page_asked())
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
    return asked_of_list(
        (
            choice("scope", lazy("Governorate or branch"), directory().scope_choices()),
            choice("state", lazy("State"), [(each.value, labels.STATES[each]) for each in LISTED]),
            tick("overdue", lazy("Overdue")),
            choice("sector", lazy("Sector"), [(each.value, word) for each, word in SECTOR_WORDS.items()], further=True),
            choice("owner", lazy("Owner of the plan"), queries.owners(read_session(), actor()), further=True),
            choice("approach", lazy("Coordination approach"), [(each.value, labels.APPROACHES[each]) for each in Approach], further=True),
            tick("gap", lazy("Money is missing"), further=True),
            order([(each.value, ORDER_WORDS[each]) for each in PlanOrder], lazy("What needs a hand first")),
        )
    )


def filters_of(asked: Asked) -> PlanFilters:
    """The same as the query takes it."""
    today = local_day(now())
    return PlanFilters(
        words=asked.words or "",
        state=PlanState(asked["state"]) if asked["state"] else None,
        scope_ids=directory().subtree(asked["scope"]),
        sector=Sector(asked["sector"]) if asked["sector"] else None,
        owner_id=asked["owner"],
        approach=Approach(asked["approach"]) if asked["approach"] else None,
        overdue_on=today if asked["overdue"] else None,
        gap_on=today if asked["gap"] else None,
        order=PlanOrder(asked[SORT]) if asked[SORT] else None,
    )


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
