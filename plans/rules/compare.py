"""What one version of a plan changes in another: parts matched by their keys, field by field. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from indicators.terms import Definition
from plans.terms import PlanDocument, PlannedIndicator, Step


class Change(StrEnum):
    """What happened to a part."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field with both values; None on the side on which its part does not stand."""

    name: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class PartChange:
    """A part that was added, removed or changed; ``part`` is it as it stands in the newer version that has it."""

    kind: str
    change: Change
    part: Any
    changed: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class TargetChange:
    """An indicator whose target a version changed, with both definitions; the newer one holds the reason."""

    code: str
    old: Definition
    new: Definition


@dataclass(frozen=True, slots=True)
class StepChange:
    """What changed in a step (None: title, issue, place and period): its own fields, its parts, its targets."""

    step: Step | None
    changed: tuple[FieldChange, ...]
    parts: tuple[PartChange, ...]
    targets: tuple[TargetChange, ...] = ()

    @property
    def nothing(self) -> bool:
        """Both versions say the same here."""
        return not self.changed and not self.parts

    def count(self, kind: str, change: Change) -> int:
        """How many parts of a kind."""
        return sum(1 for each in self.parts if each.kind == kind and each.change is change)


#: The fields of the document itself, and the kinds of parts, by the step in which readers meet them.
OWN_FIELDS: Mapping[Step | None, Sequence[str]] = {
    None: ("name_ar", "name_ckb", "name_en", "scope_id", "issue_id", "theme", "starts_on", "ends_on"),
    Step.GOAL: ("goal", "coordination_target", "tools_approach", "challenges"),
    Step.REVIEW: ("review_rhythm", "first_review_on", "team_id", "lessons_sharing"),
}
KINDS: Mapping[Step, Sequence[str]] = {
    Step.GOAL: ("objectives", "stakeholders"),
    Step.ACTIVITIES: ("activities", "budget"),
    Step.INDICATORS: ("indicators",),
    Step.RISKS: ("risks",),
    Step.COMMUNICATION: ("lines",),
}
#: Together they are the target; the reason belongs to them.
TARGET = ("kind", "unit", "direction", "tolerance", "target", "target_on")


def compare(old: PlanDocument, new: PlanDocument) -> tuple[StepChange, ...]:
    """What ``new`` changes in ``old``, step by step, the plan's title and period first."""
    return tuple(_step(old, new, step) for step in (None, *Step))


def _step(old: PlanDocument, new: PlanDocument, step: Step | None) -> StepChange:
    own = OWN_FIELDS.get(step, ())
    kinds = KINDS.get(step, ()) if step else ()
    return StepChange(
        step,
        tuple(FieldChange(name, getattr(old, name), getattr(new, name)) for name in own if getattr(old, name) != getattr(new, name)),
        tuple(each for kind in kinds for each in _parts(kind, getattr(old, kind), getattr(new, kind))),
        target_changes(old, new) if step is Step.INDICATORS else (),
    )


def target_changes(old: PlanDocument, new: PlanDocument) -> tuple[TargetChange, ...]:
    """The indicators of both versions whose target differs."""
    before = {each.key: each for each in old.indicators}
    return tuple(
        TargetChange(each.code, before[each.key].definition, each.definition)
        for each in new.indicators
        if each.key in before and other_target(before[each.key].definition, each.definition)
    )


def other_target(old: Definition, new: Definition) -> bool:
    """Whether two definitions differ in their target."""
    return any(getattr(old, name) != getattr(new, name) for name in TARGET)


def former_targets(now: Definition, earlier: Sequence[tuple[int, Definition]]) -> tuple[tuple[int, Definition], ...]:
    """Of the definitions of earlier versions (number, definition; newest first) those whose target was changed afterwards."""
    found = []
    for number, each in earlier:
        if other_target(each, now):
            found.append((number, each))
        now = each
    return tuple(found)


def _parts(kind: str, old: Sequence[Any], new: Sequence[Any]) -> list[PartChange]:
    """In the order of the new version; what is gone stands where it stood, as far as that can be told: at the end."""
    before, after = {each.key: each for each in old}, {each.key for each in new}
    found = []
    for part in new:
        if part.key not in before:
            found.append(PartChange(kind, Change.ADDED, part, tuple(FieldChange(name, None, value) for name, value in _said(part))))
        elif part != before[part.key]:
            changed = tuple(_differing(before[part.key], part))
            if changed:
                found.append(PartChange(kind, Change.CHANGED, part, changed))
    for part in old:
        if part.key not in after:
            found.append(PartChange(kind, Change.REMOVED, part, tuple(FieldChange(name, value, None) for name, value in _said(part))))
    return found


def _values(part: Any) -> dict[str, Any]:
    """A part's fields; those of an indicator are the fields of its definition."""
    values = {each.name: getattr(part, each.name) for each in fields(part) if each.name not in ("key", "code", "definition")}
    if isinstance(part, PlannedIndicator):
        values |= {each.name: getattr(part.definition, each.name) for each in fields(Definition)}
    return values


def _said(part: Any) -> list[tuple[str, Any]]:
    """What a part that stands on one side only says; 0 says something."""
    return [(name, value) for name, value in _values(part).items() if value is not False and value not in (None, "", ())]


def _differing(old: Any, new: Any) -> list[FieldChange]:
    before, after = _values(old), _values(new)
    return [FieldChange(name, before[name], after[name]) for name in after if before[name] != after[name]]
