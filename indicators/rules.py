"""What a definition still misses for the gate of step 3, and what in it contradicts itself. Pure."""

from collections.abc import Callable, Iterable

from indicators.terms import Definition, DefinitionRefusal, Direction, ValueKind

HUNDRED = 100.0
LEAST_SCALE, MOST_SCALE = 1.0, 5.0
#: In the order in which the form asks for them.
_ALWAYS = (
    "unit",
    "calculation",
    "baseline",
    "baseline_denominator",
    "baseline_on",
    "target",
    "target_on",
    "frequency",
    "source",
    "reporter_id",
)
_BASELINE = frozenset({"baseline", "baseline_denominator", "baseline_on"})


def missing(definition: Definition) -> tuple[str, ...]:
    """Names of the fields that step 3's gate still wants: unit, baseline and its date (unless not applicable), target and its date,
    calculation, frequency, source, who reports; of a percentage the baseline's denominator too."""
    wanted = [name for name in _ALWAYS if name != "baseline_denominator" or definition.kind is ValueKind.PERCENTAGE]
    if definition.baseline_not_applicable:
        wanted = [name for name in wanted if name not in _BASELINE]
    return tuple(name for name in wanted if getattr(definition, name) in (None, ""))


def baseline_value(definition: Definition) -> float | None:
    """The baseline in the unit of the target: for a percentage the quotient in hundredths; None when it is not known."""
    if definition.baseline_not_applicable or definition.baseline is None:
        return None
    if definition.kind is not ValueKind.PERCENTAGE:
        return definition.baseline
    if not definition.baseline_denominator:
        return None
    return definition.baseline / definition.baseline_denominator * HUNDRED


def refusals(definition: Definition) -> tuple[DefinitionRefusal, ...]:
    """Everything in the definition that contradicts itself; what is not filled yet is no contradiction."""
    found = [DefinitionRefusal(field, reason) for check in _CHECKS for field, reason in check(definition)]
    if not {each.field for each in found} & {"baseline", "baseline_denominator", "target"}:
        found += [DefinitionRefusal(field, reason) for field, reason in _direction(definition)]
    return tuple(dict.fromkeys(found))


def _dates(definition: Definition) -> Iterable[tuple[str, str]]:
    if definition.baseline_not_applicable or not (definition.baseline_on and definition.target_on):
        return
    if definition.target_on <= definition.baseline_on:
        yield "target_on", "target_before_baseline"


def _applicable(definition: Definition) -> Iterable[tuple[str, str]]:
    if definition.baseline_not_applicable and definition.baseline is not None:
        yield "baseline_not_applicable", "baseline_given"


def _percentage(definition: Definition) -> Iterable[tuple[str, str]]:
    denominator = definition.baseline_denominator
    if definition.kind is not ValueKind.PERCENTAGE:
        if denominator is not None:
            yield "baseline_denominator", "only_percentage"
        return
    if denominator is not None and denominator <= 0:
        yield "baseline_denominator", "denominator_zero"
    elif denominator is not None and definition.baseline is not None and not 0 <= definition.baseline <= denominator:
        yield "baseline", "numerator_outside"
    if definition.target is not None and not 0 <= definition.target <= HUNDRED:
        yield "target", "percentage_outside"


def _values(definition: Definition) -> Iterable[tuple[str, str]]:
    check = _VALUE_CHECKS.get(definition.kind)
    if check is None:
        return
    fits, reason = check
    for name in ("baseline", "target"):
        value = getattr(definition, name)
        if value is not None and not fits(value):
            yield name, reason


def _tolerance(definition: Definition) -> Iterable[tuple[str, str]]:
    if definition.direction is Direction.KEEP and definition.target is not None and definition.tolerance is None:
        yield "tolerance", "keep_without_tolerance"
    if definition.direction is not Direction.KEEP and definition.tolerance is not None:
        yield "tolerance", "only_keep"
    if definition.tolerance is not None and definition.tolerance < 0:
        yield "tolerance", "tolerance_negative"


def _direction(definition: Definition) -> Iterable[tuple[str, str]]:
    start, target = baseline_value(definition), definition.target
    if start is None or target is None:
        return
    if definition.direction is Direction.UP and target < start:
        yield "target", "target_below"
    if definition.direction is Direction.DOWN and target > start:
        yield "target", "target_above"


_VALUE_CHECKS: dict[ValueKind, tuple[Callable[[float], bool], str]] = {
    ValueKind.MONEY: (lambda value: value >= 0 and value == int(value), "money_whole"),
    ValueKind.MILESTONE: (lambda value: value in (0.0, 1.0), "milestone_value"),
    ValueKind.SCALE: (lambda value: LEAST_SCALE <= value <= MOST_SCALE, "scale_value"),
}
_CHECKS = (_dates, _applicable, _percentage, _values, _tolerance)
