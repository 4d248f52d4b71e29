"""The home page finds an organisation's dues and the revisions of the country in indexes alone."""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

DUE = ["organisation_id", "due_on"]
MORE = ["scope_id", "starts_on", "plan_id", "key"]


def upgrade() -> None:
    """Both are made from the rows."""
    op.drop_index("ix_plan_due_organisation", "plan_due")
    op.create_index("ix_plan_due_organisation", "plan_due", [*DUE, *MORE])
    op.create_index("ix_plan_open", "plan", ["attention", "open_number", "id"])


def downgrade() -> None:
    """As they were."""
    op.drop_index("ix_plan_open", "plan")
    op.drop_index("ix_plan_due_organisation", "plan_due")
    op.create_index("ix_plan_due_organisation", "plan_due", DUE)
