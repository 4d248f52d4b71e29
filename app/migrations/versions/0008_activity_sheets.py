"""Activity sheets read back, waiting for a yes."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Activity sheets read back, waiting for a yes."""
    op.create_table(
        "activity_sheet",
        sa.Column("id", sa.String(20), nullable=False),
        sa.Column("plan_id", sa.String(20), nullable=False),
        sa.Column("person_id", sa.String(20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_activity_sheet_plan_id_plan", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_activity_sheet_person_id_person"),
        sa.PrimaryKeyConstraint("id", name="pk_activity_sheet"),
    )
    op.create_index("ix_activity_sheet_plan_id", "activity_sheet", ["plan_id"])
    op.create_index("ix_activity_sheet_at", "activity_sheet", ["at"])


def downgrade() -> None:
    """Takes it back: what waited for a yes is read in again."""
    op.drop_table("activity_sheet")
