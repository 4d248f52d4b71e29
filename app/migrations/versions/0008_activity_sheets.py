"""Activity sheets read back, waiting for a yes."""

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Activity sheets read back, waiting for a yes."""


def downgrade() -> None:
    """Takes it back."""
