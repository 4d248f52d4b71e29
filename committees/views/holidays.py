"""Holidays: what the calendar proposes, and what was announced."""

from flask import Response, abort, request, url_for
from sqlalchemy import Select
from sqlalchemy.orm import Session

from committees.forms.setting import HolidayForm
from committees.labels.calendar import HOLIDAY_STATE_PILLS, HOLIDAY_STATE_WORDS
from committees.models import Holiday
from committees.queries.schedule import get_holiday, holidays_listed
from committees.services.holidays import save_holiday, values_of_holiday
from committees.terms import HolidayState
from committees.views.entrance import committees as blueprint
from core.audit import history
from core.clock import local_day
from core.downloads import ENDINGS, list_file
from core.forms import sent
from core.history import lines
from core.languages import gettext, lazy, named
from core.listing import Asked, asked_of_list, choice, page_asked, page_url
from core.paging import page_of, whole
from core.references import SubjectRef
from core.saving import carry_out
from core.sheets import Column, Kind, names_apart
from core.web import now, page, read_session
from people.gate import actor, directory, requires
from people.terms import Permission, ScopeKind

LATEST = 20
WHERE = (ScopeKind.NATIONAL, ScopeKind.GOVERNORATE)
COLUMNS = (
    Column(lazy("Holiday"), named, "#event+name", 34),
    Column(lazy("Day"), lambda row: row.day, "#date", 12, Kind.DAY),
    Column(lazy("Day in the calendar"), lambda row: row.calendar_day, "#date+calendar", 12, Kind.DAY),
    Column(lazy("Where it holds"), lambda row: directory().scope_name(row.scope_id), "#adm1+name", 18),
    Column(lazy("State"), lambda row: HOLIDAY_STATE_WORDS[row.state], "#status+name", 22),
    Column(lazy("Letter that announced it"), lambda row: row.letter, "#description+letter", 40),
    Column("id", lambda row: row.id, "#meta+id", 22, exchange=True),
    *names_apart("#event+name"),
)


@blueprint.get("/admin/holidays")
@requires(Permission.HOLIDAY_MANAGE)
def holidays() -> Response:
    """The holidays of a year, what is proposed first."""
    asked = filters_offered()
    return page(
        "committees/holidays.html",
        found=page_of(read_session(), _listed(asked), page_asked()),
        asked=asked,
        page_url=page_url,
        states=HOLIDAY_STATE_WORDS,
        pills=HOLIDAY_STATE_PILLS,
    )


@blueprint.get(f"/admin/holidays.{ENDINGS}")
@requires(Permission.HOLIDAY_MANAGE)
def holidays_file(ending: str) -> Response:
    """The holidays as a file."""
    asked = filters_offered()
    return list_file(ending, "holidays", gettext("Holidays"), COLUMNS, whole(read_session(), _listed(asked)), asked, actor().name)[0]


def filters_offered() -> Asked:
    """What the list of holidays can be narrowed by, and what this request chooses."""
    this = local_day(now()).year
    years = [(str(year), str(year)) for year in range(this - 2, this + 3)]
    return asked_of_list(
        (
            choice("year", lazy("Year"), years),
            choice("scope", lazy("Where it holds"), directory().scope_choices(None, WHERE)),
            choice("state", lazy("State"), [(each.value, HOLIDAY_STATE_WORDS[each]) for each in HolidayState]),
        ),
        searched=False,
    )


def _listed(asked: Asked) -> Select[Holiday]:
    year = int(asked["year"]) if asked["year"] else None
    state = HolidayState(asked["state"]) if asked["state"] else None
    return holidays_listed(year, [asked["scope"]] if asked["scope"] else [], state)


@blueprint.route("/admin/holidays/new", methods=["GET", "POST"])
@requires(Permission.HOLIDAY_MANAGE)
def new_holiday() -> Response:
    """Adds a holiday that the calendar does not know."""
    return _form(None)


@blueprint.route("/admin/holidays/<holiday_id>", methods=["GET", "POST"])
@requires(Permission.HOLIDAY_MANAGE)
def holiday(holiday_id: str) -> Response:
    """Says what became of a holiday: confirmed for its day or another one, or none."""
    return _form(get_holiday(read_session(), holiday_id) or abort(404))


def _form(row: Holiday | None) -> Response:
    stored = values_of_holiday(row) if row else {"state": HolidayState.CONFIRMED, "scope_id": directory().national_id}
    form = HolidayForm(sent(), stored, row.version if row else 0)

    def saved(session: Session) -> str:
        save_holiday(session, actor(), row.id if row else None, form.command(), form.shown_version, now())
        return url_for("committees.holidays")

    if request.method == "POST" and form.validate():
        done = carry_out(form, saved, gettext("The holiday is saved. Meetings that it touches follow at once."))
        if done is not None:
            return done
    entries = lines(history(read_session(), SubjectRef("holiday", row.id), LATEST)) if row else []
    return page("committees/holiday_form.html", form.status, form=form, holiday=row, history_lines=entries)
