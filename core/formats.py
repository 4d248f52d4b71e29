"""Numbers, dates and money as people read them, in the language and the digits of the reader.

Month names are those of Iraq (CLDR ar_IQ, ckb_IQ). Dates are absolute; amounts are whole Iraqi dinars.
"""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache

from babel import Locale

from core.clock import BAGHDAD
from core.languages import LOCALES, digits, gettext, language, ngettext
from core.numerals import to_arabic_indic

FIRST_STRONG, POP = "\u2068", "\u2069"


@cache
def months(code: str) -> tuple[str, ...]:
    """The twelve month names."""
    names = Locale.parse(LOCALES[code]).months["format"]["wide"]
    return tuple(names[n] for n in range(1, 13))


@cache
def weekdays(code: str) -> tuple[str, ...]:
    """The seven day names, Monday first (as ``date.weekday`` counts)."""
    names = Locale.parse(LOCALES[code]).days["format"]["wide"]
    return tuple(names[n] for n in range(7))


def written(text: str) -> str:
    """The text with its digits in the reader's set."""
    return to_arabic_indic(text) if digits() == "arabic_indic" and language() != "en" else text


def number(value: int | float | None) -> str:
    """A number, grouped in thousands; at most two decimals."""
    if value is None:
        return ""
    text = f"{value:,}" if isinstance(value, int) else f"{value:,.2f}".rstrip("0").rstrip(".")
    return written(text)


def money(dinars: int | None) -> str:
    """An amount of whole Iraqi dinars with its unit."""
    if dinars is None:
        return ""
    unit = {"ar": "د.ع.", "ckb": "د.ع."}.get(language(), "IQD")
    return f"{number(dinars)} {unit}"


def money_in_words(dinars: int | None) -> str:
    """A large amount in words ("94 billion"); empty below a million. CLDR has no usable Kurdish compact form."""
    if dinars is None or dinars < 1_000_000:
        return ""
    if dinars >= 1_000_000_000:
        return gettext("%(amount)s billion dinars", amount=number(round(dinars / 1_000_000_000, 2)))
    return gettext("%(amount)s million dinars", amount=number(round(dinars / 1_000_000, 2)))


def size(bytes_: int) -> str:
    """How large a file is: 820 KB, 1.4 MB."""
    if bytes_ < 1_000_000:
        return gettext("%(number)s KB", number=number(max(1, round(bytes_ / 1000))))
    return gettext("%(number)s MB", number=number(round(bytes_ / 1024**2, 1)))


def percent(value: int | float | None) -> str:
    """A percentage, given in hundredths (85 is 85 %)."""
    return "" if value is None else f"{number(value)}%"


def day(value: date | None) -> str:
    """A day: 20 آب 2024."""
    if value is None:
        return ""
    return written(f"{value.day} {months(language())[value.month - 1]} {value.year}")


def long_day(value: date | None) -> str:
    """A day with its weekday: الثلاثاء 20 آب 2024."""
    return "" if value is None else f"{weekdays(language())[value.weekday()]} {day(value)}"


def short_day(value: date | None) -> str:
    """A day as it is typed: 20/08/2024."""
    return "" if value is None else written(f"{value.day:02}/{value.month:02}/{value.year}")


def moment(value: datetime | None) -> str:
    """An instant, in Baghdad's time."""
    if value is None:
        return ""
    local = value.astimezone(BAGHDAD)
    return f"{day(local.date())} {written(f'{local.hour:02}:{local.minute:02}')}"


def long_moment(value: datetime | None) -> str:
    """An instant with its weekday, in Baghdad's time: الثلاثاء 20 آب 2024 10:00."""
    return "" if value is None else f"{weekdays(language())[value.astimezone(BAGHDAD).weekday()]} {moment(value)}"


def hour(value: datetime | None) -> str:
    """The time of an instant, in Baghdad: 10:00."""
    return "" if value is None else written(f"{value.astimezone(BAGHDAD):%H:%M}")


def distance(value: date, today: date) -> str:
    """How far a day is from today, in words: "in 3 days", "today", "14 days ago"."""
    days = (value - today).days
    if days == 0:
        return gettext("today")
    if days > 0:
        return ngettext("in %(num)s day", "in %(num)s days", days)
    return ngettext("%(num)s day ago", "%(num)s days ago", -days)


def listed(texts: Iterable[str]) -> str:
    """Several texts in one line, parted as the reader's script parts them; they may hold commas of their own."""
    return ("; " if language() == "en" else "؛ ").join(texts)


def overdue(due_on: date | None, today: date) -> str:
    """How late something is, in words; empty as long as it is not."""
    days = (today - due_on).days if due_on else 0
    return written(ngettext("%(num)d day over", "%(num)d days over", days)) if days > 0 else ""


def in_a_row(words: Iterable[str]) -> str:
    """Words in one line, with the reader's own comma between them."""
    return comma().join(words)


def comma() -> str:
    """The comma of the reader's script, with the space after it."""
    return ", " if language() == "en" else "، "


def shortened(text: str, most: int = 90) -> str:
    """The text, cut with an ellipsis where it is longer."""
    return text if len(text) <= most else text[: most - 1] + "…"


def isolated(text: str) -> str:
    """Text of unknown direction, shut off from its surroundings in plain text (mail, attributes)."""
    return f"{FIRST_STRONG}{text}{POP}"
