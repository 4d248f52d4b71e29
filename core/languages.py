"""The three languages: catalogues, the reader's language of this moment, direction.

Messages are written in English in the code and translated by gettext catalogues in ``app/translations``.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from babel.support import Translations
from markupsafe import escape

from core.numerals import to_arabic_indic

LANGUAGES = ("ar", "ckb", "en")
DEFAULT = "ar"
#: CLDR locales: plain "ar" has Egyptian months and the wrong weekend.
LOCALES = {"ar": "ar_IQ", "ckb": "ckb_IQ", "en": "en_GB"}
OWN_NAMES = {"ar": "العربية", "ckb": "کوردی", "en": "English"}
DIGITS = ("western", "arabic_indic")

_language: ContextVar[str] = ContextVar("language", default=DEFAULT)
_digits: ContextVar[str] = ContextVar("digits", default="western")
_catalogues: dict[str, Any] = {}


def load_catalogues(folder: Path) -> None:
    """Reads the compiled catalogues below ``folder``. Raises FileNotFoundError when one is missing."""
    for code in LANGUAGES:
        if code == "en":
            continue
        path = folder / code / "LC_MESSAGES" / "messages.mo"
        if not path.exists():
            raise FileNotFoundError(f"{path}: run make translations")
        with path.open("rb") as file:
            _catalogues[code] = Translations(file)


def language() -> str:
    """The code of the language in which this moment speaks."""
    return _language.get()


def digits() -> str:
    """The digit set of this moment: ``western`` or ``arabic_indic``."""
    return _digits.get()


def direction(code: str | None = None) -> str:
    """``rtl`` or ``ltr``."""
    return "ltr" if (code or language()) == "en" else "rtl"


def speak(code: str, digit_set: str = "western") -> None:
    """From here on in this context, this language and these digits."""
    _language.set(code if code in LANGUAGES else DEFAULT)
    _digits.set(digit_set if digit_set in DIGITS else "western")


@contextmanager
def use_language(code: str, digit_set: str = "western") -> Iterator[None]:
    """Speaks another language inside the block."""
    before = _language.set(code), _digits.set(digit_set)
    try:
        yield
    finally:
        _language.reset(before[0])
        _digits.reset(before[1])


def gettext(message: str, /, **values: object) -> str:
    """The message in the reader's language, with its values filled in."""
    catalogue = _catalogues.get(_language.get())
    text: str = catalogue.gettext(message) if catalogue is not None else message
    return text % values if values else text


def ngettext(one: str, many: str, num: int, /, **values: object) -> str:
    """The message in the plural form that ``num`` asks for (Arabic has six)."""
    catalogue = _catalogues.get(_language.get())
    if catalogue is not None:
        text: str = catalogue.ngettext(one, many, num)
    else:
        text = one if num == 1 else many
    shown = to_arabic_indic(str(num)) if _digits.get() == "arabic_indic" and _language.get() != "en" else str(num)
    return text.replace("%(num)d", "%(num)s") % {"num": shown, **values}


class LazyText:
    """A message that is translated each time it is shown."""

    __slots__ = ("message",)

    def __init__(self, message: str) -> None:
        self.message = message

    def __str__(self) -> str:
        return gettext(self.message)

    def __html__(self) -> str:
        return str(escape(gettext(self.message)))

    def __mod__(self, values: object) -> str:
        return str(self) % values

    def __eq__(self, other: object) -> bool:
        return isinstance(other, LazyText) and other.message == self.message

    def __hash__(self) -> int:
        return hash(self.message)


_ = gettext
#: For words kept in tables: ``lazy("Goal")`` is extracted like ``_("Goal")`` and translated when shown.
lazy: Callable[[str], LazyText] = LazyText
Text = str | LazyText


#: The languages in the order in which a trilingual name is looked for, by the reader's; and where they stand in a name that is a tuple.
_ORDER = {code: (code, *(other for other in ("ar", "en", "ckb") if other != code)) for code in LANGUAGES}
_PLACES = {code: tuple(("ar", "en", "ckb").index(each) for each in order) for code, order in _ORDER.items()}


def in_order(code: str | None = None) -> tuple[str, ...]:
    """The languages in the order in which a trilingual name is looked for by a reader of ``code``."""
    return _ORDER[code or language()]


def named(names: Any, code: str | None = None) -> str:
    """A trilingual name in the reader's language: ``names`` has ``name_ar``, ``name_ckb``, ``name_en``; the first filled one in order."""
    return called((names.name_ar, names.name_en, names.name_ckb), code)


def called(names: tuple[str, str, str], code: str | None = None) -> str:
    """The same for a name as documents keep it: Arabic, English, Kurdish."""
    first, second, third = _PLACES[code or _language.get()]
    return names[first] or names[second] or names[third]
