"""The page of a meeting."""

from flask import Response

from committees.labels.calendar import MEETING_STATE_PILLS, MEETING_STATE_WORDS
from committees.models import Committee
from committees.views.entrance import meeting_of_address
from committees.views.entrance import meetings as blueprint
from core.web import page, read_session
from people.gate import requires
from people.terms import Permission


@blueprint.get("/meetings/<meeting_id>")
@requires(Permission.COMMITTEE_READ)
def show(meeting_id: str) -> Response:
    """When and where a committee meets."""
    meeting = meeting_of_address(meeting_id, Permission.COMMITTEE_READ)
    return page(
        "committees/meeting.html",
        meeting=meeting,
        committee=read_session().get_one(Committee, meeting.committee_id),
        states=MEETING_STATE_WORDS,
        pills=MEETING_STATE_PILLS,
    )
