"""The words of messages: channels, states of a delivery, why one ended, how a person wishes to be told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

#: The kind of a message that gathers others.
DIGEST = "digest"


class Channel(StrEnum):
    """The way a message takes out of the house. The inbox in the page is no delivery: it is a row from the start."""

    MAIL = "mail"
    OTHER = "other"


class DeliveryState(StrEnum):
    """Where a message stands. All but the first two are final, and a person sees each of them."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    EXPIRED = "expired"
    FOLDED = "folded"
    SUPERSEDED = "superseded"
    #: It may have arrived: the line broke, or the process died, after the text had been handed over and before the receipt.
    UNCERTAIN = "uncertain"


ENDED = tuple(state for state in DeliveryState if state not in (DeliveryState.WAITING, DeliveryState.SENDING))


class Reason(StrEnum):
    """Why a message was not handed over, as far as it is known; never the words of a mail server, which may quote addresses."""

    NO_SERVER = "no_server"
    NO_ADDRESS = "no_address"
    PERSON_GONE = "person_gone"
    REFUSED = "refused"
    PUT_OFF = "put_off"
    UNREACHABLE = "unreachable"
    NOT_LET_IN = "not_let_in"
    LINE_BROKE = "line_broke"
    DIED = "died"
    NOT_INSTALLED = "not_installed"
    BROKEN_LETTER = "broken_letter"
    TOO_LATE = "too_late"


class Pace(StrEnum):
    """When a person wishes to hear: at once, or all of a night and a day together in the morning."""

    AT_ONCE = "at_once"
    MORNING = "morning"


@dataclass(frozen=True, slots=True)
class SaveWish:
    """How a person wishes to be told. Quiet hours are whole hours in Baghdad, both or none."""

    mail: bool
    pace: Pace
    quiet_from: int | None
    quiet_until: int | None
    other: bool = False
    other_address: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """What became of a message to one person on one way: where it stands, since when (or until when it waits), and why."""

    channel: Channel
    state: DeliveryState
    at: datetime
    reason: Reason | None
    #: Where the digest stands in which it was gathered.
    digest: DeliveryState | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """One person who was told: always in the inbox, and on these ways."""

    person_id: str
    name: str
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Sending:
    """What was told at one occasion to several people: the kind with its words, the step of the ladder, when, and to whom."""

    kind: str
    words: Mapping[str, Any]
    step: str
    at: datetime
    people: tuple[Told, ...]
