"""The migrations lead to the models, up and down, with every row kept, on both databases; the audit trail cannot be altered."""

import importlib
from datetime import UTC, datetime

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, Table, UniqueConstraint, func, inspect, select, text
from sqlalchemy.exc import DBAPIError

from app import schema
from app.revision import MIGRATIONS, head_revision, present_revision
from core.audit import AuditEntry
from core.database import Base, Database
from core.search import stands_beside
from tests.architecture.source import sources

NOW = datetime(2026, 3, 2, 7, tzinfo=UTC)


def _shape(database: Database) -> dict[str, object]:
    with database.engine.connect() as connection:
        seen = inspect(connection)
        return {
            name: (
                sorted((column["name"], str(column["type"]), column["nullable"]) for column in seen.get_columns(name)),
                sorted(str(index["name"]) for index in seen.get_indexes(name)),
                sorted(str(key["name"]) for key in seen.get_foreign_keys(name)),
                sorted(str(check["name"]) for check in seen.get_check_constraints(name)),
            )
            for name in seen.get_table_names()
        }


def _counts(database: Database) -> dict[str, int]:
    with database.read() as session:
        metadata = MetaData()
        metadata.reflect(session.connection())
        return {
            name: session.scalar(select(func.count()).select_from(table)) or 0
            for name, table in metadata.tables.items()
            if name != "alembic_version" and not name.startswith(("search_entry", "saved_filter"))
        }


def test_models_are_what_the_migrations_make(empty_database):
    schema.upgrade(empty_database)
    with empty_database.engine.connect() as connection:
        assert present_revision(connection) == head_revision()
        opts = {"compare_type": True, "include_object": lambda _thing, name, *_others: not stands_beside(name)}
        assert compare_metadata(MigrationContext.configure(connection, opts=opts), Base.metadata) == []


def test_what_stands_beside_the_models_is_the_same_when_they_make_it(empty_database):
    schema.upgrade(empty_database)
    migrated = _beside(empty_database)
    schema.downgrade(empty_database, "base")
    Base.metadata.create_all(empty_database.engine)
    assert _beside(empty_database) == migrated != []


def _beside(database: Database) -> list[str]:
    catalogue = "sqlite_master WHERE name LIKE" if database.is_sqlite else "pg_indexes WHERE indexname LIKE"
    column = "sql" if database.is_sqlite else "indexdef"
    with database.read() as session:
        found = session.scalars(text(f"SELECT {column} FROM {catalogue} '%search_entry_%'"))
        return sorted(" ".join(each.split()) for each in found if each)


def test_up_down_up_is_the_same(empty_database):
    schema.upgrade(empty_database)
    first = _shape(empty_database)
    schema.downgrade(empty_database, "base")
    assert set(_shape(empty_database)) <= {"alembic_version"}
    schema.upgrade(empty_database)
    assert _shape(empty_database) == first


def test_each_step_keeps_every_row(standing_world):
    """Down to each earlier revision and up again. Only the rows of tables that a step takes away go with them."""
    steps = [each.revision for each in ScriptDirectory(str(MIGRATIONS)).walk_revisions()]
    before = _counts(standing_world)
    assert sum(before.values()) > 500
    schema.upgrade(standing_world)
    for revision in steps[1:]:
        schema.downgrade(standing_world, revision)
        there = set(_counts(standing_world))
        schema.upgrade(standing_world)
        after = _counts(standing_world)
        assert {name: after[name] for name in there} == {name: before[name] for name in there}


def test_a_second_upgrade_changes_nothing(standing_world):
    before = _counts(standing_world)
    told: list[str] = []
    schema.upgrade(standing_world, tell=told.append)
    assert told == []
    assert _counts(standing_world) == before


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_entry SET reason = 'x'", "DELETE FROM audit_entry", "DELETE FROM audit_entry WHERE id = 1"]
)
def test_the_audit_trail_takes_no_change(standing_world, statement):
    with standing_world.read() as session:
        before = session.scalar(select(func.count()).select_from(AuditEntry))
        assert before
    with pytest.raises(DBAPIError, match="append-only"), standing_world.write() as session:
        session.execute(text(statement))
    with standing_world.read() as session:
        assert session.scalar(select(func.count()).select_from(AuditEntry).where(AuditEntry.reason != "x")) == before


def test_the_audit_trail_takes_new_entries(standing_world):
    with standing_world.write() as session:
        session.add(AuditEntry(at=NOW, actor_name="A", verb="changed", subject_kind="plan", subject_id="x"))


def test_foreign_keys_bind_again_after_a_migration(standing_world):
    schema.upgrade(standing_world)
    with pytest.raises(DBAPIError), standing_world.write() as session:
        session.execute(text("INSERT INTO team_member (team_id, person_id) VALUES ('nowhere', 'nobody')"))


def test_readers_cannot_write(standing_world):
    with pytest.raises(DBAPIError), standing_world.read() as session:
        session.execute(text("DELETE FROM form_key"))


def test_every_table_is_declared_where_migrations_look():
    env = (MIGRATIONS / "env.py").read_text(encoding="utf-8")
    for source in sources():
        if "__tablename__ = " in source.text:
            module = source.module.partition(".models.")[0] + ".models" if ".models." in source.module else source.module
            importlib.import_module(module)
            assert f"    {module},\n" in env, f"{module} is missing in app/migrations/env.py"


def test_there_is_one_head():
    assert ScriptDirectory(str(MIGRATIONS)).get_heads() == [head_revision()]


def test_foreign_keys_that_are_followed_have_an_index():
    """Without one, deleting the parent (or following it) reads the whole child table."""
    bare = [
        f"{table.name}: {constraint.name}"
        for table in Base.metadata.tables.values()
        for constraint in table.foreign_key_constraints
        if constraint.ondelete == "CASCADE" and not _first_of_indexes(table) & set(constraint.column_keys)
    ]
    assert bare == []


def _first_of_indexes(table: Table) -> set[str]:
    uniques = [each for each in table.constraints if isinstance(each, UniqueConstraint)]
    return {next(iter(each.columns)).name for each in [table.primary_key, *table.indexes, *uniques]}
