"""What this room gives to the application at its start."""

from flask import Flask

from core.languages import lazy
from core.listing import KnownList, register_list
from core.references import Kind, register_kind
from indicators.labels import DEFINITION_FIELDS
from indicators.views import blueprint, filters_offered
from people.terms import Permission

INDICATOR = Kind(lazy("Indicator"), "indicators.show", "indicator_id", fields=DEFINITION_FIELDS)


def install(app: Flask) -> None:
    """Registers the routes and the kind."""
    app.register_blueprint(blueprint)
    register_list(app, "indicators", KnownList("indicators.index", Permission.INDICATOR_READ, filters_offered))
    register_kind("indicator", INDICATOR)
