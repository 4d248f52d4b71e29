"""The entrance's tools: the clock of this request, its reading session, its one transaction, its answer."""

import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import Flask, Response, current_app, g, make_response, redirect, render_template, request
from sqlalchemy import Index, String, bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.database import Base, Database, UtcDateTime

FORM_KEYS_KEPT = timedelta(hours=24)
LONGEST_LOCATION = 500
SAVED = "tansiq_saved"


class FormKey(Base):
    """A rendered form that was carried out, and where its sender was then sent: a second sending goes there too."""

    __tablename__ = "form_key"
    __table_args__ = (Index("ix_form_key_at", "at"),)

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    location: Mapped[str] = mapped_column(String(LONGEST_LOCATION), default="/")


_KEYS: Any = FormKey.__table__
# Every save asks these: put together once.
_CLAIM = {
    name: insert(_KEYS).values(key=bindparam("form"), at=bindparam("now"), location="/").on_conflict_do_nothing().returning(_KEYS.c.key)
    for name, insert in (("sqlite", sqlite.insert), ("postgresql", postgresql.insert))
}
_ANSWERED = update(_KEYS).where(_KEYS.c.key == bindparam("form")).values(location=bindparam("answer"))


class SentTwice(Exception):
    """This form was carried out before; ``location`` is the answer it got."""

    def __init__(self, location: str) -> None:
        super().__init__(location)
        self.location = location


@dataclass(frozen=True, slots=True)
class Runtime:
    """What the application is built on: its database, its clock, its settings."""

    database: Database
    clock: Callable[[], datetime]
    settings: Any


def runtime(app: Flask | None = None) -> Runtime:
    """The runtime of this application."""
    found: Runtime = (app or current_app).extensions["tansiq"]
    return found


def now() -> datetime:
    """The instant at which this request began, in UTC."""
    if "now" not in g:
        g.now = runtime().clock()
    moment: datetime = g.now
    return moment


def read_session() -> Session:
    """The one reading session of this request; it cannot change a row."""
    if "reading" not in g:
        g.reading = runtime().database.open_reader()
    session: Session = g.reading
    return session


def close_reading(_error: BaseException | None = None) -> None:
    """Ends the reading session, if one was opened."""
    session = g.pop("reading", None)
    if session is not None:
        session.close()


@contextmanager
def transaction() -> Iterator[Session]:
    """The one write transaction of this request.

    Claims the key of the sent form in the same transaction: raises SentTwice when that form was carried out before,
    so that a form sent twice counts once, also when the first answer was lost. A refusal inside rolls the claim back.
    """
    close_reading()
    with runtime().database.write() as session:
        key = _claim(session)
        yield session
        if key is not None:
            session.execute(_ANSWERED, {"form": key, "answer": _short(session.info.get("answer", "/"))})


def answer(session: Session, location: str) -> Response:
    """Sends the browser on (303), and remembers where to for the same form sent again."""
    session.info["answer"] = location
    return saved(redirect_to(location))


def saved(response: Response) -> Response:
    """Tells the page's script which form was carried out, so that the browser need not keep its text any longer."""
    form_key = request.form.get("form_key", "")
    if re.fullmatch(r"[\w-]{1,64}", form_key, re.ASCII):
        response.set_cookie(SAVED, form_key, max_age=3600, samesite="Lax", secure=runtime().settings.is_https)
    return response


def redirect_to(location: str) -> Response:
    """A redirect after a form: the browser fetches the new page with GET."""
    return make_response(redirect(location, 303))


def page(template: str, status: int = 200, **values: Any) -> Response:
    """A rendered page."""
    return make_response(render_template(template, **values), status)


def forget_old_form_keys(session: Session, moment: datetime) -> int:
    """Removes the keys of forms sent more than a day ago. Returns how many."""
    gone: Any = session.execute(delete(FormKey).where(FormKey.at < moment - FORM_KEYS_KEPT))
    count: int = gone.rowcount
    return count


def _short(location: str) -> str:
    """The address as it can be kept: that of a list with a long question loses the question."""
    return location if len(location) <= LONGEST_LOCATION else location.partition("?")[0]


def _claim(session: Session) -> str | None:
    sent = request.form.get("form_key", "")
    if not sent:
        return None
    person = getattr(g, "person_id", "")
    key = hashlib.sha256(f"{person}\0{request.path}\0{sent}".encode("utf-8", "replace")).hexdigest()
    if session.scalar(_CLAIM[session.get_bind().dialect.name], {"form": key, "now": now()}) is None:
        raise SentTwice(session.scalars(select(FormKey.location).where(FormKey.key == key)).one())
    return key
