"""The first content of a plan, from a template or from an earlier plan, as a document whose keys hold only inside itself. Pure.

Days of a template are hundredths of the plan's period; days of an earlier plan keep their place between its first and last day.
Days that fall on Friday or Saturday move to the next working day (Iraq works Sunday to Thursday), if the period still has one.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from indicators.terms import Definition
from plans.terms import (
    Activity,
    BudgetLine,
    CommunicationLine,
    Objective,
    PlanDocument,
    PlannedIndicator,
    Risk,
    Stakeholder,
    Verdict,
)
from plans.terms.starting import PLACE, TEMPLATE_FIELDS, Body, LocalBody, Locality, Shape, TemplateField, TemplatePart, Texts

DONE = 100
_FRIDAY, _SATURDAY = 4, 5
_KINDS: Mapping[LocalBody, str] = {
    LocalBody.GOVERNOR: "local_government",
    LocalBody.COUNCIL: "provincial_council",
    LocalBody.EDUCATION: "directorate",
    LocalBody.POLICE: "security",
    LocalBody.ARMY: "security",
}
_PARENTS: Mapping[LocalBody, str] = {
    LocalBody.GOVERNOR: "",
    LocalBody.EDUCATION: "MOE",
    LocalBody.POLICE: "POLICE",
    LocalBody.ARMY: "ARMY",
}
#: Where the governorate has none of its own, the body of the whole country stands for it.
_NATIONAL: Mapping[LocalBody, str] = {LocalBody.POLICE: "POLICE", LocalBody.ARMY: "ARMY"}


def day_of(share: float, first: date, last: date) -> date:
    """The working day at a share (0-1) of the period from ``first`` to ``last``; never outside it."""
    day = first + timedelta(days=round((last - first).days * min(max(share, 0.0), 1.0)))
    if day.weekday() not in (_FRIDAY, _SATURDAY):
        return day
    after = day + timedelta(days=2 if day.weekday() == _FRIDAY else 1)
    before = day - timedelta(days=1 if day.weekday() == _FRIDAY else 2)
    return next((each for each in (after, before) if first <= each <= last), day)


def local_bodies(bodies: Iterable[Body], governorate: str | None, branch_code: str, own_id: str | None) -> dict[LocalBody, str]:
    """Which organisation each local body is in a governorate; what is not known, or not sure, is left out.

    The branch is the one with ``branch_code``, else the author's own if that is one there, else the only one there.
    """
    there = [each for each in bodies if governorate is not None and each.place_id == governorate]
    found: dict[LocalBody, str] = {}
    for local, kind in _KINDS.items():
        fitting = [each.id for each in there if each.kind == kind and each.parent_code == _PARENTS.get(local, each.parent_code)]
        fitting = fitting or [each.id for each in bodies if each.code and each.code == _NATIONAL.get(local)]
        if len(fitting) == 1:
            found[local] = fitting[0]
    branches = {each.id: each.code for each in there if each.kind == "branch"}
    sure = [key for key, code in branches.items() if code == branch_code] or [key for key in branches if key == own_id] or list(branches)
    if len(sure) == 1:
        found[LocalBody.BRANCH] = sure[0]
    return found


def named_bodies(parts: Iterable[TemplatePart]) -> frozenset[LocalBody]:
    """The local bodies that a template names."""
    named: set[str] = set()
    for part in parts:
        for each in TEMPLATE_FIELDS[part.kind]:
            value = part.values.get(each.name)
            if each.shape is Shape.BODY and value:
                named.add(value)
            elif each.shape is Shape.BODIES:
                named |= set(value or ())
    return frozenset(LocalBody(each) for each in named if each in set(LocalBody))


def from_template(plan: PlanDocument, parts: Iterable[TemplatePart], locality: Locality, language: str) -> PlanDocument:
    """The plan filled from a template's parts, with its texts in ``language`` (or the next one that is written).

    Organisations that are not known there are left empty; a stakeholder without one, and a part whose upper one is missing, is left out.
    """
    filling = _Filling(plan, locality, language)
    for part in parts:
        filling.take(part)
    return filling.document()


def chosen(texts: Texts, language: str) -> str:
    """A template's text in a language: else in Arabic, English, Kurdish, the first that is written."""
    return next((texts[code] for code in (language, "ar", "en", "ckb") if texts.get(code)), "")


