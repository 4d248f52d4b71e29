"""The lists of the administration as files: organisations, places, areas of work, roles. Tags: HXL 1.1."""

from typing import Any

from flask import Response

from core.downloads import ENDINGS, list_file
from core.formats import in_a_row
from core.languages import gettext, lazy
from core.listing import Asked
from core.sheets import Column, names_apart
from people import queries
from people.gate import actor, directory, requires
from people.labels import (
    ORGANISATION_KIND_WORDS,
    PERMISSION_WORDS,
    PLACE_KIND_WORDS,
    ROLE_DOES,
    ROLE_WORDS,
    SCOPE_KIND_WORDS,
)
from people.policy import ROLE_PERMISSIONS, ROLE_SCOPES
from people.terms import OrganisationKind, Permission, PlaceKind, Role, ScopeKind
from people.views import organisations, places
from people.views.frame import blueprint


def _held(role: Role) -> str:
    return in_a_row(str(SCOPE_KIND_WORDS[kind]) for kind in ScopeKind if kind in ROLE_SCOPES[role]) or gettext("an organisation")


def _allowed(role: Role) -> str:
    return "\n".join(str(words) for permission, words in PERMISSION_WORDS.items() if permission in ROLE_PERMISSIONS[role])


ORGANISATIONS = (
    Column(lazy("Organisation"), lambda row: row.name, "#org+name", 40),
    Column(lazy("Abbreviation"), lambda row: row.abbreviation, "#org+acronym", 14),
    Column(lazy("Kind"), lambda row: ORGANISATION_KIND_WORDS[OrganisationKind(row.kind)], "#org+type", 24),
    Column(lazy("Belongs to"), lambda row: directory().organisation_name(row.parent_id), "#org+parent+name", 34),
    Column(lazy("Governorate"), lambda row: directory().place_name(row.place_id), "#adm1+name", 18),
    Column(lazy("State"), lambda row: gettext("in the lists") if row.active else gettext("taken out"), "#status+name", 14),
    Column("code", lambda row: row.code, "#org+code", 14, exchange=True),
    Column("p-code", lambda row: row.place_id, "#adm1+code", 10, exchange=True),
    *names_apart("#org+name"),
)
PLACES = (
    Column(lazy("Place"), lambda row: row.name, "#loc+name", 30),
    Column(lazy("Kind"), lambda row: PLACE_KIND_WORDS[PlaceKind(row.kind)], "#loc+type", 14),
    Column(lazy("Lies in"), lambda row: directory().place_name(row.parent_id), "#loc+parent+name", 34),
    Column(lazy("P-code"), lambda row: row.id, "#loc+code", 14),
    *names_apart("#loc+name"),
)
SCOPES = (
    Column(lazy("Name"), lambda row: row.name, "#adm1+name", 30),
    Column(lazy("Kind"), lambda row: SCOPE_KIND_WORDS[ScopeKind(row.kind)], "#adm1+type", 18),
    Column(lazy("Belongs to"), lambda row: directory().scope_name(row.parent_id), "#adm1+parent+name", 24),
    Column(lazy("Seat"), lambda row: directory().place_name(row.place_id), "#loc+name", 30),
    Column("id", lambda row: row.id, "#meta+id", 22, exchange=True),
    Column("p-code", lambda row: directory().pcode_of(row.id), "#adm1+code", 10, exchange=True),
    *names_apart("#adm1+name"),
)
ROLES = (
    Column(lazy("Role"), lambda role: ROLE_WORDS[role], "#meta+role+name", 26),
    Column(lazy("What it does"), lambda role: ROLE_DOES[role], "#description", 60),
    Column(lazy("Held for"), _held, "#meta+scope", 30),
    Column(lazy("May"), _allowed, "#meta+may", 50),
    Column("role", lambda role: role.value, "#meta+role+code", 18, exchange=True),
)


def _file(ending: str, name: str, title: str, columns: tuple[Column, ...], rows: list[Any], asked: Asked | None) -> Response:
    return list_file(ending, name, title, columns, rows, asked, actor().name)[0]


@blueprint.get(f"/admin/organisations.{ENDINGS}")
@requires(Permission.DIRECTORY_MANAGE)
def organisations_file(ending: str) -> Response:
    """The list of organisations as a file."""
    asked = organisations.filters_offered()
    rows = queries.organisations_listed(directory(), organisations.filters_of(asked))
    return _file(ending, "organisations", gettext("Organisations"), ORGANISATIONS, rows, asked)


@blueprint.get(f"/admin/places.{ENDINGS}")
@requires(Permission.DIRECTORY_MANAGE)
def places_file(ending: str) -> Response:
    """The places of the country, or of a governorate, as a file: all three levels."""
    return _file(
        ending, "places", gettext("Places"), PLACES, queries.places_listed(directory(), places.places_asked()), places.places_offered()
    )


@blueprint.get(f"/admin/scopes.{ENDINGS}")
@requires(Permission.DIRECTORY_MANAGE)
def scopes_file(ending: str) -> Response:
    """The areas of work as a file."""
    rows = queries.scopes_listed(directory(), places.scopes_asked())
    return _file(ending, "scopes", gettext("Governorates and branches"), SCOPES, rows, places.scopes_offered())


@blueprint.get(f"/admin/roles.{ENDINGS}")
@requires(Permission.PEOPLE_MANAGE)
def roles_file(ending: str) -> Response:
    """What each role may do, as a file."""
    return _file(ending, "roles", gettext("What each role may do"), ROLES, list(Role), None)
