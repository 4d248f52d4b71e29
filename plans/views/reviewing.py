"""Reports on activities, and the review of a plan: part by part, the whole, and how it ends."""

from typing import Any

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from core.forms import sent
from core.languages import gettext
from core.saving import carry_out
from core.web import now, page, read_session
from people.gate import actor, requires
from people.terms import Permission
from plans import labels, queries
from plans.documents import as_seen
from plans.forms import ConcludeForm, ConfirmForm, FindingForm, LookBackForm, ProgressForm
from plans.models import Review
from plans.policy import Verb
from plans.services import communicating, reviewing
from plans.terms import LookedBack, PlanDocument
from plans.views import blueprint
from plans.views.sheet import Opened, address, open_plan


@blueprint.route("/plans/<plan_id>/activities/<key>/progress", methods=["GET", "POST"])
@requires(Permission.PLAN_READ)
def progress(plan_id: str, key: str) -> ResponseReturnValue:
    """The reports on an activity, and a new one by who may report."""
    opened = open_plan(plan_id)
    activity = next((each for each in opened.document.activities if each.key == key), None)
    if activity is None or opened.version.snapshot is None:
        abort(404)
    may = Verb.REPORT in opened.verbs and communicating.may_report(actor(), opened.plan.scope_id, activity.responsible_id)
    form = ProgressForm(sent())
    if request.method == "POST" and not may:
        abort(403)
    if request.method == "POST" and form.validate():
        done = carry_out(form, lambda session: _reported(session, plan_id, key, form))
        if done is not None:
            flash(gettext("The report was saved."), "success")
            return done
    return page(
        "plans/progress.html",
        form.status,
        form=form if may else None,
        opened=opened,
        activity=activity,
        reports=queries.reports_on(read_session(), plan_id, key),
        name=lambda thing_id: labels.name_in(opened.document, thing_id),
    )


def _reported(session: Session, plan_id: str, key: str, form: ProgressForm) -> str:
    communicating.report_progress(session, actor(), plan_id, key, form.command(), now())
    return url_for("plans.show", plan_id=plan_id, _anchor=f"activities-{key}")


@blueprint.route("/plans/<plan_id>/review", methods=["GET", "POST"])
@requires(Permission.PLAN_READ)
def review(plan_id: str) -> ResponseReturnValue:
    """The review under way (or the last one): every objective and activity with its finding. POST opens one."""
    opened = open_plan(plan_id)
    found = queries.reviews_of(read_session(), plan_id)
    if (
        request.method == "POST"
        or not found
        or (found[0].concluded_at is not None and Verb.REVIEW in opened.verbs and "new" in request.args)
    ):
        return _begin(opened)
    return _review_page(opened, found[0])


@blueprint.get("/plans/<plan_id>/reviews/<review_id>")
@requires(Permission.PLAN_READ)
def earlier_review(plan_id: str, review_id: str) -> Response:
    """A review of this plan, as it was concluded."""
    opened = open_plan(plan_id)
    found = next((each for each in queries.reviews_of(read_session(), plan_id) if each.id == review_id), None)
    return _review_page(opened, found or abort(404))


def _begin(opened: Opened) -> ResponseReturnValue:
    if Verb.REVIEW not in opened.verbs:
        abort(403 if Permission.PLAN_REVIEW not in opened.facts.permissions else 404)
    form = ConfirmForm(sent(), version=opened.version.edits)
    if request.method == "POST" and form.validate():
        done = carry_out(form, lambda session: _opened_review(session, opened))
        if done is not None:
            return done
    return page(
        "plans/confirm.html",
        form.status,
        form=form,
        opened=opened,
        title=labels.ACTIONS[Verb.REVIEW],
        happens=[
            gettext("The plan is marked as under review."),
            gettext("You look back at every objective and activity: keep, adjust or drop, and why; and at the coordination itself."),
            gettext("At the end the plan goes on as it is, or its next version is opened."),
        ],
        label=labels.ACTIONS[Verb.REVIEW],
        cancel=address(opened.plan),
        danger=False,
    )


def _opened_review(session: Session, opened: Opened) -> str:
    reviewing.begin_review(session, actor(), opened.plan.id, now())
    return url_for("plans.review", plan_id=opened.plan.id)


