"""What keeps PostgreSQL from saving is told apart from a fault: the form then keeps the text and says to send it again."""

import threading
from collections.abc import Callable

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from core.database import Database, Trouble, trouble
from people.models import Person

pytestmark = pytest.mark.parametrize("database", ["postgresql"], indirect=True)


def lock(session: Session, name: str) -> None:
    session.scalars(select(Person.id).where(Person.id == name).with_for_update()).one()


def met(act: Callable[[], object]) -> Trouble | None:
    with pytest.raises(DBAPIError) as failed:
        act()
    return trouble(failed.value)


def test_a_row_that_somebody_else_holds(database: Database) -> None:
    with database.write() as holder, Session(database.engine) as waiting:
        lock(holder, "karwan")
        assert waiting.scalar(text("SHOW lock_timeout")) == "10s"
        waiting.execute(text("SET LOCAL lock_timeout = '50ms'"))
        assert met(lambda: lock(waiting, "karwan")) is Trouble.BUSY


def test_two_who_wait_for_each_other(database: Database) -> None:
    with Session(database.engine) as one, Session(database.engine) as other:
        lock(one, "karwan")
        lock(other, "salma")
        errors: list[DBAPIError] = []

        def wait() -> None:
            try:
                lock(one, "salma")
            except DBAPIError as error:
                errors.append(error)

        thread = threading.Thread(target=wait)
        thread.start()
        try:
            lock(other, "karwan")
        except DBAPIError as error:
            errors.append(error)
        other.rollback()
        thread.join(20)
        assert [trouble(each) for each in errors] == [Trouble.BUSY]
