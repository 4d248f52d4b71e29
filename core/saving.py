"""Saving what a form carries: one transaction, refusals beside the field, and no lost update between two people."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from flask import Response, flash
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from core.database import Trouble, trouble
from core.forms import Form
from core.languages import LazyText, Text, lazy
from core.web import answer, transaction


class Refused(Exception):
    """A rule says no. ``message`` tells the person why and what to do; ``field`` is where it belongs (None: the whole form)."""

    def __init__(self, message: Text, field: str | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.field = field


class NotYours(Exception):
    """There is no such thing, or it is not among what this person may see: both are answered alike (404)."""


class Stale(Exception):
    """Somebody saved the same thing meanwhile. ``stored`` are the present values by form field, ``version`` the present version."""

    def __init__(self, stored: Mapping[str, Any], version: int) -> None:
        super().__init__("stale")
        self.stored = stored
        self.version = version


class Versioned(Protocol):
    """A row that people edit together."""

    version: Any


def take(row: Versioned, shown: int, stored: Callable[[], Mapping[str, Any]]) -> None:
    """Lets the saver go on only if the row still has the version that stood in the form, and counts it up.

    The row must have been read with a lock in this transaction. Raises Stale otherwise.
    """
    if row.version != shown:
        raise Stale(stored(), row.version)
    row.version += 1


#: What the person reads, who has typed for nothing so far.
TROUBLES: dict[Trouble, LazyText] = {
    Trouble.BUSY: lazy("The database is busy and nothing was saved. Your text stands below; send it again in a minute."),
    Trouble.FULL: lazy("The disk of the server is full and nothing was saved. Your text stands below; tell your administrator."),
}


def carry_out(form: Form, verb: Callable[[Session], str], said: Text | Callable[[], Text] = "") -> Response | None:
    """Runs ``verb`` in the one transaction and sends the browser to the address it returns, where ``said`` tells what has happened.

    Returns None when it was refused, stale, or could not be written (a busy database, a full disk): the messages, or the
    differences of the two texts, then stand in the form.
    Two people who wrote the same text do not differ: the second is saved too, over the version that the first left.
    """
    try:
        done = _carried_out(verb)
    except DBAPIError as error:
        met = trouble(error)
        if met is None:
            raise
        form.trouble = met
        form.refuse("", TROUBLES[met])
    except Refused as refusal:
        form.refuse(refusal.field or "", refusal.message)
    except Stale as stale:
        was_shown = 0 < form.shown_version < stale.version
        form.differences = form.meet(stale.stored, stale.version)
        if was_shown and not form.differences:
            return carry_out(form, verb, said)
    else:
        say_done(said() if callable(said) else said)
        return done
    return None


def say_done(said: Text) -> None:
    """One line at the top of the next page: what has happened."""
    if str(said):
        flash(str(said), "success")


def _carried_out(verb: Callable[[Session], str]) -> Response:
    with transaction() as session:
        return answer(session, verb(session))
