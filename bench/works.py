"""Works that are no page: each measured by itself, after the pages, so that nothing else of the bench runs meanwhile."""

import statistics
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from itertools import chain, count, islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.factory import create_app
from bench.fill import two_words
from bench.measure import Ground
from bench.meetings import meeting_saves
from bench.processes import BenchFault
from bench.results import Work
from bench.ticks import ticks
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
from plans.models import PlanVersion
from plans.pictures import album_of
from plans.queries import ActivityFilters
from plans.rules.compare import compare
from plans.rules.wording import by_words
from plans.terms import PlanDocument, PlanState
from plans.views.downloads import ACTIVITIES

TIMES = 9
ROWS = 10_000
#: Who sees everything.
PLANNER = Actor("", "", "", None, "ar", "western", reaches=dict.fromkeys((Permission.PLAN_READ, Permission.PLAN_READ_DRAFTS), Reach(True)))
#: The child of the press, and at its end the most memory that it held, in kB. (What the system tells of a child counts its parent in.)
WATCHED = """
import sys
__file__ = sys.argv[1]
try:
    exec(open(__file__).read())
finally:
    print(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1], file=sys.stderr)
"""


def works(grounds: Sequence[Ground]) -> tuple[Work, ...]:
    """All works: those of one plan on the first database, search on every one with most plans."""
    first, most = grounds[0], max(each.plans for each in grounds)
    large = [each for each in grounds if each.plans == most]
    found = [*_papers(first), _compare(first), *_sheets(first)]
    found += [work for ground in large for work in _found(ground)]
    found += [work for ground in large for work in meeting_saves(ground)]
    each_database = {ground.name: ground for ground in reversed(grounds)}  # the smallest of each; last, since it adds to the data
    return (*found, *(work for ground in each_database.values() for work in ticks(ground)))


def _median(doing: Callable[[], object], times: int = TIMES) -> float:
    """Seconds that it takes, by the clock."""
    seconds = []
    for _ in range(times):
        begun = time.perf_counter()
        doing()
        seconds.append(time.perf_counter() - begun)
    return statistics.median(seconds)


def _papers(ground: Ground) -> Iterator[Work]:
    paper = _full_plan(ground)
    yield Work("PDF of a full plan", round(_median(lambda: pdf(paper, utc_now())), 3), 0.3, "{:.2f} s")
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

    yield Work("XLSX of 10,000 activities", round(_median(lambda: written(ROWS), 3), 2), 1.5, "{:.2f} s")
    most = [_most_memory(written, rows) for rows in (ROWS // 4, ROWS)]
    yield Work("memory for four times as many rows", round(most[1] / most[0], 2), 1.2, "{:.2f} ×")
    database.dispose()


def _most_memory(work: Callable[[int], None], rows: int) -> int:
    tracemalloc.start()
    work(rows)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


@contextmanager
def opened(ground: Ground) -> Iterator[Session]:
    """A reading session on a filled database."""
    database = Database(ground.url)
    with database.read() as session:
        yield session
    database.dispose()


def _document(session: Session, plan_id: str) -> PlanDocument:
    version = queries.get_version(session, plan_id, 1)
    if version is None:
        raise BenchFault("the plan is not there")
    return queries.document_of(session, read_directory(session), version)


def _compare(ground: Ground) -> Work:
    """Two versions of a plan with ten activities: half of them with other words, another goal, every difference word by word."""
    with opened(ground) as session:
        old = _document(session, ground.filled.plans[PlanState.COMMUNICATED][0])
    changed = [replace(each, title=f"{each.title[::-1]} {each.title}") if n % 2 else each for n, each in enumerate(old.activities)]
    new = replace(old, goal=" ".join(reversed(old.goal.split())), activities=tuple(changed))

    def compared() -> None:
        for step in compare(old, new):
            for field in (*step.changed, *(each for part in step.parts for each in part.changed)):
                by_words(str(field.old), str(field.new))

    return Work("compare of two versions", _median(compared) * 1000, 50.0, "{:.1f} ms")


def _found(ground: Ground) -> Iterator[Work]:
    """Searching plans for words that stand in most of them."""
    with opened(ground) as session:
        asked = two_words(session.scalars(select(PlanVersion.goal).where(PlanVersion.goal != "").limit(1)).one())
        filters = queries.PlanFilters(words=asked)
        if not queries.plans_page(session, PLANNER, filters, 1).total:
            raise BenchFault("the search finds nothing")
        searched = _median(lambda: queries.plans_page(session, PLANNER, filters, 1))
    yield Work(f"search for two words: {ground.name}, {ground.plans:,} plans", searched * 1000, 30.0, "{:.1f} ms")


def _full_plan(ground: Ground) -> Paper:
    """A plan of six steps and ten activities with its pictures, in Arabic."""
    today, plan_id = local_day(utc_now()), ground.filled.plans[PlanState.COMMUNICATED][0]
    with opened(ground) as session:
        document = _document(session, plan_id)
        money = queries.money_of(session, plan_id)
    standing = printing.Standing(PlanState.COMMUNICATED, True, today - timedelta(days=9), today, f"https://tansiq.example/plans/{plan_id}")
    with use_language("ar"):
        return printing.whole_plan(document, standing, printing.Extras(album=album_of(document, {}, (), today, on_paper=True), money=money))
