"""Writing a plan: each section and each part has its form, opened in the plan's page."""

from typing import Any

from flask import abort, flash, request
from flask.typing import ResponseReturnValue

from core.forms import Form, sent
from core.languages import gettext
from core.listing import asked_for
from core.saving import carry_out
from core.web import now, page, read_session, redirect_to
from followup.queries import team_choices
from people.gate import actor, directory, requires
from people.terms import Permission
from plans import forms, labels, queries
from plans.services import editing as service
from plans.services.editing import PARTS, SECTIONS
from plans.services.opening import InHand
from plans.views import blueprint
from plans.views.lists import offer
from plans.views.sheet import STEP_OF_PART, Editing, Opened, address, open_plan, show_sheet

SECTION_FORMS: dict[str, type[Any]] = {"identity": forms.IdentityForm, "aim": forms.AimForm, "review": forms.ReviewPlanForm}
PART_FORMS: dict[str, type[Any]] = {
    "objectives": forms.ObjectiveForm,
    "stakeholders": forms.StakeholderForm,
    "activities": forms.ActivityForm,
    "budget": forms.BudgetForm,
    "indicators": forms.IndicatorForm,
    "risks": forms.RiskForm,
    "lines": forms.LineForm,
}
#: What the address of a new part's form may preset.
PRESET = ("objective_key", "activity_key", "part", "organisation_id", "audience_ids")
A_SECTION = "<any(identity, aim, review):section>"
A_PART = "<any(objectives, stakeholders, activities, budget, indicators, risks, lines):kind>"


@blueprint.route(f"/plans/<plan_id>/{A_SECTION}/edit", methods=["GET", "POST"])
@requires(Permission.PLAN_WRITE)
def edit_section(plan_id: str, section: str) -> ResponseReturnValue:
    """The title and period, the goal (step 1), or the review plan (step 6)."""
    opened = open_plan(plan_id, prepared=True)
    if not opened.may_edit:
        return _not_now(opened)
    stored = service.section_values(opened.version, section)
    form = SECTION_FORMS[section](sent(), stored, getattr(opened.version, SECTIONS[section].counter))
    _prepare(form, opened)
    if request.method == "POST" and form.validate():
        done = carry_out(
            form,
            lambda session: _at(
                service.save_section(session, actor(), plan_id, section, form.command(), form.shown_version, now()), section
            ),
        )
        if done is not None:
            return done
    return show_sheet(opened, Editing(section, None, form), form.status)


@blueprint.route(f"/plans/<plan_id>/{A_PART}/new", methods=["GET", "POST"])
@requires(Permission.PLAN_WRITE)
def new_part(plan_id: str, kind: str) -> ResponseReturnValue:
    """Adds an objective, a stakeholder, an activity, a budget line, an indicator, a risk or a line of communication."""
    opened = open_plan(plan_id, prepared=True)
    if not opened.may_edit:
        return _not_now(opened)
    form = PART_FORMS[kind](sent(), _preset(PART_FORMS[kind], opened))
    _prepare(form, opened)
    if request.method == "POST" and form.validate():
        done = carry_out(
            form, lambda session: _at(*service.save_part(session, actor(), plan_id, kind, None, form.command(), 0, now()), kind)
        )
        if done is not None:
            return done
    return show_sheet(opened, Editing(kind, None, form), form.status)


@blueprint.route(f"/plans/<plan_id>/{A_PART}/<key>/edit", methods=["GET", "POST"])
@requires(Permission.PLAN_WRITE)
def edit_part(plan_id: str, kind: str, key: str) -> ResponseReturnValue:
    """Changes one part."""
    opened = open_plan(plan_id, prepared=True)
    if not opened.may_edit:
        return _not_now(opened)
    row = _row(opened, kind, key)
    form = PART_FORMS[kind](sent(), service.part_values(read_session(), kind, row), row.version)
    _prepare(form, opened)
    if request.method == "POST" and form.validate():
        done = carry_out(
            form,
            lambda session: _at(*service.save_part(session, actor(), plan_id, kind, key, form.command(), form.shown_version, now()), kind),
        )
        if done is not None:
            return done
    return show_sheet(opened, Editing(kind, key, form), form.status)


@blueprint.route(f"/plans/<plan_id>/{A_PART}/<key>/remove", methods=["GET", "POST"])
@requires(Permission.PLAN_WRITE)
def remove_part(plan_id: str, kind: str, key: str) -> ResponseReturnValue:
    """Says what falls with a part, then takes it out."""
    opened = open_plan(plan_id, prepared=True)
    if not opened.may_edit:
        return _not_now(opened)
    row = _row(opened, kind, key)
    form = forms.ConfirmForm(sent(), version=row.version)
    if request.method == "POST" and form.validate():
        done = carry_out(form, lambda session: _removed(session, plan_id, kind, key, form))
        if done is not None:
            return done
    return page(
        "plans/confirm.html",
        form.status,
        form=form,
        opened=opened,
        title=gettext("Remove: %(part)s", part=str(labels.PART_WORDS[kind])),
        happens=_falling(opened, kind, key),
        label=gettext("Remove"),
        cancel=opened.home,
        danger=True,
    )


def _removed(session: Any, plan_id: str, kind: str, key: str, form: Form) -> str:
    hand = service.remove_part(session, actor(), plan_id, kind, key, form.shown_version, now())
    return address(hand.plan) + f"#step-{int(STEP_OF_PART[kind])}"


def _falling(opened: Opened, kind: str, key: str) -> list[str]:
    document = opened.document
    sentences = [gettext("This is taken out of the plan. The history keeps what it said.")]
    if kind == "objectives":
        activities, indicators = len(document.activities_of(key)), len(document.indicators_of(key))
        sentences.append(
            gettext(
                "With it go its activities (%(activities)s) and its indicators (%(indicators)s).",
                activities=activities,
                indicators=indicators,
            )
        )
    if kind == "activities" and document.budget_of(key):
        sentences.append(gettext("With it go its budget lines."))
    return sentences


def _row(opened: Opened, kind: str, key: str) -> Any:
    return queries.part_row(read_session(), PARTS[kind].model, opened.version.id, key) or abort(404)


def _prepare(form: Any, opened: Opened) -> None:
    if isinstance(form, forms.IdentityForm):
        offer(form)
    else:
        form.within(opened.document)
    if isinstance(form, forms.ReviewPlanForm):
        scopes = directory().ancestry(opened.document.scope_id) | directory().subtree(opened.document.scope_id)
        form.team_id.offer(team_choices(read_session(), scopes))


def _preset(form: type[Any], opened: Opened) -> dict[str, Any]:
    blank = form()
    given: dict[str, Any] = {name: asked_for(name) for name in PRESET if name in blank and asked_for(name)}
    if "audience_ids" in given:
        given["audience_ids"] = [given["audience_ids"]]
    if "objective_key" in blank and len(opened.document.objectives) == 1:
        given.setdefault("objective_key", opened.document.objectives[0].key)
    return given


def _at(hand: InHand, *where: str) -> str:
    """Back in the plan, at what was saved."""
    *key, part = where
    anchor = f"{part}-{key[0]}" if key else part
    return f"{address(hand.plan)}#{anchor}"


def _not_now(opened: Opened) -> ResponseReturnValue:
    flash(gettext("The plan cannot be changed in its present state."), "attention")
    return redirect_to(address(opened.plan))
