"""All rows of a database, so that a test can say that nothing changed, or what did."""

from typing import Any

from sqlalchemy import MetaData, select

from core.database import Database

#: What every visit may change.
VISITS = frozenset({("sign_in_session", "last_seen_at")})


def rows_of(database: Database, without: frozenset[tuple[str, str]] = VISITS, tables: frozenset[str] = frozenset()) -> dict[str, list[Any]]:
    """Every row of every table (``tables`` are left out), in a fixed order."""
    metadata = MetaData()
    with database.read() as session:
        metadata.reflect(session.connection())
        return {
            name: sorted(
                repr([value for column, value in zip(table.columns.keys(), row, strict=True) if (name, column) not in without])
                for row in session.execute(select(table))
            )
            for name, table in metadata.tables.items()
            if name not in tables
        }


def changed(before: dict[str, list[Any]], after: dict[str, list[Any]]) -> dict[str, tuple[int, int]]:
    """The tables that differ: how many rows stand only before, how many only after."""
    return {
        name: (len(set(before[name]) - set(after[name])), len(set(after[name]) - set(before[name])))
        for name in before
        if before[name] != after[name]
    }
