"""The matrix of powers: read by all, kept by headquarters."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, abort, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from committees.forms.standing import PowersForm
from committees.labels.powers import LEVEL_WORDS, POWER_WORDS
from committees.models import DecisionKind
from committees.queries import powers as queries
from committees.services.powers import save_kind
from core.audit import history
from core.forms import sent
from core.history import lines
from core.languages import gettext
from core.references import SubjectRef
from core.saving import carry_out
from core.web import now, page, read_session
from people.gate import actor, requires
from people.terms import Permission

blueprint = Blueprint("powers", __name__, template_folder="../templates")
LATEST = 20


@blueprint.get("/powers")
@requires(Permission.COMMITTEE_READ)
def index() -> Response:
    """Which level may decide what, and by which decision."""
    return page(
        "committees/powers.html",
        kinds=queries.decision_kinds(read_session()),
        granted_of=queries.granted_of,
        levels=LEVEL_WORDS,
        powers=POWER_WORDS,
        may_write=actor().may(Permission.POWERS_MANAGE),
    )


@blueprint.route("/powers/new", methods=["GET", "POST"])
@requires(Permission.POWERS_MANAGE)
def new() -> ResponseReturnValue:
    """Adds a kind of decision."""
    return _form(PowersForm(sent(), {"active": True}), None)


@blueprint.route("/powers/<kind_id>", methods=["GET", "POST"])
@requires(Permission.POWERS_MANAGE)
def edit(kind_id: str) -> ResponseReturnValue:
    """A kind of decision with its powers, to be changed in place."""
    kind = queries.get_decision_kind(read_session(), kind_id) or abort(404)
    return _form(PowersForm(sent(), queries.values_of_kind(kind), kind.version), kind)


def _form(form: PowersForm, kind: DecisionKind | None) -> ResponseReturnValue:
    kind_id = kind.id if kind else None
    if request.method == "POST" and form.validate():
        values, shown = form.values(), form.shown_version
        done = carry_out(form, lambda session: _saved(session, kind_id, values, shown), gettext("The kind of decision is saved."))
        if done is not None:
            return done
    entries = history(read_session(), SubjectRef("decision_kind", kind_id), LATEST) if kind_id else ()
    return page("committees/power_form.html", form.status, form=form, kind=kind, levels=LEVEL_WORDS, history_lines=lines(entries))


def _saved(session: Session, kind_id: str | None, values: Mapping[str, Any], shown: int) -> str:
    save_kind(session, actor(), kind_id, values, shown, now())
    return url_for("powers.index")
