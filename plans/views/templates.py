"""Templates of plans, edited by headquarters: list, page, parts, withdrawing."""

from collections.abc import Sequence
from typing import Any

from flask import Response, abort, request, url_for
from sqlalchemy.orm import Session

from core.audit import history
from core.forms import sent
from core.history import lines
from core.languages import gettext, language, named
from core.listing import asked_for
from core.references import SubjectRef
from core.saving import NotYours, carry_out
from core.web import now, page, read_session
from followup.labels import SECTOR_WORDS
from people.gate import actor, directory, requires
from people.terms import Permission
from plans import labels, queries
from plans.forms import ConfirmForm, ReasonForm
from plans.forms.templates import NewTemplateForm, TemplateForm, part_form
from plans.labels.templates import label_of, value_text
from plans.models import TemplatePartRow, TemplateRow
from plans.rules.starting import as_template, chosen
from plans.services import templates as service
from plans.services.editing import PARTS, SECTIONS
from plans.terms import Step
from plans.terms.starting import TEMPLATE_FIELDS, Shape, TemplatePart
from plans.views import blueprint
from plans.views.sheet import STEP_OF_PART

MOST_PLANS, MOST_HISTORY = 200, 20
A_KIND = "<any(aim, objectives, stakeholders, activities, budget, indicators, risks, lines, review):kind>"
MANAGES = requires(Permission.TEMPLATE_MANAGE)


@blueprint.get("/templates")
@MANAGES
def template_list() -> Response:
    """All templates, the withdrawn ones last."""
    return page(
        "plans/templates.html",
        rows=queries.templates(read_session(), withdrawn=True),
        counts=queries.counts_of_templates(read_session()),
        sectors=SECTOR_WORDS,
        note=lambda row: chosen(row.note, language()),
    )


@blueprint.route("/templates/new", methods=["GET", "POST"])
@MANAGES
def template_new() -> Response:
    """A new template: blank, or from a plan that was approved."""
    form = NewTemplateForm(sent(), {"plan_id": asked_for("plan")})
    plans = read_session().execute(queries.plans_to_begin_from(actor(), "").limit(MOST_PLANS)).all()
    form.plan_id.offer([(each.id, named(each)) for each in plans])
    if request.method == "POST" and form.validate():
        done = carry_out(form, lambda session: _added(session, form), gettext("The template is begun. Fill in its parts."))
        if done is not None:
            return done
    return page("plans/template_form.html", form.status, form=form, row=None, cancel=url_for("plans.template_list"))


@blueprint.get("/templates/<template_id>")
@MANAGES
def template(template_id: str) -> Response:
    """A template, step by step."""
    row = _row(template_id)
    parts = queries.template_rows(read_session(), template_id)
    return page(
        "plans/template.html",
        row=row,
        note=chosen(row.note, language()),
        sector=SECTOR_WORDS[row.sector],  # type: ignore[index]
        steps=[(int(step), labels.STEPS[step], _kinds(step)) for step in Step],
        of_kind=lambda kind: [each for each in parts if each.kind == kind],
        title_of=_title,
        facts_of=_facts,
        words=labels,
        sections=service.SECTIONS,
        history_lines=lines(history(read_session(), SubjectRef(service.KIND, template_id), MOST_HISTORY)),
    )


@blueprint.route("/templates/<template_id>/edit", methods=["GET", "POST"])
@MANAGES
def template_edit(template_id: str) -> Response:
    """What a template is called, its sector, when to use it."""
    row = _row(template_id)
    form = TemplateForm(sent(), service.values_of_template(row), row.version)

    def changed(session: Session) -> str:
        service.change_template(session, actor(), template_id, form.command(), form.shown_version, now())
        return _home(template_id)

    if request.method == "POST" and form.validate():
        done = carry_out(form, changed, gettext("Saved."))
        if done is not None:
            return done
    return page("plans/template_form.html", form.status, form=form, row=row, cancel=_home(template_id))


@blueprint.route(f"/templates/<template_id>/{A_KIND}/new", methods=["GET", "POST"])
@MANAGES
def template_part_new(template_id: str, kind: str) -> Response:
    """Adds a part; or writes a section, which a template has once."""
    section = read_session().get(TemplatePartRow, (template_id, kind)) if kind in service.SECTIONS else None
    return _part_page(_row(template_id), kind, section)


@blueprint.route(f"/templates/<template_id>/{A_KIND}/<key>/edit", methods=["GET", "POST"])
@MANAGES
def template_part(template_id: str, kind: str, key: str) -> Response:
    """Changes a part."""
    return _part_page(_row(template_id), kind, _part(template_id, kind, key))


