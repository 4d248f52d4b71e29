"""Organisations: list, page, editing, taking out of the lists."""

from flask import Response, abort, request, url_for
from sqlalchemy.orm import Session

from core.forms import sent
from core.languages import gettext, lazy
from core.listing import Asked, asked_of_list, choice, page_asked, page_url
from core.paging import page_in_memory
from core.saving import carry_out
from core.web import now, page, read_session
from people import queries, services
from people.forms import ActiveForm, OrganisationForm
from people.gate import actor, directory, requires
from people.labels import ORGANISATION_KIND_WORDS
from people.models import Organisation
from people.queries import OrganisationFilters
from people.terms import OrganisationKind, Permission
from people.views.frame import blueprint, filled_in, history_of


@blueprint.get("/admin/organisations")
@requires(Permission.DIRECTORY_MANAGE)
def organisations() -> Response:
    """All organisations, by what is asked for. They are in the process's memory: no statement."""
    asked = filters_offered()
    found = page_in_memory(queries.organisations_listed(directory(), filters_of(asked)), page_asked())
    return page("people/organisations.html", found=found, asked=asked, page_url=page_url, kinds=ORGANISATION_KIND_WORDS)


def filters_offered() -> Asked:
    """What the list of organisations can be narrowed by, and what this request chooses."""
    states = [("active", lazy("in the lists")), ("retired", lazy("taken out"))]
    return asked_of_list(
        (
            choice("kind", lazy("Kind"), [(each.value, ORGANISATION_KIND_WORDS[each]) for each in OrganisationKind]),
            choice("governorate", lazy("Governorate"), directory().governorate_choices()),
            choice("state", lazy("State"), states),
        )
    )


def filters_of(asked: Asked) -> OrganisationFilters:
    """The same as the query takes it."""
    kind = OrganisationKind(asked["kind"]) if asked["kind"] else None
    return OrganisationFilters(asked.words or "", kind, asked["governorate"], asked["state"] == "active" if asked["state"] else None)


def filters_asked() -> OrganisationFilters:
    """What the address of this request asks of the list of organisations."""
    return filters_of(filters_offered())


@blueprint.route("/admin/organisations/new", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_MANAGE)
def new_organisation() -> Response:
    """A new organisation."""
    form = OrganisationForm(sent())

    def added(session: Session) -> str:
        return _page_of(services.add_organisation(session, actor(), form.command(), now()).id)

    return filled_in("people/organisation_form.html", form, added, organisation=None, history_lines=[])


@blueprint.route("/admin/organisations/<organisation_id>", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_MANAGE)
def organisation(organisation_id: str) -> Response:
    """An organisation, edited in place, with its history."""
    found = _organisation(organisation_id)
    form = OrganisationForm(sent(), services.values_of_organisation(found), found.version)

    def changed(session: Session) -> str:
        services.change_organisation(session, actor(), organisation_id, form.command(), form.shown_version, now())
        return _page_of(organisation_id)

    if request.method == "POST" and form.validate():
        done = carry_out(form, changed, gettext("Saved."))
        if done is not None:
            return done
    lines = history_of("organisation", organisation_id)
    return page("people/organisation_form.html", form.status, form=form, organisation=found, history_lines=lines)


@blueprint.route("/admin/organisations/<organisation_id>/retire", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_MANAGE)
def retire_organisation(organisation_id: str) -> Response:
    """Takes an organisation out of the lists, after saying what that means."""
    happens = [
        gettext("The organisation can no longer be chosen for anything new."),
        gettext("Plans, issues and people that name it keep it."),
    ]
    return _settled(organisation_id, False, gettext("Take out of the lists"), happens)


@blueprint.route("/admin/organisations/<organisation_id>/restore", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_MANAGE)
def restore_organisation(organisation_id: str) -> Response:
    """Puts an organisation back into the lists."""
    happens = [gettext("The organisation can be chosen again in plans, issues and for people.")]
    return _settled(organisation_id, True, gettext("Put back into the lists"), happens)


def _settled(organisation_id: str, active: bool, title: str, happens: list[str]) -> Response:
    found = _organisation(organisation_id)
    form = ActiveForm(sent())

    def settled(session: Session) -> str:
        services.set_organisation_active(session, actor(), organisation_id, active, form.reason.data or "", now())
        return _page_of(organisation_id)

    return filled_in("people/organisation_active.html", form, settled, organisation=found, action=title, happens=happens)


def _organisation(organisation_id: str) -> Organisation:
    return read_session().get(Organisation, organisation_id) or abort(404)


def _page_of(organisation_id: str) -> str:
    return url_for("people.organisation", organisation_id=organisation_id)
