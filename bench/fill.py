"""Filling a database: schema, reference data, stock, then plans in bulk, a few hundred to a transaction."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import Connection, and_, exists, insert, select, text
from sqlalchemy.orm import Session

from app.schema import upgrade
from app.words import gather_words
from bench.documents import OBJECTIVES, document
from bench.rows import plan_rows, state_of
from bench.stock import Stock, put_stock, table
from core.audit import AuditEntry
from core.clock import local_day
from core.database import Database
from followup.models import Issue
from indicators.models import Indicator, IndicatorCounter, IndicatorDefinition
from people.queries import Directory, read_directory
from people.reference_load import load_reference
from plans.models import (
    ActivityProgress,
    ActivityRow,
    ActivitySupporter,
    BudgetRow,
    DueRow,
    GapRow,
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
from plans.terms import Approach, PlanState

BATCH = 500
#: Parents before children.
ORDER = (
    Plan, PlanVersion, Indicator, IndicatorDefinition, ObjectiveRow, StakeholderRow, ActivityRow, ActivitySupporter, BudgetRow,
    IndicatorRow, RiskRow, LineRow, LineAudience, MoneyRow, Receipt, ActivityProgress, Review, DueRow, GapRow, AuditEntry,
)  # fmt: skip


@dataclass(frozen=True)
class Filled:
    """What the measurements open: plans of each state, the list with every filter on, and who can sign in."""

    plans: dict[PlanState, tuple[str, ...]]
    narrowed: str
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
    with database.read() as session:
        narrowed = _every_filter(session, local_day(now))
    return Filled({state: tuple(found) for state, found in ids.items()}, narrowed, stock.emails, rows)


def _every_filter(session: Session, today: date) -> str:
    """The address of the list of plans with every filter on, as one plan at least fulfils them."""
    gap = exists().where(GapRow.plan_id == Plan.id, GapRow.since <= today, GapRow.until >= today)
    late = and_(Plan.first_due_on < today, Plan.approaches.contains(f" {Approach.OFFICIAL_LETTER} "), gap)
    query = select(Plan.scope_id, Issue.sector, Plan.owner_id, PlanVersion.goal).join(Issue, Issue.id == Plan.issue_id)
    query = query.join(PlanVersion, PlanVersion.plan_id == Plan.id).where(Plan.state == PlanState.COMMUNICATED.value, late)
    scope_id, sector, owner_id, goal = session.execute(query.order_by(Plan.id).limit(1)).one()
    ticked = {"state": PlanState.COMMUNICATED.value, "approach": Approach.OFFICIAL_LETTER.value, "overdue": "yes", "gap": "yes"}
    return "/plans?" + urlencode({"q": two_words(goal), "scope": scope_id, "sector": sector, "owner": owner_id, **ticked})


def two_words(text: str) -> str:
    """Two words that stand in a text, the second only begun."""
    first, second, *_rest = sorted({each for each in text.split() if len(each) > 3}, key=len, reverse=True)
    return f"{first} {second[:4]}"


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
