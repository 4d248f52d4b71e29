"""Reads of this room: the list, one indicator with its definitions, and a row as a definition value."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, true
from sqlalchemy.orm import Session, contains_eager, joinedload

from core.search import matches
from indicators.models import Indicator, IndicatorDefinition
from indicators.terms import Calculation, Definition, Direction, Frequency, OverPlaces, ValueKind
from people.terms import Actor, Permission

#: The kind of core.search.
INDICATOR_WORDS = "indicator"
FIELDS = tuple(each.name for each in fields(Definition))
_SHOWN = and_(IndicatorDefinition.indicator_id == Indicator.id, IndicatorDefinition.number == Indicator.shown_number)
_WITH_INDICATOR = joinedload(IndicatorDefinition.indicator, innerjoin=True)


@dataclass(frozen=True, slots=True)
class IndicatorFilters:
    """What a reader looks for. ``scope_ids``: a scope with everything below it; empty means everywhere.

    ``order``: "code" or "target" (the day of the target), with a ``-`` before it downwards; otherwise the newest stands first.
    """

    q: str = ""
    scope_ids: frozenset[str] = field(default_factory=frozenset)
    kind: ValueKind | None = None
    reporter_id: str = ""
    in_force: bool | None = None
    order: str = ""


def definition_of(row: IndicatorDefinition) -> Definition:
    """The row as a value."""
    return Definition(
        name_ar=row.name_ar,
        name_ckb=row.name_ckb,
        name_en=row.name_en,
        unit=row.unit,
        kind=ValueKind(row.kind),
        direction=Direction(row.direction),
        tolerance=row.tolerance,
        calculation=Calculation(row.calculation) if row.calculation else None,
        over_places=OverPlaces(row.over_places),
        baseline=row.baseline,
        baseline_denominator=row.baseline_denominator,
        baseline_on=row.baseline_on,
        baseline_not_applicable=row.baseline_not_applicable,
        target=row.target,
        target_on=row.target_on,
        target_reason=row.target_reason,
        frequency=Frequency(row.frequency) if row.frequency else None,
        source=row.source,
        reporter_id=row.reporter_id,
    )


def values_of(row: IndicatorDefinition) -> dict[str, Any]:
    """The row's values by field name, as a form takes them."""
    return {name: getattr(row, name) for name in FIELDS}


def get_definition(session: Session, definition_id: str, *, lock: bool = False) -> IndicatorDefinition | None:
    """A definition by its id, for the plans that own it: they ask whether the person may see it."""
    query = select(IndicatorDefinition).where(IndicatorDefinition.id == definition_id)
    if lock:
        query = query.with_for_update(of=IndicatorDefinition)
    return session.scalars(query).first()


def definitions_by_id(session: Session, definition_ids: Iterable[str]) -> Mapping[str, IndicatorDefinition]:
    """Definitions by id in one statement, each with its indicator; for the plans that own them."""
    wanted = sorted(set(definition_ids))
    if not wanted:
        return {}
    return {
        row.id: row
        for row in session.scalars(select(IndicatorDefinition).where(IndicatorDefinition.id.in_(wanted)).options(_WITH_INDICATOR))
    }


def indicators_listed(actor: Actor, filters: IndicatorFilters) -> Select[IndicatorDefinition]:
    """The shown definitions of what this person may see, narrowed, each with its indicator, in the asked order."""
    query = _shown().where(_visible(actor), *_filtered(filters))
    columns: Mapping[str, Any] = {"code": Indicator.code, "target": IndicatorDefinition.target_on}
    asked = columns.get(filters.order.removeprefix("-"))
    first = [] if asked is None else [(asked.desc() if filters.order.startswith("-") else asked).nulls_last()]
    return query.order_by(*first, Indicator.created_at.desc(), Indicator.id)


def indicator_texts(session: Session, indicator_ids: Iterable[str] | None = None) -> Mapping[str, Sequence[str]]:
    """What the shown definition of indicators says, with its code, by the indicator's id (None: of all). One statement."""
    shown = IndicatorDefinition
    query = select(Indicator.id, Indicator.code, shown.name_ar, shown.name_ckb, shown.name_en, shown.unit, shown.source).join(shown, _SHOWN)
    if indicator_ids is not None:
        query = query.where(Indicator.id.in_(sorted(set(indicator_ids))))
    return {row[0]: row[1:] for row in session.execute(query)}


def get_indicator_for(session: Session, actor: Actor, indicator_id: str) -> IndicatorDefinition | None:
    """The shown definition of an indicator, if this person may see it."""
    return session.scalars(_shown().where(Indicator.id == indicator_id, _visible(actor))).first()


def earlier_definitions(session: Session, shown: IndicatorDefinition) -> Sequence[IndicatorDefinition]:
    """The definitions that were in force before, latest first."""
    query = select(IndicatorDefinition).where(
        IndicatorDefinition.indicator_id == shown.indicator_id, IndicatorDefinition.number < shown.number
    )
    return session.scalars(query.order_by(IndicatorDefinition.number.desc())).all()


def _shown() -> Select[IndicatorDefinition]:
    return select(IndicatorDefinition).join(Indicator, _SHOWN).options(contains_eager(IndicatorDefinition.indicator))


def _visible(actor: Actor) -> ColumnElement[bool]:
    """Those in force where the person reads indicators, all where he reads drafts too, and those that his organisation reports."""
    reach, drafts = actor.reach(Permission.INDICATOR_READ), actor.reach(Permission.PLAN_READ_DRAFTS)
    if reach.national and drafts.national:
        return true()
    seen: list[ColumnElement[bool]] = []
    if reach.national:
        seen.append(Indicator.in_force.is_(True))
    elif reach.scopes:
        seen.append(and_(Indicator.scope_id.in_(sorted(reach.scopes)), Indicator.in_force.is_(True)))
    if reach.organisations:
        seen.append(and_(IndicatorDefinition.reporter_id.in_(sorted(reach.organisations)), Indicator.in_force.is_(True)))
    if drafts.scopes and not reach.nowhere:
        seen.append(Indicator.scope_id.in_(sorted(drafts.scopes)))
    return or_(false(), *seen)


def _filtered(filters: IndicatorFilters) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if filters.q:
        where.append(matches(Indicator.id, INDICATOR_WORDS, filters.q))
    if filters.scope_ids:
        where.append(Indicator.scope_id.in_(sorted(filters.scope_ids)))
    if filters.reporter_id:
        where.append(IndicatorDefinition.reporter_id == filters.reporter_id)
    if filters.in_force is not None:
        where.append(Indicator.in_force.is_(filters.in_force))
    if filters.kind is not None:
        where.append(IndicatorDefinition.kind == filters.kind.value)
    return where
