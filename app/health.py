"""``GET /healthz``: whether this installation works, for people and machines that watch it."""

from datetime import datetime, timedelta

from flask import Blueprint, Flask, Response, current_app, jsonify
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.revision import head_revision, present_revision
from app.version import VERSION
from core.web import now, runtime
from notifications.queries.outbox import Light, light
from people.gate import public

blueprint = Blueprint("app", __name__)
BEGUN = "tansiq_begun"
#: The dead man's light: so old may the last tick be, and the message that waits longest although it is due.
LAST_TICK, LONGEST_WAIT = timedelta(seconds=90), timedelta(minutes=10)


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
    """``ok``, or what is wrong: ``silent`` (no tick), ``behind`` (messages wait). ``none``: a demonstration that never had one.

    A scheduler that starts together with this web process has as much time for its first tick as it has between ticks.
    """
    settings, begun = runtime().settings, _begun()
    if not seen.has_beat and not settings.is_production:
        return "none"
    ticked = max(seen.ticked_at or begun, begun)
    if now() - ticked > LAST_TICK:
        return "silent"
    waits = max(seen.oldest_due_at, begun) if seen.oldest_due_at else None
    return "behind" if waits is not None and now() - waits > LONGEST_WAIT else "ok"


def _begun() -> datetime:
    begun: datetime = current_app.extensions[BEGUN]
    return begun


def install(app: Flask) -> None:
    """Registers the route, and notes when this process began."""
    app.extensions[BEGUN] = runtime(app).clock()
    app.register_blueprint(blueprint)
