"""The screen of a meeting under eight secretaries at once: each save is a seat marked in a meeting that goes on, as the screen's
script sends it."""

import secrets
import statistics
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import cycle
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bench.measure import EIGHT, Ground
from bench.processes import loading, serving
from bench.results import Work
from bench.stock import OFFICERS_SCOPE, TOKENS
from bench.visitor import Visitor, hidden_fields
from committees.models import Committee, CommitteeMember, Decision, Meeting, Minutes
from committees.queries.agenda import items_of
from committees.services.agenda import gather
from committees.terms import Part
from committees.views.table import BY_SCRIPT
from core.clock import local_day, utc_now
from core.database import Database
from core.ids import new_id
from people.models import Organisation, Person

#: The five security bodies of Salah al-Din and eight others sit at one table.
SEATS, MEETINGS, DECISIONS = 13, 24, 4
WARM_UP = 24
#: What the screen's script (core/static/core/table.js) waits after the last word, in seconds, and so many saves of that kind.
PAUSE, TYPED = 1.2, 88
#: Without a pause all seats are marked so often, and the middle round counts: the disk of a shared host may stand still for a moment.
ROUNDS = 5
Table = tuple[str, str]


def meeting_saves(ground: Ground) -> Iterator[Work]:
    """The 95th percentile of saving one piece, the quorum counted and the decisions weighed anew each time: once as eight screens send it,
    whose script waits for the end of the typing, and once without any pause, one save after the other on each connection."""
    database = Database(ground.url)
    with database.write() as session:
        tables = list(_filled(session, utc_now()))
    database.dispose()
    where = f"{ground.name}, {ground.plans:,} plans"
    with serving(ground.home, ground.url) as server, loading() as load:
        visitor = Visitor(server.port, {"tansiq": TOKENS["planner"]})
        visitor.get("/")
        hidden = hidden_fields(visitor.get(f"/meetings/{tables[0][0]}/table")[0])
        first = [_save(visitor, hidden, table, 0) for table in tables[: WARM_UP + TYPED]]
        load.run(_job(server.port, first[:WARM_UP], 0))
        typed = _p95(load.run(_job(server.port, first[WARM_UP:], PAUSE)))
        yield Work(f"meeting screen, save of eight screens, p95: {where}", typed, 50.0, "{:.1f} ms")
        rest = tables[WARM_UP + TYPED :]
        rounds = [[_save(visitor, hidden, table, shown) for table in rest] for shown in range(ROUNDS)]
        straight = statistics.median(_p95(load.run(_job(server.port, requests, 0))) for requests in rounds)
        yield Work(f"meeting screen, save without a pause on 8 connections, p95: {where}", straight, 50.0, "{:.1f} ms")


def _p95(found: dict[str, Any]) -> float:
    times = sorted(found["ms"])
    return float(times[int(len(times) * 0.95)])


def _save(visitor: Visitor, hidden: dict[str, str], table: Table, shown: int) -> dict[str, Any]:
    meeting, seat = table
    fields = {**hidden, "form_key": secrets.token_urlsafe(12), "version": str(shown), "presence": "present", "name": ""}
    return visitor.request(f"/meetings/{meeting}/table/seats/{seat}", fields, {BY_SCRIPT: "1"})


def _job(port: int, requests: list[dict[str, Any]], pause: float) -> dict[str, Any]:
    given = {"port": port, "connections": EIGHT, "seconds": 60, "most": len(requests), "expect": 303}
    return {**given, "requests": requests, "again": False, "pause": pause}


def _filled(session: Session, now: datetime) -> Iterator[Table]:
    """A committee whose meetings all go on today; gives each seat of each, the meetings in turn."""
    organisations = list(session.scalars(select(Organisation.id).order_by(Organisation.id).limit(SEATS)))
    people = list(session.scalars(select(Person.id).order_by(Person.id).limit(SEATS)))
    committee = Committee(kind="reintegration", scope_id=OFFICERS_SCOPE, name_ar="لجنة", created_by=people[0], created_at=now)
    session.add(committee)
    session.flush()
    seats = []
    for organisation, person in zip(organisations, cycle(people), strict=False):
        seat = CommitteeMember(committee_id=committee.id, organisation_id=organisation, person_id=person, part=Part.MEMBER.value)
        seat.since, seat.decision_maker = local_day(now), True
        session.add(seat)
        seats.append(seat)
    session.flush()
    meetings = [_meeting(session, committee, organisations, now, place) for place in range(MEETINGS)]
    for seat in seats:
        for meeting in meetings:
            yield meeting, seat.id


def _meeting(session: Session, committee: Committee, organisations: list[str], now: datetime, place: int) -> str:
    starts_at = now + timedelta(minutes=place)
    meeting = Meeting(id=new_id(), committee_id=committee.id, starts_at=starts_at, ends_at=starts_at + timedelta(hours=2), state="held")
    meeting.number, meeting.held_at = place + 1, now
    session.add(meeting)
    session.flush()
    session.add(Minutes(meeting_id=meeting.id, authors=[]))
    gather(session, meeting)
    item = items_of(session, meeting.id)[0]
    for position, organisation in enumerate(organisations[:DECISIONS], 1):
        decision = Decision(meeting_id=meeting.id, agenda_item_id=item.id, position=position, what="قرار", organisation_id=organisation)
        decision.due_on = local_day(now)
        session.add(decision)
    session.flush()
    return meeting.id
