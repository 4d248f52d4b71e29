"""Writing a plan: its sections and the parts of its six steps."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from enum import Enum
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from core.audit import Changes, Part, differences
from core.ids import new_id
from core.languages import lazy, named
from core.saving import NotYours, Refused, Stale, take
from indicators.queries import get_definition
from indicators.queries import values_of as definition_values
from indicators.services import NoDefinition, change_definition, create_indicator, remove_definition
from people.models import Organisation
from people.terms import Actor, Permission
from plans import commands, queries
from plans.models import (
    ActivityRow,
    ActivitySupporter,
    BudgetRow,
    IndicatorRow,
    LineAudience,
    LineRow,
    ObjectiveRow,
    Plan,
    PlanVersion,
    RiskRow,
    StakeholderRow,
)
from plans.policy import ATTENTION, Verb
from plans.services.money import check_no_money
from plans.services.opening import InHand, take_in_hand
from plans.terms import PlanState, Step


@dataclass(frozen=True, slots=True)
class PartKind:
    """A kind of part: its rows, its step, the field that names it, and its list of organisations (table, field), if it has one."""

    model: Any
    step: Step
    titled_by: str
    organisations: tuple[Any, str] | None = None


PARTS: Mapping[str, PartKind] = {
    "objectives": PartKind(ObjectiveRow, Step.GOAL, "change"),
    "stakeholders": PartKind(StakeholderRow, Step.GOAL, "organisation_id"),
    "activities": PartKind(ActivityRow, Step.ACTIVITIES, "title", (ActivitySupporter, "supporter_ids")),
    "budget": PartKind(BudgetRow, Step.ACTIVITIES, "purpose"),
    "indicators": PartKind(IndicatorRow, Step.INDICATORS, "key"),
    "risks": PartKind(RiskRow, Step.RISKS, "event"),
    "lines": PartKind(LineRow, Step.COMMUNICATION, "message", (LineAudience, "audience_ids")),
}


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a version's own fields: its step, its command, the column that counts its versions, the one that marks it."""

    command: type
    counter: str
    step: Step | None
    mark: str | None = None


SECTIONS: Mapping[str, Section] = {
    "identity": Section(commands.Identity, "identity_version", None),
    "aim": Section(commands.Aim, "aim_version", Step.GOAL, "aim_prefilled"),
    "review": Section(commands.ReviewPlan, "review_version", Step.REVIEW, "review_prefilled"),
}


def begin_plan(session: Session, actor: Actor, command: commands.Identity, now: datetime) -> Plan:
    """A new plan in draft, version 1, owned by the actor. Raises Refused for a scope out of reach."""
    _in_reach(actor, command.scope_id)
    own = asdict(command)
    plan = Plan(
        **own,
        id=new_id(),
        state=PlanState.DRAFT.value,
        attention=ATTENTION[PlanState.DRAFT],
        owner_id=actor.person_id,
        open_number=1,
        created_at=now,
        changed_at=now,
    )
    session.add(plan)
    session.flush()
    version = PlanVersion(**own, plan_id=plan.id, number=1, state=PlanState.DRAFT.value, authors=[actor.person_id])
    session.add(version)
    session.flush()
    InHand(session, actor, plan, version, now).note("created", differences({}, _plain(own)))
    return plan


def section_values(version: PlanVersion, name: str) -> dict[str, Any]:
    """The stored values of a section by form field."""
    return {each.name: getattr(version, each.name) for each in fields(SECTIONS[name].command)}


def save_section(
    session: Session, actor: Actor, plan_id: str, name: str, command: commands.SectionCommand, shown: int, now: datetime
) -> InHand:
    """Saves the title, the goal or the review section of the open version. Raises NotYours, Refused, Stale."""
    hand = take_in_hand(session, actor, plan_id, Verb.EDIT, now)
    version, section = hand.draft, SECTIONS[name]
    before = section_values(version, name)
    if getattr(version, section.counter) != shown:
        raise Stale(before, getattr(version, section.counter))
    new = _plain(asdict(command))
    changes = differences(before, new)
    if "scope_id" in changes:
        _in_reach(actor, new["scope_id"])
    setattr(version, section.counter, shown + 1)
    for field, (_old, value) in changes.items():
        setattr(version, field, value)
    if section.mark:
        setattr(version, section.mark, False)
    if name == "identity" and hand.plan.valid_number is None:
        mirror(hand.plan, version)
    _touched(hand)
    hand.note("changed", changes, part=Part(name, ""))
    return hand


def mirror(plan: Plan, version: PlanVersion) -> None:
    """Lists show the plan as this version calls it."""
    for each in fields(commands.Identity):
        setattr(plan, each.name, getattr(version, each.name))


