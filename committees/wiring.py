"""What this room gives to the application at its start."""

from flask import Flask

import committees.views.calendar
import committees.views.committees
import committees.views.meeting
from committees.labels.committee import COMMITTEE_VERBS
from committees.views import entrance
from core.languages import lazy
from core.listing import KnownList, register_list
from core.references import Kind, register_kind
from people.terms import Permission

COMMITTEE = Kind(lazy("Committee"), "committees.show", "committee_id", COMMITTEE_VERBS)
MEETING = Kind(lazy("Meeting"), "meetings.show", "meeting_id")


def install(app: Flask) -> None:
    """Registers the routes and the kinds."""
    app.register_blueprint(entrance.committees)
    app.register_blueprint(entrance.meetings)
    register_list(app, "committees", KnownList("committees.index", Permission.COMMITTEE_READ, committees.views.committees.filters_offered))
    register_kind("committee", COMMITTEE)
    register_kind("meeting", MEETING)
