"""``GET /healthz``: whether this installation works, for people and machines that watch it."""

from datetime import datetime

from flask import Blueprint, Flask, Response, current_app, jsonify
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.revision import head_revision, present_revision
from app.version import VERSION
from core.web import now, runtime
from notifications.queries.outbox import Light, light, standing
from notifications.rules import LAST_TICK
from people.gate import public

blueprint = Blueprint("app", __name__)
BEGUN = "tansiq_begun"


@blueprint.get("/healthz")
@public("watched by machines; says nothing about people")
def health() -> tuple[Response, int]:
    """JSON with status, version, database, schema revision, scheduler; 503 when one is wrong."""
    revision, state, scheduler = "", "unreachable", "unknown"
    try:
        with runtime().database.read() as session:
            session.execute(text("SELECT 1"))
            state = session.get_bind().dialect.name
            revision = present_revision(session.connection()) or ""
            if revision == head_revision():
                scheduler = _scheduler(light(session))
    except SQLAlchemyError:
        pass
    well = state != "unreachable" and revision == head_revision() and scheduler in ("ok", "none")
    body = {
        "status": "ok" if well else "failing",
        "version": VERSION,
        "database": state,
        "schema": revision,
        "schema_expected": head_revision(),
        "scheduler": scheduler,
    }
    return jsonify(body), 200 if well else 503


def _scheduler(seen: Light) -> str:
    """What the operator's page says too. A demonstration that never had a scheduler needs none (``none``); production does."""
    begun: datetime = current_app.extensions[BEGUN]
    if not seen.has_beat and runtime().settings.is_production:
        return "silent" if now() - begun > LAST_TICK else "ok"
    return standing(seen, now(), begun)


def install(app: Flask) -> None:
    """Registers the route, and notes when this process began."""
    app.extensions[BEGUN] = runtime(app).clock()
    app.register_blueprint(blueprint)
