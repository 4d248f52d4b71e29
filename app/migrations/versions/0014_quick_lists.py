"""Lists of plans find state and owner in the indexes of their order, and FTS5 beginnings of four letters."""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

ORDER = ["attention", "changed_at", "id", "open_number"]
INDEXES = {"ix_plan_attention": ORDER, "ix_plan_scope": ["scope_id", *ORDER, "state", "unacknowledged"]}
MORE = {"ix_plan_attention": "state", "ix_plan_scope": "owner_id"}
FTS5 = "fts5(words, content='search_entry', content_rowid='id', tokenize='ascii', prefix='{}', detail='none', columnsize=0)"


def upgrade() -> None:
    """All are made anew from the rows."""
    _make_anew({name: [*columns, MORE[name]] for name, columns in INDEXES.items()}, "1 2 3 4")


def downgrade() -> None:
    """As they were."""
    _make_anew(INDEXES, "1 2 3")


def _make_anew(indexes: dict[str, list[str]], beginnings: str) -> None:
    for name, columns in indexes.items():
        op.drop_index(name, "plan")
        op.create_index(name, "plan", columns)
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_entry_fts")  # its triggers stand on search_entry, and stay
        op.execute(f"CREATE VIRTUAL TABLE search_entry_fts USING {FTS5.format(beginnings)}")
        op.execute("INSERT INTO search_entry_fts (search_entry_fts) VALUES ('rebuild')")
