"""The ways out of the house: mail, and one other channel that administrators may set up (a messenger, SMS) by apprise.

apprise is an extra that is not installed by default (``pip install apprise``). Its address stands in ``TANSIQ_OTHER_URL``, with
``{address}`` where each person's own goes (a number, a name): nobody but who runs the installation writes it.
"""

import importlib
import importlib.util
from datetime import datetime
from typing import Protocol
from urllib.parse import quote

from notifications.carrier import Carrier, NotSent
from notifications.letters import Letter, Receiver
from notifications.mail import Head, MailSettings, compose, sender_of
from notifications.rules import message_id
from notifications.terms import Reason

EXTRA = "apprise"


class Way(Protocol):
    """One way out. ``hand_over`` returns when the message was taken. Raises NotSent."""

    def hand_over(self, to: Receiver, address: str, letter: Letter, key: str, date: datetime) -> None: ...

    def close(self) -> None: ...


class MailWay:
    """Mail by SMTP: one line for many messages."""

    def __init__(self, settings: MailSettings) -> None:
        self._settings = settings
        self._carrier = Carrier(settings.smtp_url)
        self._sender = sender_of(settings.smtp_url)

    def hand_over(self, to: Receiver, address: str, letter: Letter, key: str, date: datetime) -> None:
        """Sets the letter and hands it to the server. The head is made of the key and the first attempt, also the tenth time."""
        head = Head(message_id(key, self._sender.rpartition("@")[2]), date, key)
        message = compose(self._settings, address, letter, to.language, head, to.digits)
        self._carrier.carry(self._sender, address, message.as_bytes())

    def close(self) -> None:
        """Hangs up."""
        self._carrier.close()


class OtherWay:
    """One other channel, plain text. apprise gives no reason when it fails: it is tried again."""

    def __init__(self, url: str) -> None:
        self._url = url

    def hand_over(self, to: Receiver, address: str, letter: Letter, key: str, date: datetime) -> None:
        """The subject and the paragraphs with the link; ``key`` and ``date`` have no place there."""
        if not is_installed():
            raise NotSent(Reason.NOT_INSTALLED)
        target = importlib.import_module(EXTRA).Apprise()
        if not target.add(self._url.replace("{address}", quote(address, safe=""))):
            raise NotSent(Reason.NO_ADDRESS, final=True)
        lines = [*letter.paragraphs, *(each.sentence for each in letter.said), letter.link]
        if not target.notify(title=letter.subject, body="\n\n".join(filter(None, lines))):
            raise NotSent(Reason.LINE_BROKE)  # not UNREACHABLE, which would end the round for everybody's mail

    def close(self) -> None:
        """Keeps no line open."""


def is_installed() -> bool:
    """Whether the extra for other channels is there."""
    return importlib.util.find_spec(EXTRA) is not None
