"""Words to search by, saved filters."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

#: ``ascii``: every letter beyond ASCII belongs to a word, so that words end at spaces only, as they were folded.
FTS5 = "fts5(words, content='search_entry', content_rowid='id', tokenize='ascii', prefix='1 2 3', detail='none', columnsize=0)"
OUT = "INSERT INTO search_entry_fts (search_entry_fts, rowid, words) VALUES ('delete', old.id, old.words);"
IN = "INSERT INTO search_entry_fts (rowid, words) VALUES (new.id, new.words);"
TSVECTOR = "array_to_tsvector(string_to_array(words, ' '))"
BESIDE = {
    "sqlite": (
        f"CREATE VIRTUAL TABLE search_entry_fts USING {FTS5}",
        f"CREATE TRIGGER search_entry_put_in AFTER INSERT ON search_entry BEGIN {IN} END",
        f"CREATE TRIGGER search_entry_taken_out AFTER DELETE ON search_entry BEGIN {OUT} END",
        f"CREATE TRIGGER search_entry_changed AFTER UPDATE OF words ON search_entry BEGIN {OUT} {IN} END",
    ),
    "postgresql": (
        f"ALTER TABLE search_entry ADD COLUMN words_found tsvector GENERATED ALWAYS AS ({TSVECTOR}) STORED",
        "CREATE INDEX ix_search_entry_words ON search_entry USING gin (words_found)",
    ),
}


def upgrade() -> None:
    """Words are gathered afterwards, by `tansiq db upgrade`: they are what the rooms say of their rows."""
    op.create_table(
        "search_entry",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("subject_id", sa.String(length=20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_entry")),
        sa.UniqueConstraint("kind", "subject_id", name=op.f("uq_search_entry_kind_subject_id")),
    )
    op.create_table(
        "saved_filter",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.String(length=20), nullable=False),
        sa.Column("list", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_saved_filter_person_id_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_filter")),
        sa.UniqueConstraint("person_id", "list", "name", name=op.f("uq_saved_filter_person_id_list_name")),
    )
    op.create_index("ix_plan_activity_when", "plan_activity", ["version_id", "starts_on", "due_on", "key", "approach"])
    op.create_index("ix_plan_budget_line_activity", "plan_budget_line", ["version_id", "activity_key", "amount", "key"])
    for statement in BESIDE[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    """The words go with their table; so do kept filters."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_entry_fts")
    op.drop_index("ix_plan_budget_line_activity", "plan_budget_line")
    op.drop_index("ix_plan_activity_when", "plan_activity")
    op.drop_table("saved_filter")
    op.drop_table("search_entry")
