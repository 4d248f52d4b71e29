"""``make drill`` (``ARGS=--short``: as in ``make test``): the drills, and their figures as a page for readers (docs/reliability.md)."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench import machine
from bench.processes import ROOT

PAGE = ROOT / "docs" / "reliability.md"
DRILLS = ("senders", "schedulers", "weather", "clocks", "series")
NAMES = {
    "R1": "kill -9 of senders and planner at random",
    "R2": "death at named points",
    "R3": "schedulers started together; a leader that stands still",
    "R4": "nine faults of mail servers",
    "R5": "mail server down for six hours",
    "R6": "three days without a scheduler",
    "R7": "clocks that are set, ends of years, leap day",
    "R8": "ten years of two-week series",
}
PROMISE = """\
## What may be promised

In-app notice: exactly once per thing, person, occasion and step, because it is a row under a unique key in the transaction of its cause.
E-mail: at least once; while mail server and process live, once; after a crash at the wrong instant at most one copy more per crash, with
the same Message-ID. After a downtime one digest a person, in which what has passed meanwhile says so.
"""
MEANING = """\
## How it is done

`make drill` runs `tests/drill` in its long form (`make test` runs the same drills shorter). The mail server is aiosmtpd on loopback, a
process of its own that writes each message to a ledger and waits for the disk before it accepts it. Senders, planner and schedulers are
processes that the drill kills, stops or lets die; one that ends in a way that the drill did not cause fails it. Each drill fails on any
count outside of the criteria in its docstring; the lines above are what it told. SQLite runs as in use (WAL, synchronous FULL) in the
temporary folder, PostgreSQL is the server of the tests (without fsync: what a power cut does to it is not measured here).

A leader that is stopped in the middle of a write holds the database's lock: until it goes on or dies nobody can write. The drill stops
it between writes.
"""


def main() -> int:
    """Runs them; writes the page only when all hold."""
    with tempfile.TemporaryDirectory(prefix="tansiq-drill-") as folder:
        figures, begun = Path(folder) / "figures.jsonl", time.monotonic()
        form = "short" if "--short" in sys.argv[1:] else "long"
        given = {**os.environ, "TANSIQ_DRILL": form, "TANSIQ_DRILL_FIGURES": str(figures)}
        paths = [f"tests/drill/test_{name}.py" for name in DRILLS]
        done = subprocess.run([sys.executable, "-m", "pytest", "-q", "-n", "0", *paths], cwd=ROOT, env=given, check=False)
        if done.returncode != 0:
            print("a drill failed: docs/reliability.md stays as it was", file=sys.stderr)
            return 1
        found = [json.loads(line) for line in figures.read_text(encoding="utf-8").splitlines()]
    PAGE.write_text("\n".join(_lines(found, form, time.monotonic() - begun)) + "\n", encoding="utf-8")
    print(f"{PAGE.relative_to(ROOT)} is written: {len(found)} figures")
    return 0


def _lines(found: list[dict[str, Any]], form: str, seconds: float) -> Iterator[str]:
    yield "# Reliability\n"
    how = f"by `make drill` in its {form} form ({seconds / 60:.0f} min)"
    yield f"Drilled {machine.today()} at commit {machine.commit()} {how}, all passed. Written by it.\n"
    described = ", ".join(f"{name} {value}" for name, value in machine.described().items())
    yield f"{described}; load {machine.load():.1f}.\n"
    for drill in sorted({each["drill"] for each in found}):
        yield f"## {drill}: {NAMES.get(drill, '')}\n"
        for each in (line for line in found if line["drill"] == drill):
            told = "; ".join(f"{name} {_written(value)}" for name, value in each.items() if name not in ("drill", "database"))
            yield f"- {each.get('database', 'no database')}: {told}"
        yield ""
    yield PROMISE
    yield MEANING.rstrip()


def _written(value: Any) -> str:
    if isinstance(value, dict):
        return "(" + ", ".join(f"{name} {each}" for name, each in value.items()) + ")"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return f"{value:,}" if isinstance(value, int) else str(value)


if __name__ == "__main__":
    sys.exit(main())
