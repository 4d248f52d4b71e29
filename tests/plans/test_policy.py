"""The table of transitions: who may do what in which state."""

import pytest

from people.terms import Permission
from plans.policy import ATTENTION, REFUSALS, TRANSITIONS, PlanFacts, Verb, allowed, refusal
from plans.terms import PlanState as S

ALL = frozenset(Permission)
ARRIVES = {Verb.ACKNOWLEDGE, Verb.RECEIPT}
WHILE_IT_RUNS = {Verb.REPORT, Verb.CONTACT, Verb.LEARN}


def facts(state: S, version: S | None = None, *, author: bool = False, review: bool = False, may: frozenset[Permission] = ALL) -> PlanFacts:
    return PlanFacts(state, version, may, author, review)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (facts(S.DRAFT, S.DRAFT), {Verb.EDIT, Verb.SUBMIT, Verb.MONEY, Verb.CANCEL}),
        (facts(S.RETURNED, S.RETURNED), {Verb.EDIT, Verb.SUBMIT, Verb.MONEY, Verb.CANCEL}),
        (facts(S.SUBMITTED, S.SUBMITTED), {Verb.RETURN, Verb.APPROVE, Verb.MONEY, Verb.CANCEL}),
        (facts(S.SUBMITTED, S.SUBMITTED, author=True), {Verb.MONEY, Verb.CANCEL}),
        (facts(S.APPROVED), {Verb.COMMUNICATE, *WHILE_IT_RUNS, Verb.MONEY, Verb.CLOSE, Verb.CANCEL}),
        (facts(S.COMMUNICATED), {*ARRIVES, *WHILE_IT_RUNS, Verb.MONEY, Verb.REVIEW, Verb.REVISE, Verb.CLOSE, Verb.CANCEL}),
        (facts(S.UNDER_REVIEW, review=True), {*ARRIVES, *WHILE_IT_RUNS, Verb.MONEY, Verb.CONCLUDE, Verb.CANCEL}),
        (
            facts(S.UNDER_REVIEW, S.DRAFT),
            {Verb.EDIT, Verb.SUBMIT, *ARRIVES, *WHILE_IT_RUNS, Verb.MONEY, Verb.ABANDON, Verb.CLOSE, Verb.CANCEL},
        ),
        (facts(S.CLOSED), {Verb.LEARN}),
        (facts(S.CANCELLED, S.CANCELLED), set()),
    ],
)
def test_what_may_happen_in_each_state(given: PlanFacts, expected: set[Verb]) -> None:
    assert allowed(given) == expected


@pytest.mark.parametrize("verb", list(Verb))
def test_nothing_happens_without_its_permission(verb: Verb) -> None:
    without = ALL - {TRANSITIONS[verb].permission}
    for state in S:
        for version in (None, *S):
            assert refusal(verb, facts(state, version, may=without)) == "permission"


def test_the_author_never_decides() -> None:
    for verb in (Verb.APPROVE, Verb.RETURN):
        assert refusal(verb, facts(S.SUBMITTED, S.SUBMITTED, author=True)) == "author"
        assert refusal(verb, facts(S.UNDER_REVIEW, S.SUBMITTED, author=True)) == "author"


def test_every_refusal_has_words_and_every_state_its_place_in_lists() -> None:
    found = {refusal(v, facts(s, w, author=a, review=r)) for v in Verb for s in S for w in (None, *S) for a in (0, 1) for r in (0, 1)}
    assert found - {None} <= set(REFUSALS)
    assert set(ATTENTION) == set(S) - {S.SUPERSEDED}
