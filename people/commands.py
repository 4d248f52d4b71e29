"""What the forms of this room hand to its services."""

from dataclasses import dataclass

from people.terms import OrganisationKind


@dataclass(frozen=True, slots=True)
class SaveOrganisation:
    """What an administrator writes about an organisation."""

    name_ar: str
    name_ckb: str
    name_en: str
    kind: OrganisationKind
    parent_id: str | None
    place_id: str | None
    abbreviation: str


@dataclass(frozen=True, slots=True)
class SavePlace:
    """A place: the parent is given only when it is new; ``code`` is its p-code, empty when not known."""

    name_ar: str
    name_ckb: str
    name_en: str
    parent_id: str | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class SaveScope:
    """A node of the scope tree: its governorate is given only when it is a new branch."""

    name_ar: str
    name_ckb: str
    name_en: str
    place_id: str | None = None
    parent_id: str | None = None
