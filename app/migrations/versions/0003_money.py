"""Money of budget lines, as it moves."""

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Money of budget lines, as it moves."""


def downgrade() -> None:
    """Takes it back."""