def _review_page(opened: Opened, found: Review, **extra: Any) -> Response:
    session = read_session()
    findings = queries.findings_of(session, found.id)
    subject = open_plan(opened.plan.id, number=found.number) if found.number != opened.version.number else opened
    return page(
        "plans/review.html",
        extra["form"].status if "form" in extra else 200,
        opened=opened,
        review=found,
        document=subject.document,
        findings=findings,
        lessons=queries.lessons_of_review(session, found.id),
        back=_looked_back_on(opened, found, subject.document),
        progress=queries.progress_of(session, opened.plan.id),
        missing=len(set(reviewing.reviewed(subject.document)) - set(findings)),
        may_write=found.concluded_at is None and Verb.CONCLUDE in opened.verbs,
        words=labels,
        name=lambda thing_id: labels.name_in(subject.document, thing_id),
        **{"form": None, "key": "", **extra},
    )


def _looked_back_on(opened: Opened, found: Review, document: PlanDocument) -> LookedBack | None:
    """What the record says now; for a concluded review what it said then (None for one from before this was kept)."""
    if found.concluded_at is None:
        return queries.look_back(read_session(), opened.plan, found, document, now())
    return as_seen(found.looked_back) if found.looked_back is not None else None


@blueprint.route("/plans/<plan_id>/review/findings/<key>", methods=["GET", "POST"])
@requires(Permission.PLAN_REVIEW)
def finding(plan_id: str, key: str) -> ResponseReturnValue:
    """What the review says of one objective or activity."""
    opened, found = _under_review(plan_id)
    if key not in reviewing.reviewed(opened.document):
        abort(404)
    stored = queries.findings_of(read_session(), found.id).get(key)
    form = FindingForm(sent(), reviewing.finding_values(stored), stored.version if stored else 0)
    if request.method == "POST" and form.validate():
        done = carry_out(form, lambda session: _found(session, plan_id, key, form))
        if done is not None:
            return done
    return _review_page(opened, found, form=form, key=key)


def _found(session: Session, plan_id: str, key: str, form: FindingForm) -> str:
    reviewing.save_finding(session, actor(), plan_id, key, form.command(), form.shown_version, now())
    return url_for("plans.review", plan_id=plan_id, _anchor=f"finding-{key}")


@blueprint.route("/plans/<plan_id>/review/whole", methods=["GET", "POST"])
@requires(Permission.PLAN_REVIEW)
def look_back(plan_id: str) -> ResponseReturnValue:
    """The review's look at the whole plan and at the coordination itself."""
    opened, found = _under_review(plan_id)
    form = LookBackForm(sent(), reviewing.look_back_values(found), found.version)
    if request.method == "POST" and form.validate():
        done = carry_out(form, lambda session: _looked_back(session, plan_id, form))
        if done is not None:
            return done
    return _review_page(opened, found, form=form, key="whole")


def _looked_back(session: Session, plan_id: str, form: LookBackForm) -> str:
    reviewing.save_look_back(session, actor(), plan_id, form.command(), form.shown_version, now())
    return url_for("plans.review", plan_id=plan_id, _anchor="whole")


@blueprint.route("/plans/<plan_id>/conclude", methods=["GET", "POST"])
@requires(Permission.PLAN_REVIEW)
def conclude(plan_id: str) -> ResponseReturnValue:
    """How the review ends: the plan goes on, or its next version is opened."""
    opened, found = _under_review(plan_id)
    form = ConcludeForm(sent())
    if request.method == "POST" and form.validate():
        done = carry_out(form, lambda session: _concluded(session, plan_id, form))
        if done is not None:
            flash(gettext("The review is concluded."), "success")
            return done
    return _review_page(opened, found, form=form, key="conclude")


def _concluded(session: Session, plan_id: str, form: ConcludeForm) -> str:
    hand = reviewing.conclude(session, actor(), plan_id, form.outcome.data == "revise", str(form.reason.data), now())
    return address(hand.plan)


def _under_review(plan_id: str) -> tuple[Opened, Review]:
    opened = open_plan(plan_id)
    found = queries.open_review(read_session(), plan_id)
    if found is None or Verb.CONCLUDE not in opened.verbs:
        abort(404)
    return opened, found
