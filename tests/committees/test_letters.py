"""The whole mails about a meeting, in three languages, beside those that somebody has read (tests/committees/letters).

``TANSIQ_WRITE_LETTERS=1`` writes them anew: then read what git shows.
"""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from committees.messages.letters import OFF, ON
from committees.messages.schedule import MOVED
from committees.services import agenda
from committees.terms.commands import SaveItem
from core.languages import LANGUAGES, use_language
from core.references import SubjectRef
from notifications import labels, letterhead
from notifications.letters import Message, Receiver, letter_of
from tests.committees.table import a_committee, a_meeting
from tests.conftest import NOW
from tests.notifications.test_letters import PUBLIC, Words, are_as_they_were_read

FOLDER = Path(__file__).parent / "letters"
KINDS = ("meeting_invitation", *MOVED, *ON, *OFF)
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def meeting_id(app, database, cast) -> str:
    """A meeting in a week, to which people were invited, with one point of its own that says why it belongs there."""
    with database.write() as session:
        meeting = a_meeting(session, a_committee(session, cast, NOW), NOW + timedelta(days=7), invited_at=NOW)
        agenda.add_item(session, cast.karwan, meeting.id, SaveItem("أرض سنجار", None, "أسرة CANARY-7f3a، هاتف CANARY-0770", None), NOW)
        found: str = meeting.id
    return found


def written(session: Session, kind: str, language: str, meeting_id: str) -> tuple[str, str]:
    """A mail as text, with what is enclosed, and as a page."""
    to = Receiver("noor", "نور", "noor@tansiq.example", language, "western")
    link = f"{PUBLIC}/meetings/{meeting_id}"
    words = {**Words(labels._sentences[kind].message), "household": "CANARY-7f3a"}
    if kind in MOVED:
        words["was_at"] = "2026-03-08T07:00:00Z"
    message = Message("key", kind, SubjectRef("meeting", meeting_id), "x", "", words, to, link, NOW)
    with use_language(language):
        letter = letter_of(session, message)
        text = f"{letter.subject}\n\n{letterhead.plain(letter, PUBLIC)}"
        for file in letter.enclosed:
            text += f"\n== {file.name} ({file.media_type})\n{file.content.decode()}".replace("\r\n", "\n")
        found = text, letterhead.html(letter, PUBLIC)
    return found[0].replace(meeting_id, "MEETING"), found[1].replace(meeting_id, "MEETING")


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_are_as_they_were_read(database, meeting_id, language):
    found = {}
    with database.read() as session:
        for kind in KINDS:
            found[f"{kind}.{language}.txt"], found[f"{kind}.{language}.html"] = written(session, kind, language, meeting_id)
    are_as_they_were_read(FOLDER, language, found)
    assert not [name for name, text in found.items() if "CANARY" in text], "why a point belongs on the agenda is not for the mail"
