"""Pages for what goes wrong: what happened, what is safe, what to do, and a code for the helper."""

import logging
import secrets

from flask import Flask, Response, g, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from committees.views.table import BY_SCRIPT
from core.database import trouble
from core.languages import LazyText, lazy
from core.saving import NotYours, say_done
from core.web import SentTwice, page, redirect_to, saved

log = logging.getLogger("tansiq")

SENT_TWICE = lazy("This form had already been saved. Sending it again changed nothing.")

#: status -> (what happened, what is safe, what to do)
WORDS: dict[int, tuple[LazyText, LazyText, LazyText]] = {
    400: (
        lazy("This request could not be understood"),
        lazy("Nothing was changed."),
        lazy("Go back, reload the page and try again."),
    ),
    403: (
        lazy("Your role does not open this page"),
        lazy("Nothing was changed."),
        lazy("If you need it for your work, ask your administrator for the role."),
    ),
    404: (
        lazy("There is no such page, or it is not among yours"),
        lazy("Nothing was changed."),
        lazy("Look for it in the lists, or ask the person who sent you the address."),
    ),
    405: (lazy("This page cannot be used like that"), lazy("Nothing was changed."), lazy("Go to the start page and begin again.")),
    410: (
        lazy("This file is not in its place any more"),
        lazy("Everything else is safe; the list still says what the file was."),
        lazy("Tell your administrator, who can look for it in the backup."),
    ),
    413: (
        lazy("What was sent is too large"),
        lazy("Nothing was changed."),
        lazy("Send less text at once; files may have 20 MB."),
    ),
    429: (lazy("Too many tries in a short time"), lazy("Nothing was changed."), lazy("Wait a few minutes and try again.")),
    500: (
        lazy("Something went wrong on our side"),
        lazy("What was saved before is safe; this last step was not saved."),
        lazy("Try again. If it happens again, tell your administrator the code below."),
    ),
    503: (
        lazy("The database is busy"),
        lazy("What was saved before is safe; this last step was not saved."),
        lazy("Go back with your browser's button, your text is still there, and send it again in a minute."),
    ),
    507: (
        lazy("The disk of the server is full"),
        lazy("What was saved before is safe; this last step was not saved."),
        lazy("Go back with your browser's button, your text is still there, and tell your administrator."),
    ),
}


def error_page(status: int, code: str = "") -> Response:
    """The page for a status; unknown ones are shown like 400 or 500."""
    happened, safe, remedy = WORDS.get(status) or WORDS[400 if status < 500 else 500]
    return page("core/error.html", status, title=happened, safe=safe, remedy=remedy, code=code)


def install(app: Flask) -> None:
    """Answers every error with a page in the reader's language."""

    @app.errorhandler(SentTwice)
    def sent_twice(done: SentTwice) -> Response:
        # A script sends again by itself, and the person does not read that answer.
        if BY_SCRIPT not in request.headers:
            say_done(SENT_TWICE)
        return saved(redirect_to(done.location))

    @app.errorhandler(NotYours)
    def not_yours(_error: NotYours) -> Response:
        return error_page(404)

    @app.errorhandler(CSRFError)
    def foreign_form(_error: CSRFError) -> Response:
        return error_page(400)

    @app.errorhandler(HTTPException)
    def told(error: HTTPException) -> Response:
        if error.response is not None or (error.code or 500) < 400:
            return error.get_response()  # type: ignore[return-value]
        return error_page(error.code or 500)

    @app.errorhandler(OperationalError)
    def database_failed(error: OperationalError) -> Response:
        met = trouble(error)
        return error_page(met) if met else unexpected(error)

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> Response:
        code = secrets.token_hex(5)
        log.error("code %s, %s %r, person %s", code, request.method, request.path, g.get("person_id", ""), exc_info=error)
        return error_page(500, code)
