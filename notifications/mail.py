"""Mail: plain text over SMTP, encrypted on the way, one receiver at a time."""

import logging
import smtplib
import ssl
from email.header import Header
from email.mime.text import MIMEText
from email.utils import formatdate, make_msgid
from threading import Thread
from typing import Protocol
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

log = logging.getLogger("tansiq.mail")

TIMEOUT = 10.0
LOCAL = ("127.0.0.1", "::1", "localhost")


class MailSettings(Protocol):
    """The part of the settings that mail needs: ``smtp://`` (STARTTLS) or ``smtps://`` (TLS), or empty for no mail."""

    @property
    def smtp_url(self) -> str: ...


class NotSent(Exception):
    """The mail was not handed over; the text says why, without the address and the content."""


def can_send(settings: MailSettings) -> bool:
    """Whether a mail server is configured."""
    return bool(settings.smtp_url)


def send(settings: MailSettings, to: str, subject: str, text: str, language: str) -> None:
    """Hands one mail to the server and waits for its word. Raises NotSent."""
    message = letter(sender_of(settings.smtp_url), to, subject, text, language)
    try:
        with _connected(urlsplit(settings.smtp_url)) as server:
            server.sendmail(message["From"], [to], message.as_bytes())
    except (OSError, smtplib.SMTPException) as error:
        raise NotSent(type(error).__name__) from error


def send_later(settings: MailSettings, to: str, subject: str, text: str, language: str) -> Thread | None:
    """Sends after the answer to the person has gone out; what fails is logged. None when no server is configured."""
    if not can_send(settings):
        return None
    thread = Thread(target=_send_or_log, args=(settings, to, subject, text, language), daemon=True, name="mail")
    thread.start()
    return thread


def letter(sender: str, to: str, subject: str, text: str, language: str) -> MIMEText:
    """The message. MIMEText with Header: EmailMessage of Python 3.11 loses spaces in Arabic subjects. Raises NotSent for line breaks."""
    if any(sign in value for value in (sender, to, subject) for sign in "\r\n\0") or not to or "," in to:
        raise NotSent("a line break or a second address in the head of the mail")
    message = MIMEText(text, "plain", "utf-8")
    message["Subject"] = Header(subject, "utf-8").encode()
    message["From"] = sender
    message["To"] = to
    message["Date"] = formatdate(localtime=False)
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    message["Content-Language"] = language
    message["Auto-Submitted"] = "auto-generated"
    return message


def sender_of(smtp_url: str) -> str:
    """From whom mail comes: ``?from=`` in the address of the server, else its user if that is an e-mail address, else tansiq@host."""
    parts = urlsplit(smtp_url)
    user = unquote(parts.username or "")
    given = parse_qs(parts.query).get("from", [""])[0]
    return given or (user if "@" in user else f"tansiq@{parts.hostname}")


def _connected(parts: SplitResult) -> smtplib.SMTP:
    host = parts.hostname or ""
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, parts.port or 465, timeout=TIMEOUT, context=ssl.create_default_context())
    else:
        server = smtplib.SMTP(host, parts.port or 587, timeout=TIMEOUT)
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
            server.ehlo()
        elif host not in LOCAL:
            server.close()
            raise smtplib.SMTPNotSupportedError("the server offers no encryption")
    if parts.username:
        server.login(unquote(parts.username), unquote(parts.password or ""))
    return server


def _send_or_log(settings: MailSettings, to: str, subject: str, text: str, language: str) -> None:
    try:
        send(settings, to, subject, text, language)
    except NotSent as failure:
        log.error("a mail was not sent: %s", failure)
