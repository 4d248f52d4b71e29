"""The scheduler's work, measured: reminders of a thousand committees, a tick when nothing is due, mails handed to a server on loopback."""

import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.factory import create_app
from app.work import JOBS
from bench.measure import Ground
from bench.processes import ROOT, BenchFault
from bench.results import Work
from committees.jobs import remind
from committees.models import Committee, CommitteeMember, Meeting
from committees.terms.committee import CommitteeKind, Part, Standing
from config import Settings
from core.clock import BAGHDAD
from core.database import Database
from core.web import Runtime
from notifications.jobs import dispatcher_of
from people.models import Organisation, Person

COMMITTEES, SEATS, AHEAD, EVERY = 1_000, 12, 120, 14
REMINDERS = COMMITTEES * SEATS
MAILS = 300
#: A Sunday on which all of them meet at ten; and the Friday before, when the second step of the ladder has come.
SUNDAY = date(2027, 3, 14)
FRIDAY = datetime(2027, 3, 12, 8, 0, tzinfo=BAGHDAD)


def ticks(ground: Ground) -> Iterator[Work]:
    """All of them on one database, which holds a thousand committees afterwards."""
    database = Database(ground.url)
    with database.write() as session:
        _fill(session)
    begun = time.perf_counter()
    with database.write() as session:
        told = remind(session, FRIDAY)
    if told != REMINDERS:
        raise BenchFault(f"{told} reminders instead of {REMINDERS}")
    yield Work(f"{REMINDERS:,} reminders put into the outbox: {ground.name}", round(time.perf_counter() - begun, 2), 5.0, "{:.2f} s")
    yield Work(f"a tick when nothing is due: {ground.name}", round(_idle(database), 3), 0.5, "{:.3f} s")
    yield Work(f"a mail to a server on loopback: {ground.name}", round(_mail(ground, database), 1), 50.0, "{:.1f} ms")
    database.dispose()


def _idle(database: Database) -> float:
    """A second run of all that a tick runs: the longest of five."""
    longest = 0.0
    for number in range(6):
        begun = time.perf_counter()
        for job in JOBS:
            if job.run is not None and job.every_seconds is not None:
                with database.write() as session:
                    job.run(session, FRIDAY + timedelta(seconds=number))
        if number:  # the first one may find something
            longest = max(longest, time.perf_counter() - begun)
    return longest


def _mail(ground: Ground, database: Database) -> float:
    """Milliseconds a message, from taking it in hand to noting the receipt, by one dispatcher."""
    with _server() as url:
        settings = Settings("demo", ground.home, ground.url, "bench" * 9, "http://127.0.0.1", url)
        app = create_app(settings, database)
        with app.app_context():
            dispatcher = dispatcher_of(app, Runtime(database, lambda: FRIDAY + timedelta(minutes=1), settings))
            begun = time.perf_counter()
            for _message in range(MAILS):
                if dispatcher.one() is None:
                    raise BenchFault("there is nothing to send")
            return (time.perf_counter() - begun) / MAILS * 1000


@contextmanager
def _server() -> Iterator[str]:
    """The mail server of the drills: it waits for the disk before it accepts."""
    with socket.socket() as probe, tempfile.TemporaryDirectory() as folder:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
        probe.close()
        command = [sys.executable, "-m", "tests.drill.post_office", str(Path(folder) / "ledger.jsonl"), str(port)]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        try:
            if process.stdout is None or not process.stdout.readline().startswith("READY"):
                raise BenchFault("the mail server did not come up")
            yield f"smtp://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(30)
            if process.stdout is not None:
                process.stdout.close()


def _fill(session: Session) -> None:
    """A thousand committees of twelve with their meetings of 120 days, all invited to already."""
    organisation = session.scalars(select(Organisation.id).limit(1)).one()
    people = [f"seat{number}" for number in range(REMINDERS // 10)]
    common = {"created_at": FRIDAY, "language": "ar", "digits": "western"}
    session.execute(insert(Person), [{"id": each, "name": each, "email": f"{each}@bench.example", **common} for each in people])
    ids = [f"bench{number}" for number in range(COMMITTEES)]
    formed = {"kind": CommitteeKind.REINTEGRATION.value, "scope_id": "IQG15", "created_by": people[0], "created_at": FRIDAY}
    named = {"name_ar": "لجنة", "standing": Standing.ACTIVE.value}
    session.execute(insert(Committee), [{"id": each, **formed, **named} for each in ids])
    seats = [
        {"committee_id": each, "organisation_id": organisation, "person_id": people[(number * SEATS + seat) % len(people)]}
        for number, each in enumerate(ids)
        for seat in range(SEATS)
    ]
    given = {"part": Part.MEMBER.value, "since": SUNDAY - timedelta(days=400)}
    session.execute(insert(CommitteeMember), [{**seat, **given} for seat in seats])
    days = [SUNDAY + timedelta(days=EVERY * number) for number in range(AHEAD // EVERY + 1)]
    starts = [datetime(day.year, day.month, day.day, 10, tzinfo=BAGHDAD) for day in days]
    times = [{"starts_at": start, "ends_at": start + timedelta(hours=2), "invited_at": FRIDAY} for start in starts]
    session.execute(insert(Meeting), [{"committee_id": each, **when} for each in ids for when in times])
