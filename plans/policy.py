"""Who may do what with a plan, and in which state: the one table of transitions. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from core.languages import LazyText, lazy
from people.terms import Permission
from plans.terms import RUNNING
from plans.terms import PlanState as S


class Verb(StrEnum):
    """What can happen to a plan."""

    EDIT = "edit"
    SUBMIT = "submit"
    RETURN = "return"
    APPROVE = "approve"
    COMMUNICATE = "communicate"
    ACKNOWLEDGE = "acknowledge"
    RECEIPT = "receipt"
    REPORT = "report"
    MONEY = "money"
    REVIEW = "review"
    CONCLUDE = "conclude"
    REVISE = "revise"
    ABANDON = "abandon"
    CLOSE = "close"
    CANCEL = "cancel"
    CONTACT = "contact"
    LEARN = "learn"


@dataclass(frozen=True, slots=True)
class Transition:
    """From which states a verb may happen, who may do it, and to which state it leads (None: it stays).

    ``of_version`` verbs look at the state of the open version (a revision beside the valid one has its own).
    """

    permission: Permission
    sources: frozenset[S]
    target: S | None = None
    of_version: bool = False
    not_author: bool = False


ENDED = frozenset({S.CLOSED, S.CANCELLED})
TRANSITIONS: dict[Verb, Transition] = {
    Verb.EDIT: Transition(Permission.PLAN_WRITE, frozenset({S.DRAFT, S.RETURNED}), S.DRAFT, of_version=True),
    Verb.SUBMIT: Transition(Permission.PLAN_WRITE, frozenset({S.DRAFT, S.RETURNED}), S.SUBMITTED, of_version=True),
    Verb.RETURN: Transition(Permission.PLAN_APPROVE, frozenset({S.SUBMITTED}), S.RETURNED, of_version=True, not_author=True),
    Verb.APPROVE: Transition(Permission.PLAN_APPROVE, frozenset({S.SUBMITTED}), S.APPROVED, of_version=True, not_author=True),
    Verb.COMMUNICATE: Transition(Permission.PLAN_COMMUNICATE, frozenset({S.APPROVED}), S.COMMUNICATED),
    Verb.ACKNOWLEDGE: Transition(Permission.PLAN_ACKNOWLEDGE, frozenset({S.COMMUNICATED, S.UNDER_REVIEW})),
    Verb.RECEIPT: Transition(Permission.PLAN_COMMUNICATE, frozenset({S.COMMUNICATED, S.UNDER_REVIEW})),
    Verb.REPORT: Transition(Permission.PROGRESS_REPORT, RUNNING),
    Verb.MONEY: Transition(Permission.PROGRESS_REPORT, frozenset({S.DRAFT, S.SUBMITTED, S.RETURNED}) | RUNNING),
    Verb.REVIEW: Transition(Permission.PLAN_REVIEW, frozenset({S.COMMUNICATED}), S.UNDER_REVIEW),
    Verb.CONCLUDE: Transition(Permission.PLAN_REVIEW, frozenset({S.UNDER_REVIEW}), S.COMMUNICATED),
    Verb.REVISE: Transition(Permission.PLAN_WRITE, frozenset({S.COMMUNICATED, S.UNDER_REVIEW})),
    Verb.ABANDON: Transition(Permission.PLAN_WRITE, frozenset({S.DRAFT, S.RETURNED}), S.CANCELLED, of_version=True),
    Verb.CLOSE: Transition(Permission.PLAN_REVIEW, RUNNING, S.CLOSED),
    Verb.CANCEL: Transition(Permission.PLAN_WRITE, frozenset({S.DRAFT, S.SUBMITTED, S.RETURNED}) | RUNNING, S.CANCELLED),
    Verb.CONTACT: Transition(Permission.PROGRESS_REPORT, RUNNING),
    Verb.LEARN: Transition(Permission.PLAN_REVIEW, RUNNING | {S.CLOSED}),
}
#: What needs a hand most has the highest number and stands first in lists, the latest change on top: one index read backwards.
ATTENTION: dict[S, int] = {
    S.RETURNED: 9,
    S.SUBMITTED: 9,
    S.APPROVED: 8,
    S.UNDER_REVIEW: 8,
    S.DRAFT: 7,
    S.COMMUNICATED: 6,
    S.CLOSED: 1,
    S.CANCELLED: 0,
}


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """What the policy must know. ``permissions`` are those whose reach covers this plan; ``review_open`` that a review is under way."""

    state: S
    version_state: S | None
    permissions: frozenset[Permission]
    is_author: bool
    review_open: bool = False


def refusal(verb: Verb, facts: PlanFacts) -> str | None:
    """Why the verb may not happen now, a key of ``REFUSALS``; None when it may."""
    rule = TRANSITIONS[verb]
    if rule.permission not in facts.permissions:
        return "permission"
    state = facts.version_state if rule.of_version else facts.state
    if state not in rule.sources:
        return "state"
    if rule.not_author and facts.is_author:
        return "author"
    if verb in (Verb.REVISE, Verb.REVIEW) and facts.version_state is not None:
        return "version_open"
    if verb in (Verb.REVISE, Verb.CLOSE) and facts.review_open:
        return "review_open"
    if verb is Verb.ABANDON and facts.state not in RUNNING:
        return "state"
    if verb is Verb.CONCLUDE and not facts.review_open:
        return "no_review"
    return None


def allowed(facts: PlanFacts) -> frozenset[Verb]:
    """All verbs that may happen now."""
    return frozenset(verb for verb in Verb if refusal(verb, facts) is None)


def may_attach(facts: PlanFacts) -> bool:
    """Whether files may be attached now: by who writes in the plan, until it has ended."""
    return Permission.PLAN_WRITE in facts.permissions and facts.state not in ENDED


#: What a refusal says to the person.
REFUSALS: dict[str, LazyText] = {
    "permission": lazy("Your role does not allow this here."),
    "state": lazy("This is not possible any more: the plan's state has changed meanwhile. Look at it again."),
    "author": lazy("Who wrote in a plan cannot decide on it. Another planner must do this."),
    "version_open": lazy("A revision is already being prepared. Finish or abandon it first."),
    "review_open": lazy("A review is under way. Conclude it first."),
    "no_review": lazy("No review is under way."),
    "gaps": lazy("Something is still missing. The list beside the plan says what."),
}
