"""The points of an agenda: putting one on, changing it, its place, taking it off."""

from collections.abc import Callable

from flask import Response, abort, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from committees.forms.meeting import ItemForm, ReasonForm
from committees.models import AgendaItem
from committees.policy import Verb
from committees.queries.agenda import get_item
from committees.queries.standing_items import subjects_offered
from committees.services import agenda
from committees.terms import AgendaKind
from committees.views.entrance import meetings as blueprint
from committees.views.opened import Opened, open_for
from core.forms import sent
from core.languages import gettext, named
from core.references import kind_of
from core.saving import carry_out, say_done
from core.web import answer, now, page, read_session, transaction
from people.gate import actor, requires
from people.terms import Permission


@blueprint.route("/meetings/<meeting_id>/agenda/new", methods=["GET", "POST"], endpoint="prepare")
@requires(Permission.MEETING_KEEP)
def new_item(meeting_id: str) -> Response:
    """Puts a point on the agenda."""
    opened = open_for(meeting_id, Verb.PREPARE)
    form = _offered(ItemForm(sent()), opened)
    if request.method == "POST" and form.validate():
        done = carry_out(form, lambda session: _saved(session, opened, None, form), gettext("The point stands on the agenda."))
        if done is not None:
            return done
    return page("committees/item_form.html", form.status, form=form, opened=opened, item=None)


@blueprint.route("/meetings/<meeting_id>/agenda/<item_id>", methods=["GET", "POST"])
@requires(Permission.MEETING_KEEP)
def edit_item(meeting_id: str, item_id: str) -> Response:
    """Changes a point."""
    opened, item = _own(meeting_id, item_id)
    form = _offered(ItemForm(sent(), agenda.values_of_item(item), item.version), opened)
    if request.method == "POST" and form.validate():
        done = carry_out(form, lambda session: _saved(session, opened, item, form), gettext("The point is saved."))
        if done is not None:
            return done
    return page("committees/item_form.html", form.status, form=form, opened=opened, item=item)


@blueprint.post("/meetings/<meeting_id>/agenda/<item_id>/move")
@requires(Permission.MEETING_KEEP)
def move_item(meeting_id: str, item_id: str) -> ResponseReturnValue:
    """One place up, or down."""
    opened, _item = _own(meeting_id, item_id)
    with transaction() as session:
        agenda.move_item(session, actor(), meeting_id, item_id, request.form.get("down") == "yes", now())
        done = answer(session, f"{opened.home}#item-{item_id}")
    say_done(gettext("The order of the agenda is changed."))
    return done


@blueprint.route("/meetings/<meeting_id>/agenda/<item_id>/remove", methods=["GET", "POST"])
@requires(Permission.MEETING_KEEP)
def remove_item(meeting_id: str, item_id: str) -> Response:
    """Takes a point off, with the reason."""
    opened, item = _own(meeting_id, item_id)
    form = ReasonForm(sent())
    if request.method == "POST" and form.validate():
        done = carry_out(form, _removed(opened, item_id, form), gettext("The point was taken off the agenda."))
        if done is not None:
            return done
    return page("committees/item_remove.html", form.status, form=form, opened=opened, item=item)


def _removed(opened: Opened, item_id: str, form: ReasonForm) -> Callable[[Session], str]:
    def remove(session: Session) -> str:
        agenda.remove_item(session, actor(), opened.meeting.id, item_id, form.reason.data or "", now())
        return f"{opened.home}#agenda"

    return remove


def _saved(session: Session, opened: Opened, item: AgendaItem | None, form: ItemForm) -> str:
    if item is None:
        saved = agenda.add_item(session, actor(), opened.meeting.id, form.command(), now())
    else:
        saved = agenda.change_item(session, actor(), opened.meeting.id, item.id, form.command(), form.shown_version, now())
    return f"{opened.home}#item-{saved.id}"


def _own(meeting_id: str, item_id: str) -> tuple[Opened, AgendaItem]:
    opened = open_for(meeting_id, Verb.PREPARE)
    item = get_item(read_session(), meeting_id, item_id)
    if item is None or item.kind != AgendaKind.OWN.value:
        abort(404)
    return opened, item


def _offered(form: ItemForm, opened: Opened) -> ItemForm:
    """What can be chosen; a thing that this person may no longer see stays chosen under the word of its kind."""
    found = subjects_offered(read_session(), actor(), opened.meeting, opened.scope_ids)
    pairs = [(f"issue:{each.id}", f"{kind_of('issue').word}: {named(each)}") for each in found["issue"]]
    pairs += [(f"plan:{each.id}", f"{kind_of('plan').word}: {named(each)}") for each in found["plan"]]
    pairs += [(f"indicator:{each.indicator_id}", f"{kind_of('indicator').word}: {named(each)}") for each in found["indicator"]]
    pairs += [(f"action:{each.id}", f"{kind_of('action').word}: {each.what[:100]}") for each in found["action"]]
    kept = form.subject.object_data
    if kept and kept not in {value for value, _word in pairs}:
        pairs.append((kept, str(kind_of(kept.partition(":")[0]).word)))
    form.subject.offer(pairs)
    form.decision_kind_id.offer(kinds_offered(opened, form.decision_kind_id.object_data))
    return form


def kinds_offered(opened: Opened, chosen: str | None) -> list[tuple[str, str]]:
    """The kinds of decisions that are offered, and the one that was chosen before."""
    return [(each.id, named(each)) for each in opened.kinds.values() if each.active or each.id == chosen]
