"""The secretary's screen during a meeting: attendance, notes, decisions.

Each piece is a form of its own at its own address, so that it is saved by itself. With the script (``core/static/core/table.js``)
that happens a moment after the last word; the sender then asks for :func:`live` and gets only what has changed, as JSON. Without the
script each piece has its button, and a piece that was refused is shown on a page of its own.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Response, abort, jsonify, make_response, request, url_for
from sqlalchemy.orm import Session

from committees.forms.meeting import DecisionForm, IntroductionForm, NotesForm, ReasonForm, SeatForm
from committees.labels import meeting as words
from committees.models import Decision
from committees.policy import Verb
from committees.queries.agenda import get_item, items_of
from committees.queries.powers import deciding
from committees.queries.table import Sitting, answers_of, attendance_of, decisions_of, get_decision, seats_on
from committees.rules.quorum import Count, binding
from committees.services import holding
from committees.services.holding import is_recommendation, seats_taken
from committees.terms import AgendaKind, Force, Presence
from committees.views.agenda import kinds_offered
from committees.views.entrance import meetings as blueprint
from committees.views.opened import Opened, open_for
from committees.views.page import points_of, standing_behind
from core.clock import local_day
from core.formats import in_a_row, number
from core.forms import Form, sent
from core.languages import Text, gettext
from core.listing import asked_for
from core.saving import carry_out
from core.web import now, page, read_session
from people.gate import actor, directory, requires
from people.terms import Permission

BY_SCRIPT = "X-Piece"
Piece = TypeVar("Piece", bound=Form)
Save = Callable[[Session, Piece], tuple[str, int]]


@blueprint.get("/meetings/<meeting_id>/table")
@requires(Permission.MEETING_KEEP)
def table(meeting_id: str) -> Response:
    """Everything that the secretary needs while the meeting goes on."""
    opened = open_for(meeting_id, Verb.KEEP)
    session = read_session()
    return page(
        "committees/table.html",
        opened=opened,
        words=words,
        seats=_seats(opened),
        attendance=attendance_of(session, meeting_id),
        answers=answers_of(session, meeting_id),
        points=points_of(opened),
        versions={each.id: each.version for each in items_of(session, meeting_id)},
        standing=standing_behind(opened),
        live=_live(opened),
        form=Form(),
    )


@blueprint.get("/meetings/<meeting_id>/table/live")
@requires(Permission.MEETING_KEEP)
def live(meeting_id: str) -> Response:
    """Quorum, decision makers and what each decision is worth now, for the script; ``version`` comes back as it was sent."""
    opened = open_for(meeting_id, Verb.KEEP)
    version = asked_for("version")
    return jsonify({"version": version if version.isascii() and version.isdigit() and len(version) < 10 else "", **_live(opened)})


def _live(opened: Opened) -> dict[str, Any]:
    """What follows from the attendance, in words. Three statements."""
    meeting = opened.meeting
    counted = Count(meeting.seats or 0, meeting.needed or 1, meeting.present or 0)
    makers = binding(seats_taken(read_session(), meeting))
    here = [directory().organisation_name(each) for each in makers]
    return {
        "quorum": _quorum_words(counted),
        "quorate": counted.is_quorate,
        "makers": gettext("Decision makers at the table: %(names)s", names=in_a_row(sorted(here)) if here else gettext("none")),
        "forces": {each.id: force_words(each) for each in decisions_of(read_session(), meeting.id)},
    }


def _quorum_words(counted: Count) -> str:
    values = {"present": number(counted.present), "seats": number(counted.seats), "needed": number(counted.needed)}
    if counted.is_quorate:
        return gettext("Quorum: %(present)s of %(seats)s seats are filled, %(needed)s are needed.", **values)
    return gettext("No quorum: %(present)s of %(seats)s seats are filled, %(needed)s are needed.", **values)


def force_words(decision: Decision) -> str:
    """Whether it is a decision, and if not, why."""
    word = str(words.FORCES[Force(decision.force)])
    return f"{word}: {' '.join(words.why_only_recommended(decision))}" if is_recommendation(decision) else word


@blueprint.route("/meetings/<meeting_id>/table/seats/<member_id>", methods=["GET", "POST"])
@requires(Permission.MEETING_KEEP)
def seat(meeting_id: str, member_id: str) -> Response:
    """How one seat was filled."""

    def save(session: Session, form: SeatForm) -> tuple[str, int]:
        return f"seat-{member_id}", holding.mark_seat(session, actor(), meeting_id, member_id, form.command(), form.shown_version, now())

    if _by_script():
        return _straight(meeting_id, SeatForm(sent()), save)
    opened = open_for(meeting_id, Verb.KEEP)
    found = next((each for each in _seats(opened) if each.member_id == member_id), None) or abort(404)
    row = attendance_of(read_session(), meeting_id).get(member_id)
    stored = {"presence": Presence(row.presence), "name": row.name} if row else {}
    form = SeatForm(sent(), stored, row.version if row else 0)
    return _piece(opened, form, save, directory().organisation_name(found.organisation_id))


@blueprint.route("/meetings/<meeting_id>/table/points/<item_id>", methods=["GET", "POST"])
@requires(Permission.MEETING_KEEP)
def notes(meeting_id: str, item_id: str) -> Response:
    """What was said about one point."""

    def save(session: Session, form: NotesForm) -> tuple[str, int]:
        saved = holding.save_notes(session, actor(), meeting_id, item_id, form.command(), form.shown_version, now())
        return f"point-{item_id}", saved.version

    if _by_script():
        return _straight(meeting_id, NotesForm(sent()), save)
    opened = open_for(meeting_id, Verb.KEEP)
    item = get_item(read_session(), meeting_id, item_id) or abort(404)
    form = NotesForm(sent(), {"notes": item.notes, "discussed": item.discussed}, item.version)
    return _piece(opened, form, save, words.item_title(AgendaKind(item.kind), item.title))


@blueprint.route("/meetings/<meeting_id>/table/introduction", methods=["GET", "POST"])
@requires(Permission.MEETING_KEEP)
def introduction(meeting_id: str) -> Response:
    """What stands in the minutes before the points."""

    def save(session: Session, form: IntroductionForm) -> tuple[str, int]:
        text = form.introduction.data or ""
        return "introduction", holding.save_introduction(session, actor(), meeting_id, text, form.shown_version, now()).version

    if _by_script():
        return _straight(meeting_id, IntroductionForm(sent()), save)
    opened = open_for(meeting_id, Verb.KEEP)
    minutes = opened.minutes or abort(404)
    form = IntroductionForm(sent(), {"introduction": minutes.introduction}, minutes.version)
    return _piece(opened, form, save, gettext("Introduction"))


def _by_script() -> bool:
    return request.method == "POST" and BY_SCRIPT in request.headers


def _straight(meeting_id: str, form: Piece, save: Save[Piece]) -> Response:
    """Saves a piece for the script, which shows nothing but whether it was saved: nothing else is read for it."""

    def kept(session: Session) -> str:
        return url_for("meetings.live", meeting_id=meeting_id, version=save(session, form)[1])

    done = carry_out(form, kept) if form.validate() else None
    return done if done is not None else make_response(jsonify({}), form.status)


def _piece(opened: Opened, form: Piece, save: Save[Piece], title: Text) -> Response:
    """Saves a piece and goes back to its place on the screen; otherwise shows the piece on a page of its own."""
    if request.method == "POST" and form.validate():
        done = carry_out(form, lambda session: f"{opened.table}#{save(session, form)[0]}")
        if done is not None:
            return done
    return page("committees/piece.html", form.status, form=form, opened=opened, title=title)


@blueprint.route("/meetings/<meeting_id>/decisions/new", methods=["GET", "POST"])
@requires(Permission.MEETING_KEEP)
def new_decision(meeting_id: str) -> Response:
    """Writes a decision down; ``point`` in the address says under which point."""
    opened = open_for(meeting_id, Verb.KEEP)
    form = _decision_form(opened, {"agenda_item_id": asked_for("point")}, 0)

    def save(session: Session) -> str:
        point = form.agenda_item_id.data
        decision = holding.decide(session, actor(), meeting_id, point, form.command(), now())
        return f"{opened.table}#decision-{decision.id}"

    return _decided(opened, form, save, None)


@blueprint.route("/meetings/<meeting_id>/decisions/<decision_id>", methods=["GET", "POST"])
@requires(Permission.MEETING_KEEP)
def edit_decision(meeting_id: str, decision_id: str) -> Response:
    """Changes a decision while the minutes are a draft."""
    opened = open_for(meeting_id, Verb.KEEP)
    decision = get_decision(read_session(), meeting_id, decision_id) or abort(404)
    form = _decision_form(opened, holding.values_of_decision(decision), decision.version)
    del form.agenda_item_id

    def save(session: Session) -> str:
        holding.change_decision(session, actor(), meeting_id, decision_id, form.command(), form.shown_version, now())
        return f"{opened.table}#decision-{decision_id}"

    return _decided(opened, form, save, decision)


@blueprint.route("/meetings/<meeting_id>/decisions/<decision_id>/drop", methods=["GET", "POST"])
@requires(Permission.MEETING_KEEP)
def drop_decision(meeting_id: str, decision_id: str) -> Response:
    """Takes a decision out of the draft, with the reason."""
    opened = open_for(meeting_id, Verb.KEEP)
    decision = get_decision(read_session(), meeting_id, decision_id) or abort(404)
    form = ReasonForm(sent())

    def save(session: Session) -> str:
        holding.drop_decision(session, actor(), meeting_id, decision_id, form.reason.data or "", now())
        return f"{opened.table}#point-{decision.agenda_item_id}"

    if request.method == "POST" and form.validate():
        done = carry_out(form, save, gettext("The decision was taken out of the draft."))
        if done is not None:
            return done
    return page("committees/decision_drop.html", form.status, form=form, opened=opened, decision=decision)


def _decision_form(opened: Opened, stored: dict[str, Any], version: int) -> DecisionForm:
    form = DecisionForm(sent(), stored, version)
    form.met_on = local_day(opened.meeting.starts_at)
    items = items_of(read_session(), opened.meeting.id)
    form.agenda_item_id.offer([(each.id, words.item_title(AgendaKind(each.kind), each.title)) for each in items])
    form.person_id.offer(_people(_seats(opened)))
    form.decision_kind_id.offer(kinds_offered(opened, stored.get("decision_kind_id")))
    return form


def _people(seats: list[Sitting]) -> list[tuple[str, str]]:
    """Members and deputies by name, with the organisation for which they sit."""
    found: dict[str, str] = {}
    for each in seats:
        for person, name in ((each.person_id, each.person_name), (each.deputy_id, each.deputy_name)):
            if person:
                found.setdefault(person, f"{name} ({directory().organisation_name(each.organisation_id)})")
    return sorted(found.items(), key=lambda pair: pair[1])


def _decided(opened: Opened, form: DecisionForm, save: Callable[[Session], str], decision: Decision | None) -> Response:
    if request.method == "POST" and form.validate():
        done = carry_out(form, save, gettext("The decision is written down."))
        if done is not None:
            return done
    deciders = [(kind, words.who_decides(deciding(kind))) for kind in opened.kinds.values() if kind.active]
    return page("committees/decision_form.html", form.status, form=form, opened=opened, decision=decision, deciders=deciders)


def _seats(opened: Opened) -> list[Sitting]:
    return list(seats_on(read_session(), opened.committee.id, local_day(opened.meeting.starts_at)))
