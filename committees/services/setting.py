"""Setting up committees and their seats. A seat is never deleted: it ends on a day."""

from datetime import datetime
from enum import Enum
from typing import Any

from sqlalchemy.orm import Session

from committees.models import Committee, CommitteeMember
from committees.queries.committees import get_committee_for
from committees.queries.members import COMMITTEE_FIELDS, MEMBER_FIELDS, get_seat, parts_beside, values_of_committee, values_of_seat
from committees.services.finding import index_committees
from committees.services.inviting import invite_to_seat
from committees.services.schedule import materialise
from committees.terms import Part, Standing
from committees.terms.setting import SaveCommittee, SaveMember
from core.audit import Part as AuditPart
from core.audit import differences, record
from core.clock import local_day
from core.ids import new_id
from core.languages import lazy, named
from core.references import SubjectRef
from core.saving import NotYours, Refused, take
from people.models import Organisation
from people.terms import Actor, Permission

NOT_YOUR_SCOPE = lazy("You do not set up committees for this governorate or branch. Choose one of yours.")
OWN_DEPUTY = lazy("Nobody deputises for himself. Choose another person, or none.")
ONE_CHAIR = lazy("Somebody else has this part in these days. End that seat first.")
UNTIL_BEFORE = lazy("This day lies before the first one.")


def save_committee(
    session: Session, actor: Actor, committee_id: str | None, command: SaveCommittee, shown: int, now: datetime
) -> Committee:
    """Sets up a committee (``committee_id`` None) or changes what it is; its meetings follow another rule for holidays at once.

    Raises Refused for an area out of reach, NotYours, Stale when somebody saved meanwhile.
    """
    if not actor.reach(Permission.COMMITTEE_MANAGE).covers({command.scope_id}):
        raise Refused(NOT_YOUR_SCOPE, "scope_id")
    values = {name: _plain(getattr(command, name)) for name in COMMITTEE_FIELDS}
    if committee_id is None:
        committee, before = Committee(id=new_id(), created_by=actor.person_id, created_at=now, version=1, **values), {}
        committee.standing = Standing.NOT_FORMED.value
        session.add(committee)
    else:
        committee = _in_hand(session, actor, committee_id, now)
        before = values_of_committee(committee)
        take(committee, shown, lambda: before)
        for name, value in values.items():
            setattr(committee, name, value)
    _formed(committee, before, now)
    session.flush()
    verb = "changed" if committee_id else "registered"
    record(session, actor, verb, SubjectRef("committee", committee.id), now, differences(before, values))
    index_committees(session, committee.id)
    materialise(session, now, (committee.id,))
    return committee


def _formed(committee: Committee, before: dict[str, Any], now: datetime) -> None:
    """A committee that has just been formed counts as active until its meetings say otherwise."""
    if bool(committee.formed_on) != bool(before.get("formed_on")) or not before:
        committee.standing = (Standing.ACTIVE if committee.formed_on else Standing.NOT_FORMED).value
        committee.standing_since = committee.formed_on or local_day(now)


def save_member(
    session: Session, actor: Actor, committee_id: str, member_id: str | None, command: SaveMember, shown: int, now: datetime
) -> CommitteeMember:
    """Adds a seat (``member_id`` None), changes it, or ends it by its last day. There is one chair and one secretary at a time.
    Who takes a seat is invited to the meetings to which the others were invited already.

    Raises NotYours, Stale when somebody saved meanwhile, Refused.
    """
    committee = _in_hand(session, actor, committee_id, now)
    _check(session, committee.id, member_id, command)
    values = {name: _plain(getattr(command, name)) for name in MEMBER_FIELDS}
    before: dict[str, Any] = {}
    if member_id is None:
        member = CommitteeMember(id=new_id(), committee_id=committee.id, version=1, **values)
        session.add(member)
    else:
        found = get_seat(session, committee.id, member_id, lock=True)
        if found is None:
            raise NotYours
        member, before = found, values_of_seat(found)
        take(member, shown, lambda: before)
        for name, value in values.items():
            setattr(member, name, value)
    session.flush()
    ends = member_id is not None and command.until is not None and before.get("until") is None
    verb = "member_added" if member_id is None else "member_ended" if ends else "member_changed"
    title = named(session.get_one(Organisation, command.organisation_id))
    record(session, actor, verb, SubjectRef("committee", committee.id), now, differences(before, values), part=AuditPart("seat", title))
    session.flush()
    invite_to_seat(session, member, now)
    return member


def _check(session: Session, committee_id: str, member_id: str | None, command: SaveMember) -> None:
    if command.person_id is not None and command.person_id == command.deputy_id:
        raise Refused(OWN_DEPUTY, "deputy_id")
    if command.until is not None and command.until < command.since:
        raise Refused(UNTIL_BEFORE, "until")
    if command.part is not Part.MEMBER and parts_beside(session, committee_id, member_id, command.part, command.since, command.until):
        raise Refused(ONE_CHAIR, "part")


def _in_hand(session: Session, actor: Actor, committee_id: str, now: datetime) -> Committee:
    committee = get_committee_for(session, actor, committee_id, Permission.COMMITTEE_MANAGE, local_day(now), lock=True)
    if committee is None:
        raise NotYours
    return committee


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value
