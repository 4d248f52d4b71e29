"""What this room gives to the application at its start."""

from flask import Flask

from reports.views import blueprint


def install(app: Flask) -> None:
    """Registers the home page."""
    app.register_blueprint(blueprint)
