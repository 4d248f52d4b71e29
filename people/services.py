"""What administrators do with organisations, places and scopes. Each verb writes its history and counts the directory up."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import urlencode

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from core.audit import differences, record
from core.ids import new_id
from core.languages import lazy
from core.references import SubjectRef
from core.saving import NotYours, Refused, take
from people.commands import SaveOrganisation, SavePlace, SaveScope
from people.models import DirectoryRevision, Organisation, Person, Place, SavedFilter, Scope
from people.queries import saved_filters
from people.terms import Actor, PlaceKind, ScopeKind

Row = TypeVar("Row", Organisation, Place, Scope)
BELONGS_TO_ITSELF = lazy("An organisation cannot belong to itself or to one that belongs to it. Choose another.")
CODE_TAKEN = lazy("Another place has this code already.")
NO_PLACE_BELOW = lazy("A sub-district has no places below it. Choose a governorate or a district.")
NOT_THERE = lazy("This one is no longer there. Choose another.")
ONLY_BELOW_GOVERNORATES = lazy("A branch lies in a governorate. Choose one.")
MOST_FILTERS = 20
TOO_MANY_FILTERS = lazy("You have kept twenty filters of this list. Forget one first.")
BELOW = {PlaceKind.GOVERNORATE: PlaceKind.DISTRICT, PlaceKind.DISTRICT: PlaceKind.SUBDISTRICT}


def values_of_organisation(organisation: Organisation) -> dict[str, Any]:
    """The organisation's values by field name, as its form takes them."""
    return {**_names_of(organisation), **{name: getattr(organisation, name) for name in ("kind", "parent_id", "place_id", "abbreviation")}}


def values_of_place(place: Place) -> dict[str, Any]:
    """The place's names by field name, as its form takes them."""
    return _names_of(place)


def values_of_scope(scope: Scope) -> dict[str, Any]:
    """The node's names and seat by field name, as its form takes them."""
    return {**_names_of(scope), "place_id": scope.place_id}


def count_up_revision(session: Session) -> None:
    """Makes every process read the directory anew."""
    changed = session.execute(update(DirectoryRevision).where(DirectoryRevision.id == 1).values(revision=DirectoryRevision.revision + 1))
    if changed.rowcount == 0:  # type: ignore[attr-defined]
        session.add(DirectoryRevision(id=1, revision=1))
        session.flush()


def add_organisation(session: Session, actor: Actor, command: SaveOrganisation, now: datetime) -> Organisation:
    """A new organisation, in the lists at once. Raises Refused when what it belongs to is gone."""
    values = _organisation_values(session, command, None)
    organisation = Organisation(id=new_id(), active=True, version=1, **values)
    session.add(organisation)
    session.flush()
    _note(session, actor, "added", SubjectRef("organisation", organisation.id), now, differences({}, values))
    return organisation


def change_organisation(
    session: Session, actor: Actor, organisation_id: str, command: SaveOrganisation, shown: int, now: datetime
) -> Organisation:
    """Changes an organisation. Raises NotYours, Stale when somebody saved meanwhile, Refused for a circle."""
    organisation = _locked(session, Organisation, organisation_id)
    before = values_of_organisation(organisation)
    take(organisation, shown, lambda: before)
    values = _organisation_values(session, command, organisation_id)
    _set(organisation, values)
    _note(session, actor, "changed", SubjectRef("organisation", organisation.id), now, differences(before, values))
    return organisation


def set_organisation_active(session: Session, actor: Actor, organisation_id: str, active: bool, reason: str, now: datetime) -> Organisation:
    """Takes an organisation out of the lists from which people choose, or puts it back. Plans that name it keep it."""
    organisation = _locked(session, Organisation, organisation_id)
    if organisation.active != active:
        changes = {"active": (organisation.active, active)}
        organisation.active = active
        organisation.version += 1
        _note(session, actor, "restored" if active else "retired", SubjectRef("organisation", organisation.id), now, changes, reason)
    return organisation


def add_place(session: Session, actor: Actor, command: SavePlace, now: datetime) -> Place:
    """A new district or sub-district below ``command.parent_id``. Raises Refused for a code that is taken or a wrong parent."""
    parent = session.get(Place, command.parent_id or "")
    if parent is None:
        raise Refused(NOT_THERE, "parent_id")
    kind = BELOW.get(PlaceKind(parent.kind))
    if kind is None:
        raise Refused(NO_PLACE_BELOW, "parent_id")
    code = command.code or new_id()
    if session.get(Place, code) is not None:
        raise Refused(CODE_TAKEN, "code")
    values = {**_names(command), "kind": kind.value, "parent_id": parent.id}
    place = Place(id=code, version=1, **values)
    session.add(place)
    session.flush()
    _note(session, actor, "added", SubjectRef("place", place.id), now, differences({}, values))
    return place


