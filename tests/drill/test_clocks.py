"""Clocks that are set, slewed, and that meet the ends of years and leap days (R7)."""

import logging
import threading
import time
from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta

import apscheduler.executors.base
import apscheduler.schedulers.base
import apscheduler.triggers.interval
import pytest
from sqlalchemy import JSON, DateTime, String, literal, null, select, union_all

import app.scheduler
from app.scheduler import Scheduler
from core import jobs
from core.clock import utc_now
from core.jobs import Beat, Job
from notifications.dispatcher import Clocks, Dispatcher
from notifications.models import Delivery, Notice
from notifications.rules import DUE_STEPS, ladder, rung_of
from notifications.services import tell_all
from notifications.terms import DIGEST, Channel
from people.models import Person
from tests.conftest import Clock
from tests.drill.children import told, until
from tests.drill.outbox import kind_of
from tests.drill.roles import KIND, PUBLIC, QUICK

pytestmark = [pytest.mark.drill, pytest.mark.slow, pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)]
STEPS = {"-1 h": -3600, "+1 h": 3600, "-3 days": -3 * 86400, "+400 days": 400 * 86400}
STEP_NAMES = {"0" if not step else f"{step:+d}" for step in DUE_STEPS}


class Post:
    """A way out that writes down what it was given."""

    def __init__(self) -> None:
        self.keys: Counter[str] = Counter()

    def hand_over(self, _to, _address, _letter, key, _date) -> None:
        self.keys[key] += 1

    def close(self) -> None:
        pass


class Ladder:
    """Things that are due on some days, a planner that tells of them, a dispatcher, and a clock for both."""

    def __init__(self, database, begun: datetime, days: list[date]) -> None:
        self.database, self.clock, self.days, self.post = database, Clock(begun), days, Post()
        clocks = Clocks(self.clock, time.monotonic, lambda: 0.5)
        self.dispatcher = Dispatcher(database, clocks, {Channel.MAIL: self.post}, lambda _subject: PUBLIC + "/inbox", "drill")

    def tick(self) -> None:
        """As the scheduler does it: what is due is told, what is told is sent."""
        now, rungs = self.clock(), ladder(DUE_STEPS, self.clock())
        wanted = [self._wanted(day, rung.step) for day in self.days if (rung := rung_of(rungs, day))]
        if wanted:
            with self.database.write() as session:
                tell_all(session, select(union_all(*wanted).subquery()), now)
        with self.database.write() as session:
            beat = session.get(Beat, 1) or Beat(id=1)
            beat.planned_at = now
            session.add(beat)
        self.dispatcher.round(60)

    def go(self, until_: datetime, hours: float = 6) -> None:
        """Ticks until then."""
        while self.clock() < until_:
            self.tick()
            self.clock.advance(hours=hours)

    def told(self) -> dict[str, set[str]]:
        """The steps at which each thing was told of."""
        found = defaultdict(set)
        with self.database.read() as session:
            for key in session.scalars(select(Notice.key).where(Notice.kind == KIND)):
                _kind, day, _occasion, _person, step = key.split(":")
                found[day].add(step)
        return found

    @staticmethod
    def _wanted(day: date, step: str):
        said = {"kind": KIND, "subject_kind": "drill", "subject_id": day.isoformat(), "occasion": day.isoformat(), "step": step}
        columns = [literal(value, String).label(name) for name, value in said.items()]
        words, never = literal({"number": 1}, JSON).label("words"), null().cast(DateTime(timezone=True)).label("until")
        return select(Person.id.label("person_id"), *columns, words, never).where(Person.id == "karwan")


def whole(ladder_: Ladder, days: list[date]) -> None:
    """Each step of each thing once in the inbox, once on its way, none twice."""
    assert {day.isoformat(): STEP_NAMES for day in days} == ladder_.told()
    assert set(ladder_.post.keys.values()) == {1}, "a key went out twice"
    with ladder_.database.read() as session:
        rows = session.scalars(select(Delivery)).all()
    assert Counter(row.state for row in rows if row.kind == KIND).keys() <= {"sent", "folded"}
    assert {row.key for row in rows if row.state == "sent"} == set(ladder_.post.keys)


