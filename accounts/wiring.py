"""What this room gives to the application at its start."""

from flask import Flask

import accounts.views.downloads
import accounts.views.entrance
import accounts.views.links
import accounts.views.people
import accounts.views.profile
from accounts import sessions
from accounts.labels import PERSON_FIELD_WORDS, PERSON_VERBS
from accounts.views.frame import blueprint
from core.languages import lazy
from core.listing import KnownList, register_list
from core.references import Kind, register_kind
from people.terms import Permission

PERSON = Kind(lazy("Person"), "accounts.person", "person_id", PERSON_VERBS, PERSON_FIELD_WORDS)


def install(app: Flask) -> None:
    """Registers the routes, the kind, and who acts in a request."""
    sessions.install(app, accounts.views.entrance.to_sign_in)
    app.register_blueprint(blueprint)
    register_list(app, "people", KnownList("accounts.people", Permission.PEOPLE_MANAGE, accounts.views.people.filters_offered))
    register_kind("person", PERSON)
