"""A committee that meets every two weeks, as the tests of this room know it."""

from datetime import date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from committees.models import Committee, Meeting
from committees.services.schedule import set_rhythm
from committees.services.setting import save_committee, save_member
from committees.terms import CommitteeKind, Part, RhythmKind
from committees.terms.setting import SaveCommittee, SaveMember, SetRhythm
from tests.cast import People

FIRST = date(2026, 3, 10)


def a_committee(session: Session, cast: People, now: datetime, **values) -> Committee:
    """Ninewa's, with chair, secretary and two members."""
    given = {
        "name_ar": "لجنة إعادة الاندماج في نينوى",
        "name_en": "Ninewa committee",
        "kind": CommitteeKind.REINTEGRATION,
        "scope_id": "IQG15",
    }
    command = SaveCommittee(**{**given, "formed_on": date(2024, 1, 7), "venue": "ديوان المحافظة", **values})
    committee = save_committee(session, cast.karwan, None, command, 0, now)
    for organisation, person, part in (
        ("GOV-NI", "hadi", Part.CHAIR),
        ("MOMD", "karwan", Part.SECRETARY),
        ("MOF", "noor", Part.MEMBER),
        ("UNHCR", "huda", Part.MEMBER),
    ):
        seat = SaveMember(organisation_id=cast.organisation(organisation), person_id=person, part=part, since=date(2026, 1, 1))
        save_member(session, cast.karwan, committee.id, None, seat, 0, now)
    return committee


def every_two_weeks(session: Session, cast: People, committee: Committee, now: datetime, anchor: date = FIRST) -> None:
    """Tuesdays at ten."""
    command = SetRhythm(kind=RhythmKind.WEEKS, weeks=2, starts=time(10), minutes=120, anchor=anchor)
    set_rhythm(session, cast.karwan, committee.id, command, committee.version, now)


def meetings_of(session: Session, committee_id: str) -> list[Meeting]:
    """All meetings of a committee by their time."""
    return list(session.scalars(select(Meeting).where(Meeting.committee_id == committee_id).order_by(Meeting.starts_at)))
