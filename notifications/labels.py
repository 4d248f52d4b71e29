"""The words of notices: each room registers a sentence for each kind it sends."""

from collections.abc import Mapping

from core.languages import LazyText

_sentences: dict[str, LazyText] = {}


def register_notice(kind: str, sentence: LazyText) -> None:
    """The sentence of a kind of notice, with ``%(name)s`` for its words."""
    _sentences[kind] = sentence


def sentence_of(kind: str, words: Mapping[str, object]) -> str:
    """What the notice says, in the reader's language."""
    return _sentences[kind] % dict(words)
