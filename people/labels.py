"""The words of people: roles, permissions, kinds of places, scopes and organisations, verbs and fields."""

from collections.abc import Callable, Mapping
from typing import Any

from core.languages import Text, lazy
from core.references import FieldWords
from people.gate import directory
from people.terms import OrganisationKind, Permission, PlaceKind, Role, ScopeKind

ROLE_WORDS: Mapping[Role, Text] = {
    Role.ADMINISTRATOR: lazy("Administrator"),
    Role.HQ_PLANNER: lazy("Headquarters planner"),
    Role.BRANCH_OFFICER: lazy("Branch officer"),
    Role.COMMITTEE_CHAIR: lazy("Committee chair"),
    Role.COMMITTEE_MEMBER: lazy("Committee member"),
    Role.FOCAL_POINT: lazy("Focal point"),
    Role.MONITOR: lazy("Follow-up monitor"),
    Role.SENIOR_READER: lazy("Senior reader"),
}
ROLE_DOES: Mapping[Role, Text] = {
    Role.ADMINISTRATOR: lazy("Looks after people, organisations and places. Every change is kept in the history."),
    Role.HQ_PLANNER: lazy("Approves plans, writes national plans, follows all governorates."),
    Role.BRANCH_OFFICER: lazy("Writes the plans and issues of a branch or governorate and sends them for approval."),
    Role.COMMITTEE_CHAIR: lazy("Reads the plans and issues of the governorate and leads its coordination committee."),
    Role.COMMITTEE_MEMBER: lazy("Reads the plans and issues of the governorate."),
    Role.FOCAL_POINT: lazy("Reads what was communicated to the organisation, acknowledges it, reports on its own activities."),
    Role.MONITOR: lazy("Follows plans up and takes part in their review."),
    Role.SENIOR_READER: lazy("Reads only."),
}
PERMISSION_WORDS: Mapping[Permission, Text] = {
    Permission.OWN_PAGES: lazy("Own home page, inbox and account"),
    Permission.PEOPLE_MANAGE: lazy("Invite people, give and end roles"),
    Permission.DIRECTORY_MANAGE: lazy("Edit organisations, places and branches"),
    Permission.ISSUE_READ: lazy("Read issues"),
    Permission.ISSUE_WRITE: lazy("Report and edit issues"),
    Permission.TEAM_MANAGE: lazy("Set up follow-up teams"),
    Permission.INDICATOR_READ: lazy("Read indicators"),
    Permission.PLAN_READ: lazy("Read plans that are in force"),
    Permission.PLAN_READ_DRAFTS: lazy("Read plans before their approval"),
    Permission.PLAN_WRITE: lazy("Write plans and submit them"),
    Permission.PLAN_APPROVE: lazy("Approve plans or return them"),
    Permission.PLAN_COMMUNICATE: lazy("Communicate approved plans"),
    Permission.PLAN_ACKNOWLEDGE: lazy("Acknowledge plans for an organisation"),
    Permission.PLAN_REVIEW: lazy("Review plans"),
    Permission.TEMPLATE_MANAGE: lazy("Edit the templates of plans"),
    Permission.PROGRESS_REPORT: lazy("Report the progress of activities"),
    Permission.ACTION_READ: lazy("Read actions"),
    Permission.ACTION_REPORT: lazy("Report the progress of actions"),
    Permission.ACTION_VERIFY: lazy("Verify actions that others have done"),
    Permission.COMMITTEE_READ: lazy("Read committees and their meetings"),
    Permission.COMMITTEE_MANAGE: lazy("Set up committees, members and rhythm"),
    Permission.MEETING_KEEP: lazy("Prepare meetings and keep their minutes"),
    Permission.POWERS_MANAGE: lazy("Keep the matrix of powers"),
    Permission.HOLIDAY_MANAGE: lazy("Confirm holidays"),
    Permission.DELIVERY_MANAGE: lazy("Watch the sending of messages"),
}
SCOPE_KIND_WORDS: Mapping[ScopeKind, Text] = {
    ScopeKind.NATIONAL: lazy("The whole country"),
    ScopeKind.GOVERNORATE: lazy("Governorate"),
    ScopeKind.BRANCH: lazy("Branch"),
}
PLACE_KIND_WORDS: Mapping[PlaceKind, Text] = {
    PlaceKind.GOVERNORATE: lazy("Governorate"),
    PlaceKind.DISTRICT: lazy("District"),
    PlaceKind.SUBDISTRICT: lazy("Sub-district"),
}
ORGANISATION_KIND_WORDS: Mapping[OrganisationKind, Text] = {
    OrganisationKind.MINISTRY: lazy("Ministry"),
    OrganisationKind.DEPARTMENT: lazy("Department"),
    OrganisationKind.BRANCH: lazy("Branch of a ministry"),
    OrganisationKind.DIRECTORATE: lazy("Directorate"),
    OrganisationKind.CABINET: lazy("Council of Ministers"),
    OrganisationKind.COMMITTEE: lazy("Committee"),
    OrganisationKind.LOCAL_GOVERNMENT: lazy("Local government"),
    OrganisationKind.PROVINCIAL_COUNCIL: lazy("Provincial council"),
    OrganisationKind.REGIONAL_GOVERNMENT: lazy("Regional government"),
    OrganisationKind.SECURITY: lazy("Security body"),
    OrganisationKind.UN: lazy("United Nations"),
    OrganisationKind.INGO: lazy("International non-governmental organisation"),
    OrganisationKind.NGO: lazy("National non-governmental organisation"),
    OrganisationKind.WORKING_GROUP: lazy("Working group"),
    OrganisationKind.FUND: lazy("Fund"),
}

