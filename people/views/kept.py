"""What a person asks of a list again and again, kept under a name and found above that list."""

from urllib.parse import urlencode

from flask import Response, abort, flash, request, url_for
from sqlalchemy.orm import Session

from core.forms import sent
from core.languages import gettext
from core.listing import known_list
from core.saving import carry_out
from core.web import answer, now, page, read_session, redirect_to, transaction
from people import queries, services
from people.forms import KeepFilterForm
from people.gate import actor, requires
from people.models import SavedFilter
from people.terms import Permission
from people.views.frame import blueprint


@blueprint.route("/filters/<list_name>", methods=["GET", "POST"])
@requires(Permission.OWN_PAGES)
def keep_filter(list_name: str) -> Response:
    """Keeps what this address asks of the list; only what the list knows is kept."""
    known = known_list(list_name) or abort(404)
    if not actor().may(Permission(known.permission)):
        abort(403)
    asked = known.asked()
    if not asked.kept:
        return redirect_to(url_for(known.endpoint))
    address = f"{url_for(known.endpoint)}?{urlencode(asked.kept)}"
    form = KeepFilterForm(sent())

    def kept(session: Session) -> str:
        services.keep_filter(session, actor(), list_name, form.title, asked.kept, now())
        return address

    if request.method == "POST" and form.validate():
        done = carry_out(form, kept)
        if done is not None:
            flash(gettext("The filter is kept. You find it above this list."), "success")
            return done
    return page("people/keep_filter.html", form.status, form=form, chips=asked.chips, address=address)


@blueprint.post("/filters/<filter_id>/remove")
@requires(Permission.OWN_PAGES)
def drop_filter(filter_id: str) -> Response:
    """Forgets a kept filter."""
    with transaction() as session:
        return answer(session, _list_of(services.drop_filter(session, actor(), filter_id)))


def kept_filters(name: str) -> list[tuple[SavedFilter, str]]:
    """What this person has kept of a list, each with its address. One statement."""
    known = known_list(name)
    if known is None:
        return []
    rows = queries.saved_filters(read_session(), actor().person_id, name)
    return [(row, f"{url_for(known.endpoint)}?{row.query}") for row in rows]


def _list_of(name: str) -> str:
    known = known_list(name)
    return url_for(known.endpoint) if known else "/"
