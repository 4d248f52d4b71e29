"""The words of notices: each room registers a sentence for each kind it sends."""

from collections.abc import Mapping
from datetime import date, datetime

from core.formats import day, moment
from core.languages import LazyText, in_order, lazy

_sentences: dict[str, LazyText] = {}
#: A kind that no room sends any more.
UNKNOWN = lazy("A notice of an earlier version of Tansiq.")


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
