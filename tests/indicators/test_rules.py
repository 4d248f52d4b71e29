"""What a definition misses, and what in it contradicts itself."""

from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.rules import baseline_value, missing, refusals
from indicators.terms import Calculation, Definition, DefinitionRefusal, Direction, Frequency, OverPlaces, ValueKind

FULL = Definition(
    name_en="Families housed",
    unit="families",
    calculation=Calculation.LATEST,
    baseline=0.0,
    baseline_on=date(2026, 1, 1),
    target=2500.0,
    target_on=date(2026, 12, 31),
    frequency=Frequency.MONTHLY,
    source="Register of the branch",
    reporter_id="moh",
)
ALWAYS = ("unit", "calculation", "baseline", "baseline_on", "target", "target_on", "frequency", "source", "reporter_id")
numbers = st.none() | st.floats(-1e6, 1e6)
days = st.none() | st.dates(date(2000, 1, 1), date(2050, 1, 1))
definitions = st.builds(
    Definition,
    unit=st.sampled_from(["", "houses"]),
    kind=st.sampled_from(ValueKind),
    direction=st.sampled_from(Direction),
    tolerance=numbers,
    calculation=st.none() | st.sampled_from(Calculation),
    over_places=st.sampled_from(OverPlaces),
    baseline=numbers,
    baseline_denominator=numbers,
    baseline_on=days,
    baseline_not_applicable=st.booleans(),
    target=numbers,
    target_on=days,
    frequency=st.none() | st.sampled_from(Frequency),
    source=st.sampled_from(["", "register"]),
    reporter_id=st.sampled_from([None, "moe"]),
)


def test_a_full_definition_misses_nothing() -> None:
    assert missing(FULL) == ()
    assert refusals(FULL) == ()


def test_an_empty_definition_misses_everything_the_gate_wants() -> None:
    assert missing(Definition(name_en="x")) == ALWAYS


@pytest.mark.parametrize("name", ALWAYS)
def test_each_field_is_wanted(name: str) -> None:
    empty = "" if name in ("unit", "source") else None
    assert missing(replace(FULL, **{name: empty})) == (name,)


def test_zero_is_not_missing() -> None:
    assert missing(replace(FULL, baseline=0.0, target=0.0)) == ()


def test_a_baseline_that_does_not_apply_is_not_wanted() -> None:
    assert missing(replace(FULL, baseline=None, baseline_on=None, baseline_not_applicable=True)) == ()


def test_a_percentage_wants_its_denominator() -> None:
    share = replace(FULL, kind=ValueKind.PERCENTAGE, baseline=30.0, target=85.0)
    assert missing(share) == ("baseline_denominator",)
    assert missing(replace(share, baseline_denominator=120.0)) == ()
    assert baseline_value(share) is None
    assert baseline_value(replace(share, baseline_denominator=120.0)) == 25.0


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        ({"target_on": date(2025, 12, 31)}, "target_on", "target_before_baseline"),
        ({"target_on": date(2026, 1, 1)}, "target_on", "target_before_baseline"),
        ({"baseline_not_applicable": True}, "baseline_not_applicable", "baseline_given"),
        ({"baseline_denominator": 4.0}, "baseline_denominator", "only_percentage"),
        ({"kind": ValueKind.PERCENTAGE, "target": 101.0}, "target", "percentage_outside"),
        ({"kind": ValueKind.PERCENTAGE, "target": 90.0, "baseline": 5.0, "baseline_denominator": 4.0}, "baseline", "numerator_outside"),
        ({"kind": ValueKind.PERCENTAGE, "target": 90.0, "baseline_denominator": 0.0}, "baseline_denominator", "denominator_zero"),
        ({"kind": ValueKind.PERCENTAGE, "target": 20.0, "baseline": 1.0, "baseline_denominator": 4.0}, "target", "target_below"),
        ({"kind": ValueKind.MONEY, "target": 10.5}, "target", "money_whole"),
        ({"kind": ValueKind.MONEY, "baseline": -1.0}, "baseline", "money_whole"),
        ({"kind": ValueKind.MILESTONE, "target": 2.0}, "target", "milestone_value"),
        ({"kind": ValueKind.SCALE, "baseline": 1.0, "target": 5.5}, "target", "scale_value"),
        ({"kind": ValueKind.SCALE, "target": 5.0}, "baseline", "scale_value"),
        ({"direction": Direction.KEEP}, "tolerance", "keep_without_tolerance"),
        ({"direction": Direction.KEEP, "tolerance": -1.0}, "tolerance", "tolerance_negative"),
        ({"tolerance": 1.0}, "tolerance", "only_keep"),
        ({"baseline": 3000.0}, "target", "target_below"),
        ({"direction": Direction.DOWN}, "target", "target_above"),
    ],
)
def test_each_contradiction_is_refused(changes: dict[str, object], field: str, reason: str) -> None:
    assert refusals(replace(FULL, **changes)) == (DefinitionRefusal(field, reason),)  # type: ignore[arg-type]


def test_target_equal_to_baseline_is_allowed() -> None:
    assert refusals(replace(FULL, baseline=2500.0)) == ()
    assert refusals(replace(FULL, baseline=2500.0, direction=Direction.DOWN)) == ()


@given(definitions)
def test_missing_names_only_empty_fields_of_the_form(definition: Definition) -> None:
    names = {each.name for each in fields(Definition)}
    found = missing(definition)
    assert set(found) <= names
    assert len(set(found)) == len(found)
    assert all(getattr(definition, name) in (None, "") for name in found)


@given(definitions, st.sampled_from(ALWAYS))
def test_filling_a_field_never_opens_another_gap(definition: Definition, name: str) -> None:
    filled = replace(definition, **{name: getattr(FULL, name)})
    assert set(missing(filled)) == set(missing(definition)) - {name}


@given(definitions)
def test_refusals_name_fields_and_are_told_once(definition: Definition) -> None:
    found = refusals(definition)
    assert {each.field for each in found} <= {each.name for each in fields(Definition)}
    assert len(set(found)) == len(found)


@given(st.floats(0, 1e6), st.floats(0.001, 1e6))
def test_a_share_that_is_accepted_lies_between_0_and_100(numerator: float, denominator: float) -> None:
    share = replace(FULL, kind=ValueKind.PERCENTAGE, baseline=numerator, baseline_denominator=denominator, target=100.0)
    if not refusals(share):
        value = baseline_value(share)
        assert value is not None
        assert 0 <= value <= 100


@given(days, days)
def test_accepted_dates_leave_time_between(first: date | None, last: date | None) -> None:
    if not refusals(replace(FULL, baseline_on=first, target_on=last)) and first and last:
        assert last - first >= timedelta(days=1)
