"""The words of follow-up: enumerations, verbs and fields."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from core.formats import day, in_a_row, number
from core.languages import Text, gettext, lazy
from core.references import FieldWords
from followup.terms import ActionState, ActionVerb, IssueState, MomdPart, Sector, Severity
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
#: The shape and colour of a state beside its word.
ACTION_PILLS: Mapping[ActionState, str] = {
    ActionState.OPEN: "submitted",
    ActionState.DONE: "under-review",
    ActionState.VERIFIED: "achieved",
    ActionState.CANCELLED: "cancelled",
}
ACTION_VERBS: Mapping[str, Text] = {
    "raised": lazy("Action raised"),
    "reported": lazy("Progress reported"),
    "done": lazy("Reported as done"),
    "verified": lazy("Verified"),
    "given_back": lazy("Found not done, open again"),
    "postponed": lazy("New due day"),
    "cancelled": lazy("Action cancelled"),
}
#: What stands on the buttons.
ACTION_STEPS: Mapping[ActionVerb, Text] = {
    ActionVerb.DONE: lazy("Report as done"),
    ActionVerb.VERIFY: lazy("Verify"),
    ActionVerb.REPORT: lazy("Report progress"),
    ActionVerb.GIVE_BACK: lazy("Not done: open it again"),
    ActionVerb.POSTPONE: lazy("New due day"),
    ActionVerb.CANCEL: lazy("Cancel the action"),
}
ACTION_DONE: Mapping[ActionVerb, Text] = {
    ActionVerb.DONE: lazy("The action stands as done. The follow-up monitors are told."),
    ActionVerb.VERIFY: lazy("The action is finished; those who did it are told."),
    ActionVerb.REPORT: lazy("The report stands in the history of the action."),
    ActionVerb.GIVE_BACK: lazy("The action is open again. Those who have to do it are told."),
    ActionVerb.POSTPONE: lazy("The new due day holds. Those who have to do it are told."),
    ActionVerb.CANCEL: lazy("The action is cancelled. Those who had to do it are told."),
}
ACTION_HAPPENS: Mapping[ActionVerb, tuple[Text, ...]] = {
    ActionVerb.DONE: (
        lazy("The action stands as done, with what shows it."),
        lazy("The follow-up monitors are told; somebody other than you verifies it."),
    ),
    ActionVerb.VERIFY: (
        lazy("You confirm that you have seen that it is done."),
        lazy("The action is finished; those who did it are told."),
    ),
    ActionVerb.REPORT: (lazy("The report stands in the history of the action."),),
    ActionVerb.GIVE_BACK: (lazy("The action is open again."), lazy("Those who have to do it are told, with your reason in the history.")),
    ActionVerb.POSTPONE: (
        lazy("The new day holds from now on; the old one stays in the history with your reason."),
        lazy("Those who have to do it are told."),
    ),
    ActionVerb.CANCEL: (lazy("It is not to be done any more. It stays readable."), lazy("Those who had to do it are told.")),
}
TEAM_VERBS: Mapping[str, Text] = {"registered": lazy("Follow-up team set up"), "changed": lazy("Follow-up team changed")}


def _word(words: Mapping[Any, Text]) -> Callable[[Any], str]:
    return lambda value: str(words[value]) if value else ""


def _day(value: Any) -> str:
    return day(date.fromisoformat(value)) if value else ""


def _scopes(value: Any) -> str:
    return in_a_row(directory().scope_name(scope_id) for scope_id in value or ())


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
    "members": FieldWords(lazy("Members"), lambda value: in_a_row(value or ())),
}
ACTION_FIELD_WORDS: Mapping[str, FieldWords] = {
    "what": FieldWords(lazy("What is to be done")),
    "organisation_id": FieldWords(lazy("Responsible organisation"), lambda value: directory().organisation_name(value)),
    "person": FieldWords(lazy("Person")),
    "due_on": FieldWords(lazy("Due"), _day),
    "state": FieldWords(lazy("State"), _word(ACTION_STATE_WORDS)),
    "progress": FieldWords(lazy("Done, in per cent"), number),
    "note": FieldWords(lazy("What was done, what is in the way")),
    "evidence": FieldWords(lazy("What shows that it is done")),
}
