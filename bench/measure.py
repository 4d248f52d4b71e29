"""One database at one size: filled, served, loaded, weighed."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from bench.fill import fill
from bench.pages import OFFICER, PAGES, PLANNER, STRANGER, Opener, Page
from bench.processes import BenchFault, LoadProcess, ServerProcess, cpu_seconds, memory_megabytes, serving
from bench.results import DataResult, PageResult, Timing, Visit
from bench.statements import count_statements
from bench.stock import TOKENS
from bench.visitor import Visitor
from bench.weight import visit
from core.database import Database

WORKERS = 2
ONE, EIGHT = 1, 8
#: Visits are weighed on these.
VISITED = ("home_hq", "list_hq", "plan_draft", "plan_valid")


@dataclass(frozen=True, slots=True)
class Effort:
    """How long to measure: rounds over all pages, seconds and requests of each job, forms per job of saves and sign-ins."""

    rounds: int = 3
    seconds: float = 0.6
    most: int = 150
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


def measure(name: str, url: str, plans: int, home: Path, load: LoadProcess, effort: Effort, tell: Callable[[str], None]) -> DataResult:
    """Everything about one database at one size."""
    begun = time.monotonic()
    database = Database(url)
    filled = fill(database, plans, datetime.now().astimezone())
    database.dispose()
    filled_in = time.monotonic() - begun
    tell(f"{name}, {plans:,} plans: {filled.rows:,} rows in {filled_in:.0f} s")
    with serving(home, url) as server:
        visitors = _visitors(server)
        opener = Opener(filled, visitors)
        seen = _rounds(server, load, opener, effort)
        weights = {page.key: visitors[page.who].get(page.paths(filled)[0]) for page in PAGES if page.posts is None}
        visits = tuple(_visit(visitors, page, page.paths(filled)[0]) for page in PAGES if page.key in VISITED)
        memory = [memory_megabytes(pid) for pid in server.workers]
    statements = count_statements(home, url, filled)
    pages = tuple(
        PageResult(
            key=page.key,
            words=page.words,
            statements=statements[page.key],
            bytes_plain=weights[page.key][2] if page.key in weights else None,
            bytes_sent=weights[page.key][1] if page.key in weights else None,
            one=_timing(ONE, seen[page.key, ONE]),
            eight=_timing(EIGHT, seen[page.key, EIGHT]),
        )
        for page in PAGES
    )
    rss, pss = max(each for each, _ in memory), max(each for _, each in memory)
    return DataResult(name, plans, filled.rows, round(filled_in, 1), pages, visits, round(rss, 1), round(pss, 1))


def _visitors(server: ServerProcess) -> dict[str, Visitor]:
    visitors = {STRANGER: Visitor(server.port)}
    for who in (PLANNER, OFFICER):
        visitors[who] = Visitor(server.port, {"tansiq": TOKENS[who]})
        visitors[who].get("/")  # the cookie of the forms comes with the first page
    return visitors


def _visit(visitors: dict[str, Visitor], page: Page, path: str) -> Visit:
    return visit(visitors[page.who], page.words, path)


def _rounds(server: ServerProcess, load: LoadProcess, opener: Opener, effort: Effort) -> dict[tuple[str, int], Seen]:
    """Round after round over all pages, so that whatever else the machine does meets them all alike."""
    workers = server.workers
    if len(workers) != WORKERS:
        raise BenchFault(f"{len(workers)} workers instead of {WORKERS}")
    for page in PAGES:
        warm_up = opener.requests(page, effort.warm_up)
        load.run(_job(server, page, warm_up, EIGHT, Effort(seconds=10, most=effort.warm_up)))
    seen = {(page.key, connections): Seen() for page in PAGES for connections in (ONE, EIGHT)}
    for _ in range(effort.rounds):
        for page in PAGES:
            for connections in (ONE, EIGHT):
                requests = opener.requests(page, effort.forms * (2 if connections == EIGHT else 1))
                before = cpu_seconds(workers)
                found = load.run(_job(server, page, requests, connections, effort))
                seen[page.key, connections].add(found["ms"], cpu_seconds(workers) - before, found["seconds"])
    return seen


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
