"""Works that are no page: each measured by itself, after the pages, so that nothing else of the bench runs meanwhile."""

import statistics
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import chain, count, islice

from app.factory import create_app
from bench.measure import Ground
from bench.processes import BenchFault
from bench.results import Work
from config import Settings
from core.clock import local_day, utc_now
from core.database import Database
from core.downloads import list_file
from core.languages import use_language
from core.paging import whole
from core.paper import Paper, pdf, press
from people.queries import read_directory
from people.terms import Actor, Permission, Reach
from plans import printing, queries
from plans.pictures import album_of
from plans.queries import ActivityFilters
from plans.terms import PlanState
from plans.views.downloads import ACTIVITIES

TIMES = 9
ROWS = 10_000
#: Who sees everything.
PLANNER = Actor("", "", "", None, "ar", "western", reaches=dict.fromkeys((Permission.PLAN_READ, Permission.PLAN_READ_DRAFTS), Reach(True)))
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
    return (*_papers(ground), *_sheets(ground))


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


def _sheets(ground: Ground) -> Iterator[Work]:
    """The list of activities as XLSX, read from the database until it has 10,000 rows; its memory in a run of its own."""
    settings = Settings("demo", ground.home, ground.url, "bench" * 9, "http://127.0.0.1")
    app, database = create_app(settings), Database(ground.url)
    listed = queries.activities_listed(PLANNER, ActivityFilters(), local_day(utc_now()))

    def written(rows: int) -> None:
        with app.test_request_context("/activities.xlsx"), use_language("ar"), database.read() as session:
            source = islice(chain.from_iterable(whole(session, listed) for _again in count()), rows)
            answer, found = list_file("xlsx", "activities", "activities", ACTIVITIES, source, None, "bench")
            if found != rows:
                raise BenchFault(f"{found} activities in the file instead of {rows}")
            answer.close()

    seconds = []
    for _ in range(3):
        begun = time.perf_counter()
        written(ROWS)
        seconds.append(time.perf_counter() - begun)
    yield Work("XLSX of 10,000 activities", round(statistics.median(seconds), 2), 1.5, "{:.2f} s")
    most = [_most_memory(written, rows) for rows in (ROWS // 4, ROWS)]
    yield Work("memory for four times as many rows", round(most[1] / most[0], 2), 1.2, "{:.2f} ×")
    database.dispose()


def _most_memory(work: Callable[[int], None], rows: int) -> int:
    tracemalloc.start()
    work(rows)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


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
