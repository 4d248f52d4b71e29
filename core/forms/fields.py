"""Form fields: every field bounds what it takes, accepts the three digit sets, and says what to do in the reader's language."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from enum import Enum
from typing import Any

from markupsafe import escape
from wtforms import BooleanField, Field, PasswordField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.form import BaseForm
from wtforms.validators import ValidationError
from wtforms.widgets import Select

from core.formats import in_a_row, number
from core.languages import Text, gettext, lazy
from core.numerals import to_western

LINE, PARAGRAPH = 200, 5000
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)
MOST_DINARS = 10**15
_DAY = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})")
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_TIME = re.compile(r"(\d{1,2})\s*[:.]\s*(\d{2})")
_GROUPED = re.compile(r"\d{1,3}([,\s\u00a0]\d{3})+")
_UNWANTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff]")
_EMAIL = re.compile(r"[^@\s<>()\",;:\\]{1,64}@[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+", re.IGNORECASE)


def cleaned(text: str) -> str:
    """Typed text without control characters, lone surrogates and direction overrides, trimmed, with plain line ends."""
    return _UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


class Asked(Field):
    """What all fields share: required or optional, a hint, the text as typed, the text as stored. ``wanted`` says in words when one
    that may be left empty now is needed after all."""

    def __init__(
        self, label: Text, *, required: bool = True, wanted: Text = "", hint: Text = "", size: str = "w-full", **kwargs: Any
    ) -> None:
        self.required = required
        self.wanted = wanted
        self.size = size
        words: dict[str, Any] = {"label": label, "description": hint}  # lazy text is translated when it is shown
        super().__init__(**words, **kwargs)
        self.flags.required = True if required else None

    def pre_validate(self, form: BaseForm) -> None:
        if self.errors or self.process_errors:
            return
        if self.data in (None, "", []) and self.required:
            raise ValidationError(gettext("Fill this in."))

    def raw(self) -> list[str]:
        """The value as the browser would send it."""
        return [self._value()]

    def shown(self) -> str:
        """The value as a reader sees it."""
        return self._value()

    def _value(self) -> str:
        return "" if self.data is None else str(self.data)


class Line(Asked, StringField):
    """One line of text, at most ``most`` characters."""

    def __init__(self, label: Text, *, most: int = LINE, **kwargs: Any) -> None:
        # No maxlength for the browser: it would cut a pasted text without a word.
        self.most = most
        super().__init__(label, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist:
            self.data = " ".join(cleaned(valuelist[0]).split())

    def pre_validate(self, form: BaseForm) -> None:
        super().pre_validate(form)
        length = len(self.data or "")
        if length > self.most:
            raise ValidationError(
                gettext("At most %(most)s characters; this has %(length)s.", most=number(self.most), length=number(length))
            )


class Paragraph(Line, TextAreaField):
    """Text of several lines, at most 5,000 characters."""

    def __init__(self, label: Text, *, most: int = PARAGRAPH, rows: int = 3, **kwargs: Any) -> None:
        self.rows = rows
        super().__init__(label, most=most, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist:
            self.data = cleaned(valuelist[0])


class Email(Line):
    """An e-mail address, kept in lower case."""

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        self.data = to_western(self.data or "").lower()

    def pre_validate(self, form: BaseForm) -> None:
        super().pre_validate(form)
        if self.data and not _EMAIL.fullmatch(self.data):
            raise ValidationError(gettext("Write an e-mail address, for example name@example.iq."))


class Secret(Asked, PasswordField):
    """A password: taken exactly as typed, never shown again."""

    def __init__(self, label: Text, *, most: int = 128, **kwargs: Any) -> None:
        self.most = most
        super().__init__(label, **kwargs)

    def pre_validate(self, form: BaseForm) -> None:
        super().pre_validate(form)
        if len(self.data or "") > self.most:
            raise ValidationError(gettext("At most %(most)s characters.", most=number(self.most)))

    def _value(self) -> str:
        return ""


class _Parsed(Asked, StringField):
    """A field whose text is read into a value; the text stays as typed when it cannot be read."""

    def process_formdata(self, valuelist: list[str]) -> None:
        if not valuelist:
            return
        text = cleaned(valuelist[0][:1000])
        self.data = None
        if text:
            self.data = self.read(to_western(text))

    def read(self, text: str) -> Any:
        """The value of non-empty text with Western digits. Raises ValueError with a message for the person."""
        return text

    def write(self, value: Any) -> str:
        """The value as a person would type it."""
        return str(value)

    def _value(self) -> str:
        if self.raw_data and self.raw_data[0] is not None:
            return str(self.raw_data[0])[:1000]
        return "" if self.data is None else self.write(self.data)


class Day(_Parsed):
    """A day, typed day/month/year."""

    def __init__(self, label: Text, *, first: date = FIRST_DAY, last: date = LAST_DAY, **kwargs: Any) -> None:
        self.first, self.last = first, last
        super().__init__(label, **{"size": "w-day", "hint": lazy("Day/month/year, for example 15/3/2026"), **kwargs})

    def read(self, text: str) -> date:
        found = _ISO_DAY.fullmatch(text)
        year, month, day_ = (found[1], found[2], found[3]) if found else ("", "", "")
        if not found:
            found = _DAY.fullmatch(text)
            if not found:
                raise ValueError(gettext("Write the day as day/month/year, for example 15/3/2026."))
            day_, month, year = found[1], found[2], found[3]
        try:
            value = date(int(year), int(month), int(day_))
        except ValueError:
            raise ValueError(gettext("This day does not exist in the calendar.")) from None
        if not self.first <= value <= self.last:
            raise ValueError(
                gettext("Choose a day between %(first)s and %(last)s.", first=self.write(self.first), last=self.write(self.last))
            )
        return value

    def write(self, value: date) -> str:
        return f"{value.day:02}/{value.month:02}/{value.year}"


class Hour(_Parsed):
    """A time of the day, typed hours:minutes by the clock of 24 hours."""

    def __init__(self, label: Text, **kwargs: Any) -> None:
        super().__init__(label, **{"size": "w-number", "hint": lazy("Hours and minutes, for example 10:00"), **kwargs})

    def read(self, text: str) -> time:
        found = _TIME.fullmatch(text)
        if not found or int(found[1]) > 23 or int(found[2]) > 59:
            raise ValueError(gettext("Write the time as hours:minutes, for example 10:00."))
        return time(int(found[1]), int(found[2]))

    def write(self, value: time) -> str:
        return f"{value:%H:%M}"


class Whole(_Parsed):
    """A whole number between ``least`` and ``most``."""

    def __init__(self, label: Text, *, least: int = 0, most: int = 10**9, **kwargs: Any) -> None:
        self.least, self.most = least, most
        super().__init__(label, **{"size": "w-number", **kwargs})

    def read(self, text: str) -> int:
        plain = re.sub(r"[,\s\u00a0]", "", text) if _GROUPED.fullmatch(text) else text
        if not re.fullmatch(r"[+-]?\d+", plain) or len(plain) > 20:
            raise ValueError(self.not_a_number(text))
        value = int(plain)
        if not self.least <= value <= self.most:
            raise ValueError(gettext("Between %(least)s and %(most)s.", least=number(self.least), most=number(self.most)))
        return value

    def not_a_number(self, text: str) -> str:
        """What to say to text that is no whole number."""
        if len(text) > 20 and text.isdigit():
            return gettext("This number is too long.")
        if self.most < 1000:
            return gettext("Write a whole number from %(least)s to %(most)s.", least=number(self.least), most=number(self.most))
        return gettext("Write a whole number in digits, for example 120.")


class Percent(Whole):
    """Whole per cent from 0 to 100; the sign may be typed."""

    def __init__(self, label: Text, **kwargs: Any) -> None:
        super().__init__(label, **{"least": 0, "most": 100, **kwargs})

    def read(self, text: str) -> int:
        return super().read(text.strip(" %٪"))


class Dinars(Whole):
    """An amount of whole Iraqi dinars."""

    def __init__(self, label: Text, **kwargs: Any) -> None:
        super().__init__(label, **{"least": 0, "most": MOST_DINARS, "size": "w-money", **kwargs})

    def not_a_number(self, text: str) -> str:
        if len(text) > 20 and text.isdigit():
            return gettext("This number is too long.")
        return gettext("Write the amount in whole dinars, in digits, for example 250,000,000.")


class Quantity(_Parsed):
    """A number that may have decimals."""

    def __init__(self, label: Text, *, least: float = 0, most: float = 1e15, **kwargs: Any) -> None:
        self.least, self.most = least, most
        super().__init__(label, **{"size": "w-number", **kwargs})

    def read(self, text: str) -> float:
        plain = re.sub(r"[,\s\u00a0]", "", text) if _GROUPED.fullmatch(text.split(".", maxsplit=1)[0]) else text
        if not re.fullmatch(r"[+-]?\d{1,16}(\.\d{1,6})?", plain):
            raise ValueError(gettext("Write a number in digits, for example 12 or 12.5."))
        value = float(plain)
        if not self.least <= value <= self.most:
            raise ValueError(gettext("Between %(least)s and %(most)s.", least=number(self.least), most=number(self.most)))
        return value

    def write(self, value: float) -> str:
        return f"{value:f}".rstrip("0").rstrip(".")


Offered = Iterable[tuple[str, Text]]


class _FromList(Asked):
    """What fields with a list share. ``choices`` are (value, word) pairs."""

    choices: Any

    def offer(self, pairs: Offered) -> None:
        """Gives the list from which to choose, where only the view knows it; an empty first choice stays."""
        blank = [each for each in self.choices[:1] if each[0] == ""]
        self.choices = [*blank, *pairs]


class _Select(Select):
    """Writes the options, hundreds in a list of places, without sorting the attributes of each."""

    @classmethod
    def render_option(cls, choice: Any, **_attributes: Any) -> str:  # type: ignore[override]  # the stubs are those of WTForms 3.2
        return f'<option{" selected" if choice.selected else ""} value="{escape(choice.value)}">{escape(choice.label)}</option>'


class Choice(_FromList, SelectField):
    """One of a list. ``of`` is an enumeration with its ``words``, or ``choices`` gives (value, word) pairs when asked."""

    widget = _Select()

    def __init__(
        self,
        label: Text,
        *,
        of: type[Enum] | None = None,
        words: Mapping[Any, Text] | None = None,
        choices: Callable[[], Offered] | None = None,
        required: bool = True,
        **kwargs: Any,
    ) -> None:
        self.of = of
        offered = choices or (lambda: [(each.value, (words or {})[each]) for each in of or ()])
        blank: Text = lazy("Choose") if required else "—"
        super().__init__(
            label, required=required, choices=lambda: [("", blank), *offered()], coerce=self._coerced, validate_choice=False, **kwargs
        )

    def _coerced(self, value: Any) -> Any:
        if value is None or value == "":
            return None
        if isinstance(value, Enum):
            return value
        return str(value)

    def pre_validate(self, form: BaseForm) -> None:
        if self.data is not None:
            value = self.data.value if isinstance(self.data, Enum) else self.data
            if value not in {each for each, _word in self.choices}:
                raise ValidationError(gettext("Choose one from the list."))
            if self.of is not None:
                self.data = self.of(value)
        super().pre_validate(form)

    def shown(self) -> str:
        return next((str(word) for value, word in self.choices if value and value == self._value()), "")

    def _value(self) -> str:
        return "" if self.data is None else str(self.data.value if isinstance(self.data, Enum) else self.data)


class Choices(_FromList, SelectMultipleField):
    """Several of a list; their order says nothing."""

    widget = _Select(multiple=True)

    def __init__(self, label: Text, *, choices: Callable[[], Offered], **kwargs: Any) -> None:
        super().__init__(label, choices=lambda: list(choices()), coerce=str, validate_choice=False, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = list(dict.fromkeys(valuelist))

    def pre_validate(self, form: BaseForm) -> None:
        known = {value for value, _word in self.choices}
        if any(value not in known for value in self.data or ()):
            raise ValidationError(gettext("Choose from the list."))
        super().pre_validate(form)

    def raw(self) -> list[str]:
        return sorted(str(value) for value in self.data or ())

    def shown(self) -> str:
        return in_a_row(str(word) for value, word in self.choices if value in (self.data or ()))


class Tick(Asked, BooleanField):
    """Yes or no, as a box to tick."""

    def __init__(self, label: Text, **kwargs: Any) -> None:
        super().__init__(label, **{"required": False, **kwargs})

    def raw(self) -> list[str]:
        return ["y"] if self.data else []

    def shown(self) -> str:
        return gettext("yes") if self.data else gettext("no")
