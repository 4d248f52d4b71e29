"""The list of activities: what running plans still have to do."""

from flask import Response

from core.clock import local_day
from core.formats import overdue
from core.languages import lazy
from core.listing import Asked, asked_of_list, choice, page_asked, page_url, tick
from core.web import now, page, read_session
from people.gate import actor, directory, requires
from people.terms import Permission
from plans import labels, queries
from plans.queries import ActivityFilters
from plans.terms import Approach
from plans.views import blueprint


@blueprint.get("/activities")
@requires(Permission.PLAN_READ)
def activities() -> Response:
    """Activities of running plans that are not done, as far as this person sees the plans; overdue ones first."""
    asked, today = filters_offered(), local_day(now())
    found, late = queries.activities_page(read_session(), actor(), filters_of(asked), today, page_asked())
    return page(
        "plans/activities.html",
        found=found,
        late=late,
        asked=asked,
        page_url=page_url,
        overdue=lambda due_on: overdue(due_on, today),
        approaches={each.value: word for each, word in labels.APPROACHES.items()},
    )


def filters_offered() -> Asked:
    """What the list of activities can be narrowed by, and what this request chooses."""
    return asked_of_list(
        (
            choice("scope", lazy("Governorate or branch"), directory().scope_choices()),
            choice("organisation", lazy("Responsible organisation"), directory().organisation_choices()),
            choice("approach", lazy("Coordination approach"), [(each.value, word) for each, word in labels.APPROACHES.items()]),
            tick("overdue", lazy("Overdue")),
        )
    )


def filters_of(asked: Asked) -> ActivityFilters:
    """The same as the query takes it."""
    approach = Approach(asked["approach"]) if asked["approach"] else None
    return ActivityFilters(asked.words or "", directory().subtree(asked["scope"]), asked["organisation"], approach, bool(asked["overdue"]))
