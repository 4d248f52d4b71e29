"""Expressions that both databases have under different names: for statements that make rows from rows (INSERT … SELECT), and a hint."""

from typing import Any

from sqlalchemy import DateTime, Insert, Integer, String, Table, cast, func, literal, literal_column
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import JSON


class random_id(FunctionElement[str]):
    """A new random id for each row, of 20 hexadecimal digits (no address can be guessed from another)."""

    type = String()
    inherit_cache = True


class json_of(FunctionElement[Any]):
    """A JSON object of named values: ``json_of(name=Plan.name_ar, …)``; a value may be another ``json_of``."""

    type = JSON()
    inherit_cache = True

    def __init__(self, **values: Any) -> None:
        pairs = [part for name, value in values.items() for part in (literal(name, String), value)]
        super().__init__(*(each if isinstance(each, ColumnElement) else literal(each) for each in map(_column, pairs)))


class utc_text(FunctionElement[str]):
    """An instant as text, ``2026-03-02T07:00:00Z``: the same in both databases, for keys and for words."""

    type = String()
    inherit_cache = True

    def __init__(self, moment: Any) -> None:
        super().__init__(_column(moment))


class checked(FunctionElement[str]):
    """A column that is only looked at, row by row. SQLite, which keeps no figures about its tables, would else begin with this
    column's index and read thousands of rows where another index gives the few that are wanted. PostgreSQL knows better by itself."""

    type = String()
    inherit_cache = True


def at_most(count: int) -> ColumnElement[int]:
    """A LIMIT that is always the same, written into the statement: SQLite plans by it, and anew each time one is bound."""
    return literal_column(str(count), Integer)


def insert_new(session: Session, table: Any) -> Any:
    """An INSERT of this database that can say ``on_conflict_do_nothing()``; its ``rowcount`` counts the new rows."""
    dialect: Any = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    made: Insert = dialect.insert(table if isinstance(table, Table) else table.__table__)
    return made.execution_options(preserve_rowcount=True)


def _column(value: Any) -> Any:
    return value.__clause_element__() if hasattr(value, "__clause_element__") else value


@compiles(random_id, "sqlite")
def _random_id_sqlite(_element: random_id, _compiler: SQLCompiler, **_options: Any) -> str:
    return "lower(hex(randomblob(10)))"


@compiles(random_id)
def _random_id(_element: random_id, _compiler: SQLCompiler, **_options: Any) -> str:
    return "substr(replace(gen_random_uuid()::text, '-', ''), 13)"


@compiles(json_of, "sqlite")
def _json_of_sqlite(element: json_of, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_object({compiler.process(element.clauses, **options)})"


@compiles(json_of)
def _json_of(element: json_of, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_build_object({compiler.process(element.clauses, **options)})"


@compiles(utc_text, "sqlite")
def _utc_text_sqlite(element: utc_text, compiler: SQLCompiler, **options: Any) -> str:
    return f"strftime('%Y-%m-%dT%H:%M:%SZ', {compiler.process(element.clauses, **options)})"


@compiles(utc_text)
def _utc_text(element: utc_text, compiler: SQLCompiler, **options: Any) -> str:
    (moment,) = element.clauses
    made = func.to_char(func.timezone("UTC", cast(moment, DateTime(timezone=True))), 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
    return compiler.process(made, **options)


@compiles(checked)
def _plainly(element: checked, compiler: SQLCompiler, **options: Any) -> str:
    return compiler.process(element.clauses, **options)


@compiles(checked, "sqlite")
def _without_index(element: checked, compiler: SQLCompiler, **options: Any) -> str:
    return f"+{compiler.process(element.clauses, **options)}"