ORGANISATION_VERBS: Mapping[str, Text] = {
    "added": lazy("Organisation added"),
    "changed": lazy("Organisation changed"),
    "retired": lazy("Organisation taken out of the lists"),
    "restored": lazy("Organisation put back into the lists"),
}
PLACE_VERBS: Mapping[str, Text] = {"added": lazy("Place added"), "changed": lazy("Place changed")}
SCOPE_VERBS: Mapping[str, Text] = {"added": lazy("Branch added"), "changed": lazy("Name changed")}


def word_of(words: Mapping[Any, Text]) -> Callable[[Any], str]:
    """Shows a stored value of an enumeration by its word; a value that is none any more as it is."""
    return lambda value: str(words.get(value, value)) if value else ""


NAME_WORDS: Mapping[str, FieldWords] = {
    "name_ar": FieldWords(lazy("Name in Arabic")),
    "name_ckb": FieldWords(lazy("Name in Kurdish")),
    "name_en": FieldWords(lazy("Name in English")),
}
ORGANISATION_FIELD_WORDS: Mapping[str, FieldWords] = {
    **NAME_WORDS,
    "kind": FieldWords(lazy("Kind"), word_of(ORGANISATION_KIND_WORDS)),
    "parent_id": FieldWords(lazy("Belongs to"), lambda value: directory().organisation_name(value)),
    "place_id": FieldWords(lazy("Governorate"), lambda value: directory().place_name(value)),
    "abbreviation": FieldWords(lazy("Abbreviation")),
    "active": FieldWords(lazy("In the lists")),
}
PLACE_FIELD_WORDS: Mapping[str, FieldWords] = {
    **NAME_WORDS,
    "kind": FieldWords(lazy("Kind"), word_of(PLACE_KIND_WORDS)),
    "parent_id": FieldWords(lazy("Lies in"), lambda value: directory().place_name(value)),
}
SCOPE_FIELD_WORDS: Mapping[str, FieldWords] = {
    **NAME_WORDS,
    "kind": FieldWords(lazy("Kind"), word_of(SCOPE_KIND_WORDS)),
    "parent_id": FieldWords(lazy("Governorate"), lambda value: directory().scope_name(value)),
    "place_id": FieldWords(lazy("Seat"), lambda value: directory().place_name(value)),
}
