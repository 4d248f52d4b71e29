"""Bringing a committee back to life (recommendation 2 of 2024): why it stopped, the steps, how it ended."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from committees.models import Committee, Reactivation, ReactivationStep
from committees.queries.committees import get_committee_for
from committees.queries.standing import reactivations_of, step_of, values_of_reactivation
from core.audit import Part, record
from core.clock import local_day
from core.languages import lazy
from core.references import SubjectRef
from core.saving import NotYours, Refused, take
from people.terms import Actor, Permission

ENDED = lazy("This reactivation has ended meanwhile. Nothing was saved; your text stands below.")


def say_why(session: Session, actor: Actor, committee_id: str, reason: str, shown: int, now: datetime) -> Committee:
    """Why the committee stopped meeting. Raises NotYours, Refused, Stale."""
    committee, found = _in_hand(session, actor, committee_id, now)
    take(found, shown, lambda: values_of_reactivation(found))
    changes = {"reason": (found.reason, reason)}
    found.reason = reason
    record(session, actor, "reactivation_reason", SubjectRef("committee", committee.id), now, changes)
    session.flush()
    return committee


def add_step(
    session: Session, actor: Actor, committee_id: str, what: str, organisation_id: str | None, due_on: date, now: datetime
) -> Committee:
    """What somebody does until a day to bring it back. Raises NotYours, Refused."""
    committee, found = _in_hand(session, actor, committee_id, now)
    position = max((each.position for each in found.steps), default=0) + 1
    found.steps.append(ReactivationStep(position=position, what=what, organisation_id=organisation_id or None, due_on=due_on))
    record(session, actor, "step_added", SubjectRef("committee", committee.id), now, {"due_on": (None, due_on)}, part=Part("step", what))
    session.flush()
    return committee


def step_done(session: Session, actor: Actor, committee_id: str, step_id: str, now: datetime) -> Committee:
    """A step was done today; a second time changes nothing. Raises NotYours, Refused."""
    committee, found = _in_hand(session, actor, committee_id, now)
    step = step_of(found, step_id)
    if step is None:
        raise NotYours
    if step.done_on is None:
        step.done_on = local_day(now)
        record(session, actor, "step_done", SubjectRef("committee", committee.id), now, part=Part("step", step.what))
    session.flush()
    return committee


def end(session: Session, actor: Actor, committee_id: str, outcome: str, shown: int, now: datetime) -> Committee:
    """The reactivation ends with an outcome. Raises NotYours, Refused, Stale."""
    committee, found = _in_hand(session, actor, committee_id, now)
    take(found, shown, lambda: values_of_reactivation(found))
    found.ended_on, found.outcome = local_day(now), outcome
    record(session, actor, "reactivation_ended", SubjectRef("committee", committee.id), now, {"outcome": (None, outcome)})
    session.flush()
    return committee


def _in_hand(session: Session, actor: Actor, committee_id: str, now: datetime) -> tuple[Committee, Reactivation]:
    committee = get_committee_for(session, actor, committee_id, Permission.COMMITTEE_MANAGE, local_day(now))
    if committee is None:
        raise NotYours
    found = reactivations_of(session, committee.id, lock=True)
    if not found or found[0].ended_on is not None:
        raise Refused(ENDED)
    return committee, found[0]
