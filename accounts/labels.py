"""The words of this room: what is wrong with a password, verbs and fields of a person's history, browsers."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from accounts.rules import PasswordFault
from core.formats import day, in_a_row
from core.languages import OWN_NAMES, Text, lazy
from core.references import FieldWords
from people.gate import directory
from people.labels import ROLE_WORDS, word_of

PASSWORD_FAULTS: Mapping[PasswordFault, Text] = {
    PasswordFault.SHORT: lazy("Use at least 15 characters. Four or five words in a row are easy to remember."),
    PasswordFault.LONG: lazy("Use at most 128 characters."),
    PasswordFault.COMMON: lazy("This password is among the first that are tried. Choose another."),
    PasswordFault.REPEATED: lazy("This password repeats itself. Choose one with more different characters."),
    PasswordFault.OWN_WORD: lazy("Leave out your name, your e-mail address and the word Tansiq."),
}
PASSWORD_HINT = lazy("15 to 128 characters, any you like. Several words in a row are good. Without your name and the word Tansiq.")
DIGIT_WORDS: Mapping[str, Text] = {"western": lazy("Western digits (123)"), "arabic_indic": lazy("Arabic-Indic digits (١٢٣)")}
STATE_WORDS: Mapping[str, Text] = {"active": lazy("Active"), "invited": lazy("Invited"), "disabled": lazy("Disabled")}
#: The shape that goes with each state (see the pills of the look).
STATE_PILLS: Mapping[str, str] = {"active": "approved", "invited": "submitted", "disabled": "cancelled"}

PERSON_VERBS: Mapping[str, Text] = {
    "added": lazy("Person added"),
    "changed": lazy("Person changed"),
    "invited": lazy("Invitation made"),
    "reset_link_made": lazy("Link for a new password made"),
    "password_set": lazy("Password set"),
    "role_given": lazy("Role given"),
    "role_ended": lazy("Role ended"),
    "disabled": lazy("Person disabled"),
    "enabled": lazy("Person enabled again"),
    "sessions_ended": lazy("Signed out everywhere"),
    "downloaded": lazy("Took away the list of people"),
}


def _day(value: Any) -> str:
    return day(date.fromisoformat(value)) if value else ""


PERSON_FIELD_WORDS: Mapping[str, FieldWords] = {
    "name": FieldWords(lazy("Name")),
    "email": FieldWords(lazy("E-mail")),
    "title": FieldWords(lazy("Title")),
    "organisation_id": FieldWords(lazy("Organisation"), lambda value: directory().organisation_name(value)),
    "language": FieldWords(lazy("Language"), word_of(OWN_NAMES)),
    "digits": FieldWords(lazy("Digits"), word_of(DIGIT_WORDS)),
    "disabled": FieldWords(lazy("Disabled")),
    "role": FieldWords(lazy("Role"), word_of(ROLE_WORDS)),
    "scope_id": FieldWords(lazy("Place of work"), lambda value: directory().scope_name(value)),
    "since": FieldWords(lazy("From"), _day),
    "until": FieldWords(lazy("Until"), _day),
    "people": FieldWords(lazy("People")),
    "asked": FieldWords(lazy("Filter")),
}
_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"), ("Chrome", "Chrome"))
_SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "Mac"), ("Linux", "Linux"))


def agent_words(user_agent: str) -> str:
    """A short name of browser and system, enough for a person to know his own device by; empty when unknown."""
    found = [next((name for sign, name in table if sign in user_agent), "") for table in (_BROWSERS, _SYSTEMS)]
    if not found[0] and "Safari" in user_agent:
        found[0] = "Safari"
    return in_a_row(filter(None, found))
