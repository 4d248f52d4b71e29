"""Named places in a page of a lower room that an upper room fills (an issue's page shows the plans that answer it)."""

from collections.abc import Callable
from typing import Any

from flask import Flask, current_app
from markupsafe import Markup

Filler = Callable[..., str]
EXTENSION = "tansiq_slots"


def fill(app: Flask, name: str, filler: Filler) -> None:
    """Registers what an upper room shows in that place of this application's pages."""
    fillers: dict[str, list[Filler]] = app.extensions.setdefault(EXTENSION, {})
    fillers.setdefault(name, []).append(filler)


def slot(name: str, *subjects: Any) -> Markup:
    """What all fillers show there, as safe HTML (each filler renders an escaped template)."""
    return Markup("").join(Markup(filler(*subjects)) for filler in current_app.extensions.get(EXTENSION, {}).get(name, ()))
