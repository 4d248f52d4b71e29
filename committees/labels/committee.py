"""The words of committees and their members."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from committees.labels.calendar import RHYTHM_KIND_WORDS
from committees.terms import CommitteeKind, HolidayRule, Part, QuorumKind, Standing
from core.formats import day, number, percent, written
from core.languages import OWN_NAMES, Text, gettext, lazy, ngettext
from core.references import FieldWords
from core.web import read_session
from followup.queries import person_names
from people.gate import directory

COMMITTEE_KIND_WORDS: Mapping[str, Text] = {
    CommitteeKind.REINTEGRATION: lazy("Re-integration committee"),
    CommitteeKind.HEADQUARTERS: lazy("Committee of headquarters"),
    CommitteeKind.HIGHER: lazy("Higher committee"),
    CommitteeKind.PROVINCIAL_COUNCIL: lazy("Provincial council as committee"),
}
STANDING_WORDS: Mapping[str, Text] = {
    Standing.ACTIVE: lazy("meets regularly"),
    Standing.IRREGULAR: lazy("meets irregularly"),
    Standing.INACTIVE: lazy("does not meet"),
    Standing.NOT_FORMED: lazy("not formed yet"),
}
STANDING_PILLS: Mapping[str, str] = {
    Standing.ACTIVE: "on-track",
    Standing.IRREGULAR: "at-risk",
    Standing.INACTIVE: "off-track",
    Standing.NOT_FORMED: "no-data",
}
PART_WORDS: Mapping[str, Text] = {Part.CHAIR: lazy("Chair"), Part.SECRETARY: lazy("Secretary"), Part.MEMBER: lazy("Member")}
QUORUM_WORDS: Mapping[str, Text] = {
    QuorumKind.MORE_THAN_HALF: lazy("more than half of the seats"),
    QuorumKind.SHARE: lazy("at least a share of the seats, in per cent"),
    QuorumKind.NUMBER: lazy("at least a number of seats"),
}
HOLIDAY_RULE_WORDS: Mapping[str, Text] = {
    HolidayRule.NEXT_WORKING_DAY: lazy("it moves to the next working day"),
    HolidayRule.WEEK_AFTER: lazy("it moves to the same day a week later"),
    HolidayRule.SKIP: lazy("it is left out"),
}
COMMITTEE_VERBS: Mapping[str, Text] = {
    "registered": lazy("Committee set up"),
    "changed": lazy("Committee changed"),
    "member_added": lazy("Member added"),
    "member_changed": lazy("Member changed"),
    "member_ended": lazy("Membership ended"),
    "rhythm_set": lazy("Rhythm of the meetings set"),
}


def _day(value: Any) -> str:
    return day(date.fromisoformat(value)) if value else ""


def _word(words: Mapping[str, Text]) -> Callable[[Any], str]:
    return lambda value: str(words[value]) if value else ""


def _person(value: Any) -> str:
    return person_names(read_session(), [value]).get(value, "") if value else ""


def _yes_no(value: Any) -> str:
    return gettext("yes") if value else gettext("no")


COMMITTEE_PARTS: Mapping[str, Text] = {"seat": lazy("Seat")}
COMMITTEE_FIELD_WORDS: Mapping[str, FieldWords] = {
    "name_ar": FieldWords(lazy("Name in Arabic")),
    "name_ckb": FieldWords(lazy("Name in Kurdish")),
    "name_en": FieldWords(lazy("Name in English")),
    "kind": FieldWords(lazy("Kind"), lambda value: str({**COMMITTEE_KIND_WORDS, **RHYTHM_KIND_WORDS}[value])),
    "scope_id": FieldWords(lazy("Governorate or branch"), lambda value: directory().scope_name(value)),
    "legal_basis": FieldWords(lazy("Legal basis")),
    "formed_on": FieldWords(lazy("Formed on"), _day),
    "language": FieldWords(lazy("Language of its minutes"), lambda value: OWN_NAMES[value]),
    "venue": FieldWords(lazy("Usual place of its meetings")),
    "quorum": FieldWords(lazy("Quorum"), _word(QUORUM_WORDS)),
    "quorum_number": FieldWords(lazy("Number for the quorum"), number),
    "holiday_rule": FieldWords(lazy("When a meeting falls on a holiday"), _word(HOLIDAY_RULE_WORDS)),
    "sop_version": FieldWords(lazy("Version of its SOP")),
    "remarks": FieldWords(lazy("Remarks")),
    "weeks": FieldWords(lazy("Every how many weeks"), number),
    "month_day": FieldWords(lazy("Day of the month"), number),
    "anchor": FieldWords(lazy("First meeting on"), _day),
    "starts": FieldWords(lazy("Begins at"), written),
    "minutes": FieldWords(lazy("Length"), number),
    "organisation_id": FieldWords(lazy("Organisation"), lambda value: directory().organisation_name(value)),
    "person_id": FieldWords(lazy("Member"), _person),
    "deputy_id": FieldWords(lazy("Deputy"), _person),
    "part": FieldWords(lazy("Part in the committee"), _word(PART_WORDS)),
    "decision_maker": FieldWords(lazy("Can bind the organisation at the table"), _yes_no),
    "since": FieldWords(lazy("Since"), _day),
    "until": FieldWords(lazy("Until"), _day),
}


def quorum_words(kind: str, count: int | None) -> str:
    """The rule for the quorum in words."""
    if kind == QuorumKind.SHARE:
        return gettext("at least %(share)s of the seats", share=percent(count))
    if kind == QuorumKind.NUMBER:
        return ngettext("at least %(num)s seat", "at least %(num)s seats", count or 0)
    return str(QUORUM_WORDS[QuorumKind.MORE_THAN_HALF])