def part_values(session: Session, kind: str, row: Any) -> dict[str, Any]:
    """The stored values of a part by form field."""
    spec = PARTS[kind]
    if kind == "indicators":
        definition = get_definition(session, row.definition_id)
        return {"objective_key": row.objective_key, **(definition_values(definition) if definition else {})}
    values = {name: getattr(row, name) for name in _columns(spec)}
    if spec.organisations:
        table, field = spec.organisations
        values[field] = sorted(queries.organisations_of(session, table, row.version_id, row.key))
    return values


def save_part(
    session: Session, actor: Actor, plan_id: str, kind: str, key: str | None, command: commands.PartCommand, shown: int, now: datetime
) -> tuple[InHand, str]:
    """Adds a part (``key`` None) or changes one; returns the plan in hand and the part's key. Raises NotYours, Refused, Stale."""
    hand = take_in_hand(session, actor, plan_id, Verb.EDIT, now)
    return hand, save_in_hand(hand, kind, key, command, shown)


def save_in_hand(hand: InHand, kind: str, key: str | None, command: commands.PartCommand, shown: int) -> str:
    """The same for a plan that was taken in hand for editing; returns the part's key."""
    _check_parent(hand, kind, command)
    if kind == "indicators":
        return _save_indicator(hand, key, command, shown)  # type: ignore[arg-type]
    if key is None:
        return _add(hand, kind, command)
    _change(hand, kind, key, command, shown)
    return key


def _columns(spec: PartKind) -> list[str]:
    own = {"version_id", "key", "position", "version", "prefilled"}
    return [column.name for column in spec.model.__table__.columns if column.name not in own]


def _add(hand: InHand, kind: str, command: commands.PartCommand) -> str:
    values = _plain(asdict(command))
    _check_twice(hand, kind, values, None)
    key = put_part(hand, kind, values)
    _touched(hand)
    hand.note("added", _first(values), part=part_of(hand, kind, values))
    return key


def put_part(hand: InHand, kind: str, values: Mapping[str, Any], prefilled: bool = False) -> str:
    """The rows of a new part with these plain values by field, without history; returns its key. Not for indicators."""
    spec, own = PARTS[kind], dict(values)
    listed = own.pop(spec.organisations[1]) if spec.organisations else ()
    position = _next_position(hand, spec.model)
    row = spec.model(version_id=hand.draft.id, key=new_id(), position=position, version=1, prefilled=prefilled, **own)
    hand.session.add(row)
    hand.session.flush()
    _list_organisations(hand, spec, row.key, (), listed)
    key: str = row.key
    return key


def put_indicator(hand: InHand, objective_key: str, definition: Mapping[str, Any], prefilled: bool = False) -> str:
    """The rows of a new indicator, without history; returns its key."""
    made = create_indicator(hand.session, hand.draft.scope_id, definition, hand.now)
    row = IndicatorRow(
        version_id=hand.draft.id,
        key=made.indicator_id,
        position=_next_position(hand, IndicatorRow),
        version=1,
        prefilled=prefilled,
        objective_key=objective_key,
        definition_id=made.id,
    )
    hand.session.add(row)
    hand.session.flush()
    return row.key


def _change(hand: InHand, kind: str, key: str, command: commands.PartCommand, shown: int) -> None:
    spec, values = PARTS[kind], _plain(asdict(command))
    row = _row(hand, spec, key)
    before = part_values(hand.session, kind, row)
    take(row, shown, lambda: before)
    _check_twice(hand, kind, values, key)
    changes = differences(before, values)
    listed = values.pop(spec.organisations[1]) if spec.organisations else ()
    for name in values:
        setattr(row, name, values[name])
    row.prefilled = False
    if spec.organisations:
        _list_organisations(hand, spec, key, before[spec.organisations[1]], listed)
    _touched(hand)
    hand.note("changed", changes, part=part_of(hand, kind, values))


def _save_indicator(hand: InHand, key: str | None, command: commands.SaveIndicator, shown: int) -> str:
    spec = PARTS["indicators"]
    part = part_of(hand, "indicators", command.definition)
    if key is None:
        key = put_indicator(hand, command.objective_key, command.definition)
        _touched(hand)
        hand.note("added", _first(_plain(command.definition)), part=part)
        return key
    row = _row(hand, spec, key)
    before = part_values(hand.session, "indicators", row)
    take(row, shown, lambda: before)
    changes = dict(change_definition(hand.session, row.definition_id, command.definition))
    if row.objective_key != command.objective_key:
        changes["objective_key"] = (row.objective_key, command.objective_key)
        row.objective_key = command.objective_key
    row.prefilled = False
    _touched(hand)
    hand.note("changed", changes, part=part)
    return key


