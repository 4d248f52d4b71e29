"""The lists of plans, activities, lessons and templates as files. Tags: HXL 1.1."""

from typing import Any

from flask import Response

from core.clock import local_day
from core.downloads import ENDINGS, list_file
from core.formats import overdue
from core.languages import gettext, in_order, lazy, named
from core.paging import whole
from core.sheets import Column, Kind, names_apart
from core.web import now, read_session
from followup.labels import SECTOR_WORDS
from followup.terms import Sector
from people.gate import actor, directory, requires
from people.terms import Permission
from plans import labels, queries
from plans.terms import Approach, LessonKind, PlanState
from plans.views import activities, blueprint, learning, lists

PLACE = Column(lazy("Governorate or branch"), lambda row: directory().scope_name(row.scope_id), "#adm1+name", 18)
PCODE = Column("p-code", lambda row: directory().pcode_of(row.scope_id), "#adm1+code", 10, exchange=True)
PLANS = (
    Column(lazy("Plan"), named, "#activity+programme+name", 44),
    Column(lazy("State"), lambda row: labels.STATES[PlanState(row.state)], "#status+name", 18),
    PLACE,
    Column(lazy("Issue"), lambda row: _issue(row) or row.theme, "#event+name", 36),
    Column(lazy("Period from"), lambda row: row.starts_on, "#date+start", 12, Kind.DAY),
    Column(lazy("Period until"), lambda row: row.ends_on, "#date+end", 12, Kind.DAY),
    Column(lazy("Valid version"), lambda row: row.valid_number, "#meta+version", 10, Kind.NUMBER),
    Column(lazy("Last changed"), lambda row: row.changed_at, "#date+reported", 17, Kind.MOMENT),
    Column("id", lambda row: row.id, "#meta+id", 22, exchange=True),
    Column("state", lambda row: row.state, "#status+code", 14, exchange=True),
    PCODE,
    *names_apart("#activity+programme+name"),
)


ACTIVITIES = (
    Column(lazy("Activity"), lambda row: row.title, "#activity+name", 44),
    Column(lazy("Plan"), named, "#activity+programme+name", 36),
    PLACE,
    Column(lazy("Responsible organisation"), lambda row: directory().organisation_name(row.organisation_id), "#org+impl+name", 30),
    Column(lazy("Responsible person or office"), lambda row: row.responsible_person, "#contact+name", 22),
    Column(lazy("Coordination approach"), lambda row: labels.APPROACHES[Approach(row.approach)] if row.approach else "", "#modality", 22),
    Column(lazy("Starts on"), lambda row: row.starts_on, "#date+start", 12, Kind.DAY),
    Column(lazy("Due on"), lambda row: row.due_on, "#date+end", 12, Kind.DAY),
    Column(lazy("Done, in per cent"), lambda row: row.percent, "#status+num", 10, Kind.NUMBER),
    Column(lazy("Overdue"), lambda row: overdue(row.due_on, local_day(now())), "#status+name", 18),
    Column("id", lambda row: row.key, "#meta+id", 22, exchange=True),
    Column("plan", lambda row: row.plan_id, "#activity+programme+code", 22, exchange=True),
    Column("approach", lambda row: row.approach, "#modality+code", 20, exchange=True),
    PCODE,
)
LESSONS = (
    Column(lazy("What was learned"), lambda row: row.text, "#description", 60),
    Column(lazy("What to do, and under which conditions"), lambda row: row.advice, "#description+advice", 50),
    Column(lazy("Kind"), lambda row: labels.LESSON_KINDS[LessonKind(row.kind)], "#meta+type", 16),
    Column(lazy("Sector"), lambda row: SECTOR_WORDS[Sector(row.sector)], "#sector+name", 18),
    PLACE,
    Column(lazy("Coordination approach"), lambda row: labels.APPROACHES[Approach(row.approach)] if row.approach else "", "#modality", 22),
    Column(lazy("Written down"), lambda row: row.at, "#date+reported", 17, Kind.MOMENT),
    Column("id", lambda row: row.id, "#meta+id", 22, exchange=True),
    PCODE,
)


TEMPLATES = (
    Column(lazy("Template"), named, "#activity+programme+name", 40),
    Column(lazy("Sector"), lambda row: SECTOR_WORDS[Sector(row.sector)], "#sector+name", 18),
    Column(lazy("State"), lambda row: gettext("offered") if row.active else gettext("withdrawn"), "#status+name", 14),
    Column("id", lambda row: row.id, "#meta+id", 22, exchange=True),
    *names_apart("#activity+programme+name"),
)


@blueprint.get(f"/plans.{ENDINGS}")
@requires(Permission.PLAN_READ)
def plans_file(ending: str) -> Response:
    """The list of plans as a file."""
    asked = lists.filters_offered()
    rows = whole(read_session(), queries.plans_with_issues(actor(), lists.filters_of(asked)))
    return list_file(ending, "plans", gettext("Plans"), PLANS, rows, asked, actor().name)[0]


@blueprint.get(f"/activities.{ENDINGS}")
@requires(Permission.PLAN_READ)
def activities_file(ending: str) -> Response:
    """The list of activities as a file."""
    asked = activities.filters_offered()
    rows = whole(read_session(), queries.activities_listed(actor(), activities.filters_of(asked), local_day(now())))
    return list_file(ending, "activities", gettext("Activities"), ACTIVITIES, rows, asked, actor().name)[0]


@blueprint.get(f"/lessons.{ENDINGS}")
@requires(Permission.PLAN_READ)
def lessons_file(ending: str) -> Response:
    """The list of lessons and good practices as a file."""
    asked = learning.filters_offered()
    rows = whole(read_session(), queries.lessons_listed(actor(), learning.filters_of(asked)))
    return list_file(ending, "lessons", gettext("Lessons and good practices"), LESSONS, rows, asked, actor().name)[0]


@blueprint.get(f"/templates.{ENDINGS}")
@requires(Permission.TEMPLATE_MANAGE)
def templates_file(ending: str) -> Response:
    """The list of templates as a file."""
    rows = queries.templates(read_session(), withdrawn=True)
    return list_file(ending, "templates", gettext("Templates of plans"), TEMPLATES, rows, None, actor().name)[0]


def _issue(row: Any) -> str:
    names = (getattr(row, f"issue_{code}") for code in in_order())
    return next((name for name in names if name), "")
