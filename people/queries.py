"""Reads of this room: the directory (places, scopes, organisations) that each process keeps, and who a person is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlalchemy import BindParameter, ColumnElement, Select, and_, bindparam, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from core.folding import fits, spellings, words_asked
from core.languages import language, named
from people.models import DirectoryRevision, Organisation, Person, Place, RoleGrant, SavedFilter, Scope
from people.policy import permissions_of, reaches_of
from people.terms import Actor, Grant, OrganisationKind, PlaceKind, Reach, Role, ScopeKind


@dataclass(frozen=True, slots=True)
class Node:
    """A place, scope or organisation as the directory keeps it."""

    id: str
    kind: str
    parent_id: str | None
    place_id: str | None
    code: str
    name_ar: str
    name_en: str
    name_ckb: str
    abbreviation: str = ""
    active: bool = True

    @property
    def name(self) -> str:
        """In the reader's language."""
        return named(self)


@dataclass(frozen=True)
class Directory:
    """All places, scopes and organisations at one revision. Some 500 rows: read once per change, not per page."""

    revision: int
    places: Mapping[str, Node]
    scopes: Mapping[str, Node]
    organisations: Mapping[str, Node]

    @cached_property
    def national_id(self) -> str:
        """The root of the scope tree."""
        return next(node.id for node in self.scopes.values() if node.kind == ScopeKind.NATIONAL)

    @cached_property
    def organisations_by_code(self) -> Mapping[str, Node]:
        """The organisations that come with Tansiq, by their code."""
        return {node.code: node for node in self.organisations.values() if node.code}

    @cached_property
    def _children(self) -> Mapping[str, tuple[str, ...]]:
        below: dict[str, list[str]] = {}
        for node in self.scopes.values():
            below.setdefault(node.parent_id or "", []).append(node.id)
        return {parent: tuple(ids) for parent, ids in below.items()}

    def subtree(self, scope_id: str) -> frozenset[str]:
        """A node and all nodes below it; empty for an unknown node."""
        if scope_id not in self.scopes:
            return frozenset()
        return frozenset({scope_id}).union(*(self.subtree(child) for child in self._children.get(scope_id, ())))

    def ancestry(self, scope_id: str | None) -> frozenset[str]:
        """A node and all nodes above it."""
        found: list[str] = []
        while scope_id is not None and scope_id in self.scopes:
            found.append(scope_id)
            scope_id = self.scopes[scope_id].parent_id
        return frozenset(found)

    def scope_name(self, scope_id: str | None) -> str:
        """In the reader's language; empty for none."""
        return self.scopes[scope_id].name if scope_id and scope_id in self.scopes else ""

    def place_name(self, place_id: str | None) -> str:
        """A place from the largest to the smallest: governorate, district, sub-district."""
        found: list[str] = []
        while place_id is not None and place_id in self.places:
            found.append(self.places[place_id].name)
            place_id = self.places[place_id].parent_id
        return " – ".join(reversed(found))

    def pcode_of(self, scope_id: str | None) -> str:
        """The p-code of the governorate in which a scope lies; empty for the whole country."""
        above = self.ancestry(scope_id)
        return next((self.scopes[each].place_id or "" for each in above if self.scopes[each].kind == ScopeKind.GOVERNORATE), "")

    def organisation_name(self, organisation_id: str | None) -> str:
        """In the reader's language; empty for none."""
        known = self.organisations.get(organisation_id or "")
        return known.name if known else ""

    def scope_choices(self, reach: Reach | None = None, kinds: Iterable[ScopeKind] = tuple(ScopeKind)) -> list[tuple[str, str]]:
        """Scopes within reach, in the order of the tree."""
        wanted = set(kinds)
        return [
            (node.id, ("\u2003" if node.kind == ScopeKind.BRANCH else "") + node.name)
            for node in self.scopes_in_order()
            if node.kind in wanted and (reach is None or reach.covers({node.id}))
        ]

    def scopes_in_order(self) -> Sequence[Node]:
        """The scope tree from the country down, branches below their governorate."""
        code = language()
        if code not in self._trees:
            self._trees[code] = tuple(self._in_tree_order(self.national_id))
        return self._trees[code]

    @cached_property
    def _trees(self) -> dict[str, tuple[Node, ...]]:
        """The scope tree in the order of its names, by language, as far as somebody asked for it."""
        return {}

    def _in_tree_order(self, scope_id: str) -> list[Node]:
        below = sorted((self.scopes[child] for child in self._children.get(scope_id, ())), key=lambda node: node.name)
        return [self.scopes[scope_id], *(node for child in below for node in self._in_tree_order(child.id))]

    def governorate_choices(self) -> list[tuple[str, str]]:
        """Governorates by name."""
        found = ((node.id, node.name) for node in self.places.values() if node.kind == PlaceKind.GOVERNORATE)
        return sorted(found, key=lambda pair: pair[1])

    def governorate_of(self, place_id: str | None) -> str:
        """The governorate in which a place lies; empty for none."""
        above = self.places.get(place_id or "")
        while above is not None and above.parent_id is not None:
            above = self.places.get(above.parent_id)
        return above.id if above else ""

    @cached_property
    def spellings(self) -> Mapping[str, tuple[str, ...]]:
        """The words by which each place, scope and organisation is searched, by its id."""
        nodes = (*self.places.values(), *self.scopes.values(), *self.organisations.values())
        return {each.id: spellings((each.name_ar, each.name_ckb, each.name_en, each.abbreviation, each.code)) for each in nodes}

    def place_choices(self) -> list[tuple[str, str]]:
        """Places under their governorate and district, in the reader's language."""
        return sorted(((node.id, self.place_name(node.id)) for node in self.places.values()), key=lambda pair: pair[1])

    def organisation_choices(self) -> list[tuple[str, str]]:
        """Active organisations by name."""
        return sorted(((node.id, node.name) for node in self.organisations.values() if node.active), key=lambda pair: pair[1])


