"""How a person wishes to be told: her own page, beside her account."""

from typing import Any

from flask import Response, flash, request, url_for
from sqlalchemy.orm import Session

from core.forms import sent
from core.languages import gettext
from core.saving import carry_out
from core.web import now, page, read_session, runtime
from notifications.forms import WishForm
from notifications.mail import can_send
from notifications.models import Wish
from notifications.queries import wish_of
from notifications.services import save_wish
from notifications.terms import Pace
from notifications.views import blueprint
from people.gate import actor, requires
from people.terms import Permission


@blueprint.route("/profile/messages", methods=["GET", "POST"])
@requires(Permission.OWN_PAGES)
def wishes() -> Response:
    """Ways, pace and quiet hours of the person who is signed in; nobody sees another's."""
    me, settings = actor(), runtime().settings
    form = WishForm(sent(), _stored(wish_of(read_session(), me.person_id)))
    if not settings.other_url:
        form.without_other()
    if request.method == "POST" and form.validate():
        done = carry_out(form, lambda session: _settled(session, form))
        if done is not None:
            flash(gettext("Saved."), "success")
            return done
    return page("notifications/wishes.html", form.status, form=form, email=me.email, can_send=can_send(settings))


def _settled(session: Session, form: WishForm) -> str:
    save_wish(session, actor().person_id, form.command(), now())
    return url_for("notifications.wishes")


def _stored(wish: Wish | None) -> dict[str, Any]:
    if wish is None:
        return {"mail": True, "pace": Pace.AT_ONCE}
    hours = {name: None if getattr(wish, name) is None else str(getattr(wish, name)) for name in ("quiet_from", "quiet_until")}
    return {"mail": wish.mail, "pace": Pace(wish.pace), **hours, "other": wish.other, "other_address": wish.other_address}
