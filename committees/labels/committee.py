"""The words of committees and their members."""

from collections.abc import Mapping

from committees.terms import CommitteeKind, HolidayRule, Part, QuorumKind, Standing
from core.languages import Text, lazy

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
