"""Receipts on paper: who communicates a plan writes down that an organisation without a hand in Tansiq has confirmed it."""

from flask import abort, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from core.clock import local_day
from core.forms import sent
from core.languages import gettext
from core.saving import carry_out
from core.web import now, page, read_session
from people.gate import actor, requires
from people.terms import Permission
from plans import queries
from plans.forms import ReceiptForm
from plans.labels import name_in
from plans.policy import Verb
from plans.services import communicating
from plans.views import blueprint
from plans.views.sheet import address, open_plan


@blueprint.route("/plans/<plan_id>/receipts/<organisation_id>", methods=["GET", "POST"])
@requires(Permission.PLAN_COMMUNICATE)
def receipt(plan_id: str, organisation_id: str) -> ResponseReturnValue:
    """Who signed for an organisation that the plan has arrived, and when."""
    opened = open_plan(plan_id)
    if Verb.RECEIPT not in opened.verbs:
        abort(403)
    receipts = queries.receipts_of(read_session(), plan_id, opened.plan.valid_number or 0)
    found = next((each for each in receipts if each.organisation_id == organisation_id), None) or abort(404)
    form = ReceiptForm(sent(), communicating.paper_of(found) or {"signed_on": local_day(now())}, found.version)
    back = f"{address(opened.plan)}#receipts"

    def record(session: Session) -> str:
        communicating.record_receipt(session, actor(), plan_id, organisation_id, form.command(), form.shown_version, now())
        return back

    name = name_in(opened.document, organisation_id)
    if request.method == "POST" and form.validate():
        done = carry_out(form, record, gettext("The receipt of %(organisation)s is recorded.", organisation=name))
        if done is not None:
            return done
    return page("plans/receipt_form.html", form.status, form=form, opened=opened, organisation=name, cancel=back)
