"""What is due: reviews and activities of running plans."""

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What is due: reviews and activities of running plans."""


def downgrade() -> None:
    """Takes it back."""
