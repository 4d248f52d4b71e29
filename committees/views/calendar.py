"""When committees meet: the list of meetings."""

from flask import Response

from committees.labels.calendar import MEETING_STATE_PILLS, MEETING_STATE_WORDS
from committees.queries.calendar import MeetingFilters, meetings_listed
from committees.terms import MeetingState
from committees.views.entrance import meetings as blueprint
from core.clock import local_day
from core.languages import lazy
from core.listing import TICKED, Asked, asked_of_list, choice, page_asked, page_url, tick
from core.paging import page_of
from core.web import now, page, read_session
from people.gate import actor, directory, requires
from people.terms import Permission


@blueprint.get("/meetings")
@requires(Permission.COMMITTEE_READ)
def index() -> Response:
    """All meetings that the person may read, by what is asked for."""
    asked = filters_offered()
    found = page_of(read_session(), meetings_listed(actor(), filters_of(asked), now(), local_day(now())), page_asked())
    return page(
        "committees/meetings.html", found=found, asked=asked, page_url=page_url, states=MEETING_STATE_WORDS, pills=MEETING_STATE_PILLS
    )


def filters_offered() -> Asked:
    """What the list of meetings can be narrowed by, and what this request chooses."""
    return asked_of_list(
        (
            choice("scope", lazy("Governorate or branch"), directory().scope_choices(None)),
            choice("state", lazy("State"), [(each.value, MEETING_STATE_WORDS[each]) for each in MeetingState]),
            tick("own", lazy("Of my committees")),
        )
    )


def filters_of(asked: Asked) -> MeetingFilters:
    """The same as the query takes it."""
    state = MeetingState(asked["state"]) if asked["state"] else None
    return MeetingFilters(asked.words or "", directory().subtree(asked["scope"]), state, asked["own"] == TICKED)
