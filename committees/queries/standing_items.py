"""What stands behind the standing points of an agenda now, and behind the things that other points are tied to.

All goes through what the reader may see in the lower rooms: a member who reads no plans sees no plans here either.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session, aliased

from committees.models import Meeting
from committees.terms import MeetingState
from core.references import SubjectRef
from followup.models import Action, Issue
from followup.queries import IssueFilters, action_reach, issue_reach, issues_listed
from followup.terms import ActionState, IssueState
from indicators.models import Indicator
from indicators.queries import IndicatorFilters, indicators_listed
from people.terms import Actor, Permission
from plans.models import Plan
from plans.queries import PlanFilters, plans_listed

#: How many things a standing point names; the list behind its link has them all.
SHOWN = 10
#: How many things of a kind can be chosen for a point: the newest.
OFFERED = 200


@dataclass(frozen=True, slots=True)
class OpenAction:
    """An action of the committee that is not done, at how many meetings since it stood on the agenda, and if the reader may open it."""

    action: Action
    carried: int
    opens: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands behind the four standing points."""

    actions: Sequence[OpenAction]
    escalations: Sequence[Issue]
    money: Sequence[Row[Any]]
    issues: Sequence[Issue]
    since: datetime | None


def standing_of(session: Session, actor: Actor, meeting: Meeting, scope_ids: frozenset[str], today: date) -> Standing:
    """For a meeting of a committee of this scope (with all below it). Five statements."""
    earlier = Meeting.committee_id == meeting.committee_id, Meeting.state == MeetingState.HELD.value, Meeting.starts_at < meeting.starts_at
    since = session.scalar(select(func.max(Meeting.starts_at)).where(*earlier))
    escalated = IssueFilters(scope_ids=scope_ids, state=IssueState.ESCALATED)
    fresh = issues_listed(actor, IssueFilters(scope_ids=scope_ids))
    if since is not None:
        fresh = fresh.where(Issue.created_at > since)
    lacking = plans_listed(actor, PlanFilters(scope_ids=scope_ids, gap_on=today))
    return Standing(
        open_actions(session, actor, meeting),
        session.scalars(issues_listed(actor, escalated).limit(SHOWN)).all(),
        session.execute(lacking.limit(SHOWN)).all(),
        session.scalars(fresh.limit(SHOWN)).all(),
        since,
    )


def open_actions(session: Session, actor: Actor, meeting: Meeting) -> Sequence[OpenAction]:
    """What earlier meetings of the committee decided and is not done, the most overdue first; who sits in it reads of all of them, and
    opens those within reach. One statement."""
    decided, later = aliased(Meeting), aliased(Meeting)
    carried = (
        select(func.count())
        .select_from(later)
        .where(later.committee_id == meeting.committee_id, later.state == MeetingState.HELD.value)
        .where(later.starts_at > decided.starts_at, later.starts_at < meeting.starts_at)
        .scalar_subquery()
    )
    query = (
        select(Action, carried, action_reach(actor, Permission.ACTION_READ))
        .join(decided, (Action.subject_kind == "meeting") & (Action.subject_id == decided.id))
        .where(decided.committee_id == meeting.committee_id, decided.starts_at < meeting.starts_at)
        .where(Action.state == ActionState.OPEN.value)
    )
    found = session.execute(query.order_by(Action.due_on, Action.id))
    return [OpenAction(action, count, bool(opens)) for action, count, opens in found]


def subjects_offered(session: Session, actor: Actor, meeting: Meeting, scope_ids: frozenset[str]) -> Mapping[str, Sequence[Any]]:
    """Things that a point can be tied to, by kind, as far as this person may see them. Four statements."""
    issues: Select[Any] = issues_listed(actor, IssueFilters(scope_ids=scope_ids))
    plans = plans_listed(actor, PlanFilters(scope_ids=scope_ids))
    indicators = indicators_listed(actor, IndicatorFilters(scope_ids=scope_ids))
    return {
        "issue": session.scalars(issues.limit(OFFERED)).all(),
        "plan": session.execute(plans.limit(OFFERED)).all(),
        "indicator": session.scalars(indicators.limit(OFFERED)).all(),
        "action": [each.action for each in open_actions(session, actor, meeting) if each.opens],
    }


def subjects_seen(session: Session, actor: Actor, subjects: Iterable[SubjectRef]) -> frozenset[SubjectRef]:
    """Those of these things that the reader may open. One statement for each kind that occurs."""
    wanted: dict[str, set[str]] = {}
    for each in subjects:
        wanted.setdefault(each.kind, set()).add(each.id)
    return frozenset(SubjectRef(kind, found) for kind, ids in wanted.items() for found in _seen(session, actor, kind, sorted(ids)))


def _seen(session: Session, actor: Actor, kind: str, ids: list[str]) -> Iterable[str]:
    if kind == "issue":
        return session.scalars(select(Issue.id).where(Issue.id.in_(ids), issue_reach(actor, Permission.ISSUE_READ)))
    if kind == "plan":
        rows = session.execute(plans_listed(actor, PlanFilters()).where(Plan.id.in_(ids)))
        return [row.id for row in rows]
    if kind == "indicator":
        listed = indicators_listed(actor, IndicatorFilters()).where(Indicator.id.in_(ids))
        return [row.indicator_id for row in session.scalars(listed)]
    if kind == "action":
        return session.scalars(select(Action.id).where(Action.id.in_(ids), action_reach(actor, Permission.ACTION_READ)))
    return ()
