"""Lessons and good practices: the list for all who read plans, the page of one, writing one down, correcting it, taking it back."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response, abort, flash, g, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from core.forms import sent
from core.languages import gettext, lazy, named
from core.listing import Asked, asked_for, asked_of_list, choice, page_asked, page_url
from core.paging import page_of
from core.saving import carry_out
from core.web import now, page, read_session, redirect_to
from followup.labels import SECTOR_WORDS
from followup.models import Issue
from followup.terms import Sector
from people.gate import actor, directory, requires
from people.terms import Permission
from plans import labels, queries
from plans.forms import LessonForm, ReasonForm
from plans.models import Lesson, Plan
from plans.policy import REFUSALS, Verb, refusal
from plans.queries import LessonFilters
from plans.services import learning as service
from plans.terms import Approach, LessonKind
from plans.views import blueprint
from plans.views.sheet import Opened, open_plan


@blueprint.get("/lessons")
@requires(Permission.PLAN_READ)
def lessons() -> Response:
    """What was learned in all approved plans, by sector, place, approach and words."""
    asked = filters_offered()
    found = page_of(read_session(), queries.lessons_listed(actor(), filters_of(asked)), page_asked())
    return page(
        "plans/lessons.html",
        found=found,
        asked=asked,
        sources=_sources(asked, found.rows),
        page_url=page_url,
        sectors=SECTOR_WORDS,
        words=labels,
        may_write=actor().may(Permission.PLAN_REVIEW),
    )


def _sources(asked: Asked, rows: Sequence[Lesson]) -> Mapping[str, Any]:
    """The plans from which these lessons come. The one that the list is narrowed to was read to offer it."""
    plan: Plan | None = g.get("plan_of_lessons") if asked.known.get("plan") else None
    return {plan.id: plan} if plan is not None else queries.sources_of(read_session(), actor(), rows)


def filters_offered() -> Asked:
    """What the list of lessons can be narrowed by, and what this request chooses. One plan is offered only by a link that names it."""
    sector = choice("sector", lazy("Sector"), [(each.value, SECTOR_WORDS[each]) for each in Sector])
    scope = choice("scope", lazy("Governorate or branch"), directory().scope_choices())
    approach = choice("approach", lazy("Coordination approach"), [(each.value, labels.APPROACHES[each]) for each in Approach])
    kind = choice("kind", lazy("Kind"), [(each.value, labels.LESSON_KINDS[each]) for each in LessonKind])
    plan = g.plan_of_lessons = queries.get_plan_for(read_session(), actor(), asked_for("plan")) if asked_for("plan") else None
    of_plan = [choice("plan", lazy("Learned in the plan"), [(plan.id, named(plan))])] if plan is not None else []
    return asked_of_list((sector, scope, approach, kind, *of_plan))


def filters_of(asked: Asked) -> LessonFilters:
    """The same as the query takes it."""
    return LessonFilters(
        words=asked.words or "",
        sector=Sector(asked["sector"]) if asked["sector"] else None,
        scope_ids=directory().subtree(asked["scope"]),
        approach=Approach(asked["approach"]) if asked["approach"] else None,
        kind=LessonKind(asked["kind"]) if asked["kind"] else None,
        plan_id=asked.known.get("plan", ""),
    )


@blueprint.get("/lessons/<lesson_id>")
@requires(Permission.PLAN_READ)
def lesson(lesson_id: str) -> Response:
    """One lesson. From which plan it comes stands there only for who may see that plan."""
    found = queries.get_lesson_for(read_session(), actor(), lesson_id) or abort(404)
    source = queries.sources_of(read_session(), actor(), [found]).get(found.plan_id)
    may_write = False
    if source is not None and actor().may(Permission.PLAN_REVIEW):
        may_write = Verb.LEARN in open_plan(found.plan_id).verbs
    return page("plans/lesson.html", lesson=found, source=source, sectors=SECTOR_WORDS, words=labels, may_write=may_write)


@blueprint.route("/plans/<plan_id>/lessons/new", methods=["GET", "POST"])
@requires(Permission.PLAN_REVIEW)
def add_lesson(plan_id: str) -> ResponseReturnValue:
    """Writes down what was learned in a plan that runs, is under review, or was closed."""
    opened = open_plan(plan_id)
    reason = refusal(Verb.LEARN, opened.facts)
    if reason is not None:
        flash(str(REFUSALS[reason]), "attention")
        return redirect_to(_plan_page(plan_id))
    issue = read_session().get(Issue, opened.plan.issue_id) if opened.plan.issue_id else None
    form = LessonForm(sent(), {"kind": LessonKind.LESSON.value, "sector": issue.sector if issue else None})
    if request.method == "POST" and form.validate():
        done = carry_out(form, lambda session: _added(session, plan_id, form))
        if done is not None:
            flash(gettext("The lesson was written down. All who read plans find it in the list of lessons."), "success")
            return done
    cancel = url_for("plans.review", plan_id=plan_id) if opened.facts.review_open else _plan_page(plan_id)
    return _form_page(form, opened, gettext("Write down a lesson"), cancel)


@blueprint.route("/lessons/<lesson_id>/edit", methods=["GET", "POST"])
@requires(Permission.PLAN_REVIEW)
def edit_lesson(lesson_id: str) -> ResponseReturnValue:
    """Corrects a lesson."""
    found, opened = _to_write(lesson_id)
    form = LessonForm(sent(), service.lesson_values(found), found.version)
    if request.method == "POST" and form.validate():
        done = carry_out(form, lambda session: _changed(session, lesson_id, form), gettext("Saved."))
        if done is not None:
            return done
    return _form_page(form, opened, gettext("Correct the lesson"), url_for("plans.lesson", lesson_id=lesson_id))


@blueprint.route("/lessons/<lesson_id>/take-back", methods=["GET", "POST"])
@requires(Permission.PLAN_REVIEW)
def take_back_lesson(lesson_id: str) -> ResponseReturnValue:
    """Takes a lesson back, with the reason."""
    found, opened = _to_write(lesson_id)
    form = ReasonForm(sent(), version=found.version)
    if request.method == "POST" and form.validate():
        done = carry_out(form, lambda session: _taken_back(session, lesson_id, form))
        if done is not None:
            flash(gettext("The lesson was taken back."), "success")
            return done
    return page(
        "plans/confirm.html",
        form.status,
        form=form,
        opened=opened,
        title=gettext("Take back the lesson"),
        happens=[
            gettext("The lesson leaves the list and is offered to no plan any more."),
            gettext("The plan's history keeps what it said, and your reason."),
        ],
        label=gettext("Take back"),
        cancel=url_for("plans.lesson", lesson_id=lesson_id),
        danger=True,
    )


def _added(session: Session, plan_id: str, form: LessonForm) -> str:
    added = service.add_lesson(session, actor(), plan_id, form.command(), now())
    if added.review_id:
        return url_for("plans.review", plan_id=plan_id, _anchor="lessons")
    return url_for("plans.lesson", lesson_id=added.id)


def _changed(session: Session, lesson_id: str, form: LessonForm) -> str:
    service.change_lesson(session, actor(), lesson_id, form.command(), form.shown_version, now())
    return url_for("plans.lesson", lesson_id=lesson_id)


def _taken_back(session: Session, lesson_id: str, form: ReasonForm) -> str:
    hand = service.take_back_lesson(session, actor(), lesson_id, str(form.reason.data), form.shown_version, now())
    return _plan_page(hand.plan.id)


def _to_write(lesson_id: str) -> tuple[Lesson, Opened]:
    """The lesson and its plan; 404 for who may not see the plan, or may not write its lessons."""
    found = queries.get_lesson_for(read_session(), actor(), lesson_id) or abort(404)
    opened = open_plan(found.plan_id)
    if Verb.LEARN not in opened.verbs:
        abort(404)
    return found, opened


def _form_page(form: LessonForm, opened: Opened, title: str, cancel: str) -> Response:
    return page("plans/lesson_form.html", form.status, form=form, opened=opened, title=title, cancel=cancel)


def _plan_page(plan_id: str) -> str:
    return url_for("plans.show", plan_id=plan_id)
