"""The matrix of powers."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from committees.models import DecisionKind, PowerRow
from committees.terms import Level, Power


def decision_kinds(session: Session) -> Sequence[DecisionKind]:
    """All kinds with their powers, those still offered first. Two statements."""
    query = select(DecisionKind).options(selectinload(DecisionKind.powers))
    return session.scalars(query.order_by(DecisionKind.active.desc(), DecisionKind.position, DecisionKind.id)).all()


def get_decision_kind(session: Session, kind_id: str, *, lock: bool = False) -> DecisionKind | None:
    """A kind of decision; ``lock`` keeps other savers out until the transaction ends."""
    query = select(DecisionKind).where(DecisionKind.id == kind_id)
    return session.scalars(query.with_for_update() if lock else query).first()


def granted_of(kind: DecisionKind) -> Mapping[str, PowerRow]:
    """The powers that a decision has granted, by level; what no decision grants is not laid down."""
    return {each.level: each for each in kind.powers if each.granted_by}


def deciding(kind: DecisionKind) -> tuple[Level, ...]:
    """The levels that decide alone about this kind, the lowest first."""
    granted = granted_of(kind)
    return tuple(each for each in Level if each in granted and granted[each].power == Power.DECIDES.value)


def values_of_kind(kind: DecisionKind) -> dict[str, Any]:
    """Its values by field name, as its form takes them."""
    granted = granted_of(kind)
    values: dict[str, Any] = {name: getattr(kind, name) for name in ("name_ar", "name_ckb", "name_en", "active")}
    for level in Level:
        values[f"power_{level}"] = granted[level].power if level in granted else None
        values[f"granted_{level}"] = granted[level].granted_by if level in granted else ""
    return values
