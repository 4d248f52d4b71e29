"""Migration 0012 fills what the list of plans asks for as the services keep it."""

from typing import Any

from sqlalchemy import select

from app import schema
from core.database import Database
from plans.models import DueRow, GapRow, Plan


def _kept(database: Database) -> tuple[list[Any], list[Any], list[Any]]:
    with database.read() as session:
        plans = session.execute(select(Plan.id, Plan.first_due_on, Plan.approaches).order_by(Plan.id)).all()
        gaps = session.execute(select(GapRow.plan_id, GapRow.since, GapRow.until).order_by(GapRow.plan_id, GapRow.since)).all()
        words = session.execute(select(DueRow.plan_id, DueRow.key, DueRow.words).order_by(DueRow.plan_id, DueRow.key)).all()
    return list(plans), list(gaps), list(words)


def test_down_and_up_again_is_what_the_services_wrote(standing_world):
    before = _kept(standing_world)
    assert any(plan.first_due_on for plan in before[0])
    assert any(plan.approaches.startswith(" ") and plan.approaches.endswith(" ") for plan in before[0])
    assert before[1]
    schema.downgrade(standing_world, "0011")
    schema.upgrade(standing_world)
    assert _kept(standing_world) == before
