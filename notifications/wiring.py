"""What this room gives to the application at its start."""

from flask import Flask

from notifications.views import blueprint, inbox, wishes

#: Their routes stand on the blueprint once they are imported.
PAGES = (inbox, wishes)


def install(app: Flask) -> None:
    """Registers the routes."""
    app.register_blueprint(blueprint)
