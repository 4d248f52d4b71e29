"""Works that are no page: each measured by itself, after the pages, so that nothing else of the bench runs meanwhile."""

import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta

from bench.measure import Ground
from bench.processes import BenchFault
from bench.results import Work
from core.clock import local_day, utc_now
from core.database import Database
from core.languages import use_language
from core.paper import Paper, pdf, press
from people.queries import read_directory
from plans import printing, queries
from plans.pictures import album_of
from plans.terms import PlanState

TIMES = 9
#: The child of the press, and at its end the most memory that it held, in kB. (What the system tells of a child counts its parent in.)
WATCHED = """
import runpy, sys
try:
    runpy.run_path(sys.argv[1], run_name="__main__")
finally:
    print(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1], file=sys.stderr)
"""


def works(ground: Ground) -> tuple[Work, ...]:
    """All works on this database."""
    return tuple(_papers(ground))


def _papers(ground: Ground) -> Iterator[Work]:
    paper = _full_plan(ground)
    seconds = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        pdf(paper, utc_now())
        seconds.append(time.perf_counter() - begun)
    yield Work("PDF of a full plan", round(statistics.median(seconds), 3), 0.3, "{:.2f} s")
    told = press.order(paper, utc_now())
    child = [sys.executable, "-I", "-c", WATCHED, str(press.CHILD)]
    done = subprocess.run(child, input=told, capture_output=True, env=press.SMALL, check=False)
    if done.returncode != 0:
        raise BenchFault(f"no PDF: {done.stderr.decode()[-500:]}")
    yield Work("memory of the process that makes it", int(done.stderr.split()[-1]) / 1024, 45.0, "{:.0f} MB")


def _full_plan(ground: Ground) -> Paper:
    """A plan of six steps and ten activities with its pictures, in Arabic."""
    database, today = Database(ground.url), local_day(utc_now())
    with database.read() as session:
        plan_id = ground.filled.plans[PlanState.COMMUNICATED][0]
        version = queries.get_version(session, plan_id, 1)
        if version is None:
            raise BenchFault("the plan to print is not there")
        document = queries.document_of(session, read_directory(session), version)
        money = queries.money_of(session, plan_id)
    database.dispose()
    standing = printing.Standing(PlanState.COMMUNICATED, True, today - timedelta(days=9), today, f"https://tansiq.example/plans/{plan_id}")
    with use_language("ar"):
        return printing.whole_plan(document, standing, printing.Extras(album=album_of(document, {}, (), today), money=money))
