"""The scheduler: the one process that does by itself what is due. Never started at import, nor in a process that answers requests.

Several may run on one database; one of them leads (``app.election``). APScheduler is only the ticker: what is due stands in our tables,
so that the next tick makes up for any that was lost. Its own clock stalls when the wall's is set back; a watchdog re-arms it.
"""

import logging
import select
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session

from app.election import TTL, Deposed, Leadership
from core.jobs import Beat, Job, JobRun, is_due, stopping
from core.languages import use_language
from core.processes import name_of_process
from core.seldom import seldom
from core.web import Runtime, runtime

log = logging.getLogger("tansiq.scheduler")

TICK, DELIVER = 15, 3
#: The wall's clock moved against the steady one by more than this: the ticker is armed anew.
STEP = 30.0
LOOK = 0.5
GRACE = 20.0
#: A run that did nothing is written down no more often than this.
QUIET_RUNS = timedelta(seconds=60)
LONG = 30.0


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How fast a scheduler is; drills are faster."""

    tick: float = TICK
    deliver: float = DELIVER
    look: float = LOOK
    ttl: float = TTL


class Scheduler:
    """Looks whether it leads, ticks while it does, ends within seconds when told to."""

    def __init__(
        self,
        app: Flask,
        jobs: Sequence[Job],
        rhythm: Rhythm = Rhythm(),
        monotonic: Callable[[], float] = time.monotonic,
        goes_on: Callable[[], bool] = lambda: True,
    ) -> None:
        self._app, self._jobs, self._rhythm, self._monotonic, self._goes_on = app, jobs, rhythm, monotonic, goes_on
        self._runtime = runtime(app)
        self._leadership = Leadership(self._runtime.database, name_of_process(), monotonic, rhythm.ttl)
        self._ticker: Any = None
        self._ticking, self._working = threading.Lock(), threading.Lock()
        self._worked: dict[str, JobRun] = {}
        self._written: dict[str, datetime] = {}
        self._drift = self._difference()

    def run(self) -> None:
        """Until SIGTERM, Ctrl-C, or what it stands beside has gone."""
        for sign in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(sign, lambda *_rest: stopping.set())
        while not stopping.is_set() and self._goes_on():
            self.look()
            stopping.wait(self._rhythm.look)
        stopping.set()
        self._end()

    def look(self) -> None:
        """One look at the lead and at the clocks."""
        if self._leadership.look():
            if self._ticker is None:
                self._ticker = self._armed()
                log.info("leads, term %s", self._leadership.term)
            self.watch()
        elif self._ticker is not None:
            self._ticker.shutdown(wait=False)
            self._ticker = None

    def watch(self) -> bool:
        """Arms the ticker anew when the wall's clock was set. Returns whether it was."""
        difference = self._difference()
        moved, self._drift = difference - self._drift, difference if abs(difference - self._drift) > STEP else self._drift
        if abs(moved) <= STEP:
            return False
        log.warning("clock_stepped by %.0f s: the ticker is armed anew", moved)
        if self._ticker is not None:
            self._ticker.shutdown(wait=False)
            self._ticker = self._armed()
        return True

    def tick(self) -> None:
        """Runs what is due, each in a transaction of its own, and gives the sign that the dead man's light waits for."""
        with self._ticking:
            now, faults = self._runtime.clock(), 0
            self._beat(ticked_at=now)
            for job in self._jobs:
                if job.run is not None and not stopping.is_set() and self._is_due(job, now):
                    faults += not self._ran(job)
            if not faults and not stopping.is_set():
                self._beat(planned_at=now)

    def work(self) -> None:
        """Runs what opens its own transactions: above all the sending, which may wait for a mail server."""
        with self._working:
            for job in self._jobs:
                if job.work is not None and not stopping.is_set() and self._is_due(job, self._runtime.clock()):
                    self._ran(job)

    def _armed(self) -> Any:
        ticker = seldom("apscheduler.schedulers.background").BackgroundScheduler(
            executors={"default": seldom("apscheduler.executors.pool").ThreadPoolExecutor(2)},
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
            timezone=UTC,
        )
        for name, verb, seconds in (("tick", self.tick, self._rhythm.tick), ("work", self.work, self._rhythm.deliver)):
            ticker.add_job(self._guarded(verb), "interval", seconds=seconds, id=name, next_run_time=datetime.now(UTC))
        ticker.start()
        return ticker

    def _guarded(self, verb: Callable[[], None]) -> Callable[[], None]:
        def guarded() -> None:
            try:
                with self._app.app_context(), use_language("en"):
                    verb()
            except Deposed:
                self._leadership.doubt()
            except Exception:  # the next tick begins anew
                log.exception("a tick ended by a fault")

        return guarded

    def _beat(self, **values: datetime) -> None:
        with self._runtime.database.write() as session:
            result: Any = session.execute(update(Beat).where(Beat.id == 1, Beat.term == self._leadership.term).values(values))
            if result.rowcount != 1:
                raise Deposed

    def _is_due(self, job: Job, now: datetime) -> bool:
        kept = self._worked.get(job.name)
        if kept is not None:
            return is_due(job, kept, now)
        with self._runtime.database.read() as session:
            return is_due(job, session.get(JobRun, job.name), now)

    def _ran(self, job: Job) -> bool:
        begun = self._monotonic()
        run = run_job(self._runtime, job, self._runtime.clock(), self._leadership.confirm, self._monotonic, self._keep)
        if self._monotonic() - begun > LONG:
            log.warning("job %s took %.0f s", job.name, self._monotonic() - begun)
        return run

    def _keep(self, row: JobRun) -> bool:
        """Whether a run of work must be written down: one that did nothing, once a minute."""
        self._worked[row.name] = row
        written = self._written.get(row.name)
        is_wanted = bool(row.count or row.fault) or written is None or abs(row.started_at - written) >= QUIET_RUNS
        if is_wanted:
            self._written[row.name] = row.started_at
        return is_wanted

    def _difference(self) -> float:
        return self._runtime.clock().timestamp() - self._monotonic()

    def _end(self) -> None:
        """Lets what is in hand be finished, and leaves by force what cannot: its lease will run out."""
        if self._ticker is not None:
            self._ticker.shutdown(wait=False)
        until = time.monotonic() + GRACE
        for busy in (self._ticking, self._working):
            busy.acquire(timeout=max(0.0, until - time.monotonic()))
        self._leadership.step_down()


