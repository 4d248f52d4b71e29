"""Templates of plans, marks of what was pre-filled."""

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Templates of plans, marks of what was pre-filled."""


def downgrade() -> None:
    """Takes it back."""
