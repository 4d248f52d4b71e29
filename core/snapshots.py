"""What was approved, as plain JSON and back. Pure."""

from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar

from cattrs import Converter

Kept = TypeVar("Kept")


@cache
def _converter() -> Converter:
    converter = Converter()
    for kind in (date, datetime):
        converter.register_unstructure_hook(kind, lambda value: value.isoformat())
        converter.register_structure_hook(kind, lambda value, wanted: wanted.fromisoformat(value))
    return converter


def kept(thing: object) -> dict[str, Any]:
    """A dataclass as JSON values (days and instants in ISO form, enumerations by value)."""
    plain: dict[str, Any] = _converter().unstructure(thing)
    return plain


def as_kept(stored: dict[str, Any], kind: type[Kept]) -> Kept:
    """The dataclass of this kind that was kept. Raises cattrs' errors for JSON that is none."""
    return _converter().structure(stored, kind)
