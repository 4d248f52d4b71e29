"""Who may do what with a meeting, in each of its states."""

from dataclasses import replace

import pytest

from committees.policy import REFUSALS, RULES, MeetingFacts, Verb, Who, allowed, refusal
from committees.terms import MeetingState as S
from committees.terms import MinutesState as M

EVERYBODY = frozenset(Who)
PLANNED = MeetingFacts(S.PLANNED, None, EVERYBODY, begun=True, over=False)
HELD = MeetingFacts(S.HELD, M.DRAFT, EVERYBODY, begun=True, over=True, remarks_open=True)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (PLANNED, {Verb.INVITE, Verb.ANSWER, Verb.PREPARE, Verb.BEGIN}),
        (replace(PLANNED, begun=False), {Verb.INVITE, Verb.ANSWER, Verb.PREPARE}),
        (replace(PLANNED, over=True), {Verb.PREPARE, Verb.BEGIN}),
        (replace(PLANNED, state=S.MISSED, over=True), {Verb.BEGIN}),
        (replace(PLANNED, state=S.CANCELLED), set()),
        (HELD, {Verb.PREPARE, Verb.KEEP, Verb.SEND}),
        (replace(HELD, minutes=M.SENT), {Verb.TAKE_BACK, Verb.REMARK, Verb.REPLY, Verb.APPROVE}),
        (replace(HELD, minutes=M.SENT, remarks_open=False), {Verb.TAKE_BACK, Verb.REPLY, Verb.APPROVE}),
        (replace(HELD, minutes=M.SENT, is_author=True), {Verb.TAKE_BACK, Verb.REMARK, Verb.REPLY}),
        (replace(HELD, minutes=M.APPROVED), {Verb.CLOSE, Verb.CONFIRM}),
        (replace(HELD, minutes=M.CLOSED), {Verb.CORRECT, Verb.CONFIRM}),
    ],
)
def test_what_may_happen(facts, expected):
    assert allowed(facts) == expected


@pytest.mark.parametrize("verb", Verb)
def test_each_verb_belongs_to_one_kind_of_person(verb):
    for who in Who:
        facts = [replace(PLANNED, roles=frozenset({who})), replace(PLANNED, state=S.MISSED, roles=frozenset({who}))]
        facts += [replace(HELD, minutes=each, roles=frozenset({who})) for each in M]
        assert any(refusal(verb, each) is None for each in facts) == (RULES[verb].who is who)


def test_every_refusal_has_words():
    facts = [replace(HELD, minutes=each, is_author=True, remarks_open=False) for each in M]
    facts += [replace(PLANNED, begun=False), replace(PLANNED, over=True), replace(PLANNED, roles=frozenset())]
    found = {refusal(verb, each) for verb in Verb for each in facts} - {None}
    assert found == set(REFUSALS)
