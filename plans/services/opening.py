"""Taking a plan in hand: found for the actor, locked, and asked whether the verb may happen now."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from core.audit import Changes, Part, record
from core.references import SubjectRef
from core.saving import NotYours, Refused
from people.terms import Actor
from plans import queries
from plans.documents import from_snapshot
from plans.models import Plan, PlanVersion
from plans.policy import ATTENTION, REFUSALS, TRANSITIONS, PlanFacts, Verb, refusal
from plans.services.wording import keep_words
from plans.terms import PlanDocument, PlanState

KIND = "plan"
#: Verbs that leave every word of the plan as it was.
WORDLESS = frozenset(
    {Verb.SUBMIT, Verb.RETURN, Verb.COMMUNICATE, Verb.ACKNOWLEDGE, Verb.RECEIPT, Verb.REPORT, Verb.REVIEW, Verb.MONEY}
    | {"taken_back", "confirmed"}
)


@dataclass(slots=True)
class InHand:
    """A plan in hand: the row, its open version (if one is being prepared), who acts, when. ``in_one_go`` puts off gathering the words
    by which it is found: whoever changes many parts does it once, at the end."""

    session: Session
    actor: Actor
    plan: Plan
    open_version: PlanVersion | None
    now: datetime
    in_one_go: bool = False

    @property
    def draft(self) -> PlanVersion:
        """The open version; only after a verb that needs one was allowed."""
        if self.open_version is None:
            raise NotYours
        return self.open_version

    def move(self, state: PlanState) -> None:
        """The plan's new state."""
        self.plan.state = state.value
        self.plan.attention = ATTENTION[state]
        self.plan.changed_at = self.now

    def note(self, verb: str, changes: Changes | None = None, reason: str = "", part: Part | None = None) -> None:
        """The audit entry, everything flushed, the words gathered by which the plan is found."""
        record(self.session, self.actor, str(verb), SubjectRef(KIND, self.plan.id), self.now, changes, reason, part)
        self.session.flush()
        if verb not in WORDLESS and not self.in_one_go:
            keep_words(self.session, self.plan, self.open_version)


def facts_of(session: Session, actor: Actor, plan: Plan, open_version: PlanVersion | None, review_open: bool) -> PlanFacts:
    """What the policy must know of this plan and this person. One statement."""
    shared_with, received_by = queries.shares_and_receivers(session, plan)
    return PlanFacts(
        state=PlanState(plan.state),
        version_state=PlanState(open_version.state) if open_version else None,
        permissions=queries.reaches(actor, plan, shared_with, received_by),
        is_author=bool(open_version and actor.person_id in open_version.authors),
        review_open=review_open,
    )


def take_in_hand(session: Session, actor: Actor, plan_id: str, verb: Verb, now: datetime) -> InHand:
    """The plan for this verb, locked against others.

    Raises NotYours when the actor may not see it, Refused when the verb may not happen now (policy table).
    """
    plan = queries.get_plan_for(session, actor, plan_id, lock=True)
    if plan is None:
        raise NotYours
    version = queries.get_version(session, plan.id, plan.open_number, lock=True) if plan.open_number is not None else None
    review_open = plan.state == PlanState.UNDER_REVIEW and queries.open_review(session, plan.id) is not None
    reason = refusal(verb, facts_of(session, actor, plan, version, review_open))
    if reason is not None:
        raise Refused(REFUSALS[reason])
    return InHand(session, actor, plan, version, now)


def target_of(verb: Verb) -> PlanState:
    """The state to which a verb leads."""
    target = TRANSITIONS[verb].target
    if target is None:
        raise ValueError(f"{verb} leads to no state")
    return target


def valid_document(hand: InHand) -> PlanDocument:
    """The content of the valid version, from its snapshot."""
    version = queries.get_version(hand.session, hand.plan.id, hand.plan.valid_number or 0)
    if version is None or version.snapshot is None:
        raise NotYours
    return from_snapshot(version.snapshot)
