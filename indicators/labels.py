"""The words for indicators: enumerations, fields, refusals, and values with their unit."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from core.formats import day, money, number, percent
from core.languages import Text, gettext, lazy
from core.references import FieldWords
from indicators.rules import MOST_SCALE, baseline_value
from indicators.terms import Calculation, Definition, Direction, Frequency, OverPlaces, ValueKind
from people.gate import directory

KIND_WORDS: Mapping[ValueKind, Text] = {
    ValueKind.NUMBER: lazy("Number"),
    ValueKind.MONEY: lazy("Money (IQD)"),
    ValueKind.PERCENTAGE: lazy("Percentage"),
    ValueKind.MILESTONE: lazy("Milestone (reached or not)"),
    ValueKind.SCALE: lazy("Scale from 1 to 5"),
}
CALCULATION_WORDS: Mapping[Calculation, Text] = {
    Calculation.SUM: lazy("Sum: each reading adds"),
    Calculation.LATEST: lazy("Latest: each reading is the level reached"),
    Calculation.AVERAGE: lazy("Average of the readings"),
}
OVER_PLACES_WORDS: Mapping[OverPlaces, Text] = {
    OverPlaces.SUM: lazy("Sum of the places"),
    OverPlaces.AVERAGE: lazy("Average of the places"),
    OverPlaces.LATEST: lazy("The latest reading of any place"),
    OverPlaces.SEPARATE: lazy("Each place by itself"),
}
DIRECTION_WORDS: Mapping[Direction, Text] = {
    Direction.UP: lazy("Should rise"),
    Direction.DOWN: lazy("Should fall"),
    Direction.KEEP: lazy("Should stay at the target"),
}
FREQUENCY_WORDS: Mapping[Frequency, Text] = {
    Frequency.WEEKLY: lazy("Every week"),
    Frequency.TWO_WEEKS: lazy("Every two weeks"),
    Frequency.MONTHLY: lazy("Every month"),
    Frequency.QUARTERLY: lazy("Every quarter"),
    Frequency.HALF_YEARLY: lazy("Every half year"),
    Frequency.YEARLY: lazy("Every year"),
    Frequency.ONCE: lazy("Once"),
}
REFUSALS: Mapping[str, Text] = {
    "target_before_baseline": lazy("The target's date must come after the date of the baseline."),
    "baseline_given": lazy("A baseline is written. Take the tick away, or empty the baseline."),
    "only_percentage": lazy("Only a percentage has a denominator. Empty this field, or choose percentage as the kind."),
    "denominator_zero": lazy("The denominator must be greater than 0."),
    "numerator_outside": lazy("Of a percentage, write how many were counted: between 0 and the denominator."),
    "percentage_outside": lazy("A percentage lies between 0 and 100."),
    "keep_without_tolerance": lazy("Say how far the value may stray from the target."),
    "only_keep": lazy("Only a value that should stay at its target has a tolerance. Empty this field, or change the direction."),
    "tolerance_negative": lazy("The tolerance cannot be less than 0."),
    "target_below": lazy("The value should rise, but the target lies below the baseline."),
    "target_above": lazy("The value should fall, but the target lies above the baseline."),
    "money_whole": lazy("Write the amount in whole dinars."),
    "milestone_value": lazy("Of a milestone, write 0 (not reached) or 1 (reached)."),
    "scale_value": lazy("On this scale, write a value from 1 to 5."),
}


def value_text(kind: ValueKind, value: float | None, unit: str = "") -> str:
    """A value as people read it, with its unit; empty for none."""
    if value is None:
        return ""
    if kind is ValueKind.MONEY:
        return money(int(value))
    if kind is ValueKind.PERCENTAGE:
        return percent(round(value, 1))
    if kind is ValueKind.MILESTONE:
        return gettext("reached") if value else gettext("not reached")
    if kind is ValueKind.SCALE:
        return gettext("%(value)s of %(most)s", value=number(value), most=number(int(MOST_SCALE)))
    return f"{number(value)} {unit}".strip()


def baseline_text(definition: Definition) -> str:
    """The baseline as people read it: a percentage with numerator and denominator; empty when it is not known."""
    if definition.baseline_not_applicable:
        return gettext("not applicable")
    if definition.kind is not ValueKind.PERCENTAGE:
        return value_text(definition.kind, definition.baseline, definition.unit)
    if definition.baseline is None or not definition.baseline_denominator:
        return ""
    return gettext(
        "%(part)s of %(whole)s (%(share)s)",
        part=number(definition.baseline),
        whole=number(definition.baseline_denominator),
        share=percent(round(baseline_value(definition) or 0.0, 1)),
    )


def target_text(definition: Definition) -> str:
    """The target as people read it, with the tolerance of ``keep``; empty when it is not known."""
    text = value_text(definition.kind, definition.target, definition.unit)
    if text and definition.direction is Direction.KEEP and definition.tolerance is not None:
        return gettext("%(target)s, give or take %(tolerance)s", target=text, tolerance=number(definition.tolerance))
    return text


def _day(value: Any) -> str:
    return day(date.fromisoformat(value)) if value else ""


def _yes_no(value: Any) -> str:
    return gettext("yes") if value else gettext("no")


def _word(words: Mapping[Any, Text]) -> Any:
    return lambda value: str(words[value]) if value else ""


#: Field words of a definition, for the history of the plan that owns it.
DEFINITION_FIELDS: Mapping[str, FieldWords] = {
    "name_ar": FieldWords(lazy("Name in Arabic")),
    "name_ckb": FieldWords(lazy("Name in Kurdish")),
    "name_en": FieldWords(lazy("Name in English")),
    "unit": FieldWords(lazy("Unit")),
    "kind": FieldWords(lazy("Kind of value"), _word(KIND_WORDS)),
    "direction": FieldWords(lazy("Direction"), _word(DIRECTION_WORDS)),
    "tolerance": FieldWords(lazy("Tolerance"), number),
    "calculation": FieldWords(lazy("Over time"), _word(CALCULATION_WORDS)),
    "over_places": FieldWords(lazy("Over places"), _word(OVER_PLACES_WORDS)),
    "baseline": FieldWords(lazy("Baseline"), number),
    "baseline_denominator": FieldWords(lazy("Denominator of the baseline"), number),
    "baseline_on": FieldWords(lazy("Date of the baseline"), _day),
    "baseline_not_applicable": FieldWords(lazy("No baseline applies"), _yes_no),
    "target": FieldWords(lazy("Target"), number),
    "target_on": FieldWords(lazy("Date of the target"), _day),
    "target_reason": FieldWords(lazy("Why the target changed")),
    "frequency": FieldWords(lazy("How often it is reported"), _word(FREQUENCY_WORDS)),
    "source": FieldWords(lazy("Source (means of verification)")),
    "reporter_id": FieldWords(lazy("Who reports"), lambda value: directory().organisation_name(value)),
}
