"""Activities in Excel: the sheet of a plan in preparation, its way back, and what it will change before it does."""

import tempfile
from collections.abc import Sequence

from flask import Response, abort, flash, request, url_for
from sqlalchemy.orm import Session

from core.downloads import TYPES, sent_file
from core.forms import sent
from core.languages import gettext, language, ngettext
from core.saving import NotYours, Refused, carry_out
from core.sheet_reader import Unreadable, read_xlsx
from core.uploads import takes_files
from core.web import now, page, read_session, redirect_to
from people.gate import actor, requires
from people.terms import Permission
from plans import labels, queries
from plans.forms import ActivitySheetForm, ReadRow, TakeOverForm, texts_of, what_happens, write_sheet
from plans.services import activity_sheets
from plans.services.opening import InHand
from plans.terms import RowFate
from plans.views import blueprint
from plans.views.sheet import Opened, address, open_plan


@blueprint.get("/plans/<plan_id>/activities.xlsx")
@requires(Permission.PLAN_WRITE)
def activity_sheet(plan_id: str) -> Response:
    """The activities of the plan in preparation as a sheet to be filled, with drop-down lists and empty rows."""
    opened = _being_written(plan_id)
    file = tempfile.TemporaryFile()  # noqa: SIM115 (the answer closes it)
    write_sheet(opened.document, file, language())
    return sent_file(file, f"plan-{plan_id}-activities.xlsx", TYPES["xlsx"])


@blueprint.route("/plans/<plan_id>/activities/import", methods=["GET", "POST"])
@takes_files
@requires(Permission.PLAN_WRITE)
def send_sheet(plan_id: str) -> Response:
    """Takes the filled-in sheet. Nothing of the plan changes: what would change is shown next."""
    opened = _being_written(plan_id)
    form = ActivitySheetForm(sent())
    if request.method == "POST" and form.validate():
        done = carry_out(form, lambda session: _kept(session, plan_id, form))
        if done is not None:
            return done
    return page("plans/sheet_send.html", form.status, form=form, opened=opened)


@blueprint.route("/plans/<plan_id>/activities/import/<sheet_id>", methods=["GET", "POST"])
@requires(Permission.PLAN_WRITE)
def take_sheet(plan_id: str, sheet_id: str) -> Response:
    """Row by row what the sheet will change; with the person's yes it is saved, all at once."""
    opened = _being_written(plan_id)
    form = TakeOverForm(sent(), version=opened.version.edits)
    sheet = queries.get_sheet(read_session(), actor(), plan_id, sheet_id)
    if sheet is None:
        return (carry_out(form, _gone) if request.method == "POST" else None) or abort(404)
    rows = what_happens(opened.document, sheet.rows)
    if request.method == "POST" and form.validate():
        done = carry_out(form, lambda session: _taken_over(session, opened, sheet_id, rows, form))
        if done is not None:
            return done
        opened = open_plan(plan_id, prepared=True)
        rows = what_happens(opened.document, sheet.rows)
        form.version.data = str(opened.version.edits)
    counts = {fate: sum(row.fate is fate for row in rows) for fate in RowFate}
    return page(
        "plans/sheet_take.html",
        form.status,
        form=form,
        opened=opened,
        rows=rows,
        counts=counts,
        to_do=counts[RowFate.NEW] + counts[RowFate.CHANGED],
        absent=len(opened.document.activities) - len({row.key for row in rows if row.key}),
        words=labels,
    )


def _kept(session: Session, plan_id: str, form: ActivitySheetForm) -> str:
    """Reads the sheet and keeps its rows; returns the address at which they are looked at."""
    try:
        rows = texts_of(read_xlsx(form.sheet.data.content.read()))
    except Unreadable as unreadable:
        raise Refused(labels.FAULTS[unreadable.fault], "sheet") from None
    except Refused as refusal:
        raise Refused(refusal.message, "sheet") from None
    sheet = activity_sheets.keep_sheet(session, actor(), plan_id, rows, now())
    return url_for("plans.take_sheet", plan_id=plan_id, sheet_id=sheet.id)


def _taken_over(session: Session, opened: Opened, sheet_id: str, rows: Sequence[ReadRow], form: TakeOverForm) -> str:
    if any(row.fate is RowFate.WRONG for row in rows) and not form.leave_out.data:
        raise Refused(gettext("Correct these rows in Excel and send the sheet again, or tick that they are left out."), "leave_out")
    activities = [(row.key, row.command) for row in rows if row.command is not None]
    hand = activity_sheets.take_over(session, actor(), opened.plan.id, sheet_id, activities, form.shown_version, now())
    flash(
        ngettext("%(num)s activity was taken over from the sheet.", "%(num)s activities were taken over from the sheet.", len(activities))
    )
    return _step_two(hand)


def _gone(_session: Session) -> str:
    """Of a sheet that is not there any more: the same yes sent again is still answered as the first time, by its key."""
    raise NotYours


def _step_two(hand: InHand) -> str:
    return f"{address(hand.plan)}#step-2"


def _being_written(plan_id: str) -> Opened:
    """The plan in preparation; who cannot change it now is sent back to it."""
    opened = open_plan(plan_id, prepared=True)
    if not opened.may_edit:
        flash(gettext("The plan cannot be changed in its present state."), "attention")
        abort(redirect_to(address(opened.plan)))
    return opened
