"""The minutes of a meeting as PDF and as a Word file, in the committee's language or the one that is asked for."""

import re
from collections.abc import Mapping
from urllib.parse import quote

from flask import Response, abort, make_response

from committees import printing
from committees.labels import meeting as words
from committees.models import Decision
from committees.queries.table import addenda_of, attendance_of, seats_on
from committees.rules.quorum import Count
from committees.services.holding import is_recommendation
from committees.terms import AgendaKind, Force, MinutesState, Part, Presence
from committees.views.entrance import meetings as blueprint
from committees.views.opened import Opened, open_meeting
from committees.views.page import Point, points_of
from core.clock import BAGHDAD, local_day
from core.formats import day, moment, number, written
from core.languages import LANGUAGES, digits, gettext, lazy, named, use_language
from core.listing import asked_for
from core.paper import Paper, docx, pdf
from core.web import close_reading, now, read_session, runtime
from followup.queries import person_names
from people.gate import directory, requires
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
    session, meeting, minutes = read_session(), opened.meeting, opened.minutes
    if minutes is None:
        abort(404)
    points = points_of(opened)
    people = person_names(session, [each.person_id for point in points for each in point.decisions if each.person_id])
    counted = Count(meeting.seats or 0, meeting.needed or 1, meeting.present or 0)
    state = MinutesState(minutes.state)
    return printing.minutes_paper(
        printing.MeetingOnPaper(
            committee=named(opened.committee),
            number=meeting.number or 0,
            held_on=local_day(meeting.starts_at),
            time=written(f"{meeting.starts_at.astimezone(BAGHDAD):%H:%M}"),
            venue=meeting.venue,
            state=str(words.MINUTES_STATES[state]),
            quorum=_quorum(counted),
            introduction=minutes.introduction,
            seats=_seats(opened),
            points=tuple(_point(each, people) for each in points),
            corrections=tuple((row.text, f"{row.reason} · {name} · {moment(row.at)}") for row, name in addenda_of(session, meeting.id)),
            signers=_signers(opened),
            printed_on=local_day(now()),
            url=runtime().settings.public_url + opened.home,
            unsettled="" if state in (MinutesState.APPROVED, MinutesState.CLOSED) else str(DRAFT),
        )
    )


def _quorum(counted: Count) -> str:
    values = {"present": number(counted.present), "seats": number(counted.seats), "needed": number(counted.needed)}
    sentence = gettext("%(present)s of %(seats)s seats are filled, %(needed)s are needed.", **values)
    return sentence if counted.is_quorate else f"{gettext('No quorum')}: {sentence}"


def _seats(opened: Opened) -> tuple[printing.SeatOnPaper, ...]:
    marked = attendance_of(read_session(), opened.meeting.id)
    found = []
    for each in seats_on(read_session(), opened.committee.id, local_day(opened.meeting.starts_at)):
        row = marked.get(each.member_id)
        found.append(
            printing.SeatOnPaper(
                directory().organisation_name(each.organisation_id),
                (row.who if row else "") or each.person_name,
                str(words.SEAT_PARTS[each.part]),
                str(words.PRESENCES[Presence(row.presence)]) if row else "",
            )
        )
    return tuple(found)


def _point(point: Point, people: Mapping[str, str]) -> printing.PointOnPaper:
    item = point.item
    facts = (str(point.subject_word), item.why if item else "", words.carried(item.carried) if item else "", point.who_decides)
    return printing.PointOnPaper(
        words.item_title(AgendaKind(point.kind), point.title),
        tuple(each for each in facts if each),
        item.notes if item else "",
        bool(item and item.discussed),
        tuple(_decision(each, people) for each in point.decisions),
    )


def _decision(each: Decision, people: Mapping[str, str]) -> printing.DecisionOnPaper:
    confirmed = gettext("Confirmed: %(how)s", how=each.confirmed_with) if each.confirmed_with else ""
    return printing.DecisionOnPaper(
        each.what,
        directory().organisation_name(each.organisation_id),
        people.get(each.person_id or "", ""),
        each.due_on,
        str(words.FORCES[Force(each.force)]),
        tuple(words.why_only_recommended(each)) if is_recommendation(each) else (),
        confirmed,
    )


def _signers(opened: Opened) -> tuple[tuple[str, str], ...]:
    """The secretary and the chair, by the seats of that day."""
    seats = seats_on(read_session(), opened.committee.id, local_day(opened.meeting.starts_at))
    names = {each.part: each.person_name for each in seats}
    return tuple((str(words.SEAT_PARTS[part]), names.get(part, "")) for part in (Part.SECRETARY, Part.CHAIR))


def _name(opened: Opened) -> str:
    parts = (gettext("Minutes"), named(opened.committee)[:LONGEST_NAME], day(local_day(opened.meeting.starts_at)))
    return " - ".join(_UNFIT.sub(" ", each).strip() for each in parts)


def _sent(content: bytes, media_type: str, name: str, how: str) -> Response:
    answer = make_response(content)
    answer.mimetype = media_type
    answer.headers["Content-Disposition"] = f"{how}; filename*=UTF-8''{quote(name, safe='')}"
    return answer
