"""The minutes of a meeting as PDF and as a Word file, in the committee's language or the one that is asked for."""

import re
from collections.abc import Mapping
from urllib.parse import quote

from flask import Response, abort, make_response

from committees import printing
from committees.labels import meeting as words
from committees.queries.table import addenda_of, decisions_of
from committees.rules.quorum import Count
from committees.terms import Force, MinutesState, Part
from committees.terms.minutes import MinutesDocument, Names, SaidDecision, SaidPoint, TakenSeat
from committees.views.entrance import meetings as blueprint
from committees.views.opened import Opened, open_meeting
from core.clock import local_day
from core.formats import day, hour, moment, number
from core.languages import LANGUAGES, called, digits, gettext, lazy, use_language
from core.listing import asked_for
from core.paper import Paper, docx, pdf
from core.references import kind_of
from core.web import close_reading, now, read_session, runtime
from people.gate import requires
from people.terms import Permission

_UNFIT = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|\u200b-\u200f\u202a-\u202e\u2066-\u2069]+")
LONGEST_NAME = 90
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DRAFT = lazy("Draft")


@blueprint.get("/meetings/<meeting_id>/minutes.pdf")
@requires(Permission.COMMITTEE_READ)
def minutes_pdf(meeting_id: str) -> Response:
    """The minutes to print and sign."""
    opened, code = _asked(meeting_id)
    with use_language(code, digits()):
        paper, name = _paper(opened), _name(opened)
        close_reading()
        return _sent(pdf(paper, now()), "application/pdf", f"{name}.pdf", "inline")


@blueprint.get("/meetings/<meeting_id>/minutes.docx")
@requires(Permission.COMMITTEE_READ)
def minutes_docx(meeting_id: str) -> Response:
    """The minutes to go on writing in."""
    opened, code = _asked(meeting_id)
    with use_language(code, digits()):
        paper, name = _paper(opened), _name(opened)
        close_reading()
        return _sent(docx(paper, now()), WORD, f"{name}.docx", "attachment")


def _asked(meeting_id: str) -> tuple[Opened, str]:
    opened = open_meeting(meeting_id)
    if opened.minutes is None:
        abort(404)
    asked = asked_for("language")
    return opened, asked if asked in LANGUAGES else opened.committee.language


def _paper(opened: Opened) -> Paper:
    document, minutes = opened.document, opened.minutes
    if document is None or minutes is None:
        abort(404)
    state, begins = MinutesState(minutes.state), document.starts_at
    corrections = addenda_of(read_session(), opened.meeting.id)
    return printing.minutes_paper(
        printing.MeetingOnPaper(
            committee=called(document.committee),
            number=document.number,
            held_on=local_day(begins),
            time=hour(begins),
            venue=document.venue,
            state=str(words.MINUTES_STATES[state]),
            quorum=_quorum(Count(document.seat_count, document.needed, document.present)),
            introduction=document.introduction,
            seats=tuple(_seat(each, document.names) for each in document.seats),
            points=tuple(_point(each, document.names) for each in document.points),
            confirmations=_confirmations(opened, document),
            corrections=tuple((row.text, f"{row.reason} · {row.who} · {moment(row.at)}") for row in corrections),
            signers=_signers(document),
            printed_on=local_day(now()),
            url=runtime().settings.public_url + opened.home,
            unsettled="" if state in (MinutesState.APPROVED, MinutesState.CLOSED) else str(DRAFT),
        )
    )


def _quorum(counted: Count) -> str:
    values = {"present": number(counted.present), "seats": number(counted.seats), "needed": number(counted.needed)}
    sentence = gettext("%(present)s of %(seats)s seats are filled, %(needed)s are needed.", **values)
    return sentence if counted.is_quorate else f"{gettext('No quorum')}: {sentence}"


def _seat(seat: TakenSeat, names: Mapping[str, Names]) -> printing.SeatOnPaper:
    presence = str(words.PRESENCES[seat.presence]) if seat.presence else ""
    return printing.SeatOnPaper(called(names[seat.organisation_id]), seat.who, str(words.SEAT_PARTS[seat.part]), presence)


def _point(point: SaidPoint, names: Mapping[str, Names]) -> printing.PointOnPaper:
    concerns = str(kind_of(point.subject_kind).word) if point.subject_kind else ""
    facts = (concerns, point.why, words.carried(point.carried), words.who_decides(point.decided_by))
    return printing.PointOnPaper(
        words.item_title(point.kind, point.title),
        tuple(each for each in facts if each),
        point.notes,
        point.discussed,
        tuple(_decision(each, names) for each in point.decisions),
    )


def _decision(each: SaidDecision, names: Mapping[str, Names]) -> printing.DecisionOnPaper:
    reasons = tuple(words.why_only_recommended(each)) if each.force is Force.RECOMMENDATION else ()
    organisation, decides = called(names[each.organisation_id]), words.who_decides(each.decided_by)
    return printing.DecisionOnPaper(each.what, organisation, each.person, each.due_on, str(words.FORCES[each.force]), reasons, decides)


def _confirmations(opened: Opened, document: MinutesDocument) -> tuple[tuple[int, str], ...]:
    """Which decisions of the paper were confirmed since, and how."""
    rows = {each.id: each for each in decisions_of(read_session(), opened.meeting.id)}
    numbered = enumerate((rows[each.id] for point in document.points for each in point.decisions), 1)
    return tuple((place, f"{row.confirmed_with} · {moment(row.confirmed_at)}") for place, row in numbered if row.confirmed_at)


def _signers(document: MinutesDocument) -> tuple[tuple[str, str], ...]:
    """The secretary and the chair, by the seats of that day."""
    names = {each.part: each.person for each in document.seats}
    return tuple((str(words.SEAT_PARTS[part]), names.get(part, "")) for part in (Part.SECRETARY, Part.CHAIR))


def _name(opened: Opened) -> str:
    parts = (gettext("Minutes"), opened.committee_name[:LONGEST_NAME], day(local_day(opened.meeting.starts_at)))
    return " - ".join(_UNFIT.sub(" ", each).strip() for each in parts)


def _sent(content: bytes, media_type: str, name: str, how: str) -> Response:
    answer = make_response(content)
    answer.mimetype = media_type
    answer.headers["Content-Disposition"] = f"{how}; filename*=UTF-8''{quote(name, safe='')}"
    return answer
