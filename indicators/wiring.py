"""What this room gives to the application at its start."""

from flask import Flask

from core.languages import lazy
from core.references import Kind, register_kind
from indicators.labels import DEFINITION_FIELDS
from indicators.views import blueprint

INDICATOR = Kind(lazy("Indicator"), "indicators.show", "indicator_id", fields=DEFINITION_FIELDS)


def install(app: Flask) -> None:
    """Registers the routes and the kind."""
    app.register_blueprint(blueprint)
    register_kind("indicator", INDICATOR)
