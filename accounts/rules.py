"""Which passwords are refused, in reasons that the labels put in words. Pure.

Length before anything else, no rules about kinds of characters (OWASP ASVS 5.0, 6.2).
"""

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum

from accounts.terms import LONGEST_PASSWORD, SHORTEST_PASSWORD

#: A word shorter than this is not looked for inside a password: it would turn up by chance.
SHORTEST_WORD = 4
FEWEST_DIFFERENT = 5
OWN_WORDS = ("tansiq", "تنسيق", "تەنسیق")
#: What people type when they are asked for fifteen characters; compared without spaces and punctuation.
_COMMON = (
    "123456789012345 1234567890123456 12345678901234567890 123456781234567 098765432109876 987654321098765 1q2w3e4r5t6y7u8i "
    "1q2w3e4r5t6y7u8i9o0p qwertyuiopasdf qwertyuiopasdfg qwertyuiopasdfgh qwertyuiopasdfghjkl qwertyuiopasdfghjklzxcvbnm "
    "qwerty123456789 asdfghjklqwerty asdfghjklzxcvbnm zxcvbnmasdfghjkl passwordpassword password12345678 password123456789 "
    "passwordpassword1 mypasswordispassword thisismypassword thisisapassword letmeinletmeinletmein correcthorsebatterystaple "
    "iloveyouiloveyou administrator123 administrator1234 administrator12345 adminadminadmin welcomewelcome1 welcome123456789 "
    "changemechangeme abcdefghijklmno abcdefghijklmnop abcdefghijklmnopqrstuvwxyz abc123abc123abc123 ministryofmigration "
    "allahuakbar12345 bismillahirrahman bismillahirrahmanirrahim بسماللهالرحمنالرحيم لاالهالااللهمحمدرسولالله "
    "كلمةالمروركلمةالمرور كلمةالمرور123456 وزارةالهجرةوالمهجرين"
)
COMMON = frozenset(_COMMON.split())
_SEPARATORS = re.compile(r"[\W_]+")


class PasswordFault(StrEnum):
    """Why a password is refused."""

    SHORT = "short"
    LONG = "long"
    COMMON = "common"
    REPEATED = "repeated"
    OWN_WORD = "own_word"


def settled(password: str) -> str:
    """The same password however the keyboard composes its letters."""
    return unicodedata.normalize("NFC", password)


def password_faults(password: str, email: str, name: str) -> tuple[PasswordFault, ...]:
    """What is wrong with a password that this person wants; empty when it may be used."""
    text = settled(password)
    faults = []
    if len(text) < SHORTEST_PASSWORD:
        faults.append(PasswordFault.SHORT)
    if len(text) > LONGEST_PASSWORD:
        faults.append(PasswordFault.LONG)
    plain = _plain(text)
    if plain in COMMON:
        faults.append(PasswordFault.COMMON)
    if len(set(text)) < FEWEST_DIFFERENT or _repeats(text):
        faults.append(PasswordFault.REPEATED)
    if any(word in plain for word in _words((*OWN_WORDS, email.partition("@")[0], *re.split(r"\s+", name)))):
        faults.append(PasswordFault.OWN_WORD)
    return tuple(faults)


def _plain(text: str) -> str:
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", text).casefold())


def _words(texts: Iterable[str]) -> list[str]:
    return [word for word in map(_plain, texts) if len(word) >= SHORTEST_WORD]


def _repeats(text: str) -> bool:
    """Whether the text is one piece of at most six characters again and again."""
    return any(text == (text[:size] * (len(text) // size + 1))[: len(text)] for size in range(1, 7))
