"""What this room gives to the application at its start."""

from flask import Flask

import attachments.labels
import committees.views.calendar
import committees.views.committees
import committees.views.feeds
import committees.views.holidays
import committees.views.page
import committees.views.papers
import committees.views.reactivation
import committees.views.record
import committees.views.schedule
import committees.views.steps
import committees.views.table
from attachments.holders import register_holder
from committees.labels import meeting as words
from committees.labels import standing as standing_words
from committees.labels.calendar import HOLIDAY_FIELD_WORDS, HOLIDAY_VERBS, MEETING_TIME_WORDS, MEETING_VERBS
from committees.labels.committee import COMMITTEE_FIELD_WORDS, COMMITTEE_PARTS, COMMITTEE_VERBS
from committees.labels.powers import KIND_FIELD_WORDS, KIND_VERBS
from committees.messages import invitation, letters, schedule, standing
from committees.messages import meeting as messages
from committees.services import attaching
from committees.views import entrance, powers
from core.languages import lazy
from core.listing import KnownList, register_list
from core.references import Kind, register_kind
from people.terms import Permission

MEETING = Kind(
    lazy("Meeting"),
    "meetings.show",
    "meeting_id",
    {**attachments.labels.VERBS, **MEETING_VERBS, **words.VERBS},
    {**attachments.labels.FIELD_WORDS, **MEETING_TIME_WORDS, **words.FIELD_WORDS},
    {**attachments.labels.PARTS, **words.PARTS},
)
COMMITTEE = Kind(
    lazy("Committee"),
    "committees.show",
    "committee_id",
    {**COMMITTEE_VERBS, **standing_words.VERBS},
    {**COMMITTEE_FIELD_WORDS, **standing_words.FIELD_WORDS},
    {**COMMITTEE_PARTS, **standing_words.PARTS},
)
DECISION_KIND = Kind(lazy("Kind of decision"), "powers.edit", "kind_id", KIND_VERBS, KIND_FIELD_WORDS)
HOLIDAY = Kind(lazy("Holiday"), "committees.holiday", "holiday_id", HOLIDAY_VERBS, HOLIDAY_FIELD_WORDS)


def install(app: Flask) -> None:
    """Registers the routes and the kinds."""
    app.register_blueprint(entrance.committees)
    app.register_blueprint(entrance.meetings)
    app.register_blueprint(powers.blueprint)
    register_list(app, "committees", KnownList("committees.index", Permission.COMMITTEE_READ, committees.views.committees.filters_offered))
    register_kind("committee", COMMITTEE)
    register_kind("meeting", MEETING)
    register_kind("decision_kind", DECISION_KIND)
    register_holder("meeting", attaching.holder)
    messages.register()
    invitation.register()
    register_kind("holiday", HOLIDAY)
    schedule.register()
    letters.register()
    standing.register()
