"""What people ask of a meeting, as values."""

from dataclasses import dataclass
from datetime import date

from committees.terms.meeting import Presence


@dataclass(frozen=True, slots=True)
class SaveItem:
    """A point of the agenda. ``subject`` is "kind:id" of the thing it is about; without one ``why`` says why it belongs here."""

    title: str
    subject: str | None
    why: str
    decision_kind_id: str | None


@dataclass(frozen=True, slots=True)
class MarkSeat:
    """How a seat was filled; ``name`` of who sat there when it was neither the member nor the deputy."""

    presence: Presence
    name: str


@dataclass(frozen=True, slots=True)
class SaveNotes:
    """What was said about a point of the agenda."""

    discussed: bool
    notes: str


@dataclass(frozen=True, slots=True)
class SaveDecision:
    """What is to be done, by which organisation, who there, until when, and which kind of decision it is."""

    what: str
    organisation_id: str
    person_id: str | None
    due_on: date
    decision_kind_id: str | None
