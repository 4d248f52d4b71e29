"""The words of templates: their fields, and the values of their parts as a reader sees them."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from core.formats import in_a_row, number, percent
from core.languages import LazyText, Text, language, lazy
from core.references import FieldWords
from followup.labels import SECTOR_WORDS
from indicators.labels import (
    CALCULATION_WORDS,
    DEFINITION_FIELDS,
    DIRECTION_WORDS,
    FREQUENCY_WORDS,
    KIND_WORDS,
    OVER_PLACES_WORDS,
)
from indicators.terms import Calculation, Direction, Frequency, OverPlaces, ValueKind
from people.gate import directory
from people.labels import NAME_WORDS, word_of
from plans.labels.changes import FIELD_WORDS
from plans.labels.starting import LOCAL_BODIES
from plans.labels.words import APPROACHES, BUDGET_SOURCES, CHANNELS, MEANS, RHYTHMS, RISK_CATEGORIES, STAKEHOLDER_PARTS
from plans.rules.starting import chosen
from plans.terms import Approach, BudgetSource, Channel, Means, Rhythm, RiskCategory, StakeholderPart
from plans.terms.starting import TEMPLATE_FIELDS, LocalBody, Shape, TemplateField

TEMPLATE_VERBS: dict[str, LazyText] = {
    "added": lazy("added"),
    "changed": lazy("changed"),
    "removed": lazy("removed"),
    "withdrawn": lazy("withdrew the template"),
    "restored": lazy("offered the template again"),
}
WORDS_OF: Mapping[type[StrEnum], Mapping[Any, Text]] = {
    Approach: APPROACHES,
    BudgetSource: BUDGET_SOURCES,
    Calculation: CALCULATION_WORDS,
    Channel: CHANNELS,
    Direction: DIRECTION_WORDS,
    Frequency: FREQUENCY_WORDS,
    Means: MEANS,
    OverPlaces: OVER_PLACES_WORDS,
    Rhythm: RHYTHMS,
    RiskCategory: RISK_CATEGORIES,
    StakeholderPart: STAKEHOLDER_PARTS,
    ValueKind: KIND_WORDS,
}


def label_of(kind: str, each: TemplateField) -> Text:
    """What a field of a template's part is called: as in the plan itself."""
    if each.shape is Shape.NAMES:
        return lazy("What is measured")
    if each.name == "objective_key":
        return lazy("Objective")
    if each.name == "activity_key":
        return lazy("Activity")
    known = DEFINITION_FIELDS if kind == "indicators" else FIELD_WORDS
    return known[each.name].label


def body_name(value: str | None) -> str:
    """An organisation of a template: a local body in words, or its name."""
    return str(LOCAL_BODIES[LocalBody(value)]) if value in set(LocalBody) else directory().organisation_name(value)


def value_text(each: TemplateField, value: Any) -> str:
    """A value of a template's part in the reader's language; empty for none."""
    shown: Mapping[Shape, Callable[[Any], str]] = {
        Shape.TEXT: lambda texts: chosen(texts, language()),
        Shape.NAMES: lambda texts: chosen(texts, language()),
        Shape.SHARE: percent,
        Shape.BODY: body_name,
        Shape.BODIES: lambda ids: in_a_row(body_name(one) for one in ids),
        Shape.WORD: lambda word: str(WORDS_OF[each.of][word]) if each.of else "",
        Shape.WHOLE: number,
        Shape.QUANTITY: number,
        Shape.UNDER: lambda _key: "",
    }
    return "" if value in (None, "", [], {}) else shown[each.shape](value)


def _field_words(kind: str, each: TemplateField) -> FieldWords:
    label = label_of(kind, each)
    if each.shape in (Shape.TEXT, Shape.NAMES):  # the history keeps all languages of a text in one line
        return FieldWords(label)
    return FieldWords(label, lambda value: value_text(each, value), quiet=each.shape is Shape.UNDER)


TEMPLATE_FIELD_WORDS: dict[str, FieldWords] = {
    **NAME_WORDS,
    "sector": FieldWords(lazy("Sector"), word_of(SECTOR_WORDS)),
    "note": FieldWords(lazy("When to use it")),
    **{f"{kind}.{each.name}": _field_words(kind, each) for kind, known in TEMPLATE_FIELDS.items() for each in known},
}
