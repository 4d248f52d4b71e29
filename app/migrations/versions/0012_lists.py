"""What lists ask for, kept with the plan: the first day that is due, the approaches, the days of a funding gap, words of activities."""

from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from alembic import op

from core.folding import words_of

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

FIRST_DUE = "UPDATE plan SET first_due_on = (SELECT min(due_on) FROM plan_due WHERE plan_due.plan_id = plan.id)"
APPROACHES = """
SELECT DISTINCT plan.id, activity.approach FROM plan
JOIN plan_version AS version ON version.plan_id = plan.id AND version.number = coalesce(plan.valid_number, plan.open_number)
JOIN plan_activity AS activity ON activity.version_id = version.id
WHERE activity.approach IS NOT NULL AND activity.approach <> '' ORDER BY plan.id, activity.approach
"""
#: Sixty days before an activity starts until it is due, where less is released than one of its budget lines asks for.
LACKING = """
SELECT plan.id, activity.starts_on, activity.due_on FROM plan
JOIN plan_version AS version ON version.plan_id = plan.id AND version.number = plan.valid_number
JOIN plan_activity AS activity ON activity.version_id = version.id
JOIN plan_budget_line AS line ON line.version_id = version.id AND line.activity_key = activity.key
WHERE activity.starts_on IS NOT NULL AND line.amount > (SELECT coalesce(sum(money.amount), 0) FROM plan_money_movement AS money
    WHERE money.plan_id = plan.id AND money.budget_key = line.key AND money.kind = 'released' AND money.taken_back_at IS NULL)
ORDER BY plan.id, activity.starts_on
"""


def upgrade() -> None:
    """The columns and the table, filled from the versions that are valid (of a first draft: from the open one)."""
    op.create_table(
        "plan_gap",
        sa.Column("plan_id", sa.String(20), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_plan_gap_plan_id_plan", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("plan_id", "since", name="pk_plan_gap"),
    )
    op.add_column("plan_due", sa.Column("words", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("plan_due") as due:
        due.alter_column("words", server_default=None)
    with op.batch_alter_table("plan") as plan:
        plan.add_column(sa.Column("first_due_on", sa.Date()))
        plan.add_column(sa.Column("approaches", sa.String(300), nullable=False, server_default=""))
    with op.batch_alter_table("plan") as plan:
        plan.alter_column("approaches", server_default=None)
    op.execute(FIRST_DUE)
    _fill_approaches()
    _fill_gaps()
    _fill_words()


def downgrade() -> None:
    """All of it can be had again from the plans."""
    with op.batch_alter_table("plan") as plan:
        plan.drop_column("approaches")
        plan.drop_column("first_due_on")
    with op.batch_alter_table("plan_due") as due:
        due.drop_column("words")
    op.drop_table("plan_gap")


def _fill_approaches() -> None:
    found: dict[str, list[str]] = {}
    for plan_id, approach in op.get_bind().execute(sa.text(APPROACHES)):
        found.setdefault(plan_id, []).append(approach)
    plan = sa.table("plan", sa.column("id"), sa.column("approaches"))
    for plan_id, approaches in found.items():
        op.get_bind().execute(sa.update(plan).where(plan.c.id == plan_id).values(approaches=f" {' '.join(approaches)} "))


def _fill_gaps() -> None:
    lacking = sa.text(LACKING).columns(sa.column("id"), sa.column("starts_on", sa.Date()), sa.column("due_on", sa.Date()))
    spans: list[dict[str, Any]] = []
    for plan_id, starts_on, due_on in op.get_bind().execute(lacking):
        since, until = starts_on - timedelta(days=60), due_on or date.max
        if spans and spans[-1]["plan_id"] == plan_id and since <= spans[-1]["until"]:
            spans[-1]["until"] = max(until, spans[-1]["until"])
        elif since <= until:
            spans.append({"plan_id": plan_id, "since": since, "until": until})
    gap = sa.table("plan_gap", sa.column("plan_id"), sa.column("since", sa.Date()), sa.column("until", sa.Date()))
    if spans:
        op.bulk_insert(gap, spans)


def _fill_words() -> None:
    bind = op.get_bind()
    due = sa.table("plan_due", sa.column("title"), sa.column("words"))
    for title in bind.scalars(sa.select(due.c.title).distinct().where(due.c.title != "")).all():
        bind.execute(sa.update(due).where(due.c.title == title).values(words=words_of(title)))
