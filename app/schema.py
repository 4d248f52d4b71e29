"""The schema: its revisions, and walking up and down between them with every row kept."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from core.database import Database

MIGRATIONS = Path(__file__).resolve().parent / "migrations"


def _config(database: Database) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["database"] = database
    return config


@cache
def head_revision() -> str:
    """The revision that this program expects."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return ScriptDirectory.from_config(config).get_current_head() or ""


def present_revision(connection: Connection) -> str | None:
    """The revision that the database has; None for an empty one."""
    return MigrationContext.configure(connection).get_current_revision()


def upgrade(database: Database, revision: str = "head", tell: Callable[[str], None] = lambda _text: None) -> None:
    """Walks up to ``revision``, one step at a time, each told by ``tell``."""
    config = _config(database)
    config.attributes["tell"] = tell
    command.upgrade(config, revision)


def downgrade(database: Database, revision: str) -> None:
    """Walks down to ``revision`` (``base`` empties the database)."""
    command.downgrade(_config(database), revision)
