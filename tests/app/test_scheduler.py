"""The scheduler: one leads, ticks go on whatever the clock does, a job's work and its record are one, the light goes red."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from app import cli
from app.election import Deposed, Leadership
from app.health import BEGUN
from app.scheduler import Rhythm, Scheduler, run_job
from app.work import JOBS
from core import jobs as core_jobs
from core.database import Database
from core.jobs import Beat, Job, JobRun
from core.references import SubjectRef
from core.web import Runtime, runtime
from notifications.models import Delivery
from notifications.services import tell
from tests.conftest import Clock
from tests.pages import Browser

ROOT = Path(__file__).resolve().parents[2]
QUICK = Rhythm(tick=0.2, deliver=0.2, look=0.05, ttl=1.0)


class Steady:
    """A clock that only a test moves."""

    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture(autouse=True)
def _not_ending() -> Iterator[None]:
    core_jobs.stopping.clear()
    yield
    core_jobs.stopping.clear()


def until(condition: Callable[[], bool], seconds: float = 15) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def beat(database: Database) -> Beat:
    with database.read() as session:
        return session.scalars(select(Beat)).one()


def counted(counts: list[datetime]) -> Job:
    def run(_session: Session, now: datetime) -> int:
        counts.append(now)
        return 1

    return Job("counted", run=run, every_seconds=60)


def test_of_two_one_leads_and_the_other_follows_at_once(database: Database) -> None:
    first, second = (Leadership(database, name, Steady()) for name in ("first", "second"))
    assert first.look()
    assert not second.look()
    assert (beat(database).term, beat(database).owner) == (1, "first")
    first.step_down()
    assert second.look()
    assert (beat(database).term, beat(database).owner) == (2, "second")
    second.step_down()


def test_a_leader_that_gives_no_sign_of_life_is_followed_and_can_write_nothing_more(database: Database) -> None:
    steady, other = Steady(), Steady()
    stopped, standing = Leadership(database, "stopped", steady, 1.0), Leadership(database, "standing", other, 1.0)
    assert stopped.look()
    assert not standing.look()
    other.at += 0.9
    assert not standing.look()
    steady.at += 0.5
    assert stopped.look()
    other.at += 0.2
    assert not standing.look(), "it gave a sign of life meanwhile"
    other.at += 1.0
    assert standing.look()
    assert standing.term == 2
    with pytest.raises(Deposed), database.write() as session:
        stopped.confirm(session)
    with database.write() as session:
        standing.confirm(session)
    steady.at += 1
    assert not stopped.look()
    assert standing.look()
    standing.step_down()
    stopped.step_down()


def test_a_server_that_closes_the_connection_takes_the_lead_away(database: Database) -> None:
    if database.is_sqlite:
        return
    leader = Leadership(database, "first", Steady())
    assert leader.look()
    with database.read() as session:
        session.execute(text("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"))
    assert not leader._lock.holds()
    leader.step_down()
    assert leader.look()
    leader.step_down()


def test_ticks_run_what_is_due_and_remember_it(app: Flask, database: Database, clock: Clock) -> None:
    counts: list[datetime] = []
    scheduler = Scheduler(app, [counted(counts)], QUICK)
    scheduler.look()
    try:
        until(lambda: beat(database).planned_at is not None)
        clock.advance(seconds=61)
        until(lambda: len(counts) == 2)
        until(lambda: beat(database).planned_at == clock.now)
    finally:
        core_jobs.stopping.set()
        scheduler._end()
    assert counts == [clock.now - timedelta(seconds=61), clock.now]
    with database.read() as session:
        run = session.get_one(JobRun, "counted")
    assert (run.started_at, run.done_at, run.count, run.fault) == (clock.now, clock.now, 1, "")


@pytest.mark.parametrize("hours", [-1, 1, -72, 9600])
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_clock_that_is_set_holds_nothing_up(app: Flask, database: Database, clock: Clock, hours: int, caplog) -> None:
    counts: list[datetime] = []
    scheduler = Scheduler(app, [counted(counts)], QUICK, monotonic=Steady())
    scheduler.look()
    try:
        until(lambda: len(counts) == 1)
        clock.advance(hours=hours)
        begun = time.monotonic()
        scheduler.look()
        until(lambda: len(counts) == 2, 5)
        assert time.monotonic() - begun < 5
    finally:
        core_jobs.stopping.set()
        scheduler._end()
    assert "clock_stepped" in caplog.text


def test_the_work_of_who_was_deposed_is_not_written(app: Flask, database: Database, clock: Clock) -> None:
    leader = Leadership(database, "first", Steady())
    assert leader.look()

    def slow(session: Session, now: datetime) -> int:
        session.add(JobRun(name="its work", started_at=now))
        session.flush()
        leader.term = 0
        return 1

    with pytest.raises(Deposed):
        run_job(runtime(app), Job("slow", run=slow, every_seconds=1), clock.now, leader.confirm)
    with database.read() as session:
        assert session.scalars(select(JobRun)).all() == []
    leader.step_down()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_fault_is_remembered_and_stops_no_other_job(app: Flask, database: Database, clock: Clock) -> None:
    def faulty(session: Session, now: datetime) -> int:
        session.add(JobRun(name="half done", started_at=now))
        session.flush()
        raise ValueError("someone@example.iq")

    job = Job("faulty", run=faulty, every_seconds=60)
    assert not run_job(runtime(app), job, clock.now)
    with database.read() as session:
        (run,) = session.scalars(select(JobRun))
    assert (run.name, run.failed_at, run.fault, run.done_at) == ("faulty", clock.now, "ValueError", None)
    assert run_job(runtime(app), Job("faulty", run=lambda _session, _now: 3, every_seconds=60), clock.now + timedelta(hours=1))
    with database.read() as session:
        (run,) = session.scalars(select(JobRun))
    assert (run.failed_at, run.fault, run.count) == (clock.now, "ValueError", 3), "what was wrong last stays in sight"


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.name)
def test_every_job_runs_twice_and_the_second_run_changes_nothing(app: Flask, database: Database, clock: Clock, job: Job) -> None:
    with app.app_context():
        assert run_job(runtime(app), job, clock.now)
        assert run_job(runtime(app), job, clock.now)
    with database.read() as session:
        assert session.get_one(JobRun, job.name).count == 0


def test_names_of_jobs_are_their_own() -> None:
    assert len({job.name for job in JOBS}) == len(JOBS)


class TestLight:
    """/healthz."""

    @staticmethod
    def seen(client: Browser) -> tuple[int, str]:
        answer = client.get("/healthz", (200, 503))
        return answer.status_code, answer.json["scheduler"]

    def test_a_demonstration_without_scheduler(self, client: Browser, clock: Clock) -> None:
        clock.advance(days=1)
        assert self.seen(client) == (200, "none")

    def test_red_without_ticks(self, client: Browser, clock: Clock, database: Database) -> None:
        with database.write() as session:
            session.add(Beat(id=1, ticked_at=clock.now - timedelta(days=3)))
        assert self.seen(client) == (200, "ok"), "this process has just begun"
        clock.advance(seconds=91)
        assert self.seen(client) == (503, "silent")
        with database.write() as session:
            session.execute(update(Beat).values(ticked_at=clock.now - timedelta(seconds=89)))
        assert self.seen(client) == (200, "ok")

    def test_red_while_messages_wait(self, client: Browser, clock: Clock, database: Database, cast) -> None:
        with database.write() as session:
            session.add(Beat(id=1, ticked_at=clock.now))
            tell(session, [cast.karwan.person_id], "x", SubjectRef("plan", "p"), "x", {}, clock.now)
        for minutes, seen in ((9, (200, "ok")), (2, (503, "behind"))):
            clock.advance(minutes=minutes)
            with database.write() as session:
                session.execute(update(Beat).values(ticked_at=clock.now))
            assert self.seen(client) == seen
        with database.write() as session:
            session.execute(update(Delivery).values(state="sent"))
        assert self.seen(client) == (200, "ok")

    @pytest.mark.parametrize("database", ["sqlite"], indirect=True)
    def test_production_wants_one(self, app: Flask, client: Browser, clock: Clock) -> None:
        before: Runtime = app.extensions["tansiq"]
        app.extensions["tansiq"] = replace(before, settings=replace(before.settings, env="production"))
        assert self.seen(client) == (200, "ok")
        app.extensions[BEGUN] = clock.now - timedelta(seconds=91)
        assert self.seen(client) == (503, "silent")


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
class TestCommands:
    @staticmethod
    def tansiq(database: Database, home: Path, *arguments: str):
        environ = {"TANSIQ_ENV": "demo", "TANSIQ_HOME": str(home), "TANSIQ_DATABASE_URL": database.url}
        return CliRunner().invoke(cli.main, list(arguments), env=environ)

    def test_jobs_are_listed_and_run(self, database: Database, tmp_path: Path) -> None:
        listed = self.tansiq(database, tmp_path, "jobs", "list")
        assert [line.split()[0] for line in listed.output.splitlines()] == [job.name for job in JOBS]
        assert listed.output.count("never run") == len(JOBS)
        assert "Assess whether each committee meets: never run" in listed.output
        done = self.tansiq(database, tmp_path, "jobs", "run", "forget_form_keys", "--now", "2026-03-02T07:00")
        assert (done.exit_code, "done 2026-03-02T04:00:00Z, 0 things" in done.output) == (0, True), done.output
        assert "at 03:10" in self.tansiq(database, tmp_path, "jobs", "list").output

    @pytest.mark.parametrize("wrong", [("nothing",), ("deliver", "--now", "yesterday")])
    def test_a_wrong_name_or_instant_is_a_sentence(self, database: Database, tmp_path: Path, wrong: tuple[str, ...]) -> None:
        answer = self.tansiq(database, tmp_path, "jobs", "run", *wrong)
        assert answer.exit_code == 1
        assert answer.output.startswith("Error: ")


@pytest.mark.slow
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_alone_as_a_process_it_ticks_and_ends_when_told(database: Database, tmp_path: Path, sign: signal.Signals) -> None:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("TANSIQ_")}
    environ = {**inherited, "TANSIQ_HOME": str(tmp_path), "TANSIQ_DATABASE_URL": database.url}
    command = [sys.executable, str(ROOT / "scripts" / "tansiq.py"), "scheduler"]
    first, second = (
        subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) for _ in range(2)
    )
    try:
        until(lambda: _ticked(database), 30)
        owner = beat(database).owner
        assert beat(database).term == 1
        leader, other = (first, second) if f":{first.pid}:" in owner else (second, first)
        leader.send_signal(sign)
        assert leader.communicate(timeout=25)[0] == ""
        assert leader.returncode == 0
        until(lambda: beat(database).term == 2, 20)
        other.kill()
        assert other.communicate(timeout=5)[0] == ""
    finally:
        for each in (first, second):
            if each.poll() is None:
                each.kill()
                each.communicate()


def _ticked(database: Database) -> bool:
    with database.read() as session:
        return session.scalar(select(Beat.ticked_at)) is not None


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_an_application_that_answers_requests_starts_no_ticker(app: Flask) -> None:
    assert app
    assert [each.name for each in threading.enumerate() if "APScheduler" in each.name] == []