@blueprint.route(f"/templates/<template_id>/{A_KIND}/<key>/remove", methods=["GET", "POST"])
@MANAGES
def template_part_remove(template_id: str, kind: str, key: str) -> Response:
    """Says what falls with a part, then takes it out."""
    row, part = _row(template_id), _part(template_id, kind, key)
    form = ConfirmForm(sent(), version=part.version)

    def removed(session: Session) -> str:
        service.remove_template_part(session, actor(), template_id, key, form.shown_version, now())
        return f"{_home(template_id)}#step-{_step(kind)}"

    happens = [gettext("This is taken out of the template, with all that hangs on it. Plans that were begun from it keep it.")]
    return _decided(row, form, removed, gettext("Remove: %(part)s", part=str(labels.PART_WORDS[kind])), happens)


@blueprint.route("/templates/<template_id>/withdraw", methods=["GET", "POST"])
@MANAGES
def template_withdraw(template_id: str) -> Response:
    """Offers a template no longer."""
    happens = [gettext("No new plan can be begun from it. Plans that were begun from it stay as they are.")]
    return _settled(_row(template_id), False, gettext("Withdraw the template"), happens)


@blueprint.route("/templates/<template_id>/restore", methods=["GET", "POST"])
@MANAGES
def template_restore(template_id: str) -> Response:
    """Offers a withdrawn template again."""
    return _settled(_row(template_id), True, gettext("Offer the template again"), [gettext("Plans can be begun from it again.")])


def _added(session: Session, form: NewTemplateForm) -> str:
    parts: tuple[TemplatePart, ...] = ()
    if form.plan_id.data:
        plan = queries.get_plan_for(session, actor(), form.plan_id.data)
        version = queries.get_version(session, plan.id, plan.valid_number) if plan and plan.valid_number else None
        if version is None:
            raise NotYours
        parts = as_template(queries.document_of(session, directory(), version), (language(),))
    return _home(service.add_template(session, actor(), form.command(), parts, now()).id)


def _part_page(row: TemplateRow, kind: str, part: TemplatePartRow | None) -> Response:
    made = part_form(kind)
    form = made(sent(), made.flat(part.values) if part else _preset(), part.version if part else 0)
    rows = queries.template_rows(read_session(), row.id)
    form.offer_upper({upper: _offered(rows, upper) for upper in ("objectives", "activities")})
    key = part.key if part else kind if kind in service.SECTIONS else None

    def saved(session: Session) -> str:
        saved_key = service.save_template_part(session, actor(), row.id, kind, key, form.part_values(), form.shown_version, now())
        return f"{_home(row.id)}#{kind}-{saved_key}"

    if request.method == "POST" and form.validate():
        done = carry_out(form, saved)
        if done is not None:
            return done
    return page(
        "plans/template_part.html",
        form.status,
        form=form,
        row=row,
        title=labels.PART_WORDS[kind] if key else labels.ADD_WORDS[kind],
        fields=[(each, label_of(kind, each)) for each in TEMPLATE_FIELDS[kind]],
        shapes=Shape,
        cancel=_home(row.id),
    )


def _settled(row: TemplateRow, active: bool, title: str, happens: list[str]) -> Response:
    form = ReasonForm(sent())

    def settled(session: Session) -> str:
        service.set_template_active(session, actor(), row.id, active, form.reason.data or "", now())
        return _home(row.id)

    return _decided(row, form, settled, title, happens)


def _decided(row: TemplateRow, form: Any, verb: Any, title: str, happens: list[str]) -> Response:
    if request.method == "POST" and form.validate():
        done = carry_out(form, verb, gettext("Saved."))
        if done is not None:
            return done
    return page("plans/template_confirm.html", form.status, form=form, row=row, title=title, happens=happens, cancel=_home(row.id))


def _row(template_id: str) -> TemplateRow:
    return queries.get_template(read_session(), template_id) or abort(404)


def _part(template_id: str, kind: str, key: str) -> TemplatePartRow:
    part = read_session().get(TemplatePartRow, (template_id, key))
    return part if part is not None and part.kind == kind else abort(404)


def _home(template_id: str) -> str:
    return url_for("plans.template", template_id=template_id)


def _kinds(step: Step) -> list[str]:
    return [kind for kind in (*SECTIONS, *PARTS) if STEP_OF_PART.get(kind) is step]


def _step(kind: str) -> int:
    return int(STEP_OF_PART[kind])


def _preset() -> dict[str, str]:
    return {name: asked_for(name) for name in ("objective_key", "activity_key") if asked_for(name)}


def _offered(rows: Sequence[TemplatePartRow], kind: str) -> list[tuple[str, str]]:
    return [(each.key, _title(each)[:90]) for each in rows if each.kind == kind]


def _title(part: TemplatePartRow) -> str:
    """By what a part is known: its first field that says something, in the reader's language."""
    texts = (value_text(each, part.values.get(each.name)) for each in TEMPLATE_FIELDS[part.kind] if each.shape is not Shape.UNDER)
    return next(filter(None, texts), "")


def _facts(part: TemplatePartRow) -> list[tuple[Any, str]]:
    """The other values, in words."""
    shown = [(label_of(part.kind, each), value_text(each, part.values.get(each.name))) for each in TEMPLATE_FIELDS[part.kind]]
    return [(label, text) for label, text in shown if text and (part.kind in service.SECTIONS or text != _title(part))]
