"""A PlanDocument as plain JSON and back: what is kept at approval; and what a review saw when it was concluded. Pure."""

from datetime import date
from functools import cache
from typing import Any

from cattrs import Converter

from plans.terms import LookedBack, PlanDocument


@cache
def _converter() -> Converter:
    converter = Converter()
    converter.register_unstructure_hook(date, lambda value: value.isoformat())
    converter.register_structure_hook(date, lambda value, _type: date.fromisoformat(value))
    return converter


def to_snapshot(document: PlanDocument) -> dict[str, Any]:
    """The document as JSON values (days in ISO form, enumerations by value)."""
    plain: dict[str, Any] = _converter().unstructure(document)
    return plain


def from_snapshot(snapshot: dict[str, Any]) -> PlanDocument:
    """The document that was kept. Raises cattrs' errors for a snapshot that is none."""
    return _converter().structure(snapshot, PlanDocument)


def kept(looked_back: LookedBack) -> dict[str, Any]:
    """What a review saw, as JSON values."""
    plain: dict[str, Any] = _converter().unstructure(looked_back)
    return plain


def as_seen(stored: dict[str, Any]) -> LookedBack:
    """What a review saw when it was concluded."""
    return _converter().structure(stored, LookedBack)
