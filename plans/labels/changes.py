"""The words of what happens to a plan, and of its parts and fields in the history."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from core.formats import day, in_a_row, money, number, percent
from core.languages import LazyText, Text, gettext, lazy
from core.references import FieldWords
from followup.labels import SECTOR_WORDS
from indicators.labels import DEFINITION_FIELDS
from people.gate import directory
from plans.labels.words import (
    APPROACHES,
    BUDGET_SOURCES,
    CHANNELS,
    LESSON_KINDS,
    MEANS,
    MONEY_KINDS,
    RHYTHMS,
    RISK_CATEGORIES,
    STAKEHOLDER_PARTS,
    VERDICTS,
)
from plans.policy import Verb

VERBS: dict[str, LazyText] = {
    "created": lazy("began the plan"),
    "changed": lazy("changed"),
    "added": lazy("added"),
    "removed": lazy("removed"),
    "withdrawn": lazy("took back"),
    "begun_from": lazy("filled the plan from"),
    "confirmed": lazy("confirmed what was pre-filled"),
    Verb.SUBMIT: lazy("submitted for approval"),
    Verb.RETURN: lazy("returned with reasons"),
    Verb.APPROVE: lazy("approved"),
    Verb.COMMUNICATE: lazy("communicated"),
    Verb.ACKNOWLEDGE: lazy("acknowledged"),
    Verb.RECEIPT: lazy("recorded a receipt on paper"),
    Verb.REPORT: lazy("reported progress"),
    Verb.MONEY: lazy("recorded money"),
    "taken_back": lazy("took back an entry of money"),
    Verb.REVIEW: lazy("opened a review"),
    Verb.CONCLUDE: lazy("concluded the review"),
    Verb.REVISE: lazy("opened a revision"),
    Verb.ABANDON: lazy("abandoned the revision"),
    Verb.CLOSE: lazy("closed the plan"),
    Verb.CANCEL: lazy("cancelled the plan"),
}
#: The words of buttons.
ACTIONS: dict[Verb, LazyText] = {
    Verb.SUBMIT: lazy("Submit for approval"),
    Verb.RETURN: lazy("Return with reasons"),
    Verb.APPROVE: lazy("Approve"),
    Verb.COMMUNICATE: lazy("Tell the organisations"),
    Verb.ACKNOWLEDGE: lazy("Acknowledge receipt"),
    Verb.RECEIPT: lazy("Record a receipt on paper"),
    Verb.MONEY: lazy("Record money"),
    Verb.REVIEW: lazy("Open a review"),
    Verb.CONCLUDE: lazy("Conclude the review"),
    Verb.REVISE: lazy("Revise the plan"),
    Verb.ABANDON: lazy("Abandon the revision"),
    Verb.CLOSE: lazy("Close the plan"),
    Verb.CANCEL: lazy("Cancel the plan"),
}
PART_WORDS: dict[str, LazyText] = {
    "identity": lazy("Title and period"),
    "aim": lazy("Goal"),
    "objectives": lazy("Objective"),
    "stakeholders": lazy("Stakeholder"),
    "activities": lazy("Activity"),
    "budget": lazy("Budget line"),
    "indicators": lazy("Indicator"),
    "risks": lazy("Risk"),
    "lines": lazy("Line of communication"),
    "review": lazy("Review"),
    "finding": lazy("Finding"),
    "lessons": lazy("Lesson"),
    "template": lazy("Template"),
    "sheet": lazy("Exercise sheet"),
    "earlier": lazy("Earlier plan"),
    "contacts": lazy("Coordination log"),
}
ADD_WORDS: dict[str, LazyText] = {
    "objectives": lazy("Add an objective"),
    "stakeholders": lazy("Add a stakeholder"),
    "activities": lazy("Add an activity"),
    "budget": lazy("Add a budget line"),
    "indicators": lazy("Add an indicator"),
    "risks": lazy("Add a risk"),
    "lines": lazy("Add a line of communication"),
}


def _word(words: Mapping[Any, Text]) -> Callable[[Any], str]:
    return lambda value: str(words.get(value, value)) if value else ""


def _day(value: Any) -> str:
    return day(date.fromisoformat(value)) if value else ""


def _organisations(value: Any) -> str:
    return in_a_row(directory().organisation_name(each) for each in value or ())


def _organisation(value: Any) -> str:
    return directory().organisation_name(value)


#: How a plan's fields are called and shown in its history.
FIELD_WORDS: dict[str, FieldWords] = {
    "name_ar": FieldWords(lazy("Name in Arabic")),
    "name_ckb": FieldWords(lazy("Name in Kurdish")),
    "name_en": FieldWords(lazy("Name in English")),
    "scope_id": FieldWords(lazy("Governorate or branch"), lambda value: directory().scope_name(value)),
    "theme": FieldWords(lazy("Theme")),
    "starts_on": FieldWords(lazy("From"), _day),
    "ends_on": FieldWords(lazy("Until"), _day),
    "coordination_target": FieldWords(lazy("Coordination target")),
    "goal": FieldWords(lazy("Goal")),
    "tools_approach": FieldWords(lazy("Coordination tools and approach")),
    "challenges": FieldWords(lazy("Challenges and obstacles")),
    "review_rhythm": FieldWords(lazy("How often the plan is reviewed"), _word(RHYTHMS)),
    "first_review_on": FieldWords(lazy("First review on"), _day),
    "lessons_sharing": FieldWords(lazy("How lessons and good practices are documented and shared")),
    "change": FieldWords(lazy("What changes")),
    "for_whom": FieldWords(lazy("For whom")),
    "by_when": FieldWords(lazy("By when"), _day),
    "means": FieldWords(lazy("By which coordination means"), _word(MEANS)),
    "organisation_id": FieldWords(lazy("Organisation"), _organisation),
    "part": FieldWords(lazy("Part in the plan"), _word(STAKEHOLDER_PARTS)),
    "note": FieldWords(lazy("Remark")),
    "title": FieldWords(lazy("What is done")),
    "responsible_id": FieldWords(lazy("Responsible organisation"), _organisation),
    "responsible_person": FieldWords(lazy("Responsible person or office")),
    "supporter_ids": FieldWords(lazy("Supported by"), _organisations),
    "due_on": FieldWords(lazy("Due on"), _day),
    "approach": FieldWords(lazy("Coordination approach"), _word(APPROACHES)),
    "people_needed": FieldWords(lazy("People needed")),
    "material_needed": FieldWords(lazy("Material needed")),
    "purpose": FieldWords(lazy("What the money is for")),
    "amount": FieldWords(lazy("Amount in IQD"), money),
    "source": FieldWords(lazy("Source"), _word(BUDGET_SOURCES)),
    "funding": FieldWords(lazy("How far the money has come"), _word({"requested": lazy("Requested"), **MONEY_KINDS})),  # until 0.1
    "movement": FieldWords(lazy("What happened to the money"), _word(MONEY_KINDS)),
    "moved_on": FieldWords(lazy("On"), _day),
    "letter_number": FieldWords(lazy("Letter number")),
    "category": FieldWords(lazy("Category"), _word(RISK_CATEGORIES)),
    "cause": FieldWords(lazy("Cause")),
    "event": FieldWords(lazy("Event")),
    "effect": FieldWords(lazy("Effect")),
    "likelihood": FieldWords(lazy("Likelihood"), number),
    "impact": FieldWords(lazy("Impact"), number),
    "mitigation": FieldWords(lazy("Mitigation")),
    "contingency": FieldWords(lazy("Contingency")),
    "trigger": FieldWords(lazy("Trigger")),
    "owner_id": FieldWords(lazy("Owner"), _organisation),
    "next_review_on": FieldWords(lazy("Looked at again on"), _day),
    "residual_likelihood": FieldWords(lazy("Likelihood after mitigation"), number),
    "residual_impact": FieldWords(lazy("Impact after mitigation"), number),
    "message": FieldWords(lazy("What is told")),
    "audience_ids": FieldWords(lazy("To whom"), _organisations),
    "channel": FieldWords(lazy("Channel"), _word(CHANNELS)),
    "rhythm": FieldWords(lazy("How often"), _word(RHYTHMS)),
    "by_id": FieldWords(lazy("By whom"), _organisation),
    "percent": FieldWords(lazy("Done, in per cent"), percent),
    "receivers": FieldWords(lazy("Organisations"), _organisations),
    "signed_by": FieldWords(lazy("Who signed")),
    "signed_on": FieldWords(lazy("Day on the paper"), _day),
    "valid_number": FieldWords(lazy("Valid version"), number),
    "revises": FieldWords(lazy("Revised"), lambda value: gettext("yes") if value else gettext("no")),
    "achieved": FieldWords(lazy("What was achieved")),
    "verdict": FieldWords(lazy("Keep, adjust or drop"), _word(VERDICTS)),
    "reason": FieldWords(lazy("Why")),
    "outside_changes": FieldWords(lazy("What changed outside")),
    "coordination": FieldWords(lazy("The coordination itself")),
    "lessons": FieldWords(lazy("Lessons learned")),
    "good_practices": FieldWords(lazy("Good practices")),
    "sharing": FieldWords(lazy("How lessons and good practices are shared")),
    "happened_on": FieldWords(lazy("On"), _day),
    "organisation_ids": FieldWords(lazy("With whom"), _organisations),
    "others": FieldWords(lazy("Others who took part")),
    "subject": FieldWords(lazy("About what")),
    "outcome": FieldWords(lazy("What came of it")),
    "reference": FieldWords(lazy("Letter number")),
    "answer_asked": FieldWords(lazy("An answer was asked for")),
    "answered_ids": FieldWords(lazy("Who has answered"), _organisations),
    "lessons.kind": FieldWords(lazy("Kind"), _word(LESSON_KINDS)),
    "lessons.text": FieldWords(lazy("What was learned")),
    "lessons.advice": FieldWords(lazy("What to do, and under which conditions")),
    "lessons.sector": FieldWords(lazy("Sector"), _word(SECTOR_WORDS)),
    "objectives": FieldWords(lazy("Objectives")),
    "stakeholders": FieldWords(lazy("Stakeholders"), _organisations),
    "activities": FieldWords(lazy("Activities")),
    "budget": FieldWords(lazy("Budget lines")),
    "indicators": FieldWords(lazy("Indicators")),
    "risks": FieldWords(lazy("Risks")),
    "lines": FieldWords(lazy("Lines of communication")),
    **{f"indicators.{name}": words for name, words in DEFINITION_FIELDS.items()},
    **{name: FieldWords("", quiet=True) for name in ("objective_key", "activity_key", "issue_id", "team_id")},
}
