"""Lessons, and the contacts that a review looks back on."""

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Lessons, and the contacts that a review looks back on."""


def downgrade() -> None:
    """Takes it back."""
