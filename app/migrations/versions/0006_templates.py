"""Templates of plans, marks of what was pre-filled, and where a plan was begun from."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

PARTS = (
    "plan_objective",
    "plan_stakeholder",
    "plan_activity",
    "plan_budget_line",
    "plan_indicator",
    "plan_risk",
    "plan_communication_line",
)
MARKS = (*((table, "prefilled") for table in PARTS), ("plan_version", "aim_prefilled"), ("plan_version", "review_prefilled"))


def upgrade() -> None:
    """Three tables, and a mark beside each part and section; what stands there already counts as confirmed."""
    op.create_table(
        "plan_template",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=True),
        sa.Column("sector", sa.String(length=20), nullable=False),
        sa.Column("note", sa.JSON(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name_ar", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("name_ckb", sa.String(length=200), nullable=False),
        sa.CheckConstraint("name_ar <> '' OR name_en <> '' OR name_ckb <> ''", name=op.f("ck_plan_template_named")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_template")),
        sa.UniqueConstraint("code", name=op.f("uq_plan_template_code")),
    )
    op.create_table(
        "plan_template_part",
        sa.Column("template_id", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["template_id"], ["plan_template.id"], name=op.f("fk_plan_template_part_template_id_plan_template"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("template_id", "key", name=op.f("pk_plan_template_part")),
    )
    op.create_table(
        "plan_origin",
        sa.Column("plan_id", sa.String(length=20), nullable=False),
        sa.Column("template_id", sa.String(length=20), nullable=True),
        sa.Column("earlier_id", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_origin_plan_id_plan"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["template_id"], ["plan_template.id"], name=op.f("fk_plan_origin_template_id_plan_template")),
        sa.ForeignKeyConstraint(["earlier_id"], ["plan.id"], name=op.f("fk_plan_origin_earlier_id_plan")),
        sa.PrimaryKeyConstraint("plan_id", name=op.f("pk_plan_origin")),
    )
    for table, column in MARKS:
        op.add_column(table, sa.Column(column, sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    """Takes it back: templates and marks are gone, plans stay whole."""
    for table, column in reversed(MARKS):
        op.drop_column(table, column)
    for table in ("plan_origin", "plan_template_part", "plan_template"):
        op.drop_table(table)
