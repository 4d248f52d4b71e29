"""Bringing a committee back to life: its page, its reason, its steps, its end."""

from flask import Response, abort, request, url_for
from flask.typing import ResponseReturnValue

from committees.forms.standing import EndForm, StepForm, WhyForm
from committees.labels.committee import STANDING_PILLS, STANDING_WORDS
from committees.models import Committee, Reactivation
from committees.queries.committees import get_committee_for
from committees.queries.standing import reactivations_of, values_of_reactivation
from committees.services import reactivation as services
from committees.terms import Standing
from committees.views.entrance import committee_of_address
from committees.views.entrance import committees as blueprint
from core.clock import local_day
from core.formats import overdue
from core.forms import sent
from core.languages import gettext
from core.saving import carry_out, say_done
from core.web import answer, now, page, read_session, redirect_to, transaction
from people.gate import actor, requires
from people.terms import Permission


@blueprint.get("/committees/<committee_id>/reactivation")
@requires(Permission.COMMITTEE_READ)
def reactivation(committee_id: str) -> Response:
    """The open reactivation of a committee with its steps, and the earlier ones."""
    committee = committee_of_address(committee_id, Permission.COMMITTEE_READ)
    found = reactivations_of(read_session(), committee.id)
    today = local_day(now())
    return page(
        "committees/reactivation.html",
        committee=committee,
        open_one=next((each for each in found if each.ended_on is None), None),
        earlier=[each for each in found if each.ended_on is not None],
        may_write=get_committee_for(read_session(), actor(), committee.id, Permission.COMMITTEE_MANAGE, today) is not None,
        meets_again=committee.standing == Standing.ACTIVE,
        over=lambda step: "" if step.done_on else overdue(step.due_on, today),
        standings=STANDING_WORDS,
        pills=STANDING_PILLS,
    )


@blueprint.route("/committees/<committee_id>/reactivation/reason", methods=["GET", "POST"])
@requires(Permission.COMMITTEE_MANAGE)
def reactivation_reason(committee_id: str) -> ResponseReturnValue:
    """Why it stopped meeting."""
    committee, found = _open_one(committee_id)
    form = WhyForm(sent(), values_of_reactivation(found), found.version)
    if request.method == "POST" and form.validate():
        reason, shown = str(form.reason.data), form.shown_version
        done = carry_out(
            form,
            lambda session: _at(services.say_why(session, actor(), committee.id, reason, shown, now())),
            gettext("The reason is saved."),
        )
        if done is not None:
            return done
    title = gettext("Why it stopped meeting")
    return page("committees/reactivation_form.html", form.status, form=form, committee=committee, title=title, button=gettext("Save"))


@blueprint.route("/committees/<committee_id>/reactivation/steps/new", methods=["GET", "POST"])
@requires(Permission.COMMITTEE_MANAGE)
def reactivation_step(committee_id: str) -> ResponseReturnValue:
    """A new step: what, who, until when."""
    committee, _found = _open_one(committee_id)
    form = StepForm(sent())
    if request.method == "POST" and form.validate():
        values = form.values()
        done = carry_out(
            form, lambda session: _at(services.add_step(session, actor(), committee.id, **values, now=now())), gettext("The step is added.")
        )
        if done is not None:
            return done
    title = gettext("Add a step")
    return page("committees/reactivation_form.html", form.status, form=form, committee=committee, title=title, button=title)


@blueprint.post("/committees/<committee_id>/reactivation/steps/<step_id>/done")
@requires(Permission.COMMITTEE_MANAGE)
def reactivation_step_done(committee_id: str, step_id: str) -> Response:
    """The step was done today."""
    committee, found = _open_one(committee_id)
    if found.ended_on is not None:
        return redirect_to(_at(committee))
    with transaction() as session:
        services.step_done(session, actor(), committee.id, step_id, now())
        done = answer(session, _at(committee))
    say_done(gettext("The step is done."))
    return done


@blueprint.route("/committees/<committee_id>/reactivation/end", methods=["GET", "POST"])
@requires(Permission.COMMITTEE_MANAGE)
def end_reactivation(committee_id: str) -> ResponseReturnValue:
    """Ends it with an outcome."""
    committee, found = _open_one(committee_id)
    form = EndForm(sent(), values_of_reactivation(found), found.version)
    if request.method == "POST" and form.validate():
        outcome, shown = str(form.outcome.data), form.shown_version
        said = gettext("The reactivation has ended.")
        done = carry_out(form, lambda session: _at(services.end(session, actor(), committee.id, outcome, shown, now())), said)
        if done is not None:
            return done
    title = gettext("End the reactivation")
    return page("committees/reactivation_form.html", form.status, form=form, committee=committee, title=title, button=title)


def _open_one(committee_id: str) -> tuple[Committee, Reactivation]:
    """The committee and its open reactivation. Once it has ended there is nothing to fill in: back to the page; only who sends what was
    typed before keeps it in the form, where the service says that it has ended."""
    committee = committee_of_address(committee_id, Permission.COMMITTEE_MANAGE)
    found = reactivations_of(read_session(), committee.id)
    if not found or (found[0].ended_on is not None and request.method == "GET"):
        abort(redirect_to(_at(committee)))
    return committee, found[0]


def _at(committee: Committee) -> str:
    return url_for("committees.reactivation", committee_id=committee.id)
