"""Two to five schedulers started together, and a leader that stands still and goes on (R3)."""

import time
from collections import Counter, defaultdict
from itertools import pairwise

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from core.database import Database
from core.jobs import Beat
from tests.drill.children import told, until
from tests.drill.outbox import LONG, ended, kind_of
from tests.drill.roles import QUICK, Child, Ground, schedule

pytestmark = [pytest.mark.drill, pytest.mark.slow]
ROUNDS = 100 if LONG else 10
STOPS = 10 if LONG else 2
#: Beyond the TTL; among other tests on two cores a scheduler may have to wait for its turn.
SLACK = 0.5 if LONG else 3.0
TICK_TABLE = "CREATE TABLE drill_tick (process INTEGER NOT NULL, term INTEGER NOT NULL, at DOUBLE PRECISION NOT NULL)"


@pytest.fixture
def database(request, standing):
    with standing(request.param, "house") as built:
        with built.write() as session:
            session.execute(text(TICK_TABLE))
        yield built


pytestmark.append(pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True))


def ticks(database: Database) -> list[tuple[int, int, float]]:
    """Process, term and time of each tick that was written."""
    with database.read() as session:
        return [(row[0], row[1], row[2]) for row in session.execute(text("SELECT process, term, at FROM drill_tick ORDER BY at"))]


def leader(database: Database) -> tuple[int, int]:
    """Process and term of who leads."""
    with database.read() as session:
        beat = session.scalars(select(Beat)).first()
    return (int(beat.owner.split(":")[1]), beat.term) if beat else (0, 0)


def test_started_together_one_leads(database, tmp_path):
    doubled = shared = 0
    for number in range(ROUNDS):
        before, barrier = len(ticks(database)), tmp_path / f"barrier{number}"
        with ended(
            [Child(schedule, Ground(database.url, ""), str(barrier), str(tmp_path / "notes")) for _each in range(5 if number % 2 else 2)]
        ) as children:
            for each in children:
                each.wait_ready()
            barrier.touch()
            until(lambda was=before: len(ticks(database)) > was, 20, watched=tuple(children))
            time.sleep(0.4)
        fresh = ticks(database)[before:]
        doubled += sum(later[2] - sooner[2] < 0.9 for sooner, later in pairwise(fresh))
        shared += len({process for process, _term, _at in fresh}) - 1
    terms = defaultdict(set)
    for process, term, _at in ticks(database):
        terms[term].add(process)
    shared += sum(len(each) - 1 for each in terms.values())
    assert (doubled, shared) == (0, 0)
    told(
        {
            "drill": "R3",
            "database": kind_of(database),
            "rounds": ROUNDS,
            "together": "2 and 5",
            "ticks": len(ticks(database)),
            "ticks doubled": doubled,
            "terms shared": shared,
        }
    )


def test_a_leader_that_stood_still_writes_nothing_more(database, tmp_path):
    barrier, notes = tmp_path / "barrier", tmp_path / "notes"
    barrier.touch()
    took = []
    with ended([Child(schedule, Ground(database.url, ""), str(barrier), str(notes)) for _each in range(3)]) as children:
        for each in children:
            each.wait_ready()
        for _stop in range(STOPS):
            until(lambda: _is_one_of(leader(database)[0], children), 20)
            process, term = leader(database)
            stopped = next(each for each in children if each.process.pid == process)
            at = _stopped_between_writes(database, stopped)
            until(lambda now=term: leader(database)[1] > now, 20)
            took.append(round(time.monotonic() - at, 2))
            corrected = _corrected(notes)[process]
            time.sleep(2 * QUICK.ttl)
            stopped.go_on()
            until(lambda was=corrected, old=process: _corrected(notes)[old] > was, 20)
    stale = _stale(ticks(database))
    assert max(took) <= QUICK.ttl + SLACK
    assert stale == 0
    told(
        {
            "drill": "R3",
            "database": kind_of(database),
            "leaders stopped": STOPS,
            "TTL in s": QUICK.ttl,
            "takeover in s at most": max(took),
            "corrected": sum(_corrected(notes).values()),
            "stale writes": stale,
        }
    )


def _is_one_of(process: int, children: list[Child]) -> bool:
    return process in {each.process.pid for each in children}


def _stopped_between_writes(database: Database, child: Child) -> float:
    """Stops it at a moment when it holds no lock of the database: in the middle of a write nobody else could write, whoever leads."""
    while True:
        child.pause()
        at = time.monotonic()
        if _can_write(database):
            return at
        child.go_on()
        time.sleep(0.05)


def _can_write(database: Database) -> bool:
    with database.engine.connect() as connection:
        try:
            if not database.is_sqlite:
                connection.execute(text("SET lock_timeout=100"))
            connection.execute(text("UPDATE beat SET count = count"))
            return True
        except DBAPIError:
            return False
        finally:
            connection.rollback()
            if not database.is_sqlite:
                connection.execute(text("SET lock_timeout=0"))
                connection.rollback()


def _corrected(notes) -> Counter[int]:
    return Counter(int(line.split()[0]) for line in notes.read_text().splitlines()) if notes.exists() else Counter()


def _stale(found: list[tuple[int, int, float]]) -> int:
    """Ticks of a term that were written after the first of a later one."""
    latest = wrong = 0
    for _process, term, _at in found:
        wrong += term < latest
        latest = max(latest, term)
    return wrong
