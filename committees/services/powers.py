"""Headquarters keeps the matrix of powers, each power with the decision that granted it (recommendation 6 of 2024)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from committees.models import DecisionKind, PowerRow
from committees.queries.powers import get_decision_kind, values_of_kind
from committees.terms import Level
from core.audit import differences, record
from core.ids import new_id
from core.references import SubjectRef
from core.saving import NotYours, take
from people.terms import Actor


def save_kind(session: Session, actor: Actor, kind_id: str | None, values: Mapping[str, Any], shown: int, now: datetime) -> DecisionKind:
    """Adds a kind of decision (``kind_id`` None) or changes it with its powers. Raises NotYours, Stale."""
    if kind_id is None:
        position = (session.scalar(select(func.max(DecisionKind.position))) or 0) + 1
        kind, before = DecisionKind(id=new_id(), position=position, version=1), {}
        session.add(kind)
    else:
        found = get_decision_kind(session, kind_id, lock=True)
        if found is None:
            raise NotYours
        kind, before = found, values_of_kind(found)
        take(kind, shown, lambda: values_of_kind(found))
    for name in ("name_ar", "name_ckb", "name_en", "active"):
        setattr(kind, name, values[name])
    kept = {each.level: each for each in kind.powers}
    kind.powers = [_power(kept.get(level), level, values) for level in Level if values[f"power_{level}"]]
    session.flush()
    verb = "changed" if before else "registered"
    record(session, actor, verb, SubjectRef("decision_kind", kind.id), now, differences(before, values))
    session.flush()
    return kind


def _power(row: PowerRow | None, level: Level, values: Mapping[str, Any]) -> PowerRow:
    power = row or PowerRow(level=level.value)
    power.power = str(values[f"power_{level}"])
    power.granted_by = values[f"granted_{level}"]
    return power
