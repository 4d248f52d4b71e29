"""What this room gives to the application at its start."""

from flask import Flask

from attachments import labels
from attachments.forms import key_of
from attachments.store import FOLDER, Store
from attachments.views import blueprint
from core.web import runtime


def install(app: Flask) -> None:
    """Registers the routes, the folder of the files, and the words with which other rooms' pages list them."""
    app.register_blueprint(blueprint)
    app.extensions["tansiq_store"] = Store(runtime(app).settings.home / FOLDER)
    app.jinja_env.globals["attachment_words"] = labels
    app.jinja_env.globals["offer_key"] = key_of
