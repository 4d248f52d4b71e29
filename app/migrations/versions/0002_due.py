"""What is due: activities and reviews of running plans, in a table of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.String(20)
ACTIVITIES = """
INSERT INTO plan_due (plan_id, key, kind, scope_id, organisation_id, starts_on, due_on, title, percent)
SELECT * FROM (
    SELECT plan.id, activity.key, 'activity', plan.scope_id, activity.responsible_id, activity.starts_on, activity.due_on, activity.title,
        coalesce((SELECT progress.percent FROM plan_activity_progress AS progress
            WHERE progress.plan_id = plan.id AND progress.activity_key = activity.key ORDER BY progress.at DESC LIMIT 1), 0) AS percent
    FROM plan
    JOIN plan_version AS version ON version.plan_id = plan.id AND version.number = plan.valid_number
    JOIN plan_activity AS activity ON activity.version_id = version.id
    WHERE plan.state IN ('approved', 'communicated', 'under_review') AND activity.due_on IS NOT NULL
) AS open_activity WHERE percent < 100
"""
# The next review of a plan that was reviewed before follows from its rhythm; it is written when something next happens to the plan.
REVIEWS = """
INSERT INTO plan_due (plan_id, key, kind, scope_id, due_on, title, percent)
SELECT plan.id, 'review', 'review', plan.scope_id, version.first_review_on, '', 0
FROM plan JOIN plan_version AS version ON version.plan_id = plan.id AND version.number = plan.valid_number
WHERE plan.state = 'communicated' AND version.first_review_on IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM plan_review AS review WHERE review.plan_id = plan.id)
"""

UNACKNOWLEDGED = """
UPDATE plan SET unacknowledged = (SELECT count(*) FROM plan_receipt AS receipt
    WHERE receipt.plan_id = plan.id AND receipt.number = plan.valid_number AND receipt.acknowledged_at IS NULL)
WHERE valid_number IS NOT NULL
"""


def upgrade() -> None:
    """The table, filled from the valid versions of running plans; the two indexes that it replaces go."""
    op.create_table(
        "plan_due",
        sa.Column("plan_id", ID, nullable=False),
        sa.Column("key", ID, nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("scope_id", ID, nullable=False),
        sa.Column("organisation_id", ID),
        sa.Column("starts_on", sa.Date()),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_plan_due_plan_id_plan", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["scope_id"], ["scope.id"], name="fk_plan_due_scope_id_scope"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_plan_due_organisation_id_organisation"),
        sa.PrimaryKeyConstraint("plan_id", "key", name="pk_plan_due"),
    )
    op.create_index("ix_plan_due_scope", "plan_due", ["scope_id", "kind", "due_on", "plan_id", "key", "organisation_id", "starts_on"])
    op.create_index("ix_plan_due_kind", "plan_due", ["kind", "due_on"])
    op.create_index("ix_plan_due_organisation", "plan_due", ["organisation_id", "due_on"])
    op.create_index("ix_plan_review_open", "plan_review", ["concluded_at", "opened_at"])
    op.create_index("ix_plan_version_standing", "plan_version", ["plan_id", "number", "state", "submitted_at", "decided_at"])
    op.add_column("plan", sa.Column("unacknowledged", sa.Integer(), nullable=False, server_default="0"))
    op.execute(UNACKNOWLEDGED)
    with op.batch_alter_table("plan") as plan:
        plan.alter_column("unacknowledged", server_default=None)
    for name in ("ix_plan_scope", "ix_plan_attention", "ix_plan_owner_id"):
        op.drop_index(name, "plan")
    op.create_index("ix_plan_attention", "plan", ["attention", "changed_at", "id", "open_number"])
    op.create_index("ix_plan_scope", "plan", ["scope_id", "attention", "changed_at", "id", "open_number", "state", "unacknowledged"])
    op.create_index("ix_plan_owner", "plan", ["owner_id", "open_number", "id"])
    op.execute(ACTIVITIES)
    op.execute(REVIEWS)
    op.drop_index("ix_plan_activity_due", "plan_activity")
    op.drop_index("ix_plan_version_first_review", "plan_version")


def downgrade() -> None:
    """All of it can be had again from the plans."""
    op.create_index("ix_plan_version_first_review", "plan_version", ["first_review_on", "plan_id", "number"])
    op.create_index("ix_plan_activity_due", "plan_activity", ["due_on"])
    op.drop_index("ix_plan_review_open", "plan_review")
    op.drop_index("ix_plan_version_standing", "plan_version")
    for name in ("ix_plan_scope", "ix_plan_attention", "ix_plan_owner"):
        op.drop_index(name, "plan")
    with op.batch_alter_table("plan") as plan:
        plan.drop_column("unacknowledged")
    op.create_index("ix_plan_attention", "plan", ["attention", "changed_at"])
    op.create_index("ix_plan_scope", "plan", ["scope_id", "attention", "changed_at"])
    op.create_index("ix_plan_owner_id", "plan", ["owner_id"])
    op.drop_table("plan_due")
