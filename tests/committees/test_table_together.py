"""Two people at the screen of one meeting at the same moment, on real connections."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from threading import Event
from time import sleep
from typing import Any

import pytest
from sqlalchemy.orm import Session

from committees.models import Minutes
from committees.policy import REFUSALS
from committees.services import holding, minutes
from committees.terms import Presence
from committees.terms.commands import MarkSeat
from core.clock import local_day
from core.database import Database
from core.saving import Refused
from tests.cast import People
from tests.committees.table import a_committee, a_meeting
from tests.conftest import NOW

HERE = MarkSeat(Presence.PRESENT, "")


@pytest.fixture
def begun(database: Database, cast: People) -> str:
    """A meeting that goes on; Karwan wrote in its minutes."""
    with database.write() as session:
        meeting = a_meeting(session, a_committee(session, cast, NOW), NOW + timedelta(hours=1)).id
        holding.begin(session, cast.karwan, meeting, 1, NOW)
    return meeting


def meanwhile(database: Database, first: Callable[[Session], Any], second: Callable[[Session], Any]) -> Future[Any]:
    """The second begins to save while the first has saved and not yet committed; gives what became of the second."""
    begun = Event()

    def other() -> None:
        begun.set()
        with database.write() as session:
            second(session)

    with ThreadPoolExecutor(1) as pool:
        with database.write() as session:
            first(session)
            answer = pool.submit(other)
            assert begun.wait(5)
            sleep(0.3)  # until it stands at the lock
            assert not answer.done()
        return answer


def test_who_waited_while_the_minutes_were_sent_is_refused(database, cast, begun):
    """What was read before the wait no longer counts: the draft is gone."""
    until = local_day(NOW) + timedelta(days=3)
    answer = meanwhile(
        database,
        lambda session: minutes.send(session, cast.karwan, begun, until, 1, NOW),
        lambda session: holding.mark_seat(session, cast.salma, begun, "seat-finance", HERE, 0, NOW),
    )
    with pytest.raises(Refused) as met:
        answer.result()
    assert met.value.message is REFUSALS["state"]


def test_two_who_write_at_once_are_both_authors(database, cast, begun):
    """Neither of them may approve the minutes."""
    answer = meanwhile(
        database,
        lambda session: holding.mark_seat(session, cast.salma, begun, "seat-finance", HERE, 0, NOW),
        lambda session: holding.mark_seat(session, cast.sami, begun, "seat-chair", HERE, 0, NOW),
    )
    answer.result()
    with database.read() as session:
        assert session.get_one(Minutes, begun).authors == ["karwan", "salma", "sami"]
