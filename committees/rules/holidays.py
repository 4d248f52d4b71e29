"""The names of Iraq's public holidays in the three languages, by the English name in the calendar package ``holidays``. Pure.

The calendar is not the government: it proposes, an administrator confirms (Ashura 2024 stood on 16 July and was announced for the 17th).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

#: English name of the calendar -> Arabic, Kurdish, English. Law on official holidays, No. 12 of 2024.
NAMES: Mapping[str, tuple[str, str, str]] = {
    "New Year's Day": ("رأس السنة الميلادية", "سەری ساڵی زایینی", "New Year's Day"),
    "Army Day": ("عيد الجيش", "ڕۆژی سوپا", "Army Day"),
    "Commemoration of the Saddam Baath crimes against the Iraqi people": (
        "ذكرى جرائم البعث والأنفال والهجوم على حلبجة",
        "یادی تاوانەکانی بەعس، ئەنفال و هێرشی سەر هەڵەبجە",
        "Commemoration of the crimes of the Baath, Anfal and Halabja",
    ),
    "Nowruz": ("عيد نوروز", "جەژنی نەورۆز", "Nowruz"),
    "Labor Day": ("عيد العمال العالمي", "ڕۆژی جیهانیی کرێکاران", "Labour Day"),
    "Eid al-Fitr": ("عيد الفطر", "جەژنی ڕەمەزان", "Eid al-Fitr"),
    "Day of Arafah": ("يوم عرفة", "ڕۆژی عەرەفە", "Day of Arafah"),
    "Eid al-Adha": ("عيد الأضحى", "جەژنی قوربان", "Eid al-Adha"),
    "Eid al-Ghadir": ("عيد الغدير", "جەژنی غەدیر", "Eid al-Ghadir"),
    "Islamic New Year": ("رأس السنة الهجرية", "سەری ساڵی کۆچی", "Islamic New Year"),
    "Ashura": ("عاشوراء", "عاشورا", "Ashura"),
    "Prophet's Birthday": ("المولد النبوي الشريف", "لەدایکبوونی پێغەمبەر", "Prophet's Birthday"),
    "July 14 Revolution": ("ثورة 14 تموز", "شۆڕشی 14ی تەمووز", "14 July Revolution"),
}
_ESTIMATED = " (estimated)"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A holiday as the calendar has it."""

    day: date
    name_ar: str
    name_ckb: str
    name_en: str


def proposals(calendar: Mapping[date, str]) -> list[Proposal]:
    """What a calendar (day -> English names, parted by ``;``) proposes, by day. A name that we do not know stays English."""
    return [_proposal(day, name) for day, names in sorted(calendar.items()) for name in _parted(names)]


def _parted(names: str) -> Iterable[str]:
    return [each.strip().removesuffix(_ESTIMATED) for each in names.split(";") if each.strip()]


def _proposal(day: date, name: str) -> Proposal:
    arabic, kurdish, english = NAMES.get(name, ("", "", name))
    return Proposal(day, arabic, kurdish, english)
