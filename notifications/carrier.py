"""The conversation with a mail server: encrypted, one receiver a message, and always known how far it got when it ends badly."""

import smtplib
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self
from urllib.parse import unquote, urlsplit

from core.crashes import crash_point
from notifications.terms import Reason

LOCAL = ("127.0.0.1", "::1", "localhost")
#: Seconds to wait: for the line, for an answer to a command, for the receipt; and for all of a message, well within the lease of a row.
CONNECT, COMMAND, RECEIPT, ALL = 10.0, 30.0, 60.0, 100.0
#: So long a line that is not needed is kept; servers hang up on idle ones.
IDLE = 20.0
PERMANENT = 500
GO_AHEAD = 354


class NotSent(Exception):
    """The mail was not handed over, as far as is known. ``final``: another attempt would fare the same. ``doubtful``: it may have arrived.

    Its text is the reason's name: never the address, the content or the server's words, which may quote both.
    """

    def __init__(self, reason: Reason, *, final: bool = False, doubtful: bool = False) -> None:
        super().__init__(reason.value)
        self.reason, self.final, self.doubtful = reason, final, doubtful


class Carrier:
    """One line to the server, opened when it is first needed and kept for the next message. To be used in ``with``."""

    def __init__(self, smtp_url: str) -> None:
        self._parts = urlsplit(smtp_url)
        self._server: smtplib.SMTP | None = None
        self._used_at = self._until = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None) -> None:
        self.close()

    def carry(self, sender: str, to: str, content: bytes) -> None:
        """Hands one message over and waits for the receipt. Raises NotSent."""
        self._until = time.monotonic() + ALL
        server = self._ready(sender)
        crash_point("after_connect")
        try:
            self._address(server, to)
            self._hand_over(server, content)
        except BaseException:
            self.close()
            raise
        self._used_at = time.monotonic()

    def close(self) -> None:
        """Takes leave, if there is a line; a server that has gone is not waited for."""
        server, self._server = self._server, None
        if server is not None:
            _drop(server)

    def _ready(self, sender: str) -> smtplib.SMTP:
        """A line on which the sender has been named: the one that was kept, or, where the server has left it, a new one."""
        kept = self._server
        if kept is not None and time.monotonic() - self._used_at < IDLE:
            try:
                self._name_sender(kept, sender)
                return kept
            except NotSent:
                pass
        self.close()
        self._server = self._connected()
        try:
            self._name_sender(self._server, sender)
        except NotSent:
            self.close()
            raise
        return self._server

    def _connected(self) -> smtplib.SMTP:
        host, is_tls = self._parts.hostname or "", self._parts.scheme == "smtps"
        context = ssl.create_default_context()
        with _failing_as(Reason.UNREACHABLE):
            if is_tls:
                server: smtplib.SMTP = smtplib.SMTP_SSL(host, self._parts.port or 465, timeout=CONNECT, context=context)
            else:
                server = smtplib.SMTP(host, self._parts.port or 587, timeout=CONNECT)
        try:
            self._introduce(server, host, is_tls, context)
        except BaseException:
            _drop(server)
            raise
        return server

    def _introduce(self, server: smtplib.SMTP, host: str, is_tls: bool, context: ssl.SSLContext) -> None:
        self._allow(server, COMMAND)
        with _failing_as(Reason.NOT_LET_IN):
            server.ehlo()
            if not is_tls and server.has_extn("starttls"):
                server.starttls(context=context)
                server.ehlo()
            elif not is_tls and host not in LOCAL:
                raise NotSent(Reason.NOT_LET_IN)  # nothing goes out in the clear
            if self._parts.username:
                server.login(unquote(self._parts.username), unquote(self._parts.password or ""))

    def _name_sender(self, server: smtplib.SMTP, sender: str) -> None:
        self._allow(server, COMMAND)
        with _failing_as(Reason.LINE_BROKE):
            _agreed(server.mail(sender), Reason.REFUSED)

    def _address(self, server: smtplib.SMTP, to: str) -> None:
        self._allow(server, COMMAND)
        with _failing_as(Reason.LINE_BROKE):
            _agreed(server.rcpt(to), Reason.NO_ADDRESS)
            code, said = server.docmd("DATA")
            if code != GO_AHEAD:
                _agreed((code if code >= 400 else PERMANENT, said), Reason.REFUSED)

    def _hand_over(self, server: smtplib.SMTP, content: bytes) -> None:
        self._allow(server, RECEIPT)
        with _failing_as(Reason.LINE_BROKE, doubtful=True):
            server.send(_with_stop(content))
            receipt = server.getreply()
        _agreed(receipt, Reason.REFUSED)
        crash_point("after_data")

    def _allow(self, server: smtplib.SMTP, seconds: float) -> None:
        left = self._until - time.monotonic()
        if left <= 0:
            raise NotSent(Reason.LINE_BROKE)
        if server.sock is not None:
            server.sock.settimeout(min(seconds, left))


@contextmanager
def _failing_as(reason: Reason, *, doubtful: bool = False) -> Iterator[None]:
    try:
        yield
    except (OSError, smtplib.SMTPException) as error:  # an SMTPException is an OSError; both are named for the reader
        raise NotSent(reason, doubtful=doubtful) from error


def _agreed(answer: tuple[int, bytes], refused: Reason) -> None:
    """Nothing, when the server agreed. Raises NotSent: to be tried again for 4xx, final for 5xx."""
    code = answer[0]
    if code >= PERMANENT:
        raise NotSent(refused, final=True)
    if code >= 400 or code < 200:
        raise NotSent(Reason.PUT_OFF)


def _drop(server: smtplib.SMTP) -> None:
    try:
        if server.sock is not None:
            server.sock.settimeout(1.0)
        server.quit()
    except (OSError, smtplib.SMTPException):
        server.close()


def _with_stop(content: bytes) -> bytes:
    """The message with the line ends and the dots that the protocol wants, and its last line."""
    lines = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").rstrip(b"\n").split(b"\n")
    return b"".join((b"." + line if line.startswith(b".") else line) + b"\r\n" for line in lines) + b".\r\n"
