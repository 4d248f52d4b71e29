"""A PlanDocument as plain JSON and back: what is kept at approval; and what a review saw when it was concluded. Pure."""

from typing import Any

from core import snapshots
from plans.terms import LookedBack, PlanDocument


def to_snapshot(document: PlanDocument) -> dict[str, Any]:
    """The document as JSON values (days in ISO form, enumerations by value)."""
    return snapshots.kept(document)


def from_snapshot(snapshot: dict[str, Any]) -> PlanDocument:
    """The document that was kept. Raises cattrs' errors for a snapshot that is none."""
    return snapshots.as_kept(snapshot, PlanDocument)


def kept(looked_back: LookedBack) -> dict[str, Any]:
    """What a review saw, as JSON values."""
    return snapshots.kept(looked_back)


def as_seen(stored: dict[str, Any]) -> LookedBack:
    """What a review saw when it was concluded."""
    return snapshots.as_kept(stored, LookedBack)
