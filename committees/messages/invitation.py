"""What the mails about a meeting say beyond the sentence of their notice."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from committees.messages.letters import enclosed, on_letter
from committees.messages.meeting import INVITATION
from committees.messages.schedule import MOVED
from committees.models import Committee, Meeting
from committees.queries.agenda import items_of
from committees.terms import AgendaKind, Answer
from core.clock import BAGHDAD
from core.formats import isolated, long_day, written
from core.languages import LazyText, gettext, lazy
from notifications.labels import sentence_of
from notifications.letters import OPEN_IT, Letter, Message, plain_letter, register_letter

CHOICES: tuple[tuple[Answer, LazyText], ...] = (
    (Answer.COMING, lazy("I come")),
    (Answer.DEPUTY, lazy("My deputy comes")),
    (Answer.NOT_COMING, lazy("I do not come")),
)
STANDING = lazy("Open actions, escalations, money, new issues")


#: Answers were asked for the earlier time; the mail about the new one asks again.
ANEW = lazy("Answers that were given for the earlier time do not count any more. Say whether you come.")


def register() -> None:
    """Who writes these mails."""
    register_letter(INVITATION, invitation)
    for kind in MOVED:
        register_letter(kind, moved)


def invitation(session: Session, message: Message) -> Letter:
    """Where and when, the agenda, and the three answers."""
    meeting = session.get(Meeting, message.subject.id)
    if meeting is None:
        return plain_letter(session, message)
    committee = session.get_one(Committee, meeting.committee_id)
    local = meeting.starts_at.astimezone(BAGHDAD)
    when = f"{long_day(local.date())} {written(f'{local:%H:%M}')}"
    sentence = sentence_of(message.kind, message.words)
    where = gettext("Venue: %(venue)s", venue=isolated(meeting.venue or committee.venue)) if meeting.venue or committee.venue else ""
    return Letter(
        subject=plain_letter(session, message).subject,
        paragraphs=tuple(each for each in (sentence, when, where, _agenda(session, meeting)) if each),
        link_text=str(OPEN_IT),
        link=message.link,
        enclosed=(enclosed(session, message, "PUBLISH"),),
        choices=_choices(message),
    )


def moved(session: Session, message: Message) -> Letter:
    """A meeting takes place at another time or place; with another time, who was invited already is asked anew, with the agenda."""
    letter, meeting = on_letter(session, message), session.get(Meeting, message.subject.id)
    was_at, begins_at = (datetime.fromisoformat(message.words[each]) for each in ("was_at", "begins_at"))
    if meeting is None or meeting.invited_at is None or was_at == begins_at:
        return letter
    return replace(letter, paragraphs=(*letter.paragraphs, _agenda(session, meeting), str(ANEW)), choices=_choices(message))


def _agenda(session: Session, meeting: Meeting) -> str:
    own = [each for each in items_of(session, meeting.id) if each.kind == AgendaKind.OWN.value]
    points = [str(STANDING), *(isolated(each.title) for each in own)]
    listed = "\n".join(f"{written(str(place))}. {point}" for place, point in enumerate(points, 1))
    return f"{gettext('Agenda')}:\n{listed}"


def _choices(message: Message) -> tuple[tuple[str, str], ...]:
    return tuple((str(word), f"{message.link}/answer?answer={answer}") for answer, word in CHOICES)