def run_job(
    place: Runtime,
    job: Job,
    now: datetime,
    confirm: Callable[[Session], None] = lambda _session: None,
    monotonic: Callable[[], float] = time.monotonic,
    keep: Callable[[JobRun], bool] = lambda _row: True,
) -> bool:
    """Runs a job once and remembers it: in the job's own transaction, so that both happen or neither. Returns whether it went well.

    ``confirm`` is asked before the transaction ends, ``keep`` whether a run of ``work`` is worth a row. Raises Deposed.
    """
    begun = monotonic()
    row = JobRun(name=job.name, started_at=now, done_at=now, count=0)
    try:
        if job.run is not None:
            with place.database.write() as session:
                row.count = job.run(session, now)
                row.milliseconds = int((monotonic() - begun) * 1000)
                _remember(session, row)
                confirm(session)
            return True
        row.count = job.work(place, now) if job.work is not None else 0
        row.milliseconds = int((monotonic() - begun) * 1000)
    except Deposed:
        raise
    except Exception as error:  # one job's fault must not stop the others
        log.exception("job %s ended by a fault", job.name)
        row.done_at, row.failed_at, row.fault = None, now, type(error).__name__
    if job.run is not None or keep(row):
        with place.database.write() as session:
            _remember(session, row)
    return not row.fault


def _remember(session: Session, row: JobRun) -> None:
    """What was wrong last stays in sight, and the last success after a fault."""
    known = session.get(JobRun, row.name) or JobRun(name=row.name, fault="")
    known.started_at, known.count, known.milliseconds = row.started_at, row.count or 0, row.milliseconds or 0
    known.done_at = row.done_at or known.done_at
    if row.fault:
        known.failed_at, known.fault = row.failed_at, row.fault
    session.add(known)
    session.flush()


def run_by_hand(app: Flask, job: Job, now: datetime | None) -> bool:
    """Runs a job once at that instant, whoever leads: for ``tansiq jobs run``. Returns whether it went well."""
    place = runtime(app)
    if now is not None:
        place = replace(place, clock=lambda: now)
    with app.app_context(), use_language("en"):
        return run_job(place, job, place.clock())


def stands_beside() -> Callable[[], bool]:
    """Whether what started us is still there: it holds the other end of our standard input, and says nothing."""
    stdin = sys.stdin.fileno()
    return lambda: not select.select([stdin], [], [], 0)[0]
