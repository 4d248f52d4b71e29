"""What a mail says: by default the sentence of its notice and the way there; a room may register a richer letter for its kinds."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from core.languages import gettext, lazy, ngettext
from core.references import SubjectRef, kinds
from notifications.labels import sentence_of
from notifications.terms import DIGEST


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file that goes along, such as a meeting for the calendar. ``media_type`` may have parameters: ``text/calendar; method=PUBLISH``."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail before it is set: its subject line, paragraphs of plain text, the way to what it is about, what is enclosed.

    ``choices``: further ways (words, address), such as the answers to an invitation. ``said``: what a digest gathers.
    """

    subject: str
    paragraphs: Sequence[str]
    link_text: str = ""
    link: str = ""
    enclosed: Sequence[Enclosed] = ()
    choices: Sequence[tuple[str, str]] = ()
    said: Sequence["Said"] = ()


@dataclass(frozen=True, slots=True)
class Receiver:
    """To whom a message goes."""

    person_id: str
    name: str
    email: str
    language: str
    digits: str


@dataclass(frozen=True, slots=True)
class Said:
    """One of the messages that were gathered in a digest; ``passed`` when it made no sense any more by then, ``enclosed`` what would have
    gone along with its own mail."""

    sentence: str
    link: str
    at: datetime
    passed: bool
    enclosed: Sequence[Enclosed] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """What a builder is told of the message that it writes. ``said`` is filled for a digest only."""

    key: str
    kind: str
    subject: SubjectRef
    occasion: str
    step: str
    words: Mapping[str, Any]
    to: Receiver
    link: str
    at: datetime
    said: Sequence[Said] = field(default=())


Builder = Callable[[Session, Message], Letter]
#: So many files go along with a digest: the latest.
MOST_ENCLOSED = 40
OPEN_IT = lazy("Open it in Tansiq")
_builders: dict[str, Builder] = {}


def register_letter(kind: str, builder: Builder) -> None:
    """Who writes the mails of this kind. It is called in the receiver's language, with a session that cannot write."""
    _builders[kind] = builder


def letter_of(session: Session, message: Message) -> Letter:
    """The letter of a message, in the language that is spoken at this moment."""
    return _builders.get(message.kind, plain_letter)(session, message)


def plain_letter(_session: Session, message: Message) -> Letter:
    """The sentence of the notice, and the way to what it is about."""
    sentence = sentence_of(message.kind, message.words)
    return Letter(subject=_line(sentence), paragraphs=(sentence,), link_text=str(OPEN_IT), link=message.link)


def digest_letter(_session: Session, message: Message) -> Letter:
    """What has gathered for a person, each with the way to it; a thing that several tell of encloses its file once, as it is told last."""
    subject = ngettext("Tansiq: %(num)s message for you", "Tansiq: %(num)s messages for you", len(message.said))
    last = {each.link: each.enclosed for each in message.said if each.enclosed}
    files = [file for enclosed in last.values() for file in enclosed][-MOST_ENCLOSED:]
    named = [replace(file, name=f"{place}-{file.name}") for place, file in enumerate(files, 1)] if len(files) > 1 else files
    words = (gettext("This has gathered for you:"),)
    return Letter(subject, words, gettext("Open the inbox"), message.link, enclosed=named, said=message.said)


def subject_word(subject: SubjectRef) -> str:
    """What kind of thing it is, in the reader's language; empty for one that no room knows any more."""
    kind = kinds().get(subject.kind)
    return str(kind.word) if kind else ""


def _line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 150 else line[:149] + "…"


register_letter(DIGEST, digest_letter)
