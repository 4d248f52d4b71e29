"""``/styleguide``: every part of the design with sample values, in demo mode only."""

from flask import Blueprint, Flask, Response

from core.sample import sample_filters, sample_forms
from core.web import page
from people.gate import public

blueprint = Blueprint("styleguide", __name__)


@blueprint.get("/styleguide")
@public("shows the parts of the design, no record")
def show() -> Response:
    """All parts on one page, in the reader's language."""
    return page("core/styleguide.html", asked=sample_filters(), **sample_forms())


def install(app: Flask) -> None:
    """Registers the route."""
    app.register_blueprint(blueprint)
