"""Migration 0012 fills what the list of plans asks for as the services keep it; 0014 keeps every word."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app import schema
from core.database import Database
from core.search import SearchEntry, index, matches
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


@pytest.mark.parametrize("back_to", ["0013", "0014"])
def test_words_are_found_up_and_down(standing_world, back_to):
    def found(session: Session) -> list[str]:
        thing = aliased(SearchEntry)
        return sorted(session.scalars(select(thing.subject_id).where(matches(thing.subject_id, ("plan", "plan_draft"), "سنج"))))

    with standing_world.read() as session:
        before = found(session)
    schema.downgrade(standing_world, "0013")
    if back_to == "0014":
        schema.upgrade(standing_world)
    with standing_world.write() as session:
        assert found(session) == before != []
        index(session, "plan", "new", "سنجار")
        assert found(session) == sorted([*before, "new"])
        session.rollback()
