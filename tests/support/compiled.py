"""What SQLAlchemy compiled for one test serves the next: without this a quarter of the run is the same SQL written again and again.

A compiled statement belongs to the dialect that wrote it; so the databases of the tests, which differ in nothing but their address,
take the dialect and the memory of the first one of their kind. Templates are compiled once for all applications of a process.
"""

from typing import Any

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

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


class Templates(BytecodeCache):
    """What Jinja compiled, by the place of the template; Jinja itself looks whether its text is still the same."""

    def __init__(self) -> None:
        self.code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Hands out what was kept."""
        if bucket.key in self.code:
            bucket.bytecode_from_string(self.code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps it."""
        self.code[bucket.key] = bucket.bytecode_to_string()


def share_templates() -> None:
    """Every Flask application that is made from now on takes its templates from the same memory."""
    Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": Templates()}
