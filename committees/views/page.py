"""The page of a meeting, its history, and the answer to its invitation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Response, request, url_for
from sqlalchemy.orm import Session

from attachments.queries import attachments_of
from committees.forms.meeting import AnswerForm
from committees.labels import meeting as words
from committees.models import Decision
from committees.policy import Verb
from committees.queries import minutes as queries
from committees.queries.standing_items import Standing, standing_of, subjects_seen
from committees.queries.table import (
    addenda_of,
    answer_of,
    answers_of,
    decisions_of,
    own_seat,
    seats_on,
)
from committees.services import inviting
from committees.services.attaching import may_attach
from committees.terms import Answer, MeetingState
from committees.terms.minutes import SaidDecision, SaidPoint
from committees.views.entrance import meetings as blueprint
from committees.views.opened import Opened, open_for, open_meeting
from core.audit import history
from core.clock import local_day
from core.forms import sent
from core.history import lines
from core.languages import Text, called, gettext
from core.listing import asked_for, without
from core.references import SubjectRef, kind_of
from core.saving import carry_out
from core.web import now, page, read_session
from notifications.labels import sendings_shown
from notifications.queries import sent_about
from people.gate import actor, requires
from people.terms import Permission

LATEST = 10
MOST_HISTORY = 100


@dataclass(frozen=True, slots=True)
class DecisionSeen:
    """A decision as it stands in the minutes, and its ``row``: what has come of it since. ``action_url`` is empty when nothing has come
    of it, or the reader may not open it."""

    said: SaidDecision
    organisation: str
    row: Decision
    action_url: str


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the agenda as it is read. ``subject_url`` is empty when the reader may not open what it concerns."""

    said: SaidPoint
    title: str
    subject_word: Text
    subject_url: str
    who_decides: str
    decisions: tuple[DecisionSeen, ...] = ()


@blueprint.get("/meetings/<meeting_id>")
@requires(Permission.COMMITTEE_READ)
def show(meeting_id: str) -> Response:
    """Where a meeting stands: the one next step, agenda, answers, decisions, minutes, history."""
    opened = open_meeting(meeting_id)
    session, meeting = read_session(), opened.meeting
    subject = SubjectRef("meeting", meeting.id)
    entries = history(session, subject, LATEST + 1)
    is_open = meeting.state == MeetingState.PLANNED.value
    return page(
        "committees/meeting.html",
        opened=opened,
        words=words,
        points=points_of(opened),
        standing=standing_behind(opened) if is_open else None,
        document=opened.document,
        called=called,
        seats=() if opened.minutes else seats_on(session, opened.committee.id, local_day(meeting.starts_at)),
        answers={} if opened.minutes else answers_of(session, meeting.id),
        addenda=addenda_of(session, meeting.id) if opened.minutes else (),
        sendings=sendings_shown(sent_about(session, subject)),
        attached_rows=attachments_of(session, subject),
        attach_url=url_for("attachments.attach", kind="meeting", subject_id=meeting.id) if may_attach(opened.facts) else "",
        next_step=next_step(opened),
        may_change=opened.allowed,
        history_lines=lines(entries[:LATEST]),
        history_url="#history",
        more_url=url_for("meetings.whole_history", meeting_id=meeting.id) if len(entries) > LATEST else "",
    )


def next_step(opened: Opened) -> tuple[Text, str] | None:
    """The one filled button of the page: its words and where it leads; None when nothing waits for this person."""
    allowed = opened.allowed
    if Verb.KEEP in allowed:
        return words.ACTIONS[Verb.KEEP], opened.table
    order = [Verb.BEGIN, Verb.APPROVE, Verb.CLOSE, Verb.REMARK]
    if opened.meeting.state == MeetingState.PLANNED.value:
        invites = [] if opened.meeting.invited_at else [Verb.INVITE]
        order = [Verb.BEGIN, *invites, Verb.ANSWER]
    found = next((each for each in order if each in allowed), None)
    if found is None:
        return None
    return words.ACTIONS[found], url_for(f"meetings.{found.value}", meeting_id=opened.meeting.id)


