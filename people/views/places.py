"""Places, by governorate, and the tree of areas for which people work."""

from collections.abc import Iterable

from flask import Response, abort, request, url_for
from sqlalchemy.orm import Session

from core.forms import sent
from core.languages import gettext, lazy
from core.listing import Asked, asked_for, asked_of_list, choice, page_asked, page_url
from core.paging import page_in_memory
from core.saving import carry_out
from core.web import now, page, read_session
from people import queries, services
from people.forms import BranchForm, NewBranchForm, NewPlaceForm, PlaceForm, ScopeForm
from people.gate import actor, directory, requires
from people.labels import PLACE_KIND_WORDS, SCOPE_KIND_WORDS
from people.models import Place, Scope
from people.queries import Node, PlaceFilters, ScopeFilters
from people.terms import Permission, PlaceKind, ScopeKind
from people.views.frame import blueprint, filled_in, history_of


@blueprint.get("/admin/places")
@requires(Permission.DIRECTORY_MANAGE)
def places() -> Response:
    """The governorates, the districts and sub-districts of one, or the places searched. They are in the process's memory: no statement."""
    asked = places_offered()
    nodes, chosen = directory().places, directory().places.get(asked["governorate"])
    if asked.words:
        found = page_in_memory(queries.places_listed(directory(), _places_of(asked)), page_asked())
        return page("people/places_found.html", found=found, asked=asked, page_url=page_url, kinds=PLACE_KIND_WORDS)
    if chosen is None:
        rows = [(node, len(_below(node.id))) for node in _named(node for node in nodes.values() if node.kind == PlaceKind.GOVERNORATE)]
        return page("people/places.html", rows=rows, asked=asked)
    districts = [(node, _below(node.id)) for node in _below(chosen.id)]
    return page("people/districts.html", governorate=chosen, districts=districts, asked=asked)


def places_offered() -> Asked:
    """What the list of places can be narrowed by, and what this request chooses."""
    return asked_of_list([choice("governorate", lazy("Governorate"), directory().governorate_choices())])


def places_asked() -> PlaceFilters:
    """What the address of this request asks of the list of places."""
    return _places_of(places_offered())


@blueprint.route("/admin/places/new", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_MANAGE)
def new_place() -> Response:
    """A new district or sub-district."""
    asked = asked_for("in")
    form = NewPlaceForm(sent(), {"parent_id": asked} if asked in directory().places else None)

    def added(session: Session) -> str:
        return url_for("people.place", place_id=services.add_place(session, actor(), form.command(), now()).id)

    return filled_in("people/place_form.html", form, added, place=None, kinds=PLACE_KIND_WORDS, history_lines=[])


@blueprint.route("/admin/places/<place_id>", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_MANAGE)
def place(place_id: str) -> Response:
    """The names of a place, edited in place, with their history."""
    found = read_session().get(Place, place_id) or abort(404)
    form = PlaceForm(sent(), services.values_of_place(found), found.version)

    def changed(session: Session) -> str:
        services.change_place(session, actor(), place_id, form.command(), form.shown_version, now())
        return url_for("people.place", place_id=place_id)

    if request.method == "POST" and form.validate():
        done = carry_out(form, changed, gettext("Saved."))
        if done is not None:
            return done
    lines = history_of("place", place_id)
    return page("people/place_form.html", form.status, form=form, place=found, kinds=PLACE_KIND_WORDS, history_lines=lines)


@blueprint.get("/admin/scopes")
@requires(Permission.DIRECTORY_MANAGE)
def scopes() -> Response:
    """The country, its governorates, their branches."""
    asked = scopes_offered()
    found = {node.id for node in queries.scopes_listed(directory(), _scopes_of(asked))}
    nodes = directory().scopes
    root = nodes[directory().national_id]
    rows = []
    for node in _named(node for node in nodes.values() if node.parent_id == root.id):
        below = _named(each for each in nodes.values() if each.parent_id == node.id and found & {each.id, node.id})
        if node.id in found or below:
            rows.append((node, below))
    return page("people/scopes.html", root=root, rows=rows, branches=sum(len(below) for _node, below in rows), asked=asked)


def scopes_offered() -> Asked:
    """What the list of scopes can be narrowed by, and what this request chooses."""
    return asked_of_list(())


def scopes_asked() -> ScopeFilters:
    """What the address of this request asks of the list of scopes."""
    return _scopes_of(scopes_offered())


@blueprint.route("/admin/scopes/new", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_MANAGE)
def new_scope() -> Response:
    """A new branch."""
    form = NewBranchForm(sent(), {"parent_id": asked_for("in")} if asked_for("in") in directory().scopes else None)

    def added(session: Session) -> str:
        return url_for("people.scope", scope_id=services.add_branch(session, actor(), form.command(), now()).id)

    return filled_in("people/scope_form.html", form, added, scope=None, kinds=SCOPE_KIND_WORDS, history_lines=[])


@blueprint.route("/admin/scopes/<scope_id>", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_MANAGE)
def scope(scope_id: str) -> Response:
    """The names of a node, and the seat of a branch, with their history."""
    found = read_session().get(Scope, scope_id) or abort(404)
    asked_form: type[BranchForm | ScopeForm] = BranchForm if found.kind == ScopeKind.BRANCH else ScopeForm
    form = asked_form(sent(), services.values_of_scope(found), found.version)

    def changed(session: Session) -> str:
        services.change_scope(session, actor(), scope_id, form.command(), form.shown_version, now())
        return url_for("people.scope", scope_id=scope_id)

    if request.method == "POST" and form.validate():
        done = carry_out(form, changed, gettext("Saved."))
        if done is not None:
            return done
    lines = history_of("scope", scope_id)
    return page("people/scope_form.html", form.status, form=form, scope=found, kinds=SCOPE_KIND_WORDS, history_lines=lines)


def _places_of(asked: Asked) -> PlaceFilters:
    return PlaceFilters(asked.words or "", asked["governorate"])


def _scopes_of(asked: Asked) -> ScopeFilters:
    return ScopeFilters(asked.words or "")


def _below(place_id: str) -> list[Node]:
    return _named(node for node in directory().places.values() if node.parent_id == place_id)


def _named(nodes: Iterable[Node]) -> list[Node]:
    return sorted(nodes, key=lambda node: (node.name, node.id))
