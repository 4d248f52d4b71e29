"""What the mails about a meeting say beyond the sentence of their notice."""

from sqlalchemy.orm import Session

from committees.messages.letters import enclosed
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


def register() -> None:
    """Who writes the mails of this room."""
    register_letter("meeting_invitation", invitation)


def invitation(session: Session, message: Message) -> Letter:
    """Where and when, the agenda, and the three answers."""
    meeting = session.get(Meeting, message.subject.id)
    if meeting is None:
        return plain_letter(session, message)
    committee = session.get_one(Committee, meeting.committee_id)
    local = meeting.starts_at.astimezone(BAGHDAD)
    when = f"{long_day(local.date())} {written(f'{local:%H:%M}')}"
    own = [each for each in items_of(session, meeting.id) if each.kind == AgendaKind.OWN.value]
    points = [str(STANDING), *(isolated(each.title) for each in own)]
    agenda = "\n".join(f"{written(str(place))}. {point}" for place, point in enumerate(points, 1))
    sentence = sentence_of(message.kind, message.words)
    where = gettext("Venue: %(venue)s", venue=isolated(meeting.venue or committee.venue)) if meeting.venue or committee.venue else ""
    return Letter(
        subject=plain_letter(session, message).subject,
        paragraphs=tuple(each for each in (sentence, when, where, f"{gettext('Agenda')}:\n{agenda}") if each),
        link_text=str(OPEN_IT),
        link=message.link,
        enclosed=(enclosed(session, message, "PUBLISH"),),
        choices=tuple((str(word), f"{message.link}/answer?answer={answer}") for answer, word in CHOICES),
    )
