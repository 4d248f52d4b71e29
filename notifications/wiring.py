"""What this room gives to the application at its start."""

from flask import Flask

from core.languages import lazy
from core.references import FieldWords, Kind, register_kind
from notifications.labels import STATE_WORDS
from notifications.views import blueprint, inbox, operating, wishes

#: Their routes stand on the blueprint once they are imported.
PAGES = (inbox, operating, wishes)
DELIVERY = Kind(
    lazy("Message"),
    "notifications.delivery",
    "delivery_id",
    {"sent_again": lazy("Put back to be sent again")},
    {"state": FieldWords(lazy("State"), lambda state: str(STATE_WORDS.get(state, state)))},
)


def install(app: Flask) -> None:
    """Registers the routes and the kind."""
    app.register_blueprint(blueprint)
    register_kind("delivery", DELIVERY)
