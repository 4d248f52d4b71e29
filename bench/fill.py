"""Filling a database: schema, reference data, stock, then plans in bulk, a few hundred to a transaction."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, text

from app.schema import upgrade
from app.words import gather_words
from bench.documents import OBJECTIVES, document
from bench.rows import plan_rows, state_of
from bench.stock import Stock, put_stock, table
from core.audit import AuditEntry
from core.database import Database
from indicators.models import Indicator, IndicatorCounter, IndicatorDefinition
from people.queries import Directory, read_directory
from people.reference_load import load_reference
from plans.models import (
    ActivityProgress,
    ActivityRow,
    ActivitySupporter,
    BudgetRow,
    DueRow,
    IndicatorRow,
    LineAudience,
    LineRow,
    MoneyRow,
    ObjectiveRow,
    Plan,
    PlanVersion,
    Receipt,
    Review,
    RiskRow,
    StakeholderRow,
)
from plans.reference_load import load_templates
from plans.services.wording import index_plans
from plans.terms import PlanState

BATCH = 500
#: Parents before children.
ORDER = (
    Plan, PlanVersion, Indicator, IndicatorDefinition, ObjectiveRow, StakeholderRow, ActivityRow, ActivitySupporter, BudgetRow,
    IndicatorRow, RiskRow, LineRow, LineAudience, MoneyRow, Receipt, ActivityProgress, Review, DueRow, AuditEntry,
)  # fmt: skip


@dataclass(frozen=True)
class Filled:
    """What the measurements open: plans of each state, and who can sign in."""

    plans: dict[PlanState, tuple[str, ...]]
    emails: tuple[str, ...]
    rows: int


def fill(database: Database, plans: int, now: datetime) -> Filled:
    """Brings an empty database up with that many plans."""
    upgrade(database)
    with database.write() as session:
        load_reference(session)
        load_templates(session)
        directory = read_directory(session)
        stock = put_stock(session, directory, now)
        session.add(IndicatorCounter(id=1, last=plans * OBJECTIVES))
    ids: dict[PlanState, list[str]] = defaultdict(list)
    rows = 0
    for first in range(0, plans, BATCH):
        with database.engine.begin() as connection:
            rows += _put_batch(connection, stock, directory, range(first, min(first + BATCH, plans)), ids)
    with database.write() as session:
        gather_words(session)
    with database.write() as session:
        index_plans(session)
    if not database.is_sqlite:
        # what autovacuum does by itself within a minute, and which the bench's server has turned off
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))
    return Filled({state: tuple(found) for state, found in ids.items()}, stock.emails, rows)


def _put_batch(connection: Connection, stock: Stock, directory: Directory, numbers: range, ids: dict[PlanState, list[str]]) -> int:
    batch: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    for index in numbers:
        content = document(stock, index)
        ids[state_of(index)].append(content.plan_id)
        for model, row in plan_rows(stock, directory, index, content):
            batch[model].append(row)
    for model in ORDER:
        if batch[model]:
            connection.execute(insert(table(model)), batch[model])
    return sum(map(len, batch.values()))
