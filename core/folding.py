"""Text as it is searched: one spelling for all ways in which Arabic, Kurdish and Latin words are typed. Pure.

What is a mark folds away, as accents do: tashkeel, tatweel, hamza with or without its carrier, the v of ڕ ڵ ۆ ێ, Latin accents and case.
The ئ with which Kurdish words carry a first vowel (ئازادی) is left out, as many leave it out.
Letters that keyboards write differently become one: ي ی ى, ك ک, ه ە ة ھ, the three digit sets, presentation forms.
The letters of Kurdish that Arabic lacks (پ چ ژ گ ڤ) are kept apart, since they are other letters; who has only an Arabic keyboard
finds them by ب ج ز ك ف (:func:`spellings`). A word is found with and without the Arabic article and what is written onto it
(السكن and بالسكن by سكن).
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

#: To be counted up when a word comes out otherwise than before: `tansiq db upgrade` then gathers all words anew.
VERSION = 1
MOST_WORDS = 8
LONGEST_WORD = 60
_ALIKE = {
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
_BY_ARABIC_KEYS = str.maketrans("پچژگڤ", "بجزكف")
#: At the beginning of a word; marks of vowels and joiners are no beginning.
_CARRIER = re.compile(r"(?<![\w\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d])ئ")
_WORD = re.compile(r"[^\W_]+")


_ARTICLE = ("ال",)
_ARTICLE_WITH_MORE = ("ال", "وال", "فال", "بال", "كال", "لل")
_LEFT = 3


class _Letters(dict[int, str]):
    """What each letter becomes; worked out once a letter."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
            becomes = ""
        else:
            becomes = _ALIKE.get(letter, str(unicodedata.decimal(letter)) if letter.isdecimal() else letter)
        self[code] = becomes
        return becomes


_LETTERS = _Letters()


def fold(text: str) -> str:
    """The text in its one spelling: words by single spaces, nothing but letters and digits in them."""
    plain = _CARRIER.sub("", unicodedata.normalize("NFKC", text))
    plain = unicodedata.normalize("NFKD", plain.casefold()).translate(_LETTERS)
    return " ".join(word[:LONGEST_WORD] for word in _WORD.findall(plain))


def words_asked(text: str) -> tuple[str, ...]:
    """The words that somebody searches, without the article: the first eight, each once."""
    return tuple(dict.fromkeys(_bare(word, _ARTICLE) for word in fold(text).split()))[:MOST_WORDS]


def spellings(texts: Iterable[str]) -> tuple[str, ...]:
    """All words of these texts, each once, and the other ways in which they are typed: without Kurdish letters, without the article."""
    words = dict.fromkeys(fold("\n".join(texts)).split())
    words |= dict.fromkeys(word.translate(_BY_ARABIC_KEYS) for word in words)
    return tuple(words | dict.fromkeys(_bare(word, _ARTICLE_WITH_MORE) for word in words))


def words_of(text: str) -> str:
    """The words by which a short text is found, as a column keeps them: each with a space before it, so that a search for a space and the
    beginning of a word finds it."""
    return "".join(f" {each}" for each in spellings([text]))


def fits(asked: Sequence[str], found: Sequence[str]) -> bool:
    """Whether each asked word (there must be one) begins one of the found ones (of :func:`spellings`)."""
    return bool(asked) and all(any(word.startswith(wanted) for word in found) for wanted in asked)


def _bare(word: str, articles: tuple[str, ...]) -> str:
    """The word without an article, if enough of it is left."""
    return next((word[len(each) :] for each in articles if word.startswith(each) and len(word) >= len(each) + _LEFT), word)
