"""The lists of plans and of lessons as files. Tags: HXL 1.1."""

from typing import Any

from flask import Response

from core.downloads import ENDINGS, list_file
from core.languages import gettext, in_order, lazy, named
from core.paging import whole
from core.sheets import Column, Kind, names_apart
from core.web import read_session
from followup.labels import SECTOR_WORDS
from followup.terms import Sector
from people.gate import actor, directory, requires
from people.terms import Permission
from plans import labels, queries
from plans.terms import Approach, LessonKind, PlanState
from plans.views import blueprint, learning, lists

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


@blueprint.get(f"/plans.{ENDINGS}")
@requires(Permission.PLAN_READ)
def plans_file(ending: str) -> Response:
    """The list of plans as a file."""
    asked = lists.filters_offered()
    rows = whole(read_session(), queries.plans_with_issues(actor(), lists.filters_of(asked)))
    return list_file(ending, "plans", gettext("Plans"), PLANS, rows, asked, actor().name)[0]


@blueprint.get(f"/lessons.{ENDINGS}")
@requires(Permission.PLAN_READ)
def lessons_file(ending: str) -> Response:
    """The list of lessons and good practices as a file."""
    asked = learning.filters_offered()
    rows = whole(read_session(), queries.lessons_listed(actor(), learning.filters_of(asked)))
    return list_file(ending, "lessons", gettext("Lessons and good practices"), LESSONS, rows, asked, actor().name)[0]


def _issue(row: Any) -> str:
    names = (getattr(row, f"issue_{code}") for code in in_order())
    return next((name for name in names if name), "")
