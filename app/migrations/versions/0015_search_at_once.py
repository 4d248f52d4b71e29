"""PostgreSQL puts words into their index at once: of what waits there for a vacuum, every search would read all."""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What waits is put in."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER INDEX ix_search_entry_words SET (fastupdate = off)")
        op.execute("SELECT gin_clean_pending_list('ix_search_entry_words')")


def downgrade() -> None:
    """As it was."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER INDEX ix_search_entry_words RESET (fastupdate)")
