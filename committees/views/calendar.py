"""When committees meet: the list of meetings."""

import re
from datetime import date, time, timedelta
from typing import Any

from flask import Response

from committees.labels.calendar import MEETING_STATE_PILLS, MEETING_STATE_WORDS
from committees.queries.calendar import MeetingFilters, meetings_between, meetings_listed
from committees.queries.schedule import holidays_between
from committees.rules.schedule import instant, weeks_of
from committees.terms import MeetingState
from committees.views.entrance import meetings as blueprint
from core.clock import local_day, months_later
from core.downloads import ENDINGS, list_file
from core.formats import months, weekdays, written
from core.languages import gettext, language, lazy, named
from core.listing import TICKED, Asked, asked_for, asked_of_list, choice, page_asked, page_url, tick, without
from core.paging import page_of, whole
from core.sheets import Column, Kind
from core.web import now, page, read_session
from people.gate import actor, directory, requires
from people.terms import Permission

COLUMNS = (
    Column(lazy("Begins"), lambda row: row[0].starts_at, "#date+start", 17, Kind.MOMENT),
    Column(lazy("Ends"), lambda row: row[0].ends_at, "#date+end", 17, Kind.MOMENT),
    Column(lazy("Committee"), lambda row: named(row[1]), "#org+name", 40),
    Column(lazy("Governorate or branch"), lambda row: directory().scope_name(row[1].scope_id), "#adm1+name", 18),
    Column(lazy("State"), lambda row: MEETING_STATE_WORDS[row[0].state], "#status+name", 14),
    Column(lazy("Number"), lambda row: row[0].number, "#meta+number", 8, Kind.NUMBER),
    Column(lazy("Place"), lambda row: row[0].venue or row[1].venue, "#loc+name", 30),
    Column(lazy("Reason"), lambda row: row[0].reason, "#description+reason", 40),
    Column("id", lambda row: row[0].id, "#meta+id", 22, exchange=True),
    Column("committee", lambda row: row[1].id, "#org+id", 22, exchange=True),
)


@blueprint.get("/meetings")
@requires(Permission.COMMITTEE_READ)
def index() -> Response:
    """All meetings that the person may read, by what is asked for."""
    asked = filters_offered()
    found = page_of(read_session(), meetings_listed(actor(), filters_of(asked), now(), local_day(now())), page_asked())
    return page(
        "committees/meetings.html", found=found, asked=asked, page_url=page_url, states=MEETING_STATE_WORDS, pills=MEETING_STATE_PILLS
    )


@blueprint.get(f"/meetings.{ENDINGS}")
@requires(Permission.COMMITTEE_READ)
def meetings_file(ending: str) -> Response:
    """The list of meetings as a file."""
    asked = filters_offered()
    listed = meetings_listed(actor(), filters_of(asked), now(), local_day(now()))
    return list_file(ending, "meetings", gettext("Meetings"), COLUMNS, whole(read_session(), listed), asked, actor().name)[0]


@blueprint.get("/meetings/month")
@requires(Permission.COMMITTEE_READ)
def month() -> Response:
    """A month with its meetings and holidays, Sunday first, for the screen and for paper."""
    asked, today = filters_offered(), local_day(now())
    first = _month_asked(today)
    days = weeks_of(first)
    begin, end = days[0][0], days[-1][-1] + timedelta(days=1)
    session = read_session()
    found = meetings_between(session, actor(), filters_of(asked), instant(begin, time()), instant(end, time()), today)
    by_day: dict[date, list[Any]] = {}
    for meeting, committee in found:
        by_day.setdefault(local_day(meeting.starts_at), []).append((meeting, committee))
    return page(
        "committees/month.html",
        asked=asked,
        first=first,
        title_words=f"{months(language())[first.month - 1]} {written(str(first.year))}",
        heads=[weekdays(language())[each] for each in (6, 0, 1, 2, 3, 4, 5)],
        weeks=days,
        meetings=by_day,
        holidays=_holidays(begin, end, asked["scope"]),
        today=today,
        states=MEETING_STATE_WORDS,
        count=sum(first.month == local_day(meeting.starts_at).month for meeting, _committee in found),
        before=without({"month"}, month=f"{months_later(first, -1):%Y-%m}"),
        after=without({"month"}, month=f"{months_later(first, 1):%Y-%m}"),
    )


def _month_asked(today: date) -> date:
    """The month of the address; this one for anything that is none."""
    found = re.fullmatch(r"(20\d\d)-(0[1-9]|1[0-2])", asked_for("month"), re.ASCII)
    return date(int(found[1]), int(found[2]), 1) if found else today.replace(day=1)


def _holidays(begin: date, end: date, scope_id: str) -> dict[date, list[str]]:
    """The names of the holidays by day: those of the country, and of the governorate that is asked for (without one: of all)."""
    above = directory().ancestry(scope_id) if scope_id else frozenset(directory().scopes)
    marked: dict[date, list[str]] = {}
    for each in holidays_between(read_session(), begin, end):
        if each.scope_id in above:
            where = f" ({directory().scope_name(each.scope_id)})" if each.scope_id != directory().national_id else ""
            marked.setdefault(each.day, []).append(named(each) + where)
    return marked


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