def standing_behind(opened: Opened) -> Standing:
    """What stands behind the standing points now, as far as this person may see it."""
    return standing_of(read_session(), actor(), opened.meeting, opened.scope_ids, local_day(now()))


def points_of(opened: Opened) -> Sequence[Point]:
    """The agenda in its order, the standing points also where they were not written down yet; of approved minutes as it was kept."""
    session, document = read_session(), opened.document
    said = document.points if document else queries.points_of(session, opened.meeting)
    rows = {each.id: each for each in decisions_of(session, opened.meeting.id)} if document else {}
    names = document.names if document else {}
    subjects = [SubjectRef(each.subject_kind, each.subject_id) for each in said if each.subject_kind]
    came_of_them = [SubjectRef("action", each.action_id) for each in rows.values() if each.action_id]
    seen = subjects_seen(session, actor(), [*subjects, *came_of_them])

    def decision(made: SaidDecision) -> DecisionSeen:
        row = rows[made.id]
        opens = row.action_id is not None and SubjectRef("action", row.action_id) in seen
        url = url_for("actions.show", action_id=row.action_id) if opens else ""
        return DecisionSeen(made, called(names[made.organisation_id]), row, url)

    return [_point(each, seen, tuple(map(decision, each.decisions))) for each in said]


def _point(said: SaidPoint, seen: frozenset[SubjectRef], decisions: tuple[DecisionSeen, ...]) -> Point:
    found = kind_of(said.subject_kind) if said.subject_kind else None
    may_open = found is not None and SubjectRef(said.subject_kind, said.subject_id) in seen
    url = url_for(found.endpoint, **_argument(found.id_argument, said.subject_id)) if found and may_open else ""
    title, decides = words.item_title(said.kind, said.title), words.who_decides(said.decided_by)
    return Point(said, title, found.word if found else "", url, decides, decisions)


def _argument(name: str, subject_id: str) -> Mapping[str, Any]:
    return {name: subject_id}


@blueprint.get("/meetings/<meeting_id>/history")
@requires(Permission.COMMITTEE_READ)
def whole_history(meeting_id: str) -> Response:
    """Everything that was done with a meeting, a hundred entries at a time."""
    opened = open_meeting(meeting_id)
    before = asked_for("before")
    number = int(before) if before.isascii() and before.isdigit() and len(before) < 18 else None
    entries = history(read_session(), SubjectRef("meeting", meeting_id), MOST_HISTORY + 1, number)
    older = without({"before"}, before=entries[MOST_HISTORY - 1].id) if len(entries) > MOST_HISTORY else ""
    return page("committees/meeting_history.html", opened=opened, history_lines=lines(entries[:MOST_HISTORY]), older=older)


@blueprint.route("/meetings/<meeting_id>/answer", methods=["GET", "POST"])
@requires(Permission.COMMITTEE_READ)
def answer(meeting_id: str) -> Response:
    """Whether a member comes. The address from the mail names an answer; the page asks only for the click that gives it."""
    opened = open_for(meeting_id, Verb.ANSWER)
    seat = own_seat(read_session(), opened.committee.id, actor().person_id, local_day(now()))
    given = answer_of(read_session(), meeting_id, seat.id) if seat else None
    stored = {"answer": given.answer, "remark": given.remark} if given else {}
    asked = asked_for("answer")
    wanted = Answer(asked) if asked in set(Answer) else None
    form = AnswerForm(sent(), {**stored, "answer": wanted} if wanted else stored)
    if request.method == "POST" and form.validate():
        given_word = words.ANSWERS[Answer(form.answer.data)]
        said = gettext("Your answer: %(answer)s. You can change it until the meeting.", answer=given_word)
        done = carry_out(form, lambda session: _answered(session, opened, form), said)
        if done is not None:
            return done
    return page("committees/answer.html", form.status, form=form, opened=opened, wanted=wanted, given=given, words=words)


def _answered(session: Session, opened: Opened, form: AnswerForm) -> str:
    inviting.answer(session, actor(), opened.meeting.id, Answer(form.answer.data), form.remark.data or "", now())
    return opened.home
