"""What keeps production from starting: everything that is wrong is found at once and said in plain sentences."""

from pathlib import Path

import pysqlite3.dbapi2 as sqlite
from sqlalchemy import Connection, inspect
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from app.revision import head_revision, present_revision
from attachments.store import FOLDER as ATTACHMENTS
from config import Settings
from core import installation
from core.database import Database

#: Before these, two processes that write and checkpoint at the same instant may corrupt a database in WAL mode.
SAFE_SQLITE, SAFE_BACKPORT = (3, 51, 3), (3, 50, 7)


def startup_faults(settings: Settings, database: Database) -> list[str]:
    """Why production must not start on this database, one sentence each; empty for a demonstration, which mends itself."""
    return [*database_faults(database), *folder_faults(settings.home / ATTACHMENTS)] if settings.is_production else []


def folder_faults(folder: Path) -> list[str]:
    """Whether others than the program's own account may look into the folder of the attached files."""
    if folder.is_dir() and folder.stat().st_mode & 0o077:
        return [f"others may look into {folder}, where attached files lie: run `chmod 700 {folder}`"]
    return []


def database_faults(database: Database) -> list[str]:
    """What is wrong with the database for real work: the SQLite library, an old schema, the demonstration's data."""
    faults = sqlite_faults(sqlite.sqlite_version_info) if database.is_sqlite else []
    if database.is_sqlite and not _file_exists(database):
        return [*faults, f"there is no database at {database.engine.url.database}: run `tansiq db upgrade`"]
    try:
        with database.read() as session:
            connection = session.connection()
            faults += schema_faults(present_revision(connection))
            if _has_demo(connection) and installation.get(session, installation.DEMO) is not None:
                faults.append("the database holds the demonstration's invented data: use a new database for real work")
    except SQLAlchemyError as error:
        faults.append(f"the database cannot be used: {_reason(error)} ({make_url(database.url).render_as_string(hide_password=True)})")
    return faults


def sqlite_faults(version: tuple[int, ...]) -> list[str]:
    """Whether this SQLite library may write from several processes."""
    if version >= SAFE_SQLITE or SAFE_BACKPORT <= version < (3, 51):
        return []
    found, wanted = (".".join(map(str, each)) for each in (version, SAFE_SQLITE))
    return [f"SQLite {found} is too old for several processes in WAL mode: {wanted} or newer is needed (the wheel pysqlite3 brings it)"]


def schema_faults(present: str | None) -> list[str]:
    """Whether the schema is the one that this program expects."""
    if present == head_revision():
        return []
    if present is None:
        return ["the database has no schema yet: run `tansiq db upgrade`"]
    return [f"the schema of the database is {present}, this program needs {head_revision()}: run `tansiq db upgrade`"]


def _has_demo(connection: Connection) -> bool:
    return inspect(connection).has_table(installation.Installation.__tablename__)


def _file_exists(database: Database) -> bool:
    path = database.engine.url.database
    return not path or path == ":memory:" or Path(path).is_file()


def _reason(error: SQLAlchemyError) -> str:
    text = str(error.orig) if isinstance(error, DBAPIError) else str(error)
    return text.strip().splitlines()[0] if text.strip() else type(error).__name__
