"""How migrations run: foreign keys off (a table rebuilt in batch mode would empty its children), checked afterwards."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection, text

import accounts.models
import attachments.models
import committees.models
import core.audit
import core.installation
import core.jobs
import core.search
import core.web
import followup.models
import indicators.models
import notifications.models
import people.models
import plans.models
from core.database import Base, Database, UtcDateTime
from core.search import stands_beside

#: All that declare tables; a test sees to it that none is missing here.
DECLARED = (
    accounts.models,
    attachments.models,
    committees.models,
    core.audit,
    core.installation,
    core.jobs,
    core.search,
    core.web,
    followup.models,
    indicators.models,
    notifications.models,
    people.models,
    plans.models,
)
LOCK = 7_264_726  # an arbitrary number that all starting processes share
database: Database = context.config.attributes["database"]


def written(kind: str, thing: Any, _context: Any) -> str | Literal[False]:
    """Own column types in a generated migration, with what they are made of."""
    if kind == "type" and isinstance(thing, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def stepped(step: Any) -> None:
    """Tells the progress."""
    tell = context.config.attributes.get("tell")
    if tell:
        tell(f"database schema: {step.up_revision_id}")


def run(connection: Connection) -> None:
    """Runs the asked steps on this connection."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        render_item=written,
        include_name=lambda name, _kind, _parents: not stands_beside(name),
        on_version_apply=lambda *, ctx, step, heads, run_args, **_others: stepped(step),
    )
    with context.begin_transaction():
        context.run_migrations()


if database.is_sqlite:
    with database.engine.connect() as raw:
        driver: Any = raw.connection.driver_connection
        driver.execute("PRAGMA foreign_keys=OFF")  # outside any transaction, or it has no effect
        try:
            with raw.begin():
                run(raw)
                broken = raw.execute(text("PRAGMA foreign_key_check")).all()
                if broken:
                    raise RuntimeError(f"rows that point to nothing after the migration: {broken[:5]}")
        finally:
            driver.execute("PRAGMA foreign_keys=ON")
else:
    with database.engine.begin() as connection:
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        connection.execute(text("SET LOCAL lock_timeout = 0"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        run(connection)
