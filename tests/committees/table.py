"""A committee of Ninewa with its meetings, for the tests of one meeting.

Hadi chairs for the governor (Huda deputises), Karwan is its secretary for the ministry's branch, Noor sits for the Ministry of Finance
and decides there, the Ministry of Education's seat is empty. Four seats: three are needed.
"""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from committees.models import AgendaItem, Committee, CommitteeMember, Decision, Meeting, Minutes, MinutesRemark
from committees.queries.agenda import items_of
from committees.services import holding, minutes
from committees.terms import AgendaKind, Part, Presence, Standing
from committees.terms.commands import MarkSeat, SaveDecision
from core.clock import local_day
from tests.cast import People

#: seat -> (organisation, part, decision maker, member, deputy)
SEATS: dict[str, tuple[str, Part, bool, str | None, str | None]] = {
    "seat-chair": ("GOV-NI", Part.CHAIR, True, "hadi", "huda"),
    "seat-secretary": ("MOMD", Part.SECRETARY, False, "karwan", None),
    "seat-finance": ("MOF", Part.MEMBER, True, "noor", None),
    "seat-cabinet": ("COM", Part.MEMBER, True, None, None),
}


def a_committee(session: Session, cast: People, now: datetime, **changes: Any) -> Committee:
    """The committee with its four seats. ``changes`` are its columns."""
    values: dict[str, Any] = {
        "id": "committee",
        "kind": "reintegration",
        "scope_id": "IQG15",
        "name_ar": "لجنة إعادة الاندماج في نينوى",
        "name_en": "Re-integration committee of Ninewa",
        "formed_on": date(2024, 1, 10),
        "venue": "ديوان المحافظة",
        "standing": Standing.ACTIVE.value,
        "created_by": "salma",
        "created_at": now,
    }
    committee = Committee(**{**values, **changes})
    session.add(committee)
    session.flush()
    for seat, (organisation, part, decision_maker, person, deputy) in SEATS.items():
        session.add(
            CommitteeMember(
                id=seat if committee.id == "committee" else f"{committee.id}-{seat}"[:20],
                committee_id=committee.id,
                organisation_id=cast.organisation(organisation),
                part=part.value,
                decision_maker=decision_maker,
                person_id=person,
                deputy_id=deputy,
                since=date(2024, 1, 10),
            )
        )
    session.flush()
    return committee


def a_meeting(session: Session, committee: Committee, starts_at: datetime, **changes: Any) -> Meeting:
    """A planned meeting of two hours. ``changes`` are its columns."""
    values = {"committee_id": committee.id, "starts_at": starts_at, "ends_at": starts_at + timedelta(hours=2), "venue": committee.venue}
    meeting = Meeting(**{**values, **changes})
    session.add(meeting)
    session.flush()
    return meeting


#: The meetings of the world: planned for today, and held with their minutes in each state.
TODAY, DRAFT, SENT, APPROVED, CLOSED = (f"meeting-{each}" for each in ("today", "draft", "sent", "approved", "closed"))


def meetings_in_each_state(session: Session, cast: People, now: datetime) -> None:
    """More meetings of the world's committee, with ids that say their state, each with a point, a decision and a recommendation."""
    committee = session.get_one(Committee, "committee")
    _point(session, "meeting", "item")
    a_meeting(session, committee, now + timedelta(hours=2), id=TODAY)
    for days, name in ((28, CLOSED), (21, APPROVED), (14, SENT), (1, DRAFT)):
        a_meeting(session, committee, now - timedelta(days=days), id=name)
        _point(session, name, _short("item", name))
        _held(session, cast, name, now)
    for name in (CLOSED, APPROVED, SENT):
        minutes.send(session, cast.karwan, name, local_day(now) + timedelta(days=3), _version(session, name), now)
    remark = minutes.remark(session, cast.noor, SENT, "المبلغ غير مذكور", now)
    session.flush()
    session.execute(update(MinutesRemark).where(MinutesRemark.id == remark.id).values(id="remark"))
    minutes.reply(session, cast.karwan, SENT, "remark", "أضيف", now)
    for name in (CLOSED, APPROVED):
        minutes.approve(session, cast.hadi, name, _version(session, name), now)
    minutes.close(session, cast.karwan, CLOSED, now)
    minutes.correct(session, cast.karwan, CLOSED, "الموعد 2 نيسان", "سهو", now)


def _held(session: Session, cast: People, name: str, now: datetime) -> None:
    holding.begin(session, cast.karwan, name, 1, now)
    for seat in ("seat-hadi", "seat-karwan", "seat-noor"):
        holding.mark_seat(session, cast.karwan, name, seat, MarkSeat(Presence.PRESENT, ""), 0, now)
    for organisation, ending in (("MOF", "firm"), ("COM", "weak")):
        command = SaveDecision(f"تخصيص أرض {ending}", cast.organisation(organisation), None, local_day(now), None)
        decision = holding.decide(session, cast.karwan, name, items_of(session, name)[0].id, command, now)
        new = _short(ending, name)
        session.execute(update(Decision).where(Decision.id == decision.id).values(id=new))
        session.expire_all()


def _point(session: Session, meeting_id: str, item_id: str) -> None:
    item = AgendaItem(id=item_id, meeting_id=meeting_id, position=5, kind=AgendaKind.OWN.value, title="أرض سنجار", why="عائلات عائدة")
    session.add(item)
    session.flush()


def _short(what: str, meeting_id: str) -> str:
    """An id of at most 20 letters: "weak-approved"."""
    return f"{what}-{meeting_id.removeprefix('meeting-')}"


def _version(session: Session, name: str) -> int:
    return session.get_one(Minutes, name).version


def addresses() -> dict[str, list[dict[str, Any]]]:
    """With which arguments the addresses of one meeting are opened in the world."""
    every = {
        "meeting": ("answer", "prepare", "invite"),
        TODAY: ("begin",),
        DRAFT: ("table", "live", "introduction", "new_decision", "send", "whole_history"),
        SENT: ("take_back", "remark", "approve"),
        APPROVED: ("close", "minutes_pdf", "minutes_docx"),
        CLOSED: ("correct",),
    }
    found = {f"meetings.{name}": [{"meeting_id": meeting}] for meeting, names in every.items() for name in names}
    item, draft = {"meeting_id": "meeting", "item_id": "item"}, {"meeting_id": DRAFT}
    return {
        **found,
        "meetings.show": [{"meeting_id": each} for each in ("meeting", TODAY, DRAFT, SENT, APPROVED, CLOSED)],
        **{f"meetings.{name}": [item] for name in ("edit_item", "move_item", "remove_item")},
        "meetings.seat": [{**draft, "member_id": "seat-huda"}],
        "meetings.notes": [{**draft, "item_id": _short("item", DRAFT)}],
        **{f"meetings.{name}": [{**draft, "decision_id": _short("firm", DRAFT)}] for name in ("edit_decision", "drop_decision")},
        "meetings.confirm": [{"meeting_id": APPROVED, "decision_id": _short("weak", APPROVED)}],
        "meetings.reply": [{"meeting_id": SENT, "remark_id": "remark"}],
    }
