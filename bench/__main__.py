"""``make bench`` (``ARGS="--quick"``, ``ARGS="--publish"``)."""

import argparse
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, replace
from multiprocessing import get_context
from pathlib import Path

from bench import machine, publish
from bench.aims import aims_of
from bench.measure import QUICK, Effort, Ground, measure, prepare
from bench.processes import BenchFault, loading
from bench.report import aim_lines, data_lines, difference_lines
from bench.results import KEPT, PUBLISHED, Run, earlier, keep
from bench.works import works
from tests.support import postgres

SIZES = (1_000, 10_000)


def main() -> int:
    """Runs the bench; 1 when it could not be run (a missed aim is no fault)."""
    options = _options()
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(1))  # servers and files are gone afterwards, however it ends
    try:
        run = _run(options)
    except (BenchFault, postgres.PostgresMissing) as fault:
        print(f"the bench stopped: {fault}", file=sys.stderr)
        return 1
    aims = aims_of(run)
    run = replace(run, aims=[{**asdict(aim), "met": aim.met} for aim in aims])
    for line in aim_lines(aims):
        print(line)
    before = earlier(options.quick)
    for line in difference_lines(run, *before) if before else ():
        print(line)
    keep(run, KEPT / f"{time.strftime('%Y%m%d-%H%M%S')}-{'quick' if options.quick else 'full'}.json")
    if options.publish:
        keep(run, PUBLISHED)
        publish.write(run, aims)
    print(f"\n{run.seconds:.0f} s, load of the machine {run.load:.1f}")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description="measures the pages that people open most")
    parser.add_argument("--quick", action="store_true", help="SQLite with 1,000 plans only, under 40 s")
    parser.add_argument("--publish", action="store_true", help="write docs/performance.md and docs/performance.json")
    options = parser.parse_args()
    if options.quick and options.publish:
        parser.error("a quick run is not published")
    return options


def _run(options: argparse.Namespace) -> Run:
    begun, load_before, described, commit = time.monotonic(), machine.load(), machine.described(), machine.commit()
    wanted = [("SQLite", SIZES[0])] if options.quick else [(name, size) for size in SIZES for name in ("SQLite", "PostgreSQL")]
    try:
        with ExitStack() as stack, loading() as load:
            empty = [(name, size, *stack.enter_context(_database(name))) for name, size in wanted]
            for url in [url for name, _, _, url in empty if name == "PostgreSQL"][:1]:
                described["postgresql"] = machine.postgres_version(url)
            grounds = _filled(empty)
            found = measure(grounds, load, QUICK if options.quick else Effort())
            described |= machine.pace(grounds[0].home)
            done = works(grounds)
    finally:
        postgres.finish()
    for data in found:
        for line in data_lines(data):
            print(line)
    seconds = round(time.monotonic() - begun, 1)
    return Run(machine.today(), commit, options.quick, described, tuple(found), seconds, max(load_before, machine.load()), done)


def _filled(empty: list[tuple[str, int, Path, str]]) -> list[Ground]:
    """The databases filled, two at a time, each by a process of its own."""
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        grounds = [each.result() for each in [pool.submit(prepare, *given) for given in reversed(empty)]]
    for each in reversed(grounds):
        print(f"{each.name}, {each.plans:,} plans: {each.filled.rows:,} rows in {each.seconds:.0f} s", flush=True)
    return grounds[::-1]


@contextmanager
def _database(name: str) -> Iterator[tuple[Path, str]]:
    """A folder for the server's files and an empty database, both gone afterwards."""
    home = Path(tempfile.mkdtemp(prefix="tansiq-bench-"))
    try:
        if name == "SQLite":
            yield home, f"sqlite:///{home / 'tansiq.db'}"
            return
        server = postgres.start()
        url = server.create_database()
        try:
            yield home, url
        finally:
            server.drop_database(url)
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
