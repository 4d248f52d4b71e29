"""What a run found, and where it is kept."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from bench.processes import ROOT

KEPT = ROOT / "bench-results"
PUBLISHED = ROOT / "docs" / "performance.json"


@dataclass(frozen=True, slots=True)
class Timing:
    """A page under so many connections: requests, wall times, CPU of the workers per request, requests per second."""

    connections: int
    requests: int
    p50_ms: float
    p95_ms: float
    cpu_ms: float
    per_second: float


@dataclass(frozen=True, slots=True)
class PageResult:
    """A page on one database. Bytes are of the body, as sent and unpacked; ``statements`` are those of SQL."""

    key: str
    words: str
    statements: int | None
    bytes_plain: int | None
    bytes_sent: int | None
    one: Timing
    eight: Timing


@dataclass(frozen=True, slots=True)
class Visit:
    """What a first visit to a page loads without fonts, and a repeated one, compressed."""

    words: str
    first_bytes: int
    repeat_bytes: int


@dataclass(frozen=True, slots=True)
class DataResult:
    """All that was measured on one database at one size. Memory is the largest worker's, in MB."""

    database: str
    plans: int
    rows: int
    fill_seconds: float
    pages: tuple[PageResult, ...]
    visits: tuple[Visit, ...]
    rss: float
    pss: float

    def page(self, key: str) -> PageResult:
        """The result of one page."""
        return next(each for each in self.pages if each.key == key)


@dataclass(frozen=True, slots=True)
class Work:
    """A work that is no page: what, the measured value, the most it should be, how values are written."""

    words: str
    value: float
    most: float
    pattern: str


@dataclass(frozen=True)
class Run:
    """A whole run. ``load`` is the machine's load, the higher one of beginning and end; the run alone makes about 2.5."""

    when: str
    commit: str
    quick: bool
    machine: dict[str, str]
    data: tuple[DataResult, ...]
    seconds: float = 0.0
    load: float = 0.0
    works: tuple[Work, ...] = ()
    aims: list[dict[str, Any]] = field(default_factory=list)


def keep(run: Run, path: Path) -> None:
    """Writes a run as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(asdict(run), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def earlier(quick: bool) -> tuple[str, dict[str, Any]] | None:
    """The last run of the same kind kept here, else the published one: where it stands, and its JSON."""
    kept = sorted(KEPT.glob("*-quick.json" if quick else "*-full.json"))
    for path in [*reversed(kept), PUBLISHED]:
        if path.exists():
            found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            return path.relative_to(ROOT).as_posix(), found
    return None
