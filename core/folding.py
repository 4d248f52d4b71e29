"""Text as it is searched: one spelling for all ways in which Arabic, Kurdish and Latin words are typed. Pure.

What is a mark folds away, as accents do: tashkeel, tatweel, hamza with or without its carrier, the v of ڕ ڵ ۆ ێ, Latin accents and case.
The ئ with which Kurdish words carry a first vowel (ئازادی) is left out, as many leave it out.
Letters that keyboards write differently become one: ي ی ى, ك ک, ه ە ة ھ, the three digit sets, presentation forms.
The letters of Kurdish that Arabic lacks (پ چ ژ گ ڤ) are kept apart, since they are other letters; who has only an Arabic keyboard
finds them by ب ج ز ك ف (:func:`spellings`).
"""

import re
import unicodedata
from collections.abc import Iterable

MOST_WORDS = 8
LONGEST_WORD = 60
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("یىېێےۍ", "ي"),
        **dict.fromkeys("کڪ", "ك"),
        **dict.fromkeys("ەةھہۃ", "ه"),
        **dict.fromkeys("ٱ", "ا"),
        **dict.fromkeys("ۆۊۇۋۈ", "و"),
        **dict.fromkeys("ڕڔ", "ر"),
        **dict.fromkeys("ڵ", "ل"),
        **dict.fromkeys("ء\u0674\u0640", ""),  # hamza alone, high hamza, tatweel
        "ı": "i",
    }
)
_BY_ARABIC_KEYS = str.maketrans("پچژگڤ", "بجزكف")
_CARRIER = re.compile(r"(?<!\w)ئ")
_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """The text in its one spelling: words by single spaces, nothing but letters and digits in them."""
    plain = _CARRIER.sub("", unicodedata.normalize("NFKC", text))
    plain = unicodedata.normalize("NFKD", plain.casefold())
    kept = "".join(_plain(each) for each in plain if unicodedata.category(each) not in ("Mn", "Me", "Cf"))
    return " ".join(word[:LONGEST_WORD] for word in _WORD.findall(kept.translate(_ALIKE)))


def words_asked(text: str) -> tuple[str, ...]:
    """The words that somebody searches: the first eight, each once. A text begins with each of them, or does not fit."""
    return tuple(dict.fromkeys(fold(text).split()))[:MOST_WORDS]


def spellings(texts: Iterable[str]) -> frozenset[str]:
    """All words of these texts, and how they are typed by who has no Kurdish letters."""
    words = frozenset(word for text in texts for word in fold(text).split())
    return words | {word.translate(_BY_ARABIC_KEYS) for word in words}


def fits(asked: Iterable[str], found: Iterable[str]) -> bool:
    """Whether each asked word begins one of the found ones (of :func:`spellings`)."""
    known = tuple(found)
    return all(any(word.startswith(wanted) for word in known) for wanted in asked)


def _plain(letter: str) -> str:
    return str(unicodedata.decimal(letter)) if letter.isdecimal() else letter
