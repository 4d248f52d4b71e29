"""Words to search by, saved filters."""

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Words to search by, saved filters."""


def downgrade() -> None:
    """Takes it back."""
