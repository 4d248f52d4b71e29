"""A comparison of two versions in words: one sentence a step, and each changed field with both sides, word by word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from core.formats import comma, day, in_a_row, isolated, listed
from core.history import in_words
from core.languages import LazyText, gettext, lazy, named, ngettext
from core.references import FieldWords
from indicators.labels import target_text
from indicators.terms import Definition
from plans.labels.changes import FIELD_WORDS, PART_WORDS
from plans.labels.gaps import name_in
from plans.labels.words import STEPS
from plans.rules.compare import KINDS, Change, FieldChange, PartChange, StepChange, TargetChange
from plans.rules.wording import Piece, Side, by_words
from plans.terms import PlanDocument, Step

CHANGE_WORDS: Mapping[Change, LazyText] = {
    Change.ADDED: lazy("new"),
    Change.REMOVED: lazy("dropped"),
    Change.CHANGED: lazy("altered"),
}
TITLED_BY = {"objectives": "change", "activities": "title", "budget": "purpose", "risks": "event", "lines": "message"}
#: Fields that hold the id of something whose name the document keeps, with their own words where the history has none.
NAMED: Mapping[str, LazyText | None] = {
    **dict.fromkeys(("scope_id", "organisation_id", "responsible_id", "owner_id", "by_id", "reporter_id")),
    "issue_id": lazy("Issue"),
    "team_id": lazy("Follow-up team"),
}
#: Fields that point to another part of the plan.
POINTING: Mapping[str, LazyText] = {"objective_key": lazy("Objective"), "activity_key": lazy("Activity")}
#: Told together, as the target of an indicator that both versions have.
TOLD_AS_TARGET = frozenset({"target", "target_on", "tolerance", "target_reason"})


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field with what the older and what the newer version says, in pieces."""

    label: str
    old: Side
    new: Side


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A changed target in words: old, new, why (empty: no reason was given)."""

    old: str
    new: str
    reason: str


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part with what happened to it."""

    word: str
    title: str
    change: Change
    change_word: str
    rows: tuple[FieldRow, ...]
    target: TargetRow | None


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step: its number (0: title and period), its name, one sentence, its own fields, its parts."""

    number: int
    name: str
    sentence: str
    nothing: bool
    rows: tuple[FieldRow, ...]
    parts: tuple[PartRow, ...]


def sentence(step: StepChange) -> str:
    """What changed in a step, with counts."""
    if step.nothing:
        return gettext("Nothing changed.")
    clauses = []
    if step.changed:
        labels = in_a_row(dict.fromkeys(str(_words("", each.name).label) for each in step.changed))
        clauses.append(gettext("Changed: %(fields)s", fields=labels))
    for kind in KINDS.get(step.step, ()) if step.step else ():
        counts = [_counted(change, count) for change in Change if (count := step.count(kind, change))]
        if counts:
            clauses.append(f"{FIELD_WORDS[kind].label}: {in_a_row(counts)}")
    return listed(clauses) + "."


def _counted(change: Change, count: int) -> str:
    if change is Change.ADDED:
        return ngettext("%(num)s added", "%(num)s added", count)
    if change is Change.REMOVED:
        return ngettext("%(num)s removed", "%(num)s removed", count)
    return ngettext("%(num)s changed", "%(num)s changed", count)


def compared(old: PlanDocument, new: PlanDocument, steps: Sequence[StepChange]) -> tuple[StepRow, ...]:
    """The comparison as the page shows it."""
    return tuple(_step(_Reader(old), _Reader(new), each) for each in steps)


def step_name(step: Step | None) -> str:
    """What a step of a comparison is called; the first has the title and the period."""
    return str(PART_WORDS["identity"] if step is None else STEPS[step])


class _Reader:
    """One side: its values in the reader's words, with the names that this version keeps."""

    def __init__(self, document: PlanDocument) -> None:
        self.document = document
        self._titles = {each.key: each.change for each in document.objectives} | {each.key: each.title for each in document.activities}

    def words(self, words: FieldWords, name: str, value: Any) -> str:
        """A value that is no list of organisations."""
        if value is None or value == "":
            return ""
        if name in NAMED:
            return name_in(self.document, value)
        if name in POINTING:
            return self._titles.get(value, "")
        if isinstance(value, date):
            return day(value)
        return (words.shown or in_words)(value)

    def names(self, ids: Sequence[str], other: Sequence[str]) -> Side:
        """Organisations, changed those that the other side does not have."""
        parts = [Piece(name_in(self.document, each), each not in other) for each in ids]
        return tuple(Piece(each.text + (comma() if n < len(parts) - 1 else ""), each.changed) for n, each in enumerate(parts))


def _step(old: _Reader, new: _Reader, step: StepChange) -> StepRow:
    targets = {each.code: each for each in step.targets}
    return StepRow(
        number=int(step.step) if step.step else 0,
        name=step_name(step.step),
        sentence=sentence(step),
        nothing=step.nothing,
        rows=tuple(_row(old, new, "", each) for each in step.changed),
        parts=tuple(_part(old, new, each, targets) for each in step.parts),
    )


def _part(old: _Reader, new: _Reader, part: PartChange, targets: Mapping[str, TargetChange]) -> PartRow:
    target = targets.get(part.part.code) if part.kind == "indicators" and part.change is Change.CHANGED else None
    return PartRow(
        word=str(PART_WORDS[part.kind]),
        title=_title(old if part.change is Change.REMOVED else new, part),
        change=part.change,
        change_word=str(CHANGE_WORDS[part.change]),
        rows=tuple(_row(old, new, part.kind, each) for each in part.changed if target is None or each.name not in TOLD_AS_TARGET),
        target=None if target is None else TargetRow(_target(target.old), _target(target.new), target.new.target_reason),
    )


def _title(side: _Reader, part: PartChange) -> str:
    thing = part.part
    if part.kind == "stakeholders":
        return name_in(side.document, thing.organisation_id)
    if part.kind == "indicators":
        return f"{named(thing.definition)} ({thing.code})"
    title: str = getattr(thing, TITLED_BY[part.kind])
    return title


def _target(definition: Definition) -> str:
    text = target_text(definition)
    return f"{isolated(text)} ({day(definition.target_on)})" if text and definition.target_on else text or "—"


def _words(kind: str, name: str) -> FieldWords:
    own = NAMED.get(name) or POINTING.get(name)
    if own is not None:
        return FieldWords(own)
    return FIELD_WORDS.get(f"{kind}.{name}") or FIELD_WORDS.get(name) or FieldWords(name)


def _row(old: _Reader, new: _Reader, kind: str, field: FieldChange) -> FieldRow:
    words = _words(kind, field.name)
    label = str(words.label)
    if isinstance(field.old, tuple) or isinstance(field.new, tuple):
        before, after = field.old or (), field.new or ()
        return FieldRow(label, old.names(before, after), new.names(after, before))
    said, says = old.words(words, field.name, field.old), new.words(words, field.name, field.new)
    if _is_text(field.old) and _is_text(field.new) and field.name not in NAMED and field.name not in POINTING:
        return FieldRow(label, *by_words(said, says))
    return FieldRow(label, (Piece(said, True),) if said else (), (Piece(says, True),) if says else ())


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and not isinstance(value, Enum)