def change_place(session: Session, actor: Actor, place_id: str, command: SavePlace, shown: int, now: datetime) -> Place:
    """Changes the names of a place. Raises NotYours, Stale when somebody saved meanwhile."""
    place = _locked(session, Place, place_id)
    before = values_of_place(place)
    take(place, shown, lambda: before)
    _set(place, _names(command))
    _note(session, actor, "changed", SubjectRef("place", place.id), now, differences(before, _names(command)))
    return place


def add_branch(session: Session, actor: Actor, command: SaveScope, now: datetime) -> Scope:
    """A new branch of the ministry in a governorate. Raises Refused when the parent is no governorate."""
    parent = session.get(Scope, command.parent_id or "")
    if parent is None or parent.kind != ScopeKind.GOVERNORATE:
        raise Refused(ONLY_BELOW_GOVERNORATES, "parent_id")
    place_id = _known_place(session, command.place_id) or parent.place_id
    values = {**_names(command), "kind": ScopeKind.BRANCH.value, "parent_id": parent.id, "place_id": place_id}
    scope = Scope(id=new_id(), version=1, **values)
    session.add(scope)
    session.flush()
    _note(session, actor, "added", SubjectRef("scope", scope.id), now, differences({}, values))
    return scope


def change_scope(session: Session, actor: Actor, scope_id: str, command: SaveScope, shown: int, now: datetime) -> Scope:
    """Changes the names of a node, and the seat of a branch. Raises NotYours, Stale when somebody saved meanwhile."""
    scope = _locked(session, Scope, scope_id)
    before = values_of_scope(scope)
    take(scope, shown, lambda: before)
    values: dict[str, Any] = dict(_names(command))
    if scope.kind == ScopeKind.BRANCH:
        values["place_id"] = _known_place(session, command.place_id)
    _set(scope, values)
    _note(session, actor, "changed", SubjectRef("scope", scope.id), now, differences(before, values))
    return scope


def keep_filter(session: Session, actor: Actor, name: str, title: str, asked: Mapping[str, str], now: datetime) -> SavedFilter:
    """Keeps what is asked of a list under a title; one of that title is replaced. Raises Refused beyond twenty of a list.

    ``asked`` holds only what the list knows. It is the person's own and changes nothing for others: no history.
    """
    session.scalars(select(Person.id).where(Person.id == actor.person_id).with_for_update()).one()
    present = saved_filters(session, actor.person_id, name)
    row = next((each for each in present if each.name == title), None)
    if row is None:
        if len(present) >= MOST_FILTERS:
            raise Refused(TOO_MANY_FILTERS, "name")
        row = SavedFilter(id=new_id(), person_id=actor.person_id, list=name, name=title, created_at=now)
        session.add(row)
    row.query = urlencode(asked)
    session.flush()
    return row


def drop_filter(session: Session, actor: Actor, filter_id: str) -> str:
    """Forgets a kept filter and returns the name of its list. Raises NotYours."""
    row = session.get(SavedFilter, filter_id)
    if row is None or row.person_id != actor.person_id:
        raise NotYours(filter_id)
    session.delete(row)
    session.flush()
    return row.list


def _organisation_values(session: Session, command: SaveOrganisation, own_id: str | None) -> dict[str, Any]:
    _known_place(session, command.place_id)
    above, seen = command.parent_id, set[str]()
    while above is not None:
        if above == own_id or above in seen:
            raise Refused(BELONGS_TO_ITSELF, "parent_id")
        seen.add(above)
        parent = session.get(Organisation, above)
        if parent is None:
            raise Refused(NOT_THERE, "parent_id")
        above = parent.parent_id
    return {
        **_names(command),
        "kind": command.kind.value,
        "parent_id": command.parent_id,
        "place_id": command.place_id,
        "abbreviation": command.abbreviation,
    }


def _known_place(session: Session, place_id: str | None) -> str | None:
    if place_id is not None and session.get(Place, place_id) is None:
        raise Refused(NOT_THERE, "place_id")
    return place_id


def _names(command: SaveOrganisation | SavePlace | SaveScope) -> dict[str, str]:
    return {"name_ar": command.name_ar, "name_ckb": command.name_ckb, "name_en": command.name_en}


def _locked(session: Session, table: type[Row], row_id: str) -> Row:
    row = session.scalars(select(table).where(table.id == row_id).with_for_update()).first()
    if row is None:
        raise NotYours(row_id)
    return row


def _set(row: Organisation | Place | Scope, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)


def _note(
    session: Session, actor: Actor, verb: str, subject: SubjectRef, now: datetime, changes: Mapping[str, tuple[Any, Any]], reason: str = ""
) -> None:
    record(session, actor, verb, subject, now, changes, reason)
    count_up_revision(session)
    session.flush()


def _names_of(row: Place | Scope | Organisation) -> dict[str, Any]:
    return {"name_ar": row.name_ar, "name_ckb": row.name_ckb, "name_en": row.name_en}
