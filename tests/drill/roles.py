"""What the children of the outbox's drills do. Each is a process of its own, forked from one that has imported everything."""

import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Self

from flask import Flask
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.election import Deposed
from app.scheduler import Rhythm, Scheduler
from core import crashes
from core.clock import utc_now
from core.database import Database
from core.jobs import Job
from core.languages import lazy, load_catalogues
from core.references import SubjectRef
from core.web import Runtime
from notifications.dispatcher import Clocks, Dispatcher
from notifications.labels import register_notice
from notifications.services import tell
from notifications.terms import Channel
from notifications.ways import MailWay

KIND = "drill_notice"
ABOUT = SubjectRef("drill", "d1")
PUBLIC = "https://tansiq.example"
SENTENCE = lazy("The meeting of the committee is near: %(number)s")
QUICK = Rhythm(tick=0.2, deliver=0.2, look=0.05, ttl=1.0)
load_catalogues(Path(__file__).resolve().parents[2] / "app" / "translations")
register_notice(KIND, SENTENCE)


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a child works. ``crash``: the named point at which it dies; ``ahead``: how many seconds its wall clock is in front."""

    database_url: str
    smtp_url: str
    crash: str = ""
    lease: float = 5.0
    ahead: float = 0.0
    public_url: str = PUBLIC


class Child:
    """A child that plays a role; one that ends by itself is a fault."""

    def __init__(self, role: Callable[..., None], ground: Ground, *more: Any) -> None:
        context = get_context("forkserver")
        context.set_forkserver_preload(["pytest", "tests.drill.roles"])
        self._ready = context.Event()
        self.role, self.ground = role.__name__, ground
        self.process = context.Process(target=_play, args=(role, ground, self._ready, more), daemon=True)
        self.process.start()

    def wait_ready(self) -> Self:
        """Until it has begun."""
        assert self._ready.wait(30), f"{self.role} did not come up: {self.process.exitcode}"
        return self

    def check(self) -> None:
        """Fails when it ended without the drill."""
        assert self.process.is_alive(), f"{self.role} ended by itself with {self.process.exitcode}"

    def kill(self) -> float:
        """kill -9; returns when."""
        self.check()
        at = time.time()
        self.process.kill()
        self.ends_with(-signal.SIGKILL)
        return at

    def pause(self) -> None:
        """SIGSTOP."""
        self.check()
        os.kill(self.process.pid or 0, signal.SIGSTOP)

    def go_on(self) -> None:
        """SIGCONT."""
        os.kill(self.process.pid or 0, signal.SIGCONT)

    def end(self) -> None:
        """SIGTERM; it must end in order."""
        self.check()
        self.process.terminate()
        self.ends_with(0)

    def ends_with(self, code: int, seconds: float = 30) -> None:
        """Waits until it ends in the way that the drill caused."""
        self.process.join(seconds)
        assert self.process.exitcode == code, f"{self.role} ended with {self.process.exitcode} instead of {code}"
        self.process.close()


def _play(role: Callable[..., None], ground: Ground, ready: Any, more: tuple[Any, ...]) -> None:
    crashes._chosen = frozenset(filter(None, [ground.crash]))
    over: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _frame: over.append(number))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    role(ground, ready.set, lambda: bool(over), *more)
    os._exit(0)


def sender(ground: Ground, name: str, is_over: Callable[[], bool] = lambda: False, clocks: Clocks | None = None, **more: Any) -> Dispatcher:
    """A dispatcher on real databases and a real mail server."""
    ahead = timedelta(seconds=ground.ahead)
    return Dispatcher(
        database=Database(ground.database_url),
        clocks=clocks or Clocks(lambda: utc_now() + ahead),
        ways={Channel.MAIL: MailWay(ground)},
        address_of=lambda _subject: PUBLIC + "/inbox",
        owner=name,
        lease=timedelta(seconds=ground.lease),
        is_over=is_over,
        **more,
    )


def dispatch(ground: Ground, ready: Callable[[], None], is_over: Callable[[], bool]) -> None:
    """Sends what is due, again and again."""
    dispatcher = sender(ground, f"dispatcher:{os.getpid()}", is_over)
    ready()
    while not is_over():
        dispatcher.round(0.5)
        time.sleep(0.05)


def plan(
    ground: Ground, ready: Callable[[], None], is_over: Callable[[], bool], people: list[str], occasions: int, begun: float, pace: float
) -> None:
    """Tells all of each occasion once its time has come; after a death it begins from the first again."""
    database, number = Database(ground.database_url), 0
    ready()
    while not is_over():
        if number < occasions and time.time() - begun >= number * pace:
            with database.write() as session:
                tell(session, people, KIND, ABOUT, f"o{number}", {"number": number}, utc_now())
            number += 1
        time.sleep(0.05)


class Noting(Scheduler):
    """A scheduler that writes down when it learns that another leads: at a write of its own, or when it renews its lead."""

    notes: Path

    def look(self) -> None:
        term = self._leadership.term
        super().look()
        if term is not None and self._leadership.term is None:
            self._note("stepped down")

    def _beat(self, **values: Any) -> None:
        try:
            super()._beat(**values)
        except Deposed:
            self._note("refused")
            raise

    def _note(self, what: str) -> None:
        with self.notes.open("a") as file:
            file.write(f"{os.getpid()} {what}\n")


def schedule(ground: Ground, ready: Callable[[], None], is_over: Callable[[], bool], barrier: str, notes: str) -> None:
    """A scheduler with one job: a row a second, with the process and the term in which it was written."""
    app = Flask("drill")
    database = Database(ground.database_url)
    app.extensions["tansiq"] = Runtime(database, utc_now, ground)

    def note(session: Session, _now: Any) -> int:
        session.execute(
            text("INSERT INTO drill_tick (process, term, at) SELECT :process, term, :at FROM beat"),
            {"process": os.getpid(), "at": time.time()},
        )
        return 1

    scheduler = Noting(app, [Job("note", run=note, every_seconds=1)], QUICK, goes_on=lambda: not is_over())
    scheduler.notes = Path(notes)
    ready()
    while not Path(barrier).exists():
        time.sleep(0.001)
    while not is_over():
        scheduler.look()
        time.sleep(QUICK.look)
    scheduler._end()
