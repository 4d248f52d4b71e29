"""The words of follow-up: enumerations, verbs and fields."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from core.formats import day, number
from core.languages import Text, gettext, lazy
from core.references import FieldWords
from followup.terms import ActionState, IssueState, MomdPart, Sector, Severity
from people.gate import directory

SECTOR_WORDS: Mapping[Sector, Text] = {
    Sector.HOUSING: lazy("Housing"),
    Sector.EDUCATION: lazy("Education"),
    Sector.BLOCKED_RETURN: lazy("Return to blocked areas"),
    Sector.DOCUMENTS: lazy("Documents"),
    Sector.COMPENSATION: lazy("Compensation"),
    Sector.SERVICES: lazy("Services"),
    Sector.LIVELIHOODS: lazy("Livelihoods"),
    Sector.SOCIAL_COHESION: lazy("Social cohesion"),
    Sector.SECURITY: lazy("Security"),
    Sector.OTHER: lazy("Other"),
}
MOMD_PART_WORDS: Mapping[MomdPart, Text] = {
    MomdPart.LEADS: lazy("The Ministry of Migration leads"),
    MomdPart.SUPPORTS: lazy("The Ministry of Migration supports"),
    MomdPart.ADVOCATES: lazy("The Ministry of Migration advocates"),
}
SEVERITY_WORDS: Mapping[Severity, Text] = {
    Severity.LOW: lazy("1 - low"),
    Severity.MEDIUM: lazy("2 - medium"),
    Severity.HIGH: lazy("3 - high"),
    Severity.CRITICAL: lazy("4 - critical"),
}
STATE_WORDS: Mapping[IssueState, Text] = {
    IssueState.REPORTED: lazy("Reported"),
    IssueState.VERIFIED: lazy("Verified"),
    IssueState.IN_PROGRESS: lazy("In progress"),
    IssueState.ESCALATED: lazy("Escalated"),
    IssueState.RESOLVED: lazy("Resolved"),
    IssueState.CLOSED: lazy("Closed"),
    IssueState.RETURNED: lazy("Returned"),
    IssueState.REOPENED: lazy("Reopened"),
}
ISSUE_VERBS: Mapping[str, Text] = {"registered": lazy("Issue reported"), "changed": lazy("Issue changed")}
ACTION_STATE_WORDS: Mapping[ActionState, Text] = {
    ActionState.OPEN: lazy("Open"),
    ActionState.DONE: lazy("Done, not yet verified"),
    ActionState.VERIFIED: lazy("Done and verified"),
    ActionState.CANCELLED: lazy("Cancelled"),
}
ACTION_VERBS: Mapping[str, Text] = {"raised": lazy("Action raised")}
TEAM_VERBS: Mapping[str, Text] = {"registered": lazy("Follow-up team set up"), "changed": lazy("Follow-up team changed")}


def _word(words: Mapping[Any, Text]) -> Callable[[Any], str]:
    return lambda value: str(words[value]) if value else ""


def _day(value: Any) -> str:
    return day(date.fromisoformat(value)) if value else ""


def _scopes(value: Any) -> str:
    return "، ".join(directory().scope_name(scope_id) for scope_id in value or ())


def _yes_no(value: Any) -> str:
    return gettext("yes") if value else gettext("no")


_NAMES = {
    "name_ar": FieldWords(lazy("Name in Arabic")),
    "name_ckb": FieldWords(lazy("Name in Kurdish")),
    "name_en": FieldWords(lazy("Name in English")),
    "scope_id": FieldWords(lazy("Governorate or branch"), lambda value: directory().scope_name(value)),
}
ISSUE_FIELD_WORDS: Mapping[str, FieldWords] = {
    **_NAMES,
    "shares": FieldWords(lazy("Belongs also to"), _scopes),
    "place_id": FieldWords(lazy("Place"), lambda value: directory().place_name(value)),
    "place_note": FieldWords(lazy("Villages or quarters")),
    "sector": FieldWords(lazy("Sector"), _word(SECTOR_WORDS)),
    "severity": FieldWords(lazy("Severity"), _word(SEVERITY_WORDS)),
    "families": FieldWords(lazy("Families concerned"), number),
    "since": FieldWords(lazy("Since"), _day),
    "mandate_id": FieldWords(lazy("Body with the mandate"), lambda value: directory().organisation_name(value)),
    "momd_part": FieldWords(lazy("Part of the Ministry of Migration"), _word(MOMD_PART_WORDS)),
    "description": FieldWords(lazy("What is wrong")),
    "feasibility": FieldWords(lazy("Feasibility")),
}
TEAM_FIELD_WORDS: Mapping[str, FieldWords] = {
    **_NAMES,
    "active": FieldWords(lazy("Active"), _yes_no),
    "members": FieldWords(lazy("Members"), lambda value: "، ".join(value or ())),
}
ACTION_FIELD_WORDS: Mapping[str, FieldWords] = {
    "what": FieldWords(lazy("What is to be done")),
    "organisation_id": FieldWords(lazy("Responsible organisation"), lambda value: directory().organisation_name(value)),
    "person": FieldWords(lazy("Person")),
    "due_on": FieldWords(lazy("Due"), _day),
}
