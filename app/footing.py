"""What every command stands on: the settings of the environment, and a database whose schema is the one of this program."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import click
from sqlalchemy.exc import SQLAlchemyError

from app import startup
from app.revision import head_revision, present_revision
from config import BadSettings, Settings, database_url_faults, database_url_of
from core.database import Database

BAD_CONFIGURATION = 78  # EX_CONFIG of sysexits.h


def settings_of_environ(more: Mapping[str, str] | None = None, serving: bool = False) -> Settings:
    """The settings of the environment; ends with code 78 on faults. Who serves hears at once of the database's faults too."""
    environ = {**os.environ, **(more or {})}
    try:
        return Settings.from_environ(environ)
    except BadSettings as bad:
        faults = list(bad.faults)
        database_url = database_url_of(environ)
        if serving and environ.get("TANSIQ_ENV") == "production" and not database_url_faults(database_url):
            database = Database(database_url)
            faults += startup.database_faults(database)
            database.dispose()
        refuse(faults)
        raise


def refuse(faults: Sequence[str]) -> None:
    """Says why Tansiq does not start, and ends with code 78; nothing without faults."""
    if not faults:
        return
    click.echo("Tansiq does not start:", err=True)
    for fault in faults:
        click.echo(f"  - {fault}", err=True)
    raise SystemExit(BAD_CONFIGURATION)


@contextmanager
def database_at_head(settings: Settings) -> Iterator[Database]:
    """The database, closed at the end of the block. Ends with a sentence when its schema is another one."""
    database = Database(settings.database_url)
    try:
        if not at_head(database):
            raise click.ClickException("the schema is not the one this program needs: run `tansiq db upgrade` first")
        yield database
    except SQLAlchemyError as error:
        raise click.ClickException(f"the database cannot be used: {error}") from error
    finally:
        database.dispose()


def revision_of(database: Database) -> str | None:
    """The revision of its schema."""
    with database.read() as session:
        return present_revision(session.connection())


def at_head(database: Database) -> bool:
    """Whether its schema is the one of this program."""
    return revision_of(database) == head_revision()
