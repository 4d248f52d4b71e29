"""A receipt has a version: who corrects one on paper sees what somebody else has written there meanwhile."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """All begin at 1."""
    op.add_column("plan_receipt", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    with op.batch_alter_table("plan_receipt") as receipt:
        receipt.alter_column("version", server_default=None)


def downgrade() -> None:
    """Receipts are not counted any more."""
    with op.batch_alter_table("plan_receipt") as receipt:
        receipt.drop_column("version")
