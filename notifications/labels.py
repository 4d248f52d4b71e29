"""The words of notices: each room registers a sentence for each kind it sends; and the words for what became of a message."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from core.formats import day, moment
from core.languages import LazyText, gettext, in_order, lazy, ngettext
from notifications.terms import Channel, DeliveryState, Pace, Reason, Sending, Way

_sentences: dict[str, LazyText] = {}
#: A kind that no room sends any more.
UNKNOWN = lazy("A notice of an earlier version of Tansiq.")

CHANNEL_WORDS: Mapping[str, LazyText] = {Channel.MAIL: lazy("E-mail"), Channel.OTHER: lazy("Other channel")}
STATE_WORDS: Mapping[str, LazyText] = {
    DeliveryState.WAITING: lazy("Waiting"),
    DeliveryState.SENDING: lazy("Being sent"),
    DeliveryState.SENT: lazy("Handed over"),
    DeliveryState.FAILED: lazy("Not delivered"),
    DeliveryState.EXPIRED: lazy("Too late to send"),
    DeliveryState.FOLDED: lazy("In a digest"),
    DeliveryState.SUPERSEDED: lazy("No longer true, not sent"),
    DeliveryState.UNCERTAIN: lazy("May have arrived"),
}
REASON_WORDS: Mapping[str, LazyText] = {
    Reason.NO_SERVER: lazy("No mail server is set up"),
    Reason.NO_ADDRESS: lazy("The address cannot be used"),
    Reason.PERSON_GONE: lazy("The person may not sign in any more"),
    Reason.REFUSED: lazy("The mail server refused this message"),
    Reason.PUT_OFF: lazy("The mail server asked to try again later"),
    Reason.UNREACHABLE: lazy("The mail server could not be reached"),
    Reason.NOT_LET_IN: lazy("The mail server did not let Tansiq in"),
    Reason.LINE_BROKE: lazy("The line broke while the message was handed over"),
    Reason.DIED: lazy("The sending program stopped in the middle"),
    Reason.NOT_INSTALLED: lazy("The other channel is not installed"),
    Reason.BROKEN_LETTER: lazy("The message could not be written"),
    Reason.TOO_LATE: lazy("What it was about has passed"),
}
PACE_WORDS: Mapping[Pace, LazyText] = {
    Pace.AT_ONCE: lazy("At once, each by itself"),
    Pace.MORNING: lazy("All together in the morning, at eight"),
}
#: The pill of a state (core/parts.html): reached, not reached, not sure, still to come, nothing to come.
STATE_PILLS: Mapping[DeliveryState, str] = {
    DeliveryState.WAITING: "not-yet-due",
    DeliveryState.SENDING: "not-yet-due",
    DeliveryState.SENT: "achieved",
    DeliveryState.FAILED: "off-track",
    DeliveryState.EXPIRED: "no-data",
    DeliveryState.FOLDED: "achieved",
    DeliveryState.SUPERSEDED: "no-data",
    DeliveryState.UNCERTAIN: "at-risk",
}
IN_TROUBLE = (DeliveryState.FAILED, DeliveryState.UNCERTAIN)


@dataclass(frozen=True, slots=True)
class WayShown:
    """A way as the reader sees it: its words, the pill of its state, when, and why it ended so."""

    channel: str
    pill: str
    state: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class SendingShown:
    """What was told at one occasion, in the reader's words: what, when, to whom (name and ways), how many did not get it."""

    sentence: str
    step: str
    at: datetime
    people: tuple[tuple[str, tuple[WayShown, ...]], ...]
    in_trouble: int


def register_notice(kind: str, sentence: LazyText) -> None:
    """The sentence of a kind of notice, with ``%(name)s`` for its words."""
    _sentences[kind] = sentence


def sentence_of(kind: str, words: Mapping[str, object]) -> str:
    """What the notice says, in the reader's language. Of a word in several languages, the reader's own; a word named ``…_on`` is a
    day and one named ``…_at`` an instant, both kept as ISO text."""
    return _sentences.get(kind, UNKNOWN) % {name: _for_the_reader(name, word) for name, word in words.items()}


def _for_the_reader(name: str, word: object) -> object:
    if isinstance(word, Mapping):
        return next((word[code] for code in in_order() if word.get(code)), "")
    if name.endswith("_on"):
        return day(date.fromisoformat(str(word)))
    return moment(datetime.fromisoformat(str(word))) if name.endswith("_at") else word


def step_words(step: str) -> str:
    """The step of a ladder in words: 7 days before, on the day, 1 day after; empty without one."""
    if not step.removeprefix("-").removeprefix("+").isdigit():
        return ""
    days = int(step)
    if days == 0:
        return gettext("on the day")
    if days < 0:
        return ngettext("%(num)s day before", "%(num)s days before", -days)
    return ngettext("%(num)s day after", "%(num)s days after", days)


def sendings_shown(sendings: Iterable[Sending]) -> tuple[SendingShown, ...]:
    """What ``sent_about`` found, in the reader's words, for the macro ``sent`` (notifications/sent.html)."""
    return tuple(
        SendingShown(
            sentence_of(each.kind, each.words),
            step_words(each.step),
            each.at,
            tuple((told.name, tuple(map(_way_shown, told.ways))) for told in each.people),
            sum(any((way.digest or way.state) in IN_TROUBLE for way in told.ways) for told in each.people),
        )
        for each in sendings
    )


def _way_shown(way: Way) -> WayShown:
    ended = way.digest or way.state
    state = str(STATE_WORDS[way.state])
    if way.digest is not None:
        state = gettext("%(gathered)s: %(state)s", gathered=state, state=STATE_WORDS[way.digest])
    return WayShown(str(CHANNEL_WORDS[way.channel]), STATE_PILLS[ended], state, way.at, str(REASON_WORDS[way.reason]) if way.reason else "")
