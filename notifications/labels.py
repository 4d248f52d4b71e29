"""The words of notices: each room registers a sentence for each kind it sends; and the words for what became of a message."""

from collections.abc import Mapping
from datetime import date, datetime

from core.formats import day, moment
from core.languages import LazyText, in_order, lazy
from notifications.terms import Channel, DeliveryState, Reason

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
