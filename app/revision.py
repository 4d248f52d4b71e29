"""Which schema this program needs, which one a database has, and having it changed by a process of its own.

What walks between revisions (``app.schema``, Alembic) takes more memory than a small room of Tansiq; a server needs it for a second
at its first start, so it never holds it.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from core.database import Database

ROOT = Path(__file__).resolve().parent.parent
MIGRATIONS = ROOT / "app" / "migrations"
#: The environment variable by which the process of its own hears which database: an address may hold a password.
DATABASE = "TANSIQ_SCHEMA_OF"


class NotWalked(Exception):
    """The schema could not be changed; the text says why."""


@cache
def head_revision() -> str:
    """The revision that this program needs: the last in the order of their names."""
    return max(path.name for path in (MIGRATIONS / "versions").glob("[0-9]*.py")).partition("_")[0]


def present_revision(connection: Connection) -> str | None:
    """The revision that the database has; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def walk(database: Database, revision: str, tell: Callable[[str], None]) -> None:
    """Brings the schema up to ``revision``, each step told as it is done. Raises NotWalked."""
    database.dispose()
    order = [sys.executable, "-m", "app.schema", revision]
    environ = {**os.environ, DATABASE: database.url}
    with subprocess.Popen(order, cwd=ROOT, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
        if child.stdout is None or child.stderr is None:
            raise NotWalked("no pipes")
        for line in child.stdout:
            tell(line.rstrip("\n"))
        wrong = child.stderr.read().strip()
    if child.returncode != 0:
        raise NotWalked(wrong.splitlines()[-1] if wrong else f"exit {child.returncode}")
