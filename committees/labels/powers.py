"""The words of the matrix of powers."""

from collections.abc import Mapping

from committees.terms import Level, Power
from core.languages import Text, gettext, lazy
from core.references import FieldWords

LEVEL_WORDS: Mapping[str, Text] = {
    Level.COMMITTEE: lazy("Committee"),
    Level.GOVERNOR: lazy("Governor"),
    Level.MOMD_HQ: lazy("Headquarters of the ministry"),
    Level.MINISTER: lazy("Minister"),
    Level.COUNCIL_OF_MINISTERS: lazy("Council of Ministers"),
}
POWER_WORDS: Mapping[str, Text] = {
    Power.DECIDES: lazy("decides alone"),
    Power.RECOMMENDS: lazy("recommends to the level above"),
    Power.NONE: lazy("has no part in it"),
}
KIND_VERBS: Mapping[str, Text] = {"registered": lazy("Kind of decision added"), "changed": lazy("Powers changed")}
KIND_FIELD_WORDS: Mapping[str, FieldWords] = {
    "name_ar": FieldWords(lazy("Name in Arabic")),
    "name_ckb": FieldWords(lazy("Name in Kurdish")),
    "name_en": FieldWords(lazy("Name in English")),
    "active": FieldWords(lazy("Offered for agenda items and decisions"), lambda value: gettext("yes") if value else gettext("no")),
    **{f"power_{level}": FieldWords(word, lambda value: str(POWER_WORDS[value]) if value else "") for level, word in LEVEL_WORDS.items()},
    **{f"granted_{level}": FieldWords(lazy("Granted by the decision")) for level in LEVEL_WORDS},
}
