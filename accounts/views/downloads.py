"""The list of people as a file. It holds names and addresses: who takes it away is written into the trail before it is sent."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flask import Response

from accounts import queries
from accounts.labels import STATE_WORDS
from accounts.services import persons
from accounts.views import people
from accounts.views.frame import blueprint
from core.clock import local_day
from core.downloads import ENDINGS, list_file
from core.formats import in_a_row
from core.languages import OWN_NAMES, gettext, lazy
from core.paging import AT_ONCE, whole
from core.sheets import Column
from core.web import now, read_session, transaction
from people.gate import actor, directory, requires
from people.labels import ROLE_WORDS
from people.models import Person, RoleGrant
from people.terms import Permission, Role


@dataclass(frozen=True, slots=True)
class _Row:
    person: Person
    grants: tuple[RoleGrant, ...]


PEOPLE = (
    Column(lazy("Name"), lambda row: row.person.name, "#contact+name", 30),
    Column(lazy("Title"), lambda row: row.person.title, "#contact+title", 24),
    Column(lazy("E-mail"), lambda row: row.person.email, "#contact+email", 30),
    Column(lazy("Organisation"), lambda row: directory().organisation_name(row.person.organisation_id), "#org+name", 30),
    Column(lazy("Roles"), lambda row: in_a_row(_held(each) for each in row.grants), "#contact+role", 40),
    Column(lazy("State"), lambda row: STATE_WORDS[people.state_of(row.person)], "#status+name", 12),
    Column(lazy("Language"), lambda row: OWN_NAMES[row.person.language], "#meta+language", 12),
    Column("id", lambda row: row.person.id, "#meta+id", 22, exchange=True),
)


@blueprint.get(f"/admin/people.{ENDINGS}")
@requires(Permission.PEOPLE_MANAGE)
def people_file(ending: str) -> Response:
    """The list of people as a file; the trail has committed who took it, narrowed to what, before the first byte goes out."""
    asked, today = people.filters_offered(), local_day(now())
    answer, count = list_file(ending, "people", gettext("People"), PEOPLE, _rows(people.filters_asked(), today), asked, actor().name)
    with transaction() as session:
        persons.note_download(session, actor(), count, asked.known, now())
    return answer


def _rows(filters: queries.PeopleFilters, today: date) -> Iterator[_Row]:
    """People with their roles in force: a statement more for each batch, not for each person."""
    session = read_session()
    batch: list[Person] = []
    for person in whole(session, queries.people_listed(filters, today)):
        batch.append(person)
        if len(batch) == AT_ONCE:
            yield from _with_grants(batch, today)
            batch = []
    yield from _with_grants(batch, today)


def _with_grants(batch: list[Person], today: date) -> Iterator[_Row]:
    grants = queries.grants_by_person(read_session(), [each.id for each in batch], today)
    return (_Row(each, tuple(grants.get(each.id, ()))) for each in batch)


def _held(grant: RoleGrant) -> str:
    where = directory().scope_name(grant.scope_id) or directory().organisation_name(grant.organisation_id)
    return f"{ROLE_WORDS[Role(grant.role)]} ({where})"