class _Filling:
    """A plan being filled from the parts of a template, which come in the order of the six steps."""

    def __init__(self, plan: PlanDocument, locality: Locality, language: str) -> None:
        self.plan, self.locality, self.language = plan, locality, language
        self.own: dict[str, Any] = {}
        self.parts: dict[str, list[Any]] = {kind: [] for kind in _MAKERS}

    def take(self, part: TemplatePart) -> None:
        """Reads one part."""
        values: dict[str, Any] = {}
        for each in TEMPLATE_FIELDS[part.kind]:
            values |= self._read(each, part.values.get(each.name))
        if part.kind in ("aim", "review"):
            self.own |= values
        elif self._hangs(values) and self._says_whom(part.kind, values):
            self.parts[part.kind].append(_MAKERS[part.kind](part.key, values, self.plan))

    def document(self) -> PlanDocument:
        """What has come together."""
        content: dict[str, Any] = {**self.own, **{kind: tuple(found) for kind, found in self.parts.items()}}
        return replace(self.plan, **content)

    def _read(self, each: TemplateField, value: Any) -> dict[str, Any]:
        name = each.name
        if each.shape is Shape.NAMES:
            return {f"name_{code}": self._placed((value or {}).get(code, ""), code) for code in ("ar", "en", "ckb")}
        readers: Mapping[Shape, Callable[[Any], Any]] = {
            Shape.TEXT: lambda texts: self._placed(chosen(texts or {}, self.language), self.language)[: each.most],
            Shape.SHARE: lambda share: None if share is None else day_of(share / 100, self.plan.starts_on, self.plan.ends_on),
            Shape.BODY: self._body,
            Shape.BODIES: lambda ids: tuple(dict.fromkeys(found for one in ids or () if (found := self._body(one)))),
            Shape.WORD: lambda word: each.of(word) if each.of and word else None,
        }
        return {name: readers[each.shape](value) if each.shape in readers else value}

    def _body(self, value: str | None) -> str | None:
        return self.locality.bodies.get(LocalBody(value)) if value in set(LocalBody) else value or None

    def _placed(self, text: str, language: str) -> str:
        return text.replace(PLACE, chosen(self.locality.place, language))

    def _hangs(self, values: Mapping[str, Any]) -> bool:
        for name, kind in (("objective_key", "objectives"), ("activity_key", "activities")):
            if name in values and values[name] not in {each.key for each in self.parts[kind]}:
                return False
        return True

    def _says_whom(self, kind: str, values: Mapping[str, Any]) -> bool:
        if kind == "stakeholders":
            known = {(each.organisation_id, each.part) for each in self.parts[kind]}
            return bool(values["organisation_id"]) and (values["organisation_id"], values["part"]) not in known
        return kind != "lines" or bool(values["audience_ids"])


def _indicator(key: str, values: dict[str, Any], plan: PlanDocument) -> PlannedIndicator:
    """The baseline is of the plan's first day; a target on that same day is none."""
    objective_key = values.pop("objective_key")
    if values["target_on"] is not None and values["target_on"] <= plan.starts_on:
        values["target_on"] = None
    first = plan.starts_on if values["baseline"] is not None else None
    return PlannedIndicator(key, objective_key, "", Definition(baseline_on=first, **values))


_MAKERS: Mapping[str, Callable[[str, dict[str, Any], PlanDocument], Any]] = {
    "objectives": lambda key, values, _plan: Objective(key, **values),
    "stakeholders": lambda key, values, _plan: Stakeholder(key, **values),
    "activities": lambda key, values, _plan: Activity(key, **values),
    "budget": lambda key, values, _plan: BudgetLine(key, **values),
    "indicators": _indicator,
    "risks": lambda key, values, _plan: Risk(key, **values),
    "lines": lambda key, values, _plan: CommunicationLine(key, **values),
}


