"""The lists of issues, actions and follow-up teams as files. Tags: HXL 1.1."""

from flask import Response
from sqlalchemy.orm import selectinload

from core.clock import local_day
from core.downloads import ENDINGS, list_file
from core.formats import in_a_row
from core.languages import gettext, lazy, named
from core.paging import whole
from core.sheets import Column, Kind, names_apart
from core.web import now, read_session
from followup import queries
from followup.labels import ACTION_STATE_WORDS, MOMD_PART_WORDS, SECTOR_WORDS, SEVERITY_WORDS, STATE_WORDS
from followup.models import Issue
from followup.terms import ActionState, IssueState, MomdPart, Sector, Severity
from followup.views import actions, issues, teams
from people.gate import actor, directory, requires
from people.terms import Permission

PLACE = Column(lazy("Governorate or branch"), lambda row: directory().scope_name(row.scope_id), "#adm1+name", 18)
PCODE = Column("p-code", lambda row: directory().pcode_of(row.scope_id), "#adm1+code", 10, exchange=True)
ISSUES = (
    Column(lazy("Issue"), named, "#event+name", 40),
    Column(lazy("State"), lambda row: STATE_WORDS[IssueState(row.state)], "#status+name", 16),
    Column(lazy("Sector"), lambda row: SECTOR_WORDS[Sector(row.sector)], "#event+type", 18),
    Column(lazy("Severity"), lambda row: SEVERITY_WORDS[Severity(row.severity)], "#severity+name", 12),
    PLACE,
    Column(lazy("Belongs also to"), lambda row: in_a_row(directory().scope_name(each) for each in row.share_ids), "#adm1+also", 18),
    Column(lazy("Place"), lambda row: directory().place_name(row.place_id), "#loc+name", 26),
    Column(lazy("Villages or quarters"), lambda row: row.place_note, "#loc+description", 22),
    Column(lazy("Families concerned"), lambda row: row.families, "#affected+hh", 10, Kind.NUMBER),
    Column(lazy("Since"), lambda row: row.since, "#date+occurred", 12, Kind.DAY),
    Column(lazy("Body with the mandate"), lambda row: directory().organisation_name(row.mandate_id), "#org+name", 28),
    Column(lazy("Part of the Ministry of Migration"), lambda row: MOMD_PART_WORDS[MomdPart(row.momd_part)], "#org+part", 22),
    Column(lazy("What is wrong"), lambda row: row.description, "#description", 60),
    Column(lazy("Feasibility"), lambda row: row.feasibility, "#description+feasibility", 40),
    Column(lazy("Last changed"), lambda row: row.changed_at, "#date+reported", 17, Kind.MOMENT),
    Column("id", lambda row: row.id, "#meta+id", 22, exchange=True),
    Column("state", lambda row: row.state, "#status+code", 14, exchange=True),
    PCODE,
    Column("place", lambda row: row.place_id, "#loc+code", 14, exchange=True),
    *names_apart("#event+name"),
)
TEAMS = (
    Column(lazy("Team"), named, "#org+name", 40),
    PLACE,
    Column(lazy("State"), lambda row: gettext("active") if row.active else gettext("not active"), "#status+name", 14),
    Column(lazy("Members"), lambda row: len(row.members), "#meta+members", 10, Kind.NUMBER),
    Column("id", lambda row: row.id, "#meta+id", 22, exchange=True),
    PCODE,
    *names_apart("#org+name"),
)
ACTIONS = (
    Column(lazy("Action"), lambda row: row.what, "#activity+name", 60),
    Column(lazy("State"), lambda row: ACTION_STATE_WORDS[ActionState(row.state)], "#status+name", 20),
    PLACE,
    Column(lazy("Responsible organisation"), lambda row: directory().organisation_name(row.organisation_id), "#org+name", 28),
    Column(lazy("Person"), lambda row: row.person, "#contact+name", 22),
    Column(lazy("Due"), lambda row: row.due_on, "#date+due", 12, Kind.DAY),
    Column(lazy("Done, in per cent"), lambda row: row.progress, "#indicator+done+pct", 10, Kind.NUMBER),
    Column(lazy("What was done, what is in the way"), lambda row: row.note, "#description+progress", 40),
    Column(lazy("What shows that it is done"), lambda row: row.evidence, "#description+evidence", 40),
    Column(lazy("Raised"), lambda row: row.created_at, "#date+start", 17, Kind.MOMENT),
    Column(lazy("Reported as done"), lambda row: row.done_at, "#date+end", 17, Kind.MOMENT),
    Column(lazy("Verified"), lambda row: row.verified_at, "#date+verified", 17, Kind.MOMENT),
    Column("id", lambda row: row.id, "#meta+id", 22, exchange=True),
    Column("state", lambda row: row.state, "#status+code", 14, exchange=True),
    PCODE,
)


@issues.blueprint.get(f"/issues.{ENDINGS}")
@requires(Permission.ISSUE_READ)
def issues_file(ending: str) -> Response:
    """The list of issues as a file."""
    asked = issues.filters_offered()
    listed = queries.issues_listed(actor(), issues.filters_of(asked)).options(selectinload(Issue.shares))
    return list_file(ending, "issues", gettext("Issues"), ISSUES, whole(read_session(), listed), asked, actor().name)[0]


@teams.blueprint.get(f"/admin/teams.{ENDINGS}")
@requires(Permission.TEAM_MANAGE)
def teams_file(ending: str) -> Response:
    """The list of follow-up teams as a file."""
    asked = teams.filters_offered()
    rows = queries.teams_listed(read_session(), actor().reach(Permission.TEAM_MANAGE), teams.filters_of(asked))
    return list_file(ending, "teams", gettext("Follow-up teams"), TEAMS, rows, asked, actor().name)[0]


@actions.blueprint.get(f"/actions.{ENDINGS}")
@requires(Permission.ACTION_READ)
def actions_file(ending: str) -> Response:
    """The list of actions as a file."""
    asked = actions.filters_offered()
    listed = queries.actions_listed(actor(), actions.filters_of(asked), local_day(now()))
    return list_file(ending, "actions", gettext("Actions"), ACTIONS, whole(read_session(), listed), asked, actor().name)[0]
