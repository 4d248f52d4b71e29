"""The session's cookie, who comes with it, and where a person may be sent after signing in."""

import logging
from collections.abc import Callable
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from flask import Flask, Request, Response, current_app, g, request, session
from flask_login import LoginManager
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from accounts.queries import Known, known_by
from accounts.services.sessions import seen
from accounts.terms import SEEN_EVERY
from core.clock import local_day
from core.web import now, read_session, runtime
from people.gate import directory
from people.queries import actor_of
from people.terms import Actor

log = logging.getLogger("tansiq.accounts")

LONGEST_TOKEN = 100
LONGEST_NEXT = 2000
#: Pages on which a person has no business right after signing in.
NOT_NEXT = frozenset({"static", "accounts.sign_in", "accounts.sign_out", "accounts.invitation", "accounts.ask_reset", "accounts.reset"})


def cookie_name() -> str:
    """``__Host-`` ties the cookie to this very host, over https only."""
    return "__Host-tansiq" if runtime().settings.is_https else "tansiq"


def forget_before() -> None:
    """Drops everything that the browser kept before signing in, the token of its forms included."""
    session.clear()


def keep_token(response: Response, token: str) -> Response:
    """Puts the token of a new session into the browser; ``forget_before`` comes first."""
    response.set_cookie(cookie_name(), token, path="/", secure=runtime().settings.is_https, httponly=True, samesite="Lax")
    return response


def drop_token(response: Response) -> Response:
    """Takes the token and all else of ours out of the browser."""
    session.clear()
    response.delete_cookie(cookie_name(), path="/", secure=runtime().settings.is_https, httponly=True, samesite="Lax")
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


def install(app: Flask, stranger: Callable[[], Response]) -> None:
    """Makes ``current_user`` the person of the session row, and ``stranger`` the answer to those who must sign in first."""
    manager = LoginManager(app)
    manager.session_protection = None
    manager.request_loader(acting)
    manager.unauthorized_handler(stranger)


def acting(_request: Request) -> Actor | None:
    """The person of this request, read in one statement together with roles and the directory's revision."""
    token = request.cookies.get(cookie_name(), "")
    if not token or len(token) > LONGEST_TOKEN or g.get("person_unreadable"):
        return None
    g.person_unreadable = True  # if reading fails, the page that says so is shown as to a stranger
    known = known_by(read_session(), token, now(), local_day(now()))
    actor = None if known is None else _entered(known)
    g.person_unreadable = False
    return actor


def _entered(known: Known) -> Actor:
    g.directory_revision = known.directory_revision
    g.person_id = known.person.id
    if now() - known.session.last_seen_at >= SEEN_EVERY:
        _note_use(known.session.id)
    return actor_of(known.person, known.grants, directory(), known.session.id)


def _note_use(session_id: str) -> None:
    try:
        with runtime().database.write() as writing:
            seen(writing, session_id, now())
    except OperationalError:  # a busy database is no reason to refuse a page: the next request tries again
        log.warning("the use of a session could not be noted")


def safe_next(wanted: str | None, method: str = "GET") -> str:
    """The address to go to after signing in: one of our own pages, put together anew; the start page for anything else.

    With ``method`` POST: the address of one of our own forms.

    ``redirect()`` would follow ``//evil`` and ``https:evil`` (trap T28), so nothing of the given text is passed on as it is.
    """
    text = wanted or ""
    if not text.startswith("/") or text.startswith("//") or len(text) > LONGEST_NEXT or not text.isprintable() or "\\" in text:
        return "/"
    try:
        parts = urlsplit(text)
        adapter = current_app.url_map.bind("")
        endpoint, arguments = adapter.match(unquote(parts.path), method=method)
        if endpoint in NOT_NEXT or endpoint.endswith(".static"):
            return "/"
        path = adapter.build(endpoint, arguments)
    except (HTTPException, ValueError):
        return "/"
    query = urlencode(parse_qsl(parts.query, max_num_fields=20), errors="replace")
    if not path.startswith("/") or path.startswith("//"):
        return "/"
    return f"{path}?{query}" if query else path