def as_template(plan: PlanDocument, languages: Iterable[str]) -> tuple[TemplatePart, ...]:
    """A plan as the parts of a template: its texts in each of these languages' places, its days as shares of its period.

    Organisations stay as they are; whoever edits the template puts local bodies in their place.
    """
    reader = _Reading(plan, tuple(languages))
    sections = [reader.part(kind, kind, plan) for kind in ("aim", "review")]
    parts = [reader.part(kind, each.key, each) for kind in _MAKERS for each in getattr(plan, kind)]
    return (*sections, *parts)


class _Reading:
    """A plan being read into a template."""

    def __init__(self, plan: PlanDocument, languages: tuple[str, ...]) -> None:
        self.plan, self.languages = plan, languages

    def part(self, kind: str, key: str, thing: Any) -> TemplatePart:
        """One part with the values of a template."""
        return TemplatePart(key, kind, {each.name: self._value(each, thing) for each in TEMPLATE_FIELDS[kind]})

    def _value(self, each: TemplateField, thing: Any) -> Any:
        at = thing.definition if isinstance(thing, PlannedIndicator) and each.name != "objective_key" else thing
        if each.shape is Shape.NAMES:
            return {code: getattr(at, f"name_{code}") for code in ("ar", "en", "ckb")}
        value = getattr(at, each.name)
        if each.shape is Shape.TEXT:
            return dict.fromkeys(self.languages, value) if value else {}
        if each.shape is Shape.SHARE:
            return None if value is None else round(_share(value, self.plan.starts_on, self.plan.ends_on) * 100)
        if each.shape is Shape.BODIES:
            return list(value)
        return value.value if each.shape is Shape.WORD and value is not None else value


def from_earlier(plan: PlanDocument, earlier: PlanDocument, percents: Mapping[str, int], verdicts: Mapping[str, Verdict]) -> PlanDocument:
    """The plan filled with what is open in an earlier one: activities not done and not dropped by its latest review, the objectives
    above them (and those without any activity), their indicators without baseline, stakeholders, risks, lines of communication."""
    dropped = {key for key, verdict in verdicts.items() if verdict is Verdict.DROP}
    open_ = [each for each in earlier.activities if percents.get(each.key, 0) < DONE and not {each.key, each.objective_key} & dropped]
    alive = {each.objective_key for each in open_} | {each.key for each in earlier.objectives if not earlier.activities_of(each.key)}
    kept = [each for each in earlier.objectives if each.key in alive - dropped]
    keys = {each.key for each in kept}

    def moved(day: date | None) -> date | None:
        return None if day is None else day_of(_share(day, earlier.starts_on, earlier.ends_on), plan.starts_on, plan.ends_on)

    return replace(
        plan,
        **{name: getattr(earlier, name) for name in _CARRIED},
        first_review_on=moved(earlier.first_review_on),
        objectives=tuple(replace(each, by_when=moved(each.by_when) or plan.ends_on) for each in kept),
        activities=tuple(replace(each, starts_on=moved(each.starts_on), due_on=moved(each.due_on)) for each in open_),
        indicators=tuple(
            replace(each, definition=_renewed(each.definition, moved)) for each in earlier.indicators if each.objective_key in keys
        ),
        risks=tuple(replace(each, next_review_on=moved(each.next_review_on)) for each in earlier.risks),
    )


_CARRIED = (
    "coordination_target",
    "goal",
    "tools_approach",
    "challenges",
    "review_rhythm",
    "team_id",
    "lessons_sharing",
    "stakeholders",
    "lines",
)


def _renewed(definition: Definition, moved: Callable[[date | None], date | None]) -> Definition:
    return replace(
        definition, baseline=None, baseline_denominator=None, baseline_on=None, target_on=moved(definition.target_on), target_reason=""
    )


def _share(day: date, first: date, last: date) -> float:
    return (day - first).days / max((last - first).days, 1)
