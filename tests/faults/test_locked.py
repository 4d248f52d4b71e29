"""Somebody holds the database for 3, 9 and 15 seconds while eight people save (reliability.md R9): after 3 and 9 all is saved,
after 15 everybody reads why not, with every word still in the form."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from core.database import Database
from followup.models import Issue
from tests.faults.test_together import Visitor, _issue, port, visitors
from tests.pages import forms_in

__all__ = ["port", "visitors"]
PEOPLE = 8
HOLDER = """
import sys, time
import pysqlite3.dbapi2 as sqlite
held = sqlite.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN IMMEDIATE")
print("held", flush=True)
time.sleep(float(sys.argv[2]))
held.execute("ROLLBACK")
"""
pytestmark = [pytest.mark.slow, pytest.mark.drill]


def named(database: Database) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(Issue).where(Issue.name_en.startswith("Issue number"))) or 0


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("seconds", "status"), [(3, 303), (9, 303), (15, 503)])
def test_a_database_that_is_held(visitors: list[Visitor], database: Database, seconds: int, status: int) -> None:
    """SQLite has one writer at a time; the ten seconds that it is waited for are core.database's."""
    forms = [visitor.form("/issues/new") for visitor in visitors[:PEOPLE]]
    path = str(database.engine.url.database)
    with subprocess.Popen([sys.executable, "-c", HOLDER, path, str(seconds)], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        begun = time.monotonic()

        def save(number: int) -> tuple[int, str]:
            sent = forms[number].filled(_issue(forms[number], number))
            answer = visitors[number].ask("POST", "/issues/new", list(sent.items(multi=True)))
            return answer[0], answer[2]

        with ThreadPoolExecutor(PEOPLE) as pool:
            answers = list(pool.map(save, range(PEOPLE)))
        took = time.monotonic() - begun
        assert visitors[0].ask("GET", "/issues")[0] == 200, "who only reads is not kept waiting"
        assert holder.wait(30) == 0
    # Each process takes four at a time; who stood behind them waited less for the database and may have been saved after all.
    statuses = [each[0] for each in answers]
    assert set(statuses) <= {303, status}
    assert statuses.count(status) >= PEOPLE // 2
    assert took < seconds + 15
    assert named(database) == statuses.count(303)
    if status == 503:
        for number, (answered, text) in enumerate(answers):
            if answered == 303:
                continue
            again = forms_in(text, "/issues/new")[0]
            assert "Your text stands below" in text
            assert again.fields["name_en"] == f"Issue number {number}"
            sent = again.filled(_issue(again, number))
            assert visitors[number].ask("POST", "/issues/new", list(sent.items(multi=True)))[0] == 303
        assert named(database) == PEOPLE
