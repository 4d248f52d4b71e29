"""The blueprint of this room, and what its pages share."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, request
from sqlalchemy.orm import Session

from core.audit import history
from core.forms import Form
from core.history import HistoryLine, lines
from core.languages import gettext
from core.references import SubjectRef
from core.saving import carry_out
from core.web import page, read_session

blueprint = Blueprint("people", __name__, template_folder="../templates")
MOST_HISTORY = 100


def filled_in(template: str, form: Form, verb: Callable[[Session], str], **values: Any) -> Response:
    """The page of a form: carried out when it was sent and is right, else shown with what is to be corrected."""
    if request.method == "POST" and form.validate():
        done = carry_out(form, verb, gettext("Saved."))
        if done is not None:
            return done
    return page(template, form.status, form=form, **values)


def history_of(kind: str, row_id: str) -> list[HistoryLine]:
    """What happened to a thing, in words."""
    return lines(history(read_session(), SubjectRef(kind, row_id), MOST_HISTORY))
