"""What this room gives to the application at its start."""

from flask import Flask

import people.views.downloads
import people.views.kept
import people.views.organisations
import people.views.places
import people.views.roles  # noqa: F401  (they put their routes on the blueprint)
from core.languages import lazy
from core.references import Kind, register_kind
from people.labels import ORGANISATION_FIELD_WORDS, ORGANISATION_VERBS, PLACE_FIELD_WORDS, PLACE_VERBS, SCOPE_FIELD_WORDS, SCOPE_VERBS
from people.views.frame import blueprint
from people.views.kept import kept_filters

ORGANISATION = Kind(lazy("Organisation"), "people.organisation", "organisation_id", ORGANISATION_VERBS, ORGANISATION_FIELD_WORDS)
PLACE = Kind(lazy("Place"), "people.place", "place_id", PLACE_VERBS, PLACE_FIELD_WORDS)
SCOPE = Kind(lazy("Area of work"), "people.scope", "scope_id", SCOPE_VERBS, SCOPE_FIELD_WORDS)


def install(app: Flask) -> None:
    """Registers the routes and the kinds."""
    app.register_blueprint(blueprint)
    app.jinja_env.globals["kept_filters"] = kept_filters
    register_kind("organisation", ORGANISATION)
    register_kind("place", PLACE)
    register_kind("scope", SCOPE)
