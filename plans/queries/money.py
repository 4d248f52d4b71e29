"""The money of a plan's budget lines."""

from collections.abc import Iterable, Sequence

from sqlalchemy import and_, case, func, literal, or_, select
from sqlalchemy.orm import Session

from plans.models import ActivityRow, BudgetRow, MoneyRow, Plan, PlanVersion
from plans.rules import NO_MONEY, moved
from plans.terms import BudgetLine, BudgetSource, LineMoney, MoneyKind, MoneyMovement

REQUESTED = "requested"


def money_of(session: Session, plan_id: str) -> dict[str, LineMoney]:
    """How far the money of each budget line has come, by the line's key. One statement.

    Requested is what the valid version asks for (before the first approval: the open one); a line that stands only in an earlier
    version has nothing requested any more.
    """
    current = PlanVersion.number == func.coalesce(Plan.valid_number, Plan.open_number)
    asked = (
        select(BudgetRow.key, literal(REQUESTED).label("kind"), BudgetRow.amount)
        .join(PlanVersion, PlanVersion.id == BudgetRow.version_id)
        .join(Plan, Plan.id == PlanVersion.plan_id)
        .where(Plan.id == plan_id, current)
    )
    came = select(MoneyRow.budget_key, MoneyRow.kind, MoneyRow.amount).where(MoneyRow.plan_id == plan_id, MoneyRow.taken_back_at.is_(None))
    found: dict[str, LineMoney] = {}
    for key, kind, amount in session.execute(asked.union_all(came)):
        before = found.get(key, NO_MONEY)
        found[key] = before + LineMoney(amount) if kind == REQUESTED else moved(before, MoneyKind(kind), amount)
    return found


def money_entries(session: Session, plan_id: str) -> Sequence[MoneyRow]:
    """Every movement, also those taken back, in the order of their days."""
    query = select(MoneyRow).where(MoneyRow.plan_id == plan_id)
    kinds = case({each.value: place for place, each in enumerate(MoneyKind)}, value=MoneyRow.kind)
    return session.scalars(query.order_by(MoneyRow.moved_on, kinds, MoneyRow.at, MoneyRow.id)).all()


def movements_of(session: Session, plan_id: str) -> tuple[MoneyMovement, ...]:
    """The movements that count, in the order of their days."""
    return tuple(movement_of(each) for each in money_entries(session, plan_id) if each.taken_back_at is None)


def movement_of(row: MoneyRow) -> MoneyMovement:
    """A row as a value."""
    return MoneyMovement(row.budget_key, MoneyKind(row.kind), row.amount, row.moved_on, row.letter_number, row.note)


def get_movement(session: Session, plan_id: str, movement_id: str) -> MoneyRow | None:
    """One movement of a plan."""
    return session.scalars(select(MoneyRow).where(MoneyRow.plan_id == plan_id, MoneyRow.id == movement_id)).first()


def current_line(session: Session, plan: Plan, key: str) -> tuple[BudgetRow, ActivityRow] | None:
    """A budget line of the valid version (before the first approval: of the open one) with its activity."""
    query = (
        select(BudgetRow, ActivityRow)
        .join(PlanVersion, PlanVersion.id == BudgetRow.version_id)
        .join(ActivityRow, and_(ActivityRow.version_id == BudgetRow.version_id, ActivityRow.key == BudgetRow.activity_key))
        .where(PlanVersion.plan_id == plan.id, PlanVersion.number == (plan.valid_number or plan.open_number), BudgetRow.key == key)
    )
    found = session.execute(query).first()
    return (found[0], found[1]) if found else None


def lines_under(session: Session, version_id: str, key: str) -> frozenset[str]:
    """The keys of the budget lines that fall with a part of a version: with an objective, an activity, or the line itself."""
    activity = and_(ActivityRow.version_id == BudgetRow.version_id, ActivityRow.key == BudgetRow.activity_key)
    hangs = or_(BudgetRow.key == key, ActivityRow.key == key, ActivityRow.objective_key == key)
    return frozenset(session.scalars(select(BudgetRow.key).join(ActivityRow, activity).where(BudgetRow.version_id == version_id, hangs)))


def former_lines(session: Session, plan_id: str, keys: Iterable[str]) -> dict[str, BudgetLine]:
    """Budget lines by key as they stood in the last version that has them: for money of lines that the plan no longer holds."""
    query = (
        select(BudgetRow)
        .join(PlanVersion, PlanVersion.id == BudgetRow.version_id)
        .where(PlanVersion.plan_id == plan_id, BudgetRow.key.in_(sorted(keys)))
    )
    rows = session.scalars(query.order_by(PlanVersion.number)).all()
    return {each.key: BudgetLine(each.key, each.activity_key, each.purpose, each.amount, BudgetSource(each.source)) for each in rows}
