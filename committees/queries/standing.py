"""What decides whether committees work, and their reactivations."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from committees.models import Committee, CommitteeMember, Holiday, Meeting, Reactivation, ReactivationStep
from committees.queries.committees import in_force
from committees.rules.standing import Met
from committees.terms import HolidayState, MeetingState, Part
from core.clock import local_day
from people.models import Scope


class FreeDays:
    """The confirmed holidays by scope: those of the whole country and those of a governorate hold in it. Two statements."""

    def __init__(self, session: Session) -> None:
        confirmed = select(Holiday.scope_id, Holiday.day).where(Holiday.state == HolidayState.CONFIRMED.value)
        self._days: dict[str, set[date]] = defaultdict(set)
        for scope_id, day in session.execute(confirmed):
            self._days[scope_id].add(day)
        self._above: dict[str, str | None] = dict(session.execute(select(Scope.id, Scope.parent_id)).all())

    def of(self, scope_id: str | None) -> frozenset[date]:
        """The days on which nobody works there."""
        found: set[date] = set()
        while scope_id is not None:
            found |= self._days.get(scope_id, set())
            scope_id = self._above.get(scope_id)
        return frozenset(found)


def overdue_meetings(session: Session, now: datetime) -> Sequence[tuple[Meeting, str]]:
    """Planned meetings whose hour has passed, with the scope of their committee, locked. One statement."""
    query = select(Meeting, Committee.scope_id).join(Committee, Committee.id == Meeting.committee_id)
    query = query.where(Meeting.state == MeetingState.PLANNED.value, Meeting.ends_at < now).order_by(Meeting.starts_at, Meeting.id)
    return [(row[0], row[1]) for row in session.execute(query.with_for_update(of=Meeting))]


def past_meetings(session: Session, since: datetime, now: datetime) -> Mapping[str, Sequence[Met]]:
    """By committee: the last meeting held at all, and what became of those since an instant, oldest first. Two statements."""
    counted = (MeetingState.HELD.value, MeetingState.MISSED.value)
    columns = (Meeting.committee_id, Meeting.starts_at, Meeting.state)
    recent = select(*columns).where(Meeting.starts_at >= since, Meeting.starts_at <= now, Meeting.state.in_(counted))
    last = select(Meeting.committee_id, func.max(Meeting.starts_at)).where(
        Meeting.state == MeetingState.HELD.value, Meeting.starts_at < since
    )
    found: dict[str, list[Met]] = defaultdict(list)
    for committee_id, at in session.execute(last.group_by(Meeting.committee_id)):
        found[committee_id].append(Met(local_day(at), MeetingState.HELD))
    for committee_id, at, state in session.execute(recent.order_by(Meeting.starts_at, Meeting.id)):
        found[committee_id].append(Met(local_day(at), MeetingState(state)))
    return found


def all_committees(session: Session) -> Sequence[Committee]:
    """Every committee, locked: some dozens."""
    return session.scalars(select(Committee).order_by(Committee.id).with_for_update()).all()


def secretaries(session: Session, committee_id: str, today: date) -> list[str]:
    """Who keeps the meetings of a committee."""
    query = select(CommitteeMember.person_id).where(
        CommitteeMember.committee_id == committee_id, CommitteeMember.part == Part.SECRETARY.value, in_force(today)
    )
    return [each for each in session.scalars(query) if each]


def open_reactivations(session: Session, committee_ids: Iterable[str]) -> set[str]:
    """Which of these committees are being brought back."""
    wanted = sorted(set(committee_ids))
    query = select(Reactivation.committee_id).where(Reactivation.committee_id.in_(wanted), Reactivation.ended_on.is_(None))
    return set(session.scalars(query))


def reactivations_of(session: Session, committee_id: str, *, lock: bool = False) -> Sequence[Reactivation]:
    """The reactivations of a committee with their steps, the open one first, then the latest. Two statements."""
    query = select(Reactivation).where(Reactivation.committee_id == committee_id).options(selectinload(Reactivation.steps))
    query = query.order_by(Reactivation.ended_on.is_not(None), Reactivation.opened_on.desc(), Reactivation.id)
    return session.scalars(query.with_for_update() if lock else query).all()


def values_of_reactivation(found: Reactivation) -> dict[str, Any]:
    """Its values by field name, as its form takes them."""
    return {"reason": found.reason, "outcome": found.outcome}


def step_of(found: Reactivation, step_id: str) -> ReactivationStep | None:
    """A step of a reactivation."""
    return next((each for each in found.steps if each.id == step_id), None)