def test_steps_at_the_ends_of_years_and_on_a_leap_day(database):
    days = [date(2026, 12, 30) + timedelta(days=each) for each in range(4)] + [date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 1)]
    ends = Ladder(database, datetime(2026, 12, 20, 5, tzinfo=UTC), days)
    ends.go(datetime(2027, 1, 20, tzinfo=UTC))
    ends.clock.now = datetime(2028, 2, 18, 5, tzinfo=UTC)
    ends.go(datetime(2028, 3, 18, tzinfo=UTC))
    whole(ends, days)
    told(
        {
            "drill": "R7",
            "database": kind_of(database),
            "days": "31 Dec 2026 (week 53), 1 Jan, 29 Feb",
            "things": len(days),
            "steps each": len(STEP_NAMES),
            "twice": 0,
            "lost": 0,
        }
    )


def test_a_clock_that_is_set_and_slewed(database):
    days = [date(2026, 11, 10) + timedelta(days=2 * each) for each in range(8)]
    moved = Ladder(database, datetime(2026, 11, 1, 5, tzinfo=UTC), days)
    for number, step in enumerate((3600, -3600, -3 * 86400, 0.4, -0.4)):
        moved.go(datetime(2026, 11, 6 + 5 * number, tzinfo=UTC))
        moved.clock.advance(seconds=step)
        moved.tick()
    moved.go(datetime(2026, 12, 10, tzinfo=UTC))
    whole(moved, days)
    told(
        {
            "drill": "R7",
            "database": kind_of(database),
            "steps": "+1 h, -1 h, -3 days, +0.4 s, -0.4 s",
            "things": len(days),
            "twice": 0,
            "lost": 0,
        }
    )


def test_four_hundred_days_ahead_and_back_is_no_flood(database):
    days = [date(2026, 11, 10) + timedelta(days=each) for each in range(40)]
    flood = Ladder(database, datetime(2026, 11, 1, 5, tzinfo=UTC), days)
    flood.go(datetime(2026, 11, 2, tzinfo=UTC))
    before = set(flood.post.keys)
    flood.clock.advance(days=400)
    flood.tick()
    fresh = set(flood.post.keys) - before
    assert len(fresh) == 1, f"forty things are told of in {len(fresh)} mails"
    assert fresh.pop().startswith(f"{DIGEST}:")
    flood.clock.advance(days=-400)
    flood.go(datetime(2027, 1, 10, tzinfo=UTC))
    whole(flood, days)
    told(
        {
            "drill": "R7",
            "database": kind_of(database),
            "steps": "+400 days, -400 days",
            "things": len(days),
            "mails after the leap": 1,
            "twice": 0,
            "lost": 0,
        }
    )


class Wall(datetime):
    """The wall's clock, as Tansiq and APScheduler see it."""

    ahead = timedelta()

    @classmethod
    def now(cls, tz=UTC) -> datetime:
        return datetime.now(tz) + cls.ahead

    @classmethod
    def fromtimestamp(cls, timestamp, tz=UTC) -> datetime:
        return datetime.fromtimestamp(timestamp, tz)


@pytest.fixture
def wall(monkeypatch):
    monkeypatch.setattr(Wall, "ahead", timedelta())
    for module in (apscheduler.schedulers.base, apscheduler.triggers.interval, apscheduler.executors.base, app.scheduler):
        monkeypatch.setattr(module, "datetime", Wall)
    jobs.stopping.clear()
    yield Wall
    jobs.stopping.clear()


def test_ticks_go_on_within_five_seconds(app, database, wall, caplog):
    """The real ticker, whose own clock stalls: without the watch it does not tick again, with it at once."""
    caplog.set_level(logging.WARNING)
    ticked: list[float] = []
    job = Job("tick", run=lambda _session, _now: ticked.append(time.monotonic()) or 1, every_seconds=1)
    app.extensions["tansiq"] = type(app.extensions["tansiq"])(database, lambda: utc_now() + wall.ahead, None)
    scheduler, took = Scheduler(app, [job], QUICK), {}
    scheduler.look()
    try:
        until(lambda: ticked, 10)
        wall.ahead -= timedelta(hours=1)
        time.sleep(0.5)
        stalled = len(ticked)
        time.sleep(1.5)
        assert len(ticked) == stalled, "the ticker does not stall: the drill does not drill"
        for name, seconds in {"-1 h, seen late": 0, **STEPS}.items():
            wall.ahead += timedelta(seconds=seconds)
            begun = time.monotonic()
            scheduler.look()
            until(lambda since=begun: ticked[-1] > since, 5)
            took[name] = round(ticked[-1] - begun, 2)
            time.sleep(1.1)
    finally:
        jobs.stopping.set()
        scheduler._end()
        threading.Event().wait(0.1)
    assert caplog.text.count("clock_stepped") == len(took)
    assert max(took.values()) < 5
    told({"drill": "R7", "database": kind_of(database), "ticks again after s": took})
