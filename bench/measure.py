"""Databases filled, served, loaded, weighed."""

import statistics
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.serve import WORKERS
from bench.fill import Filled, fill
from bench.pages import OFFICER, PAGES, PLANNER, STRANGER, Opener, Page
from bench.processes import LoadProcess, ServerProcess, cpu_seconds, memory_megabytes, serving
from bench.results import DataResult, PageResult, Timing
from bench.statements import count_statements
from bench.stock import TOKENS
from bench.visitor import Visitor
from bench.weight import visit
from core.clock import utc_now
from core.database import Database

ONE, EIGHT = 1, 8
#: Visits are weighed on these.
VISITED = ("home_hq", "list_hq", "plan_draft", "plan_valid")


@dataclass(frozen=True, slots=True)
class Effort:
    """How long to measure: rounds over all pages, seconds and requests of each job, forms per job of saves and sign-ins."""

    rounds: int = 6
    seconds: float = 0.5
    most: int = 120
    forms: int = 20
    warm_up: int = 24


QUICK = Effort(rounds=2, seconds=0.35, most=60, forms=12)


@dataclass
class Seen:
    """What was seen of a page under so many connections, over all rounds."""

    times: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    seconds: float = 0.0

    def add(self, times: list[float], cpu: float, seconds: float) -> None:
        """One more job."""
        self.times += times
        self.cpu.append(cpu / len(times) * 1000)
        self.seconds += seconds


@dataclass(frozen=True, slots=True)
class Ground:
    """A filled database at one size, with a folder for the server that will run on it."""

    name: str
    plans: int
    home: Path
    url: str
    filled: Filled
    seconds: float


def prepare(name: str, plans: int, home: Path, url: str) -> Ground:
    """Fills an empty database."""
    begun = time.monotonic()
    database = Database(url)
    filled = fill(database, plans, utc_now())
    database.dispose()
    return Ground(name, plans, home, url, filled, round(time.monotonic() - begun, 1))


class Served:
    """A server on one ground, and what was seen of it."""

    def __init__(self, ground: Ground, server: ServerProcess) -> None:
        self.ground, self.server, self.workers = ground, server, server.workers(WORKERS)
        self.visitors = _visitors(server)
        self.opener = Opener(ground.filled, self.visitors)
        self.seen = {(page.key, connections): Seen() for page in PAGES for connections in (ONE, EIGHT)}

    def warm_up(self, load: LoadProcess, page: Page, effort: Effort) -> None:
        """Both workers have their templates and statements ready."""
        requests = self.opener.requests(page, effort.warm_up)
        load.run(_job(self.server, page, requests, EIGHT, Effort(seconds=10, most=effort.warm_up)))

    def job(self, load: LoadProcess, page: Page, connections: int, effort: Effort) -> None:
        """Opens a page for a moment under so many connections."""
        requests = self.opener.requests(page, effort.forms * (2 if connections == EIGHT else 1))
        before = cpu_seconds(self.workers)
        found = load.run(_job(self.server, page, requests, connections, effort))
        self.seen[page.key, connections].add(found["ms"], cpu_seconds(self.workers) - before, found["seconds"])

    def result(self) -> DataResult:
        """Everything about this ground, the server still running."""
        ground, opened = self.ground, {page: page.paths(self.ground.filled)[0] for page in PAGES if page.posts is None}
        memory = [memory_megabytes(pid) for pid in self.workers]
        statements = count_statements(ground.home, ground.url, ground.filled)
        pages = []
        for page in PAGES:
            sent, plain = self.visitors[page.who].get(opened[page])[1:] if page in opened else (None, None)
            one, eight = (_timing(connections, self.seen[page.key, connections]) for connections in (ONE, EIGHT))
            pages.append(PageResult(page.key, page.words, statements[page.key], plain, sent, one, eight))
        visits = tuple(visit(self.visitors[page.who], page.words, path) for page, path in opened.items() if page.key in VISITED)
        rss, pss = max(each for each, _ in memory), max(each for _, each in memory)
        return DataResult(ground.name, ground.plans, ground.filled.rows, ground.seconds, tuple(pages), visits, round(rss, 1), round(pss, 1))


def measure(grounds: list[Ground], load: LoadProcess, effort: Effort) -> list[DataResult]:
    """All grounds are served at once and take turns, page by page, so that whatever else the machine does meets them all alike."""
    with ExitStack() as stack:
        served = [Served(ground, stack.enter_context(serving(ground.home, ground.url))) for ground in grounds]
        for page in PAGES:
            for each in served:
                each.warm_up(load, page, effort)
        for _ in range(effort.rounds):
            for page in PAGES:
                for connections in (ONE, EIGHT):
                    for each in served:
                        each.job(load, page, connections, effort)
        return [each.result() for each in served]


def _visitors(server: ServerProcess) -> dict[str, Visitor]:
    visitors = {STRANGER: Visitor(server.port)}
    for who in (PLANNER, OFFICER):
        visitors[who] = Visitor(server.port, {"tansiq": TOKENS[who]})
        visitors[who].get("/")  # the cookie of the forms comes with the first page
    return visitors


def _job(server: ServerProcess, page: Page, requests: list[dict[str, Any]], connections: int, effort: Effort) -> dict[str, Any]:
    return {
        "port": server.port,
        "connections": connections,
        "seconds": effort.seconds,
        "most": effort.most,
        "expect": page.expect,
        "requests": requests,
        "again": page.posts is None,
    }


def _timing(connections: int, seen: Seen) -> Timing:
    times = sorted(seen.times)
    return Timing(
        connections=connections,
        requests=len(times),
        p50_ms=round(times[len(times) // 2], 2),
        p95_ms=round(times[int(len(times) * 0.95)], 2),
        cpu_ms=round(statistics.median(seen.cpu), 2),
        per_second=round(len(times) / seen.seconds, 1),
    )
