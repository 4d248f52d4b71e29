"""Named places in a page of a lower room that an upper room fills (an issue's page shows the plans that answer it)."""

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

Filler = Callable[..., str]
_fillers: dict[str, list[Filler]] = {}


def fill(name: str, filler: Filler) -> None:
    """Registers what an upper room shows in that place."""
    if filler not in _fillers.setdefault(name, []):
        _fillers[name].append(filler)


def slot(name: str, *subjects: Any) -> Markup:
    """What all fillers show there, as safe HTML (each filler renders an escaped template)."""
    return Markup("").join(Markup(filler(*subjects)) for filler in _fillers.get(name, ()))
