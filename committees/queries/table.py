"""What belongs to one meeting: who sits there, who answered, who came, what was decided, its minutes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Date, and_, bindparam, exists, func, select
from sqlalchemy.orm import Session, aliased

from committees.models import (
    Attendance,
    Committee,
    CommitteeMember,
    Decision,
    InvitationAnswer,
    Meeting,
    Minutes,
    MinutesAddendum,
    MinutesRemark,
)
from committees.queries.committees import in_force, sits
from committees.rules.quorum import SeatTaken
from committees.terms import MeetingState, Part, Presence
from people.models import Person

_ORDER = {Part.CHAIR.value: 0, Part.SECRETARY.value: 1}
_MEMBER, _DEPUTY = aliased(Person), aliased(Person)
# What each save of a meeting's screen asks, put together once: to do so takes longer than to answer it.
_SEATS = (
    select(
        CommitteeMember.id,
        CommitteeMember.organisation_id,
        CommitteeMember.part,
        CommitteeMember.decision_maker,
        CommitteeMember.person_id,
        _MEMBER.name,
        CommitteeMember.deputy_id,
        _DEPUTY.name,
    )
    .outerjoin(_MEMBER, _MEMBER.id == CommitteeMember.person_id)
    .outerjoin(_DEPUTY, _DEPUTY.id == CommitteeMember.deputy_id)
    .where(CommitteeMember.committee_id == bindparam("committee"), in_force(bindparam("day", type_=Date)))
)
_MARKED = and_(Attendance.member_id == CommitteeMember.id, Attendance.meeting_id == bindparam("meeting"))
_PLACES = (
    select(
        CommitteeMember.id,
        CommitteeMember.organisation_id,
        CommitteeMember.decision_maker,
        _MEMBER.name,
        _DEPUTY.name,
        Attendance.presence,
        Attendance.name,
        Attendance.version,
    )
    .outerjoin(_MEMBER, _MEMBER.id == CommitteeMember.person_id)
    .outerjoin(_DEPUTY, _DEPUTY.id == CommitteeMember.deputy_id)
    .outerjoin(Attendance, _MARKED)
    .where(CommitteeMember.committee_id == bindparam("committee"), in_force(bindparam("day", type_=Date)))
)
_ATTENDANCE = select(Attendance).where(Attendance.meeting_id == bindparam("meeting"))
_DECISIONS = select(Decision).where(Decision.meeting_id == bindparam("meeting")).order_by(Decision.position, Decision.id)
_WORTH = select(Decision.id, Decision.organisation_id, Decision.force, Decision.no_quorum, Decision.no_decision_maker).where(
    Decision.meeting_id == bindparam("meeting")
)
_FOUND = select(Meeting, Committee, Minutes).join(Committee, Committee.id == Meeting.committee_id).where(Meeting.id == bindparam("meeting"))
# The minutes are locked too: PostgreSQL reads anew, after a wait, only what it locks.
_BEGUN = _FOUND.join(Minutes, Minutes.meeting_id == Meeting.id).with_for_update(of=[Meeting, Minutes])
_NOT_BEGUN = _FOUND.outerjoin(Minutes, Minutes.meeting_id == Meeting.id).with_for_update(of=Meeting)


@dataclass(frozen=True, slots=True)
class Sitting:
    """A seat in force: the organisation, who fills it and who deputises, with their names."""

    member_id: str
    organisation_id: str
    part: Part
    decision_maker: bool
    person_id: str | None
    person_name: str
    deputy_id: str | None
    deputy_name: str

    @property
    def people(self) -> frozenset[str]:
        """Member and deputy."""
        return frozenset(each for each in (self.person_id, self.deputy_id) if each)


@dataclass(frozen=True, slots=True)
class Place:
    """A seat in force at the table of a meeting: how it was filled, by the ``version`` of that mark (0: nothing was marked yet)."""

    member_id: str
    organisation_id: str
    decision_maker: bool
    member: str
    deputy: str
    presence: Presence | None
    name: str
    version: int

    @property
    def taken(self) -> SeatTaken:
        """As the quorum counts it."""
        return SeatTaken(self.organisation_id, self.decision_maker, self.presence, bool(self.name))


def places_at(session: Session, committee_id: str, day: date, meeting_id: str) -> list[Place]:
    """The seats of a committee in force on the day of its meeting, and how each was filled there. One statement."""
    found = session.connection().execute(_PLACES, {"committee": committee_id, "day": day, "meeting": meeting_id})
    return [
        Place(seat, organisation, decides, member or "", deputy or "", Presence(presence) if presence else None, name or "", version or 0)
        for seat, organisation, decides, member, deputy, presence, name, version in found
    ]


def seats_on(session: Session, committee_id: str, day: date) -> Sequence[Sitting]:
    """The seats of a committee in force on a day: the chair first, then the secretary. One statement."""
    found = [
        Sitting(seat_id, organisation, Part(part), decides, person_id, person or "", deputy_id, deputy or "")
        for seat_id, organisation, part, decides, person_id, person, deputy_id, deputy in session.execute(
            _SEATS, {"committee": committee_id, "day": day}
        )
    ]
    return sorted(found, key=lambda each: (_ORDER.get(each.part.value, 2), each.organisation_id, each.member_id))


def parts_of(session: Session, committee_id: str, person_id: str, day: date) -> Sequence[Part]:
    """As what a person sits in a committee on a day, as member or as deputy; empty for who does not. One statement."""
    query = select(CommitteeMember.part).where(CommitteeMember.committee_id == committee_id, sits(person_id), in_force(day))
    return [Part(each) for each in session.scalars(query)]


def own_seat(session: Session, committee_id: str, person_id: str, day: date) -> CommitteeMember | None:
    """The seat that a person fills, or for which the person deputises."""
    query = select(CommitteeMember).where(CommitteeMember.committee_id == committee_id, sits(person_id), in_force(day))
    return session.scalars(query.order_by(CommitteeMember.person_id != person_id, CommitteeMember.id)).first()


def meeting_in_hand(session: Session, meeting_id: str) -> tuple[Meeting, Committee, Minutes | None] | None:
    """A meeting kept from other savers, with its committee and its minutes. One statement; two before it has begun."""
    given = {"meeting": meeting_id}
    found = session.execute(_BEGUN, given).first() or session.execute(_NOT_BEGUN, given).first()
    return (found[0], found[1], found[2]) if found else None


def committee_of(session: Session, meeting: Meeting, *, lock: bool = False) -> Committee:
    """The committee that meets; ``lock`` while a number is given."""
    query = select(Committee).where(Committee.id == meeting.committee_id)
    return session.scalars(query.with_for_update() if lock else query).one()


def minutes_of(session: Session, meeting_id: str) -> Minutes | None:
    """The minutes, once the meeting has begun."""
    return session.scalars(select(Minutes).where(Minutes.meeting_id == meeting_id)).first()


def answers_of(session: Session, meeting_id: str) -> Mapping[str, tuple[InvitationAnswer, str]]:
    """The answers by seat, each with the name of who gave it. One statement."""
    query = select(InvitationAnswer, Person.name).join(Person, Person.id == InvitationAnswer.person_id)
    return {row.member_id: (row, name) for row, name in session.execute(query.where(InvitationAnswer.meeting_id == meeting_id))}


def answer_of(session: Session, meeting_id: str, member_id: str) -> InvitationAnswer | None:
    """What was answered for one seat."""
    where = InvitationAnswer.meeting_id == meeting_id, InvitationAnswer.member_id == member_id
    return session.scalars(select(InvitationAnswer).where(*where)).first()


def attendance_of(session: Session, meeting_id: str) -> Mapping[str, Attendance]:
    """How each seat was filled, by seat. One statement."""
    return {row.member_id: row for row in session.scalars(_ATTENDANCE, {"meeting": meeting_id})}


def decisions_of(session: Session, meeting_id: str) -> Sequence[Decision]:
    """What the meeting decided, in the order in which it was written down. One statement."""
    return session.scalars(_DECISIONS, {"meeting": meeting_id}).all()


def worth_of(session: Session, meeting_id: str) -> Sequence[tuple[str, str, str, bool, bool]]:
    """What each decision is worth as it is stored: id, organisation, force, without quorum, without decision maker. One statement."""
    found = session.connection().execute(_WORTH, {"meeting": meeting_id})
    return [(each, organisation, force, quorum, maker) for each, organisation, force, quorum, maker in found]


def get_decision(session: Session, meeting_id: str, decision_id: str) -> Decision | None:
    """One decision of a meeting."""
    return session.scalars(select(Decision).where(Decision.meeting_id == meeting_id, Decision.id == decision_id)).first()


def remarks_of(session: Session, meeting_id: str) -> Sequence[tuple[MinutesRemark, str]]:
    """The remarks on the minutes with the names of who made them, oldest first. One statement."""
    query = select(MinutesRemark, Person.name).join(Person, Person.id == MinutesRemark.person_id)
    found = session.execute(query.where(MinutesRemark.meeting_id == meeting_id).order_by(MinutesRemark.at, MinutesRemark.id))
    return [(row, name) for row, name in found]


def get_remark(session: Session, meeting_id: str, remark_id: str) -> MinutesRemark | None:
    """One remark on the minutes of a meeting."""
    where = MinutesRemark.meeting_id == meeting_id, MinutesRemark.id == remark_id
    return session.scalars(select(MinutesRemark).where(*where)).first()


def addenda_of(session: Session, meeting_id: str) -> Sequence[MinutesAddendum]:
    """The corrections of closed minutes, by their number. One statement."""
    return session.scalars(select(MinutesAddendum).where(MinutesAddendum.meeting_id == meeting_id).order_by(MinutesAddendum.number)).all()


def next_number(session: Session, committee_id: str) -> int:
    """The number of the meeting that begins now; the committee's row is locked."""
    return (session.scalar(select(func.max(Meeting.number)).where(Meeting.committee_id == committee_id)) or 0) + 1


def met_later(session: Session, meeting: Meeting) -> bool:
    """Whether the committee has held a meeting with a quorum after this one."""
    later = Meeting.committee_id == meeting.committee_id, Meeting.starts_at > meeting.starts_at
    held = Meeting.state == MeetingState.HELD.value, Meeting.present >= Meeting.needed
    return bool(session.scalar(select(exists().where(*later, *held))))
