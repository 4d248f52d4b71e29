"""Beginning a plan: from a template, from an earlier plan, or empty; and confirming what was pre-filled."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from core.clock import local_day
from core.formats import in_a_row
from core.forms import LINE, cleaned, sent
from core.languages import LANGUAGES, gettext, language, named, use_language
from core.listing import asked_for, asked_of_list, page_asked, page_url
from core.paging import page_of
from core.saving import carry_out
from core.web import now, page, read_session, redirect_to
from followup.models import FollowUpTeam, Issue
from followup.queries import get_issue_for, teams_for
from people.gate import actor, directory, requires
from people.terms import Permission
from plans import labels, queries
from plans.forms import ConfirmForm, FromTemplateForm, IdentityForm, SheetForm
from plans.rules.starting import chosen, named_bodies
from plans.services import editing
from plans.services import starting as service
from plans.services.opening import InHand
from plans.terms import PlanState, Step
from plans.terms.starting import PLACE
from plans.views import blueprint
from plans.views.lists import offer
from plans.views.sheet import STEP_OF_PART, address, open_plan

A_YEAR = timedelta(days=364)
MOST_EARLIER = 5


@blueprint.route("/plans/new", methods=["GET", "POST"])
@requires(Permission.PLAN_WRITE)
def new() -> Response:
    """How to begin: a template (those of the issue's sector first), the exercise sheet, an earlier plan; or empty, by this form:
    what it is called, what it answers, where and when. ``?issue=`` presets the issue."""
    form = IdentityForm(sent(), {"issue_id": asked_for("issue")})
    offer(form)
    if request.method == "POST" and form.validate():
        done = carry_out(
            form, lambda session: url_for("plans.show", plan_id=editing.begin_plan(session, actor(), form.command(), now()).id)
        )
        if done is not None:
            return done
    issue = _issue()
    rows = queries.templates(read_session())
    earlier = queries.plans_to_begin_from(actor(), "").limit(MOST_EARLIER)
    return page(
        "plans/new.html",
        form.status,
        form=form,
        templates=sorted(rows, key=lambda row: issue is None or row.sector != issue.sector),
        fits=issue.sector if issue is not None else "",
        counts=queries.counts_of_templates(read_session()),
        note=lambda row: chosen(row.note, language()),
        earlier=read_session().execute(earlier).all(),
        issue=_asked(),
        may_manage=actor().may(Permission.TEMPLATE_MANAGE),
    )


@blueprint.route("/plans/new/template/<template_id>", methods=["GET", "POST"])
@requires(Permission.PLAN_WRITE)
def from_template(template_id: str) -> Response:
    """Begins a plan from a template: the form asks only for what the template cannot know."""
    template = queries.get_template(read_session(), template_id)
    if template is None or not template.active:
        abort(404)
    parts = queries.template_parts(read_session(), template_id)
    form = FromTemplateForm(sent(), proposed())
    offer(form)
    needed = named_bodies(parts) - set(service.bodies_at(directory(), form.scope_id.data or "", actor().organisation_id))
    form.ask_for(needed if form.scope_id.data in directory().scopes else ())
    offer_team(form)
    if request.method == "POST" and form.validate():
        done = carry_out(
            form,
            lambda session: url_for(
                "plans.show",
                plan_id=service.begin_from_template(session, actor(), directory(), template_id, form.begin(), language(), now()).id,
            ),
        )
        if done is not None:
            flash(gettext("The six steps are pre-filled. Read each part, and confirm or change it."), "success")
            return done
    return page(
        "plans/from_template.html",
        form.status,
        form=form,
        started=template,
        note=chosen(template.note, language()),
        parts=[each for each in parts if each.kind in ("objectives", "activities")],
        said=lambda part: _said(part.values),
        back=url_for("plans.new", issue=_asked()),
    )


@blueprint.route("/plans/new/sheet", methods=["GET", "POST"])
@requires(Permission.PLAN_WRITE)
def from_sheet() -> Response:
    """Begins a plan from the seven fields of the exercise sheet."""
    form = SheetForm(sent(), proposed())
    offer(form)
    if request.method == "POST" and form.validate():
        done = carry_out(form, lambda session: _from_sheet(session, form))
        if done is not None:
            return done
    return page("plans/from_sheet.html", form.status, form=form, back=url_for("plans.new", issue=_asked()))


def _from_sheet(session: Session, form: SheetForm) -> str:
    message = gettext("The plan, what was agreed, and what is next")
    plan, unknown = service.begin_from_sheet(session, actor(), directory(), form.begin(), labels.part_words(), message, now())
    flash(gettext("The six steps are pre-filled. Read each part, and confirm or change it."), "success")
    if unknown:
        flash(gettext("Not among the organisations, add them by hand in step 1: %(names)s", names=in_a_row(unknown)), "attention")
    return url_for("plans.show", plan_id=plan.id)


@blueprint.get("/plans/new/earlier")
@requires(Permission.PLAN_WRITE)
def earlier_plans() -> Response:
    """The plans from which another can be begun: those within reach that were approved."""
    asked = asked_of_list(())
    return page(
        "plans/earlier_plans.html",
        found=page_of(read_session(), queries.plans_to_begin_from(actor(), asked.words or ""), page_asked()),
        asked=asked,
        page_url=page_url,
        issue=_asked(),
        states={state.value: labels.STATES[state] for state in PlanState},
        back=url_for("plans.new", issue=_asked()),
    )


@blueprint.route("/plans/new/earlier/<plan_id>", methods=["GET", "POST"])
@requires(Permission.PLAN_WRITE)
def from_earlier(plan_id: str) -> Response:
    """Begins a plan with what is open in an earlier one."""
    earlier = queries.get_plan_for(read_session(), actor(), plan_id)
    if earlier is None or earlier.valid_number is None:
        abort(404)
    same: dict[str, Any] = {name: getattr(earlier, name) for name in ("name_ar", "name_ckb", "name_en", "scope_id", "issue_id", "theme")}
    given = proposed()
    form = IdentityForm(sent(), {**same, **_period(earlier.ends_on), **({"issue_id": given["issue_id"]} if given.get("issue_id") else {})})
    offer(form)
    if request.method == "POST" and form.validate():
        done = carry_out(
            form,
            lambda session: url_for(
                "plans.show", plan_id=service.begin_from_earlier(session, actor(), directory(), plan_id, form.command(), now()).id
            ),
        )
        if done is not None:
            flash(gettext("What is open was carried over. Read each part, and confirm or change it."), "success")
            return done
    return page("plans/from_earlier.html", form.status, form=form, earlier=earlier, back=url_for("plans.new", issue=_asked()))


@blueprint.post("/plans/<plan_id>/confirm")
@requires(Permission.PLAN_WRITE)
def confirm(plan_id: str) -> ResponseReturnValue:
    """Takes the mark from one pre-filled part, or from all of a step."""
    opened = open_plan(plan_id, prepared=True)
    key = cleaned(request.form.get("key", "")[:LINE]) or None
    number = request.form.get("step", "")
    step = Step(int(number)) if number in {str(int(each)) for each in Step} else None
    form = ConfirmForm(sent())
    done = carry_out(form, lambda session: _after(service.confirm(session, actor(), plan_id, key, step, now()), opened.document, key, step))
    if done is None:
        flash(" ".join(form.form_errors), "attention")
        return redirect_to(address(opened.plan))
    return done


def proposed() -> dict[str, Any]:
    """What the form of a plan for the issue in the address can begin with: its title, the issue, its place, a year from today."""
    issue = _issue()
    values: dict[str, Any] = dict(_period(None))
    if issue is None:
        return values
    values["issue_id"] = issue.id
    if actor().reach(Permission.PLAN_WRITE).covers({issue.scope_id}):
        values["scope_id"] = issue.scope_id
    for code in LANGUAGES:
        name = getattr(issue, f"name_{code}")
        if name:
            with use_language(code):
                values[f"name_{code}"] = gettext("Coordination plan: %(issue)s", issue=name)[:LINE]
    return values


def offer_team(form: FromTemplateForm) -> None:
    """Offers the teams of the chosen scope (of all, while none is chosen); the nearest one is chosen beforehand."""
    scope = form.scope_id.data
    scopes = directory().ancestry(scope) | directory().subtree(scope) if scope in directory().scopes else set(directory().scopes)
    teams = teams_for(read_session(), scopes)
    form.team_id.offer([(each.id, named(each)) for each in teams])
    if request.method == "GET":
        form.team_id.data = _nearest(teams, scope)


def _nearest(teams: Sequence[FollowUpTeam], scope: str | None) -> str | None:
    """The team of the plan's own place, else of the next place above it; None where two are equally near."""
    above = directory().ancestry(scope)
    ranked = sorted(((len(directory().ancestry(each.scope_id)), each.id) for each in teams if each.scope_id in above), reverse=True)
    if not ranked:
        return teams[0].id if len(teams) == 1 else None
    return ranked[0][1] if len(ranked) == 1 or ranked[0][0] > ranked[1][0] else None


def _issue() -> Issue | None:
    asked = asked_for("issue")
    return get_issue_for(read_session(), actor(), asked, Permission.ISSUE_READ) if asked else None


def _asked() -> str | None:
    """The issue that goes along from page to page."""
    return asked_for("issue") or None


def _period(after: date | None) -> Mapping[str, date]:
    """A year from today, or from the day after an earlier plan that is still running."""
    first = max(local_day(now()), after + timedelta(days=1)) if after else local_day(now())
    return {"starts_on": first, "ends_on": first + A_YEAR}


def _said(values: Mapping[str, Any]) -> str:
    return chosen(values.get("change") or values.get("title") or {}, language()).replace(PLACE, "…")


def _after(hand: InHand, document: Any, key: str | None, step: Step | None) -> str:
    """Back at what was confirmed."""
    if step is not None:
        return f"{address(hand.plan)}#step-{int(step)}"
    kinds = (kind for kind in STEP_OF_PART if hasattr(document, kind))
    kind = next((each for each in kinds if any(part.key == key for part in getattr(document, each))), "")
    return f"{address(hand.plan)}#{kind}-{key}" if kind else f"{address(hand.plan)}#{key if key in STEP_OF_PART else 'main'}"
