"""The coordination log of a plan: which meetings, letters, talks and visits took place, with whom, and who answered."""

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from core.clock import local_day
from core.forms import sent
from core.languages import gettext
from core.listing import page_asked, page_url
from core.paging import page_of
from core.saving import carry_out
from core.web import now, page, read_session, redirect_to
from people.gate import actor, directory, requires
from people.terms import Permission
from plans import labels, queries
from plans.forms import ContactForm, ReasonForm
from plans.models import Contact
from plans.policy import REFUSALS, Verb, refusal
from plans.services import contacts as service
from plans.views import blueprint
from plans.views.sheet import Opened, open_plan


@blueprint.get("/plans/<plan_id>/contacts")
@requires(Permission.PLAN_READ)
def contacts(plan_id: str) -> Response:
    """What took place, the latest first."""
    opened = open_plan(plan_id)
    if opened.plan.valid_number is None:
        abort(404)
    found = page_of(read_session(), queries.contacts_listed(plan_id), page_asked())
    may_write = Verb.CONTACT in opened.verbs
    return page(
        "plans/contacts.html",
        opened=opened,
        found=found,
        page_url=page_url,
        words=labels,
        may_write=may_write,
        may_change={each.id for each in found.rows if may_write and service.may_change(actor(), opened.plan.scope_id, each)},
        activities={each.key: each.title for each in opened.document.activities},
        name=lambda thing_id: labels.name_in(opened.document, thing_id) or directory().organisation_name(thing_id),
    )


@blueprint.route("/plans/<plan_id>/contacts/new", methods=["GET", "POST"])
@requires(Permission.PROGRESS_REPORT)
def add_contact(plan_id: str) -> ResponseReturnValue:
    """Writes down what took place."""
    opened = open_plan(plan_id)
    reason = refusal(Verb.CONTACT, opened.facts)
    if reason is not None:
        flash(str(REFUSALS[reason]), "attention")
        return redirect_to(url_for("plans.show", plan_id=plan_id))
    form = ContactForm(sent(), {"happened_on": local_day(now())})
    form.within(opened.document)
    if request.method == "POST" and form.validate():
        done = carry_out(form, lambda session: _added(session, plan_id, form), gettext("The entry is recorded."))
        if done is not None:
            return done
    return _form_page(form, opened, gettext("Record a meeting, letter or talk"))


@blueprint.route("/plans/<plan_id>/contacts/<contact_id>/edit", methods=["GET", "POST"])
@requires(Permission.PROGRESS_REPORT)
def edit_contact(plan_id: str, contact_id: str) -> ResponseReturnValue:
    """Corrects what was written down, or adds who has answered."""
    opened, found = _to_write(plan_id, contact_id)
    form = ContactForm(sent(), service.contact_values(found), found.version)
    form.within(opened.document, found.organisation_ids)
    if request.method == "POST" and form.validate():
        done = carry_out(form, lambda session: _changed(session, found, form), gettext("Saved."))
        if done is not None:
            return done
    return _form_page(form, opened, gettext("Correct the entry"))


@blueprint.route("/plans/<plan_id>/contacts/<contact_id>/take-back", methods=["GET", "POST"])
@requires(Permission.PROGRESS_REPORT)
def take_back_contact(plan_id: str, contact_id: str) -> ResponseReturnValue:
    """Takes an entry back, with the reason."""
    opened, found = _to_write(plan_id, contact_id)
    form = ReasonForm(sent(), version=found.version)
    if request.method == "POST" and form.validate():
        done = carry_out(form, lambda session: _taken_back(session, found, form))
        if done is not None:
            flash(gettext("The entry was taken back."), "success")
            return done
    return page(
        "plans/confirm.html",
        form.status,
        form=form,
        opened=opened,
        title=gettext("Take back the entry"),
        happens=[
            gettext("The entry leaves the coordination log and counts in no review any more."),
            gettext("The plan's history keeps what it said, and your reason."),
        ],
        label=gettext("Take back"),
        cancel=_log(plan_id),
        danger=True,
    )


def _added(session: Session, plan_id: str, form: ContactForm) -> str:
    return _log(plan_id, service.add_contact(session, actor(), plan_id, form.command(), now()).id)


def _changed(session: Session, found: Contact, form: ContactForm) -> str:
    changed = service.change_contact(session, actor(), found.plan_id, found.id, form.command(), form.shown_version, now())
    return _log(found.plan_id, changed.id)


def _taken_back(session: Session, found: Contact, form: ReasonForm) -> str:
    service.take_back_contact(session, actor(), found.plan_id, found.id, str(form.reason.data), form.shown_version, now())
    return _log(found.plan_id)


def _to_write(plan_id: str, contact_id: str) -> tuple[Opened, Contact]:
    """The plan and the entry; 404 for who may not change it."""
    opened = open_plan(plan_id)
    found = queries.get_contact(read_session(), plan_id, contact_id)
    if found is None or Verb.CONTACT not in opened.verbs or not service.may_change(actor(), opened.plan.scope_id, found):
        abort(404)
    return opened, found


def _form_page(form: ContactForm, opened: Opened, title: str) -> Response:
    return page("plans/contact_form.html", form.status, form=form, opened=opened, title=title, cancel=_log(opened.plan.id))


def _log(plan_id: str, contact_id: str = "") -> str:
    return url_for("plans.contacts", plan_id=plan_id, _anchor=f"contact-{contact_id}" if contact_id else None)
