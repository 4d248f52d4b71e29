"""How committees worked in a quarter: the record of one, and all of them beside each other."""

from dataclasses import replace

from flask import Response

from committees.labels.calendar import MEETING_STATE_WORDS
from committees.labels.committee import STANDING_PILLS, STANDING_WORDS
from committees.labels.standing import MEASURES, quarter_word
from committees.models import Committee
from committees.queries.committees import committee_reach
from committees.queries.record import formed_committees, records_of
from committees.queries.standing import FreeDays
from committees.rules.record import MeetingLine, Quarter, Record, latest_quarters, minutes_in_time
from committees.views.entrance import committee_of_address
from committees.views.entrance import committees as blueprint
from core.clock import local_day
from core.downloads import ENDINGS, list_file
from core.languages import gettext, lazy, named
from core.listing import Asked, asked_of_list, choice
from core.sheets import Column, Kind
from core.web import now, page, read_session
from people.gate import actor, directory, requires
from people.terms import Permission

OFFERED = 8


def quarters_offered() -> tuple[Asked, Quarter]:
    """The quarter that this request chooses; at first the present one."""
    quarters = latest_quarters(local_day(now()), OFFERED)
    offered = [(each.code, quarter_word(each)) for each in quarters[1:]]
    asked = asked_of_list((replace(choice("quarter", lazy("Quarter"), offered), all_word=quarter_word(quarters[0])),), searched=False)
    return asked, next((each for each in quarters if each.code == asked["quarter"]), quarters[0])


@blueprint.get("/committees/<committee_id>/record")
@requires(Permission.COMMITTEE_READ)
def record(committee_id: str) -> Response:
    """What the record says of a committee's quarter, with the meetings behind each number."""
    committee = committee_of_address(committee_id, Permission.COMMITTEE_READ)
    (asked, quarter), today = quarters_offered(), local_day(now())
    found = records_of(read_session(), [committee], quarter, today)[committee.id]
    free = FreeDays(read_session()).of(committee.scope_id)
    return page(
        "committees/record.html",
        committee=committee,
        asked=asked,
        quarter=quarter_word(quarter),
        record=found,
        measures=MEASURES,
        minutes={each.id: minutes_in_time(each, today, free) for each in found.meetings if each.is_held},
        states=MEETING_STATE_WORDS,
        standings=STANDING_WORDS,
        pills=STANDING_PILLS,
    )


@blueprint.get(f"/committees/<committee_id>/record.{ENDINGS}")
@requires(Permission.COMMITTEE_READ)
def record_file(committee_id: str, ending: str) -> Response:
    """The meetings of a committee's quarter as a file."""
    committee = committee_of_address(committee_id, Permission.COMMITTEE_READ)
    asked, quarter = quarters_offered()
    found = records_of(read_session(), [committee], quarter, local_day(now()))[committee.id]
    title = f"{named(committee)}: {quarter_word(quarter)}"
    return list_file(ending, "committee-record", title, MEETINGS, found.meetings, asked, actor().name)[0]


@blueprint.get("/committees/record")
@requires(Permission.COMMITTEE_READ)
def comparison() -> Response:
    """All committees that this person may read beside each other."""
    asked, quarter = quarters_offered()
    return page(
        "committees/comparison.html",
        asked=asked,
        quarter=quarter_word(quarter),
        rows=_compared(quarter),
        measures=MEASURES,
        standings=STANDING_WORDS,
        pills=STANDING_PILLS,
    )


@blueprint.get(f"/committees/record.{ENDINGS}")
@requires(Permission.COMMITTEE_READ)
def comparison_file(ending: str) -> Response:
    """The same as a file."""
    asked, quarter = quarters_offered()
    title = f"{gettext('How the committees work')}: {quarter_word(quarter)}"
    return list_file(ending, "committees-record", title, COMPARED, _compared(quarter), asked, actor().name)[0]


def _compared(quarter: Quarter) -> list[tuple[Committee, Record]]:
    today = local_day(now())
    committees = formed_committees(read_session(), committee_reach(actor(), Permission.COMMITTEE_READ, today))
    records = records_of(read_session(), committees, quarter, today)
    return [(each, records[each.id]) for each in committees]


def _yes_no(value: bool | None) -> str:
    return "" if value is None else gettext("yes") if value else gettext("no")


def _held(line: MeetingLine) -> str:
    return str(MEETING_STATE_WORDS[line.state])


MEETINGS = (
    Column(lazy("Meeting"), lambda line: line.on, "#date+occurred", 14, Kind.DAY),
    Column(lazy("Number"), lambda line: line.number, "#meta+number", 10, Kind.NUMBER),
    Column(lazy("State"), _held, "#status+name", 16),
    Column(lazy("With a quorum"), lambda line: _yes_no(line.is_quorate), "#status+quorum", 12),
    Column(lazy("Seats filled"), lambda line: line.present, "#indicator+present", 10, Kind.NUMBER),
    Column(lazy("Decision makers present"), lambda line: line.makers_there, "#indicator+makers", 12, Kind.NUMBER),
    Column(lazy("Seats of decision makers"), lambda line: line.makers, "#indicator+makers+all", 12, Kind.NUMBER),
    Column(lazy("Minutes approved"), lambda line: line.approved_on, "#date+approved", 14, Kind.DAY),
    Column(lazy("Decisions done in time"), lambda line: line.in_time, "#indicator+intime", 12, Kind.NUMBER),
    Column(lazy("Decisions due"), lambda line: line.decisions, "#indicator+decisions", 12, Kind.NUMBER),
    Column("id", lambda line: line.id, "#meta+id", 22, exchange=True),
)


COMPARED = (
    Column(lazy("Committee"), lambda row: named(row[0]), "#org+name", 40),
    Column(lazy("Governorate or branch"), lambda row: directory().scope_name(row[0].scope_id), "#adm1+name", 18),
    Column(lazy("State"), lambda row: STANDING_WORDS[row[0].standing], "#status+name", 16),
    Column(lazy("Held"), lambda row: row[1].held.done, "#indicator+held", 10, Kind.NUMBER),
    Column(lazy("Due"), lambda row: row[1].held.of, "#indicator+due", 10, Kind.NUMBER),
    Column(lazy("Longest gap in days"), lambda row: row[1].longest_gap, "#indicator+gap", 12, Kind.NUMBER),
    Column(lazy("With a quorum"), lambda row: row[1].quorate.percent, "#indicator+quorum+pct", 12, Kind.NUMBER),
    Column(lazy("Decision makers present"), lambda row: row[1].makers.percent, "#indicator+makers+pct", 12, Kind.NUMBER),
    Column(lazy("Minutes approved in 5 working days"), lambda row: row[1].minutes.percent, "#indicator+minutes+pct", 12, Kind.NUMBER),
    Column(lazy("Decisions done in time"), lambda row: row[1].decisions.percent, "#indicator+intime+pct", 12, Kind.NUMBER),
    Column("id", lambda row: row[0].id, "#meta+id", 22, exchange=True),
)
