"""The pages of this room, and the blueprint on which they stand."""

from flask import Blueprint

blueprint = Blueprint("notifications", __name__, template_folder="../templates")


@blueprint.app_context_processor
def framed() -> dict[str, str]:
    """The way to the inbox, for the head of every page."""
    return {"inbox_url": "/inbox"}
