"""Step 0003 on rows: what a budget line said of its money becomes movements, and the other way round."""

import json
from datetime import date

import pytest
from sqlalchemy import JSON, select, text

from app import schema
from plans import queries
from plans.documents import from_snapshot
from plans.models import BudgetRow, MoneyRow, PlanVersion
from plans.services.reviewing import revise
from plans.terms import LineMoney, MoneyKind
from tests import cast as build

AMOUNT, STARTS = 250_000_000, date(2026, 2, 1)
STAGES = ("allocated", "released", "spent")


@pytest.fixture
def plans(database, cast, clock):
    """One plan for each state of funding, the last one with a revision beside it; down to 0002, as an older program wrote them."""
    with database.write() as session:
        found = [build.approved(session, cast, cast.karwan, clock(), name_en=each).id for each in ("requested", *STAGES)]
        draft = build.a_complete_plan(session, cast, cast.karwan, clock(), name_en="draft").id
        revised = build.communicated(session, cast, cast.karwan, clock(), name_en="revised").id
        revise(session, cast.karwan, revised, "سبب", clock())
    schema.downgrade(database, "0002")
    states = dict(zip((*found, draft, revised), ("requested", *STAGES, "allocated", "spent"), strict=True))
    with database.write() as session:
        for plan_id, funding in states.items():
            session.execute(
                text(
                    "UPDATE plan_budget_line SET funding = :funding WHERE version_id IN (SELECT id FROM plan_version WHERE plan_id = :plan)"
                ),
                {"funding": funding, "plan": plan_id},
            )
    return states


def funding_of(session, plan_id):
    query = "SELECT line.funding FROM plan_budget_line AS line JOIN plan_version ON plan_version.id = line.version_id WHERE plan_id = :plan"
    return set(session.execute(text(query), {"plan": plan_id}).scalars())


def test_each_state_becomes_its_movements_once(database, plans):
    schema.upgrade(database)
    with database.read() as session:
        for plan_id, funding in plans.items():
            kinds = [MoneyKind(each) for each in STAGES[: STAGES.index(funding) + 1]] if funding in STAGES else []
            moves = queries.movements_of(session, plan_id)
            assert {(each.kind, each.amount, each.on) for each in moves} == {(kind, AMOUNT, STARTS) for kind in kinds}
            assert len(moves) == len(kinds), "a line of two versions was carried over twice"
            assert all("Carried over" in each.note for each in moves)
            amounts = [AMOUNT if kind in kinds else 0 for kind in (MoneyKind.ALLOCATED, MoneyKind.RELEASED, MoneyKind.SPENT)]
            assert list(queries.money_of(session, plan_id).values()) == [LineMoney(AMOUNT, *amounts)]
        assert set(session.scalars(select(MoneyRow.person_name))) == {build.PEOPLE["karwan"].name}


def test_and_backwards_the_same(database, plans):
    schema.upgrade(database)
    schema.downgrade(database, "0002")
    with database.read() as session:
        assert {plan_id: funding_of(session, plan_id) for plan_id in plans} == {plan_id: {state} for plan_id, state in plans.items()}


def test_backwards_counts_what_came_in_full(database, cast, clock):
    """In parts: half released of all allocated is still only allocated; a reduced allocation, or one taken back, is none."""
    with database.write() as session:
        plans = [build.approved(session, cast, cast.karwan, clock()) for _number in range(3)]
        for plan, moves in zip(plans, ((("allocated", 1), ("released", 2)), (("allocated", 1), ("reduced", 2)), ()), strict=True):
            key = session.scalars(
                select(BudgetRow.key).join(PlanVersion, PlanVersion.id == BudgetRow.version_id).where(PlanVersion.plan_id == plan.id)
            ).one()
            own = {"plan_id": plan.id, "budget_key": key, "moved_on": STARTS, "at": clock(), "person_id": "karwan", "person_name": "ك"}
            session.add_all(MoneyRow(**own, kind=kind, amount=AMOUNT // part) for kind, part in moves)
            session.add(MoneyRow(**own, kind="spent", amount=AMOUNT, taken_back_at=clock(), taken_back_by="karwan"))
    schema.downgrade(database, "0002")
    with database.read() as session:
        assert [funding_of(session, plan.id) for plan in plans] == [{"allocated"}, {"requested"}, {"requested"}]


def test_snapshots_are_read_by_both_programs(database, plans):
    """The older one needs the key in every snapshot; the newer one reads over it."""
    query = text("SELECT plan_id, snapshot FROM plan_version WHERE snapshot IS NOT NULL").columns(snapshot=JSON)
    with database.read() as session:
        snapshots = {row.plan_id: row.snapshot for row in session.execute(query) if row.snapshot}
    assert len(snapshots) == 5
    for snapshot in snapshots.values():
        assert [line["funding"] for line in snapshot["budget"]] == ["requested"]
        assert from_snapshot(json.loads(json.dumps(snapshot))).budget[0].amount == AMOUNT
    schema.upgrade(database)
    with database.read() as session:
        for plan_id in snapshots:
            assert from_snapshot(queries.get_version(session, plan_id, 1).snapshot).budget[0].amount == AMOUNT
