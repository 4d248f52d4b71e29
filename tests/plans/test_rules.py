"""The six gates, each gap by itself; risk bands; what falls with what."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans import rules
from plans.labels import GAPS
from plans.terms import Band, PlanDocument, Step
from tests.plans.documents import COMPLETE, DEFINITION, ENDS, STARTS


def reasons(plan: PlanDocument) -> list[str]:
    return [gap.reason for gap in rules.gaps(plan)]


def activity(**changes: Any) -> PlanDocument:
    return replace(COMPLETE, activities=(replace(COMPLETE.activities[0], **changes),))


def risk(**changes: Any) -> PlanDocument:
    return replace(COMPLETE, risks=(replace(COMPLETE.risks[0], **changes),))


def definition(**changes: Any) -> PlanDocument:
    return replace(COMPLETE, indicators=(replace(COMPLETE.indicators[0], definition=replace(DEFINITION, **changes)),))


def test_a_complete_plan_misses_nothing() -> None:
    assert reasons(COMPLETE) == []
    assert all(step.done for step in rules.progress(COMPLETE))


def test_an_empty_plan_names_the_beginning_of_every_step() -> None:
    empty = PlanDocument("p", 1, "خطة", "", "", "IQG15", None, "موضوع", STARTS, ENDS)
    found = rules.gaps(empty)
    assert {gap.step for gap in found} == set(Step)
    assert not any(step.begun for step in rules.progress(empty))


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        (replace(COMPLETE, goal=""), ["goal"]),
        (replace(COMPLETE, stakeholders=COMPLETE.stakeholders[:1]), ["stakeholder_does"]),
        (replace(COMPLETE, stakeholders=COMPLETE.stakeholders[1:]), ["stakeholder_decides"]),
        (replace(COMPLETE, activities=()), ["activity"]),
        (activity(responsible_id=None), ["responsible"]),
        (activity(starts_on=None), ["dates"]),
        (activity(due_on=None), ["dates"]),
        (activity(starts_on=STARTS - timedelta(days=1)), ["dates_outside"]),
        (activity(due_on=ENDS + timedelta(days=1)), ["dates_outside"]),
        (activity(approach=None), ["approach"]),
        (replace(COMPLETE, indicators=()), ["indicator"]),
        (definition(unit=""), ["indicator_unit"]),
        (definition(baseline=None), ["indicator_baseline"]),
        (definition(baseline_on=None), ["indicator_baseline_on"]),
        (definition(target=None), ["indicator_target"]),
        (definition(target_on=None), ["indicator_target_on"]),
        (definition(calculation=None), ["indicator_calculation"]),
        (definition(frequency=None), ["indicator_frequency"]),
        (definition(source=""), ["indicator_source"]),
        (definition(reporter_id=None), ["indicator_reporter_id"]),
        (replace(COMPLETE, risks=()), ["risk"]),
        (risk(mitigation=""), ["risk_mitigation"]),
        (risk(owner_id=None), ["risk_owner_id"]),
        (risk(next_review_on=None), ["risk_next_review_on"]),
        (risk(likelihood=3, impact=3, owner_id=None, mitigation=""), []),
        (replace(COMPLETE, lines=(replace(COMPLETE.lines[0], audience_ids=("governor",)),)), ["unreached"]),
        (replace(COMPLETE, first_review_on=None), ["review_date"]),
        (replace(COMPLETE, first_review_on=ENDS + timedelta(days=1)), ["review_outside"]),
        (replace(COMPLETE, team_id=None), ["team"]),
    ],
)
def test_each_thing_taken_away_is_the_one_gap(plan: PlanDocument, expected: list[str]) -> None:
    assert reasons(plan) == expected


def test_a_responsible_organisation_that_is_no_stakeholder_must_be_reached_too() -> None:
    gap = rules.gaps(activity(responsible_id="municipality"))[0]
    assert (gap.reason, gap.about, gap.given) == ("unreached", "municipality", (("audience_ids", "municipality"),))


def test_every_gap_has_words() -> None:
    empty = PlanDocument("p", 1, "خطة", "", "", "IQG15", None, "موضوع", STARTS, ENDS)
    broken = replace(definition(unit="", baseline=None, baseline_on=None, target=None, target_on=None), risks=())
    assert {gap.reason for plan in (empty, broken) for gap in rules.gaps(plan)} <= set(GAPS)


@given(st.integers(1, 5), st.integers(1, 5))
def test_every_score_has_its_band(likelihood: int, impact: int) -> None:
    value = rules.score(replace(COMPLETE.risks[0], likelihood=likelihood, impact=impact))
    bounds = {Band.LOW: (1, 4), Band.MEDIUM: (5, 9), Band.HIGH: (10, 14), Band.CRITICAL: (15, 25)}
    low, high = bounds[rules.band(value)]
    assert value == likelihood * impact
    assert low <= value <= high


def test_a_dropped_objective_takes_along_what_hangs_on_it() -> None:
    assert rules.without(COMPLETE, frozenset({"o1"})) == {"o1", "a1", "i1", "b1"}
    assert rules.without(COMPLETE, frozenset({"a1"})) == {"a1", "b1"}
