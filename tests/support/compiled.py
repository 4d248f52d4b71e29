"""What SQLAlchemy compiled for one test serves the next: without this a quarter of the run is the same SQL written again and again.

A compiled statement belongs to the dialect that wrote it; so the databases of the tests, which differ in nothing but their address,
take the dialect and the memory of the first one of their kind.
"""

from typing import Any

from core.database import Database

STATEMENTS = 3000  # more than the tests ever say
_kept: dict[str, tuple[Any, Any]] = {}


def share(database: Database) -> None:
    """Gives a database that has no connection yet the dialect and the compiled statements of those before it."""
    first = database.engine
    if first.dialect.name not in _kept:
        first._compiled_cache.capacity = STATEMENTS
        with first.connect():  # a dialect asks its first connection for the server's version
            _kept[first.dialect.name] = first.dialect, first._compiled_cache
    for engine in database.engines:
        engine.dialect, engine._compiled_cache = _kept[engine.dialect.name]
        engine.pool._dialect = engine.dialect
