"""The seats of a committee, and who can fill one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from committees.models import Committee, CommitteeMember
from committees.terms import Part
from people.models import Person

COMMITTEE_FIELDS = (
    *("name_ar", "name_ckb", "name_en", "kind", "scope_id", "legal_basis", "formed_on", "language", "venue"),
    *("quorum", "quorum_number", "holiday_rule", "sop_version", "remarks"),
)
MEMBER_FIELDS = ("organisation_id", "person_id", "deputy_id", "part", "decision_maker", "since", "until")
_ORDER = {Part.CHAIR.value: 0, Part.SECRETARY.value: 1}


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat with the names of who fills it and who deputises; ``past``: it has ended."""

    row: CommitteeMember
    person: str
    deputy: str
    past: bool


def seats_of(session: Session, committee_id: str, today: date) -> Sequence[Seat]:
    """All seats that a committee has had, those in force first, the chair on top. One statement."""
    person, deputy = aliased(Person), aliased(Person)
    query = select(CommitteeMember, person.name, deputy.name).outerjoin(person, person.id == CommitteeMember.person_id)
    query = query.outerjoin(deputy, deputy.id == CommitteeMember.deputy_id).where(CommitteeMember.committee_id == committee_id)
    found = [
        Seat(row, name or "", deputy_name or "", row.until is not None and row.until < today)
        for row, name, deputy_name in session.execute(query)
    ]
    return sorted(found, key=lambda seat: (seat.past, _ORDER.get(seat.row.part, 2), seat.row.since, seat.row.id))


def get_seat(session: Session, committee_id: str, member_id: str, *, lock: bool = False) -> CommitteeMember | None:
    """One seat of a committee."""
    query = select(CommitteeMember).where(CommitteeMember.committee_id == committee_id, CommitteeMember.id == member_id)
    return session.scalars(query.with_for_update() if lock else query).first()


def parts_beside(session: Session, committee_id: str, member_id: str | None, part: Part, since: date, until: date | None) -> bool:
    """Whether another seat has this part on a day between."""
    where = [CommitteeMember.committee_id == committee_id, CommitteeMember.part == part.value]
    if member_id is not None:
        where.append(CommitteeMember.id != member_id)
    if until is not None:
        where.append(CommitteeMember.since <= until)
    query = select(CommitteeMember.id).where(*where, or_(CommitteeMember.until.is_(None), CommitteeMember.until >= since))
    return session.scalar(query.limit(1)) is not None


def person_choices(session: Session, present: Iterable[str | None] = ()) -> list[tuple[str, str]]:
    """Persons who can sit in a committee: all who may sign in, and those who sit there already. One statement."""
    kept = sorted(each for each in present if each)
    query = select(Person.id, Person.name, Person.title).where(or_(Person.disabled.is_(False), Person.id.in_(kept)))
    found = session.execute(query.order_by(Person.name, Person.id))
    return [(row.id, f"{row.name} ({row.title})" if row.title else row.name) for row in found]


def values_of_committee(committee: Committee) -> dict[str, Any]:
    """The committee's values by field name, as its form takes them."""
    return {name: getattr(committee, name) for name in COMMITTEE_FIELDS}


def values_of_seat(member: CommitteeMember) -> dict[str, Any]:
    """A seat's values by field name, as its form takes them."""
    return {name: getattr(member, name) for name in MEMBER_FIELDS}
