"""Who may do what with a meeting and its minutes, and when: the one table. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from committees.terms import MeetingState as S
from committees.terms import MinutesState as M
from core.languages import LazyText, lazy


class Verb(StrEnum):
    """What can happen to a meeting."""

    INVITE = "invite"
    ANSWER = "answer"
    PREPARE = "prepare"
    BEGIN = "begin"
    KEEP = "keep"
    SEND = "send"
    TAKE_BACK = "take_back"
    REMARK = "remark"
    REPLY = "reply"
    APPROVE = "approve"
    CLOSE = "close"
    CORRECT = "correct"
    CONFIRM = "confirm"


class Who(StrEnum):
    """As what a person stands to a meeting: its secretary, one who sits in the committee, its chair, who confirms recommendations."""

    KEEPS = "keeps"
    SITS = "sits"
    CHAIRS = "chairs"
    CONFIRMS = "confirms"


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may, in which states of the meeting and, once it is held, of its minutes."""

    who: Who
    states: frozenset[S]
    minutes: frozenset[M] = frozenset()


PLANNED, HELD = frozenset({S.PLANNED}), frozenset({S.HELD})
RULES: dict[Verb, Rule] = {
    Verb.INVITE: Rule(Who.KEEPS, PLANNED),
    Verb.ANSWER: Rule(Who.SITS, PLANNED),
    Verb.PREPARE: Rule(Who.KEEPS, PLANNED | HELD, frozenset({M.DRAFT})),
    Verb.BEGIN: Rule(Who.KEEPS, frozenset({S.PLANNED, S.MISSED})),
    Verb.KEEP: Rule(Who.KEEPS, HELD, frozenset({M.DRAFT})),
    Verb.SEND: Rule(Who.KEEPS, HELD, frozenset({M.DRAFT})),
    Verb.TAKE_BACK: Rule(Who.KEEPS, HELD, frozenset({M.SENT})),
    Verb.REMARK: Rule(Who.SITS, HELD, frozenset({M.SENT})),
    Verb.REPLY: Rule(Who.KEEPS, HELD, frozenset({M.SENT})),
    Verb.APPROVE: Rule(Who.CHAIRS, HELD, frozenset({M.SENT})),
    Verb.CLOSE: Rule(Who.KEEPS, HELD, frozenset({M.APPROVED})),
    Verb.CORRECT: Rule(Who.KEEPS, HELD, frozenset({M.CLOSED})),
    Verb.CONFIRM: Rule(Who.CONFIRMS, HELD, frozenset({M.APPROVED, M.CLOSED})),
}


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """What the policy must know. ``begun``: its day has come (in Baghdad); ``over``: its time is past; ``remarks_open``: the day until
    which remarks are taken is not past; ``is_author``: this person wrote in the minutes."""

    state: S
    minutes: M | None
    roles: frozenset[Who]
    begun: bool
    over: bool
    is_author: bool = False
    remarks_open: bool = False


def refusal(verb: Verb, facts: MeetingFacts) -> str | None:
    """Why the verb may not happen now, a key of ``REFUSALS``; None when it may."""
    rule = RULES[verb]
    if rule.who not in facts.roles:
        return "permission"
    if facts.state not in rule.states or (facts.state is S.HELD and facts.minutes not in rule.minutes):
        return "state"
    if verb is Verb.BEGIN and not facts.begun:
        return "early"
    if verb in (Verb.INVITE, Verb.ANSWER) and facts.over:
        return "over"
    if verb is Verb.REMARK and not facts.remarks_open:
        return "remarks"
    if verb is Verb.APPROVE and facts.is_author:
        return "author"
    return None


def allowed(facts: MeetingFacts) -> frozenset[Verb]:
    """All verbs that may happen now."""
    return frozenset(verb for verb in Verb if refusal(verb, facts) is None)


#: What a refusal says to the person.
REFUSALS: dict[str, LazyText] = {
    "permission": lazy("Your role does not allow this here."),
    "state": lazy("This is not possible any more: the meeting has gone on meanwhile. Look at it again."),
    "early": lazy("A meeting is held on its day, not before. If it was held earlier, move it first."),
    "over": lazy("The time of this meeting is past."),
    "remarks": lazy("The day until which remarks were taken is past. Tell the chair."),
    "author": lazy("Who wrote the minutes does not approve them. The chair or the chair's deputy must do this."),
}
