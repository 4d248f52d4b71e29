"""The mails about a meeting: the sentence of the notice, where it takes place, and the file for the calendar."""

from sqlalchemy.orm import Session

from committees.models import Committee, Meeting
from committees.queries.calendar import meeting_file
from core.formats import isolated
from core.languages import gettext, named
from notifications.labels import sentence_of
from notifications.letters import OPEN_IT, Enclosed, Letter, Message, plain_letter, register_letter

ON = ("meeting_called", "meeting_reminder")
OFF = ("meeting_cancelled", "meeting_left_out", "meeting_dropped")


def register() -> None:
    """The builders of these mails."""
    for kind in ON:
        register_letter(kind, on_letter)
    for kind in OFF:
        register_letter(kind, off_letter)


def on_letter(session: Session, message: Message) -> Letter:
    """A meeting takes place then and there."""
    return _letter(session, message, "PUBLISH")


def off_letter(session: Session, message: Message) -> Letter:
    """A meeting does not take place."""
    return _letter(session, message, "CANCEL")


def enclosed(session: Session, message: Message, method: str) -> Enclosed:
    """The meeting for the calendar, to go along with a mail."""
    content = meeting_file(session, message.subject.id, method, message.at, message.link)
    return Enclosed("meeting.ics", f"text/calendar; charset=utf-8; method={method}", content)


def _letter(session: Session, message: Message, method: str) -> Letter:
    meeting = session.get(Meeting, message.subject.id)
    if meeting is None:
        return plain_letter(session, message)
    committee = session.get_one(Committee, meeting.committee_id)
    sentence = sentence_of(message.kind, message.words)
    venue = meeting.venue or committee.venue
    where = [gettext("Place: %(place)s", place=isolated(venue))] if venue and method == "PUBLISH" else []
    subject = " ".join(sentence.split())[:150] or named(committee)
    file = enclosed(session, message, method)
    return Letter(subject=subject, paragraphs=(sentence, *where), link_text=str(OPEN_IT), link=message.link, enclosed=(file,))