def remove_part(session: Session, actor: Actor, plan_id: str, kind: str, key: str, shown: int, now: datetime) -> InHand:
    """Takes a part out of the open version, with all that hangs on it. Raises NotYours, Refused, Stale."""
    hand = take_in_hand(session, actor, plan_id, Verb.EDIT, now)
    spec = PARTS[kind]
    row = _row(hand, spec, key)
    before = part_values(session, kind, row)
    take(row, shown, lambda: before)
    check_no_money(hand, queries.lines_under(session, hand.draft.id, key))
    definitions = _definitions_under(hand, kind, key)
    session.delete(row)
    session.flush()
    for definition_id in definitions:
        try:
            remove_definition(session, definition_id)
        except NoDefinition:
            raise NotYours from None
    _touched(hand)
    gone = {name: (value, None) for name, value in before.items() if _said(value)}
    hand.note("removed", gone, part=part_of(hand, kind, before))
    return hand


def _definitions_under(hand: InHand, kind: str, key: str) -> list[str]:
    query = select(IndicatorRow.definition_id).where(IndicatorRow.version_id == hand.draft.id)
    if kind == "indicators":
        return list(hand.session.scalars(query.where(IndicatorRow.key == key)))
    if kind == "objectives":
        return list(hand.session.scalars(query.where(IndicatorRow.objective_key == key)))
    return []


def _row(hand: InHand, spec: PartKind, key: str) -> Any:
    row = queries.part_row(hand.session, spec.model, hand.draft.id, key)
    if row is None:
        raise NotYours
    return row


def _check_parent(hand: InHand, kind: str, command: commands.PartCommand) -> None:
    """An activity hangs on an objective of this same version, a budget line on an activity of it."""
    under = PARTS[kind].model.under
    if not under:
        return
    parent = ObjectiveRow if under == "objective_key" else ActivityRow
    if queries.part_row(hand.session, parent, hand.draft.id, getattr(command, under)) is None:
        raise Refused(lazy("Choose one from the list."), under)


def _check_twice(hand: InHand, kind: str, values: Mapping[str, Any], key: str | None) -> None:
    if kind != "stakeholders":
        return
    same = select(StakeholderRow.key).where(
        StakeholderRow.version_id == hand.draft.id,
        StakeholderRow.organisation_id == values["organisation_id"],
        StakeholderRow.part == values["part"],
    )
    if set(hand.session.scalars(same)) - {key}:
        raise Refused(lazy("This organisation already has this part."), "organisation_id")


def _list_organisations(hand: InHand, spec: PartKind, key: str, old: Any, new: Any) -> None:
    if spec.organisations is None or set(old) == set(new):
        return
    table = spec.organisations[0]
    hand.session.execute(delete(table).where(table.version_id == hand.draft.id, table.key == key))
    hand.session.add_all(table(version_id=hand.draft.id, key=key, organisation_id=each) for each in dict.fromkeys(new))


def _next_position(hand: InHand, model: Any) -> int:
    last: int | None = hand.session.scalar(select(func.max(model.position)).where(model.version_id == hand.draft.id))
    return (last or 0) + 1


def _touched(hand: InHand) -> None:
    """A change of any part: who wrote is an author, a returned version is a draft again."""
    version = hand.draft
    version.edits += 1
    if hand.actor.person_id not in version.authors:
        version.authors = [*version.authors, hand.actor.person_id]
    version.state = PlanState.DRAFT.value
    if hand.plan.valid_number is None:
        hand.move(PlanState.DRAFT)
    else:
        hand.plan.changed_at = hand.now


def part_of(hand: InHand, kind: str, values: Mapping[str, Any]) -> Part:
    """The part for the history, by what it is called."""
    names = (values.get(f"name_{code}") for code in ("ar", "en", "ckb"))
    title = str(values.get(PARTS[kind].titled_by) or next(filter(None, names), ""))
    if kind == "stakeholders":
        organisation = hand.session.get(Organisation, title)
        title = named(organisation, "ar") if organisation else ""
    return Part(kind, title)


def _first(values: Mapping[str, Any]) -> Changes:
    """What a new part says, for the history."""
    return {name: (None, value) for name, value in values.items() if _said(value)}


def _said(value: Any) -> bool:
    """Whether a value says something: 0 does."""
    return value is not False and value not in (None, "", [])


def _in_reach(actor: Actor, scope_id: str) -> None:
    if not actor.reach(Permission.PLAN_WRITE).covers({scope_id}):
        raise Refused(lazy("Choose one from the list."), "scope_id")


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """As they are stored; organisations have no order, so that another order is no change."""
    return {
        name: value.value if isinstance(value, Enum) else sorted(value) if isinstance(value, tuple) else value
        for name, value in values.items()
    }
