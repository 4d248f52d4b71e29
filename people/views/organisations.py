"""Organisations: list, page, editing, taking out of the lists."""

from flask import Response, abort, request, url_for
from sqlalchemy.orm import Session

from core.forms import sent
from core.languages import gettext
from core.listing import asked_for, page_asked, page_url, without
from core.saving import carry_out
from core.web import now, page, read_session
from people import services
from people.forms import ActiveForm, OrganisationForm
from people.gate import actor, directory, requires
from people.labels import ORGANISATION_KIND_WORDS
from people.models import Organisation
from people.queries import Node
from people.terms import OrganisationKind, Permission
from people.views.frame import blueprint, chips_of, filled_in, history_of

PAGE = 25


@blueprint.get("/admin/organisations")
@requires(Permission.DIRECTORY_MANAGE)
def organisations() -> Response:
    """All organisations, by what is asked for. They are in the process's memory: no statement."""
    q = asked_for("q")
    kind = asked_for("kind") if asked_for("kind") in set(OrganisationKind) else ""
    found = sorted(
        (node for node in directory().organisations.values() if _fits(node, q, kind)),
        key=lambda node: (not node.active, node.name, node.id),
    )
    pages = max(1, -(-len(found) // PAGE))
    shown = min(page_asked(), pages)
    words = {"q": q, "kind": str(ORGANISATION_KIND_WORDS[OrganisationKind(kind)]) if kind else ""}
    return page(
        "people/organisations.html",
        rows=found[(shown - 1) * PAGE : shown * PAGE],
        total=len(found),
        page=shown,
        pages=pages,
        page_url=page_url,
        q=q,
        fields=[("kind", gettext("Kind"), [(each.value, ORGANISATION_KIND_WORDS[each]) for each in OrganisationKind], kind)],
        chips=chips_of(words, without),
        clear=without(set(words)),
        kinds=ORGANISATION_KIND_WORDS,
    )


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
        done = carry_out(form, changed)
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


def _fits(node: Node, q: str, kind: str) -> bool:
    if kind and node.kind != kind:
        return False
    texts = (node.name_ar, node.name_ckb, node.name_en, node.abbreviation, node.code)
    return not q or any(q.casefold() in text.casefold() for text in texts)


def _organisation(organisation_id: str) -> Organisation:
    return read_session().get(Organisation, organisation_id) or abort(404)


def _page_of(organisation_id: str) -> str:
    return url_for("people.organisation", organisation_id=organisation_id)
