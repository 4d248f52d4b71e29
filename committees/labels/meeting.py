"""The words of a meeting: states, answers, attendance, agenda, minutes, what the history says."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from committees.labels.powers import LEVEL_WORDS
from committees.models import Decision
from committees.policy import Verb
from committees.terms import AgendaKind, Answer, Force, Level, MeetingState, MinutesState, Part, Presence
from committees.terms.minutes import SaidDecision
from core.formats import day, listed, number
from core.languages import LazyText, gettext, lazy, ngettext
from core.references import FieldWords
from people.gate import directory

STATES: Mapping[MeetingState, LazyText] = {
    MeetingState.PLANNED: lazy("Planned"),
    MeetingState.HELD: lazy("Held"),
    MeetingState.CANCELLED: lazy("Cancelled"),
    MeetingState.MISSED: lazy("Missed"),
}
#: The shape of a state's pill.
PILLS: Mapping[str, str] = {"planned": "not-yet-due", "held": "achieved", "cancelled": "cancelled", "missed": "off-track"}
MINUTES_STATES: Mapping[MinutesState, LazyText] = {
    MinutesState.DRAFT: lazy("Minutes: draft"),
    MinutesState.SENT: lazy("Minutes: with the members for remarks"),
    MinutesState.APPROVED: lazy("Minutes: approved by the chair"),
    MinutesState.CLOSED: lazy("Minutes: closed"),
}
ANSWERS: Mapping[Answer, LazyText] = {
    Answer.COMING: lazy("Coming"),
    Answer.DEPUTY: lazy("The deputy comes"),
    Answer.NOT_COMING: lazy("Not coming"),
}
PRESENCES: Mapping[Presence, LazyText] = {
    Presence.PRESENT: lazy("Present"),
    Presence.DEPUTY: lazy("Deputy"),
    Presence.EXCUSED: lazy("Excused"),
    Presence.ABSENT: lazy("Absent"),
}
SEAT_PARTS: Mapping[Part, LazyText] = {Part.CHAIR: lazy("Chair"), Part.SECRETARY: lazy("Secretary"), Part.MEMBER: lazy("Member")}
STANDING_ITEMS: Mapping[AgendaKind, LazyText] = {
    AgendaKind.OPEN_ACTIONS: lazy("Open actions"),
    AgendaKind.ESCALATIONS: lazy("Escalations"),
    AgendaKind.MONEY: lazy("Money"),
    AgendaKind.NEW_ISSUES: lazy("New issues"),
}
FORCES: Mapping[Force, LazyText] = {
    Force.DECISION: lazy("Decision"),
    Force.RECOMMENDATION: lazy("Recommendation"),
    Force.CONFIRMED: lazy("Confirmed recommendation"),
}
#: What stands on the button of each verb.
ACTIONS: Mapping[Verb, LazyText] = {
    Verb.INVITE: lazy("Send the invitation"),
    Verb.ANSWER: lazy("Answer the invitation"),
    Verb.PREPARE: lazy("Add a point"),
    Verb.BEGIN: lazy("Begin the meeting"),
    Verb.KEEP: lazy("Keep the minutes"),
    Verb.SEND: lazy("Send the minutes for remarks"),
    Verb.TAKE_BACK: lazy("Take the minutes back"),
    Verb.REMARK: lazy("Write a remark"),
    Verb.REPLY: lazy("Answer the remark"),
    Verb.APPROVE: lazy("Approve the minutes"),
    Verb.CLOSE: lazy("Close and send out"),
    Verb.CORRECT: lazy("Add a correction"),
    Verb.CONFIRM: lazy("Confirm"),
}
VERBS: Mapping[str, LazyText] = {
    "invited": lazy("Invitation sent"),
    "answered": lazy("Invitation answered"),
    "item_added": lazy("Put on the agenda"),
    "item_changed": lazy("Point of the agenda changed"),
    "item_removed": lazy("Taken off the agenda"),
    "item_moved": lazy("Order of the agenda changed"),
    "begun": lazy("Meeting begun"),
    "seat_marked": lazy("Attendance marked"),
    "decided": lazy("Decided"),
    "decision_changed": lazy("Decision changed"),
    "decision_dropped": lazy("Decision taken out"),
    "sent": lazy("Minutes sent for remarks"),
    "taken_back": lazy("Minutes taken back"),
    "remarked": lazy("Remark on the minutes"),
    "replied": lazy("Remark answered"),
    "approved": lazy("Minutes approved"),
    "closed": lazy("Minutes closed and sent out"),
    "corrected": lazy("Correction added to the minutes"),
    "confirmed": lazy("Recommendation confirmed"),
}
PARTS: Mapping[str, LazyText] = {"item": lazy("Point"), "seat": lazy("Seat"), "decision": lazy("Decision")}


def _word(words: Mapping[Any, LazyText]) -> Callable[[Any], str]:
    return lambda value: str(words[value]) if value else ""


def _day(value: Any) -> str:
    return day(date.fromisoformat(value)) if value else ""


FIELD_WORDS: Mapping[str, FieldWords] = {
    "answer": FieldWords(lazy("Answer"), lambda value: str(ANSWERS.get(value, value))),
    "remark": FieldWords(lazy("Remark")),
    "title": FieldWords(lazy("Title")),
    "subject_kind": FieldWords("", quiet=True),
    "subject_id": FieldWords("", quiet=True),
    "why": FieldWords(lazy("Why it belongs here")),
    "decision_kind_id": FieldWords("", quiet=True),
    "number": FieldWords(lazy("Number"), number),
    "presence": FieldWords(lazy("Attendance"), _word(PRESENCES)),
    "name": FieldWords(lazy("Who sat there")),
    "what": FieldWords(lazy("What is to be done")),
    "organisation_id": FieldWords(lazy("Organisation"), lambda value: directory().organisation_name(value)),
    "person_id": FieldWords("", quiet=True),
    "due_on": FieldWords(lazy("Due on"), _day),
    "introduction": FieldWords(lazy("Introduction")),
    "notes": FieldWords(lazy("What was said")),
    "text": FieldWords(lazy("Text")),
    "confirmed_with": FieldWords(lazy("How it was confirmed")),
}


def item_title(kind: AgendaKind, title: str) -> str:
    """What a point is called: standing ones by their word, others as they were written."""
    return title if kind is AgendaKind.OWN else str(STANDING_ITEMS[kind])


def carried(times: int) -> str:
    """How often a thing came back; empty for never."""
    return ngettext("carried %(shown)s time", "carried %(shown)s times", times, shown=number(times)) if times else ""


def who_decides(levels: Sequence[Level] | None) -> str:
    """Which levels decide alone, by the matrix of powers; empty without a kind of decision (None)."""
    if levels is None:
        return ""
    if not levels:
        return gettext("Nobody has been given the power to decide this.")
    sentence = gettext("Decided by: %(who)s", who=listed(str(LEVEL_WORDS[each]) for each in levels))
    recommends = gettext("The committee recommends.")
    return sentence if Level.COMMITTEE in levels else f"{sentence}. {recommends}"


def why_only_recommended(decision: Decision | SaidDecision) -> list[str]:
    """What a recommendation lacks to be a decision."""
    reasons = []
    if decision.no_quorum:
        reasons.append(gettext("The meeting had no quorum."))
    if decision.no_decision_maker:
        reasons.append(gettext("No decision maker of this organisation was at the table."))
    return reasons
