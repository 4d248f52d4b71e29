"""What plans do with the indicators of their step 3. The plan writes the audit entry (it is the subject), so nobody acts here."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from core.audit import Changes, differences
from core.saving import take
from core.search import forget, index_all
from indicators.models import Indicator, IndicatorCounter, IndicatorDefinition
from indicators.queries import FIELDS, INDICATOR_WORDS, get_definition, indicator_texts, values_of
from indicators.terms import Direction, OverPlaces, ValueKind

_TEXTS = frozenset({"name_ar", "name_ckb", "name_en", "unit", "source", "target_reason"})
_DEFAULTS: Mapping[str, Any] = {
    "kind": ValueKind.NUMBER,
    "direction": Direction.UP,
    "over_places": OverPlaces.SUM,
    "baseline_not_applicable": False,
}


class NoDefinition(LookupError):
    """There is no definition with this id (any more)."""


def create_indicator(session: Session, scope_id: str, values: Mapping[str, Any], now: datetime) -> IndicatorDefinition:
    """A new indicator with its code and its first definition; ``values`` by field name of ``terms.Definition``, unknown ones ignored."""
    indicator = Indicator(code=_next_code(session), scope_id=scope_id, in_force=False, shown_number=1, created_at=now)
    session.add(indicator)
    session.flush()
    row = IndicatorDefinition(indicator=indicator, indicator_id=indicator.id, number=1, created_at=now, version=1, **_plain(values))
    session.add(row)
    session.flush()
    index_indicators(session, [indicator.id])
    return row


def index_indicators(session: Session, indicator_ids: Iterable[str] | None = None) -> None:
    """Keeps the words by which indicators are found (None: all): those of the definition that readers see."""
    index_all(session, INDICATOR_WORDS, indicator_texts(session, indicator_ids))


def change_definition(session: Session, definition_id: str, values: Mapping[str, Any], shown: int | None = None) -> Changes:
    """Changes the given fields of a definition, and returns them as (old, new) for the plan's audit entry.

    ``shown`` is the version that stood in the form (None: not asked). Raises Stale when somebody saved meanwhile,
    NoDefinition when it was removed.
    """
    row = get_definition(session, definition_id, lock=True)
    if row is None:
        raise NoDefinition(definition_id)
    before = values_of(row)
    take(row, row.version if shown is None else shown, lambda: before)
    given = {name: value for name, value in _plain({**before, **values}).items() if name in values}
    changes = differences(before, given)
    for name, (_old, new) in changes.items():
        setattr(row, name, new)
    session.flush()
    index_indicators(session, [row.indicator_id])
    return changes


def copy_definition(session: Session, definition: IndicatorDefinition, now: datetime) -> IndicatorDefinition:
    """The next definition of the same indicator, equal to this one, for a revision; the reason for a new target begins empty."""
    last = session.scalar(select(func.max(IndicatorDefinition.number)).where(IndicatorDefinition.indicator_id == definition.indicator_id))
    copy = IndicatorDefinition(
        indicator=definition.indicator,
        indicator_id=definition.indicator_id,
        number=(last or 0) + 1,
        created_at=now,
        version=1,
        **{**values_of(definition), "target_reason": ""},
    )
    session.add(copy)
    session.flush()
    return copy


def put_in_force(session: Session, indicator_ids: Iterable[str]) -> None:
    """From now on the latest definition of each counts, and is what readers see (called when a plan's version is approved)."""
    latest = (
        select(func.max(IndicatorDefinition.number))
        .where(IndicatorDefinition.indicator_id == Indicator.id)
        .correlate(Indicator)
        .scalar_subquery()
    )
    wanted = sorted(set(indicator_ids))
    if wanted:
        session.execute(
            update(Indicator).where(Indicator.id.in_(wanted)).values(in_force=True, shown_number=latest),
            {},
            execution_options={"synchronize_session": "fetch"},
        )
        index_indicators(session, wanted)


def remove_definition(session: Session, definition_id: str) -> None:
    """Removes a definition, and its indicator when it was the only one. Raises NoDefinition when it is gone already."""
    row = get_definition(session, definition_id, lock=True)
    if row is None:
        raise NoDefinition(definition_id)
    indicator = row.indicator
    session.delete(row)
    session.flush()
    rest = session.scalar(select(func.max(IndicatorDefinition.number)).where(IndicatorDefinition.indicator_id == indicator.id))
    if rest is None:
        session.delete(indicator)
        forget(session, INDICATOR_WORDS, indicator.id)
    elif indicator.shown_number == row.number:
        indicator.shown_number = rest
    session.flush()
    index_indicators(session, [indicator.id])


def _next_code(session: Session) -> str:
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    counted = (
        insert(IndicatorCounter)
        .values(id=1, last=1)
        .on_conflict_do_update(index_elements=["id"], set_={"last": IndicatorCounter.last + 1})
        .returning(IndicatorCounter.last)
    )
    return f"IND-{session.execute(counted).scalar_one():04}"


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Every field's value as the table keeps it: texts never None, the rest None when empty, enumerations by value."""
    plain: dict[str, Any] = {}
    for name in FIELDS:
        value = values.get(name)
        if value in (None, ""):
            value = "" if name in _TEXTS else _DEFAULTS.get(name)
        plain[name] = getattr(value, "value", value)
    return plain
