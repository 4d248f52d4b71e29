"""Money of budget lines, as it moves.

What a line said of its money (allocated, released, spent: all of it or nothing) becomes movements of the whole amount, dated with the
start of the plan's version; backwards the furthest that the whole amount has come. Snapshots keep what they said; backwards those
written meanwhile get what the older program looks for.
"""

from base64 import b32encode
from secrets import token_bytes
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

STAGES = ("allocated", "released", "spent")
CARRIED_OVER = "مُرحَّل من حالة التمويل السابقة · Carried over from the earlier funding state"
TOLD = """
    SELECT plan.id AS plan_id, line.key AS budget_key, line.amount, line.funding, version.starts_on AS moved_on,
           plan.changed_at AS at, plan.owner_id AS person_id, person.name AS person_name
    FROM plan_budget_line AS line
    JOIN plan_version AS version ON version.id = line.version_id
    JOIN plan ON plan.id = version.plan_id AND version.number = coalesce(plan.valid_number, plan.open_number)
    JOIN person ON person.id = plan.owner_id
    WHERE line.amount > 0 AND line.funding IN ('allocated', 'released', 'spent')
"""
COME_SO_FAR = """
    UPDATE plan_budget_line SET funding = :stage WHERE amount > 0 AND amount <= (
        SELECT coalesce(sum(CASE WHEN moved.kind = 'reduced' THEN -moved.amount ELSE moved.amount END), 0)
        FROM plan_money_movement AS moved
        JOIN plan_version AS version ON version.plan_id = moved.plan_id
        WHERE version.id = plan_budget_line.version_id AND moved.budget_key = plan_budget_line.key AND moved.taken_back_at IS NULL
          AND (moved.kind = :stage OR moved.kind = 'reduced' AND :stage = 'allocated'))
"""


def upgrade() -> None:
    """Money of budget lines, as it moves."""
    instant = sa.DateTime(timezone=True)
    table = op.create_table(
        "plan_money_movement",
        sa.Column("id", sa.String(20), nullable=False),
        sa.Column("plan_id", sa.String(20), nullable=False),
        sa.Column("budget_key", sa.String(20), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("moved_on", sa.Date(), nullable=False),
        sa.Column("letter_number", sa.String(60), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", instant, nullable=False),
        sa.Column("person_id", sa.String(20), nullable=False),
        sa.Column("person_name", sa.String(200), nullable=False),
        sa.Column("taken_back_at", instant, nullable=True),
        sa.Column("taken_back_by", sa.String(20), nullable=True),
        sa.Column("taken_back_name", sa.String(200), nullable=False),
        sa.Column("taken_back_reason", sa.Text(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_plan_money_movement_amount")),
        sa.CheckConstraint("kind IN ('allocated', 'reduced', 'released', 'spent')", name=op.f("ck_plan_money_movement_kind")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_money_movement_plan_id_plan"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_plan_money_movement_person_id_person")),
        sa.ForeignKeyConstraint(["taken_back_by"], ["person.id"], name=op.f("fk_plan_money_movement_taken_back_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_money_movement")),
    )
    op.create_index("ix_plan_money_movement_plan", "plan_money_movement", ["plan_id", "budget_key", "moved_on"])
    movements = list(_movements())
    if movements:
        op.bulk_insert(table, movements)
    op.drop_column("plan_budget_line", "funding")


def _movements() -> Any:
    """The movements that the lines of the versions in force (or in preparation) tell of."""
    lines = sa.text(TOLD).columns(moved_on=sa.Date(), at=sa.DateTime(timezone=True))
    for line in op.get_bind().execute(lines).mappings().all():
        own = {name: value for name, value in line.items() if name != "funding"}
        for kind in STAGES[: STAGES.index(line["funding"]) + 1]:
            new_id = b32encode(token_bytes(13)).decode().lower()[:20]
            yield {
                **own, "id": new_id, "kind": kind, "letter_number": "", "note": CARRIED_OVER,
                "taken_back_at": None, "taken_back_by": None, "taken_back_name": "", "taken_back_reason": "",
            }  # fmt: skip


def downgrade() -> None:
    """Takes it back."""
    op.add_column("plan_budget_line", sa.Column("funding", sa.String(20), nullable=False, server_default="requested"))
    for stage in STAGES:
        op.execute(sa.text(COME_SO_FAR).bindparams(sa.bindparam("stage", stage, sa.String)))
    _fill_snapshots()
    op.drop_table("plan_money_movement")


def _fill_snapshots() -> None:
    """Budget lines of snapshots say again how far their money has come, as the rows do."""
    bind = op.get_bind()
    rows = bind.execute(sa.text("SELECT version_id, key, funding FROM plan_budget_line"))
    states = {(row.version_id, row.key): row.funding for row in rows}
    version = sa.table("plan_version", sa.column("id", sa.String), sa.column("snapshot", sa.JSON))
    ids = bind.execute(sa.select(version.c.id).where(sa.cast(version.c.snapshot, sa.Text) != "null")).scalars().all()
    for version_id in ids:
        snapshot = bind.execute(sa.select(version.c.snapshot).where(version.c.id == version_id)).scalar_one()
        if not snapshot or all("funding" in line for line in snapshot["budget"]):
            continue
        for line in snapshot["budget"]:
            line.setdefault("funding", states.get((version_id, line["key"]), "requested"))
        bind.execute(sa.update(version).where(version.c.id == version_id).values(snapshot=snapshot))
