"""The outbox: messages on their way, what people wish, the scheduler's beat."""

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The tables."""


def downgrade() -> None:
    """Takes them away."""
