"""Soft references: a thing named by kind and id, so that lower rooms can point to things of rooms above.

Each room registers how its kinds are titled and linked, and which words its fields have in a history.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from core.languages import Text

Shown = Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class SubjectRef:
    """The thing that an audit entry, a notice or an action is about."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class FieldWords:
    """A field's label, and how its stored value is shown to a reader (default: as it is). A ``quiet`` one says nothing to a reader."""

    label: Text
    shown: Shown | None = None
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """What the floor must know of a kind of thing: its word, its address, its verbs, fields and parts in words.

    A field named ``part.field`` has words of its own in that part.
    """

    word: Text
    endpoint: str
    id_argument: str
    verbs: Mapping[str, Text] = field(default_factory=dict)
    fields: Mapping[str, FieldWords] = field(default_factory=dict)
    parts: Mapping[str, Text] = field(default_factory=dict)


_kinds: dict[str, Kind] = {}


def register_kind(name: str, kind: Kind) -> None:
    """Makes a kind known. Each application that is built registers its kinds anew."""
    _kinds[name] = kind


def kind_of(name: str) -> Kind:
    """The registered kind. Raises KeyError when no room registered it."""
    return _kinds[name]


def kinds() -> Mapping[str, Kind]:
    """All registered kinds by name."""
    return _kinds
