"""Reading a plan: its page, a revision beside it, earlier versions, its history."""

from flask import Response, abort, url_for

from attachments.terms import Purpose
from core.audit import history
from core.history import lines
from core.listing import asked_for, without
from core.references import SubjectRef
from core.web import page, read_session
from people.gate import actor, requires
from people.terms import Permission
from plans import labels, queries
from plans.views import blueprint
from plans.views.sheet import open_plan, show_sheet

MOST_HISTORY = 100


@blueprint.get("/plans/<plan_id>")
@requires(Permission.PLAN_READ)
def show(plan_id: str) -> Response:
    """The plan as it is valid, or as it is being prepared for the first time."""
    return show_sheet(open_plan(plan_id))


@blueprint.get("/plans/<plan_id>/revision")
@requires(Permission.PLAN_READ_DRAFTS)
def revision(plan_id: str) -> Response:
    """The next version, prepared beside the valid one."""
    opened = open_plan(plan_id, prepared=True)
    if opened.plan.open_number is None:
        abort(404)
    return show_sheet(opened)


@blueprint.get("/plans/<plan_id>/versions/<int:number>")
@requires(Permission.PLAN_READ)
def version(plan_id: str, number: int) -> Response:
    """One version, as it was approved."""
    if not 0 < number < 10_000:
        abort(404)
    return show_sheet(open_plan(plan_id, number=number))


@blueprint.get("/plans/<plan_id>/history")
@requires(Permission.PLAN_READ)
def whole_history(plan_id: str) -> Response:
    """Who did what with the plan, newest first, and its versions."""
    plan = queries.get_plan_for(read_session(), actor(), plan_id) or abort(404)
    before = asked_for("before")
    start = int(before) if before.isascii() and before.isdigit() and len(before) < 18 else None
    entries = history(read_session(), SubjectRef("plan", plan.id), MOST_HISTORY + 1, start)
    older = without({"before"}, before=entries[MOST_HISTORY - 1].id) if len(entries) > MOST_HISTORY else ""
    seen = queries.attachments_seen(read_session(), plan.id, drafts=False)
    versions = [each for each in queries.versions_of(read_session(), plan.id) if each.snapshot is not None]
    return page(
        "plans/history.html",
        plan=plan,
        entries=lines(entries[:MOST_HISTORY]),
        older=older,
        versions=versions,
        signed={each.number: each for each in reversed(seen) if each.purpose == Purpose.SIGNED_APPROVAL},
        words=labels,
        back=url_for("plans.show", plan_id=plan.id),
    )