@dataclass(frozen=True, slots=True)
class OrganisationFilters:
    """Which organisations are looked for. ``governorate_id``: a place; ``active``: None for all."""

    q: str = ""
    kind: OrganisationKind | None = None
    governorate_id: str = ""
    active: bool | None = None


@dataclass(frozen=True, slots=True)
class PlaceFilters:
    """Which places are looked for. ``governorate_id``: itself and all places in it."""

    q: str = ""
    governorate_id: str = ""


@dataclass(frozen=True, slots=True)
class ScopeFilters:
    """Which nodes of the scope tree are looked for."""

    q: str = ""


def organisations_listed(directory: Directory, filters: OrganisationFilters) -> list[Node]:
    """Organisations, narrowed, by name; those taken out of the lists stand last. No statement."""
    found = (
        node
        for node in _searched(directory, directory.organisations.values(), filters.q)
        if (filters.kind is None or node.kind == filters.kind)
        and (filters.active is None or node.active == filters.active)
        and (not filters.governorate_id or directory.governorate_of(node.place_id) == filters.governorate_id)
    )
    return sorted(found, key=lambda node: (not node.active, node.name, node.id))


def places_listed(directory: Directory, filters: PlaceFilters) -> list[Node]:
    """Places, narrowed, each below the one in which it lies. No statement."""
    found = (
        node
        for node in _searched(directory, directory.places.values(), filters.q)
        if not filters.governorate_id or directory.governorate_of(node.id) == filters.governorate_id
    )
    return sorted(found, key=lambda node: (directory.place_name(node.id), node.id))


def scopes_listed(directory: Directory, filters: ScopeFilters) -> list[Node]:
    """Nodes of the scope tree, narrowed, in its order. No statement."""
    return _searched(directory, directory.scopes_in_order(), filters.q)


