"""``GET /healthz``: whether this installation works, for people and machines that watch it."""

from flask import Blueprint, Flask, Response, jsonify
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.revision import head_revision, present_revision
from app.version import VERSION
from core.web import runtime
from people.gate import public

blueprint = Blueprint("app", __name__)


@blueprint.get("/healthz")
@public("watched by machines; says nothing about people")
def health() -> tuple[Response, int]:
    """JSON with status, version, database, schema revision; 503 when one is wrong."""
    revision, state = "", "unreachable"
    try:
        with runtime().database.read() as session:
            session.execute(text("SELECT 1"))
            state = session.get_bind().dialect.name
            revision = present_revision(session.connection()) or ""
    except SQLAlchemyError:
        pass
    well = state != "unreachable" and revision == head_revision()
    body = {
        "status": "ok" if well else "failing",
        "version": VERSION,
        "database": state,
        "schema": revision,
        "schema_expected": head_revision(),
    }
    return jsonify(body), 200 if well else 503


def install(app: Flask) -> None:
    """Registers the route."""
    app.register_blueprint(blueprint)
