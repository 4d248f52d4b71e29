"""Digits: Western, Arabic-Indic and Persian are accepted wherever a number or a date is typed."""

WESTERN = "0123456789"
ARABIC_INDIC = "٠١٢٣٤٥٦٧٨٩"
PERSIAN = "۰۱۲۳۴۵۶۷۸۹"

_TO_WESTERN = str.maketrans(ARABIC_INDIC + PERSIAN + "٫٬", WESTERN + WESTERN + ".,")
_TO_ARABIC_INDIC = str.maketrans(WESTERN, ARABIC_INDIC)


def to_western(text: str) -> str:
    """The same text with Western digits and separators."""
    return text.translate(_TO_WESTERN)


def to_arabic_indic(text: str) -> str:
    """The same text with Arabic-Indic digits."""
    return text.translate(_TO_ARABIC_INDIC)