def _searched(directory: Directory, nodes: Iterable[Node], q: str) -> list[Node]:
    asked = words_asked(q)
    return [node for node in nodes if not q or fits(asked, directory.spellings[node.id])]


def read_directory(session: Session) -> Directory:
    """The directory as it stands now (four statements)."""
    revision = session.scalar(select(DirectoryRevision.revision)) or 0
    places = {p.id: Node(p.id, p.kind, p.parent_id, p.id, p.id, p.name_ar, p.name_en, p.name_ckb) for p in session.scalars(select(Place))}
    scopes = {
        s.id: Node(s.id, s.kind, s.parent_id, s.place_id, s.id, s.name_ar, s.name_en, s.name_ckb) for s in session.scalars(select(Scope))
    }
    organisations = {
        o.id: Node(o.id, o.kind, o.parent_id, o.place_id, o.code or "", o.name_ar, o.name_en, o.name_ckb, o.abbreviation, o.active)
        for o in session.scalars(select(Organisation))
    }
    return Directory(revision, places, scopes, organisations)


def actor_of(person: Person, grants: Iterable[RoleGrant], directory: Directory, session_id: str = "") -> Actor:
    """The acting person with the grants that are in force; the caller filters them by day."""
    held = tuple(Grant(Role(grant.role), grant.scope_id, grant.organisation_id) for grant in grants)
    return Actor(
        person_id=person.id,
        name=person.name,
        email=person.email,
        organisation_id=person.organisation_id,
        language=person.language,
        digits=person.digits,
        grants=held,
        permissions=permissions_of(held),
        reaches=reaches_of(held, directory.national_id, directory.subtree, person.organisation_id),
        session_id=session_id,
    )


def within(column: InstrumentedAttribute[str], reach: Reach) -> ColumnElement[bool] | None:
    """The WHERE of a scope column for a reach: None when everything lies within it."""
    return None if reach.national else column.in_(sorted(reach.scopes))


#: Put together once: every list asks it.
_SAVED = (
    select(SavedFilter)
    .where(SavedFilter.person_id == bindparam("person"), SavedFilter.list == bindparam("list"))
    .order_by(SavedFilter.name, SavedFilter.id)
)


def saved_filters(session: Session, person_id: str, name: str) -> Sequence[SavedFilter]:
    """What a person has kept of a list, by name. One statement."""
    return session.scalars(_SAVED, {"person": person_id, "list": name}).all()


def in_force(today: date | BindParameter[date]) -> ColumnElement[bool]:
    """The WHERE of role grants in force on a day, which may be a value yet to come."""
    return and_(RoleGrant.since <= today, or_(RoleGrant.until.is_(None), RoleGrant.until >= today))


def people_of_organisations(session: Session, organisation_ids: Iterable[str], role: Role, today: date) -> list[Person]:
    """Persons who today hold a role for one of these organisations, and may sign in."""
    return _holders(session, role, RoleGrant.organisation_id.in_(sorted(set(organisation_ids))), today)


def people_with_role(session: Session, role: Role, scope_ids: Iterable[str], today: date) -> list[Person]:
    """Persons who today hold a role at one of these nodes, and may sign in."""
    return _holders(session, role, RoleGrant.scope_id.in_(sorted(set(scope_ids))), today)


def _holders(session: Session, role: Role, where: ColumnElement[bool], today: date) -> list[Person]:
    query = select(Person).join(RoleGrant, RoleGrant.person_id == Person.id)
    query = query.where(RoleGrant.role == role.value, where, in_force(today), Person.disabled.is_(False))
    return list(session.scalars(query.distinct()))


def held_today(role: Role, today: date) -> Select[str, str | None, str | None]:
    """Who holds a role on that day, and for what: person_id, scope_id, organisation_id."""
    query = select(RoleGrant.person_id, RoleGrant.scope_id, RoleGrant.organisation_id)
    return query.where(RoleGrant.role == role.value, in_force(today))
