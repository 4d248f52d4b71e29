"""The schema: walking up and down between its revisions, every row kept. ``python -m app.schema REVISION`` (see ``app.revision``)."""

import os
import sys
from collections.abc import Callable

import click
from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy.exc import SQLAlchemyError

from app.revision import DATABASE, MIGRATIONS
from core.database import Database


def _config(database: Database) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["database"] = database
    return config


def upgrade(database: Database, revision: str = "head", tell: Callable[[str], None] = lambda _text: None) -> None:
    """Walks up to ``revision``, one step at a time, each told by ``tell``."""
    config = _config(database)
    config.attributes["tell"] = tell
    command.upgrade(config, revision)


def downgrade(database: Database, revision: str) -> None:
    """Walks down to ``revision`` (``base`` empties the database)."""
    command.downgrade(_config(database), revision)


def main() -> int:
    """Walks up, and says why it could not in the last line of stderr."""
    revision = sys.argv[1]
    try:
        upgrade(Database(os.environ[DATABASE]), revision, click.echo)
    except CommandError as error:
        click.echo(f"there is no way to revision {revision!r}: {error}", err=True)
        return 1
    except SQLAlchemyError as error:
        click.echo(f"the database cannot be used: {' '.join(str(error).split())}", err=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
