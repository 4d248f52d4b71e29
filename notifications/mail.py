"""Mail: a letter set as text and HTML, with what is enclosed; and mails that wait for no scheduler (links for signing in)."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import encoders
from email.header import Header
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime, formatdate, make_msgid
from threading import Thread
from typing import Protocol
from urllib.parse import parse_qs, unquote, urlsplit

from core.languages import gettext, use_language
from notifications import letterhead
from notifications.carrier import Carrier, NotSent
from notifications.letters import Enclosed, Letter
from notifications.terms import Reason

log = logging.getLogger("tansiq.mail")

#: Characters and bytes, more than any letter of ours needs: a text, and a meeting for the calendar. Files stay behind the sign-in.
MOST, MOST_IN_A_HEAD = 600_000, 900


class MailSettings(Protocol):
    """The part of the settings that mail needs: ``smtp://`` (STARTTLS) or ``smtps://`` (TLS), or empty for no mail; our own address."""

    @property
    def smtp_url(self) -> str: ...

    @property
    def public_url(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Head:
    """By what receivers and people know a second copy: the same id, the first attempt (empty: now), the key of the outbox."""

    message_id: str
    date: datetime | None = None
    key: str = ""


def can_send(settings: MailSettings) -> bool:
    """Whether a mail server is configured."""
    return bool(settings.smtp_url)


def compose(settings: MailSettings, to: str, letter: Letter, language: str, head: Head, digits: str = "western") -> MIMEMultipart:
    """The message in the receiver's language. Raises NotSent for what no mail may hold.

    Multipart with Header, not EmailMessage: that one loses spaces in Arabic subjects in Python 3.11 (trap T18).
    """
    try:
        with use_language(language, digits):
            plain, html = letterhead.plain(letter, settings.public_url), letterhead.html(letter, settings.public_url)
    except letterhead.ForeignLink as error:
        raise NotSent(Reason.BROKEN_LETTER, final=True) from error
    if len(plain) + len(html) + sum(len(file.content) for file in letter.enclosed) > MOST:
        raise NotSent(Reason.BROKEN_LETTER, final=True)
    message = MIMEMultipart("alternative", _subparts=[MIMEText(plain, "plain", "utf-8"), MIMEText(html, "html", "utf-8")])
    if letter.enclosed:
        message = MIMEMultipart("mixed", _subparts=[message, *map(_enclosed, letter.enclosed)])
    for name, value in _heads(settings, to, letter, language, head):
        message[name] = value
    return message


def send(settings: MailSettings, to: str, subject: str, text: str, language: str) -> None:
    """Writes one mail, hands it to the server and waits for its word. Raises NotSent."""
    head = Head(make_msgid(domain=sender_of(settings.smtp_url).rpartition("@")[2]))
    with use_language(language):
        letter = letter_from(subject, text)
    message = compose(settings, to, letter, language, head)
    with Carrier(settings.smtp_url) as carrier:
        carrier.carry(sender_of(settings.smtp_url), to, message.as_bytes())


def send_later(settings: MailSettings, to: str, subject: str, text: str, language: str) -> Thread | None:
    """Sends after the answer to the person has gone out; what fails is logged. None when no server is configured."""
    if not can_send(settings):
        return None
    thread = Thread(target=_send_or_log, args=(settings, to, subject, text, language), daemon=True, name="mail")
    thread.start()
    return thread


def letter_from(subject: str, text: str) -> Letter:
    """A letter of paragraphs; one that is an address by itself becomes the button."""
    paragraphs = tuple(letterhead.paragraphs_of(text))
    link = next((each for each in paragraphs if each.startswith(("http://", "https://")) and len(each.split()) == 1), "")
    return Letter(subject, [each for each in paragraphs if each != link], gettext("Open it in Tansiq") if link else "", link)


def sender_of(smtp_url: str) -> str:
    """From whom mail comes: ``?from=`` in the address of the server, else its user if that is an e-mail address, else tansiq@host."""
    parts = urlsplit(smtp_url)
    user = unquote(parts.username or "")
    given = parse_qs(parts.query).get("from", [""])[0]
    return given or (user if "@" in user else f"tansiq@{parts.hostname}")


def _heads(settings: MailSettings, to: str, letter: Letter, language: str, head: Head) -> Iterator[tuple[str, str]]:
    sender = sender_of(settings.smtp_url)
    given = (
        sender,
        letter.subject,
        language,
        head.message_id,
        head.key,
        *(each for file in letter.enclosed for each in (file.name, file.media_type)),
    )
    if any(not _fits(value) for value in given):
        raise NotSent(Reason.BROKEN_LETTER, final=True)
    if not _fits(to) or not to.isascii() or to.count("@") != 1 or any(sign in to for sign in ' ,;<>"'):
        raise NotSent(Reason.NO_ADDRESS, final=True)
    yield "Subject", Header(letter.subject, "utf-8").encode()
    yield "From", sender
    yield "To", to
    yield "Date", format_datetime(head.date.astimezone(UTC)) if head.date else formatdate()
    yield "Message-ID", head.message_id
    yield "Content-Language", language
    yield "Auto-Submitted", "auto-generated"
    if head.key:
        yield "X-Tansiq-Key", head.key if head.key.isascii() else Header(head.key, "utf-8").encode()


def _fits(value: str) -> bool:
    """Whether it may stand in a head: no line break (it would begin a head of its own), and no more than a line holds."""
    return not any(sign in value for sign in "\r\n\0") and len(value) <= MOST_IN_A_HEAD


def _enclosed(file: Enclosed) -> MIMEBase:
    """A file in base64. What its type says beside the type (``method=PUBLISH``) tells a calendar what to do with it."""
    kind, *more = (part.strip() for part in file.media_type.split(";"))
    main, _slash, sub = kind.partition("/")
    made = MIMEBase(main, sub)
    for part in more:
        name, _is, value = part.partition("=")
        made.set_param(name, value)
    made.set_payload(file.content)
    encoders.encode_base64(made)
    shown = file.name if file.name.isascii() else ("utf-8", "", file.name)
    made.add_header("Content-Disposition", "attachment", filename=shown)
    return made


def _send_or_log(settings: MailSettings, to: str, subject: str, text: str, language: str) -> None:
    try:
        send(settings, to, subject, text, language)
    except NotSent as failure:
        log.error("a mail was not sent: %s", failure)
