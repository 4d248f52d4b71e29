"""The words of plans: states, parts, approaches, what a gate misses, why a verb is refused."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from core.formats import day, money, number, percent
from core.languages import LazyText, gettext, in_order, lazy
from core.references import FieldWords
from indicators.labels import DEFINITION_FIELDS
from people.gate import directory
from plans.policy import Verb
from plans.terms import (
    Approach,
    Band,
    BudgetSource,
    Channel,
    FundingState,
    Gap,
    Means,
    PlanDocument,
    PlanState,
    Rhythm,
    RiskCategory,
    StakeholderPart,
    Step,
    Verdict,
)

STEPS: dict[Step, LazyText] = {
    Step.GOAL: lazy("Goal and objectives"),
    Step.ACTIVITIES: lazy("Activities and resources"),
    Step.INDICATORS: lazy("Indicators and targets"),
    Step.RISKS: lazy("Risk plan"),
    Step.COMMUNICATION: lazy("Communication plan"),
    Step.REVIEW: lazy("Review and revision"),
}
STATES: dict[PlanState, LazyText] = {
    PlanState.DRAFT: lazy("Draft"),
    PlanState.SUBMITTED: lazy("Submitted for approval"),
    PlanState.RETURNED: lazy("Returned with reasons"),
    PlanState.APPROVED: lazy("Approved"),
    PlanState.COMMUNICATED: lazy("Communicated"),
    PlanState.UNDER_REVIEW: lazy("Under review"),
    PlanState.SUPERSEDED: lazy("Replaced by a newer version"),
    PlanState.CLOSED: lazy("Closed"),
    PlanState.CANCELLED: lazy("Cancelled"),
}
STAKEHOLDER_PARTS: dict[StakeholderPart, LazyText] = {
    StakeholderPart.DECIDES: lazy("decides"),
    StakeholderPart.DOES: lazy("does"),
    StakeholderPart.SUPPORTS: lazy("supports"),
    StakeholderPart.CONSULTED: lazy("is consulted"),
    StakeholderPart.INFORMED: lazy("is informed"),
}
MEANS: dict[Means, LazyText] = {
    Means.ACTIVITY: lazy("Coordination activity"),
    Means.APPROACH: lazy("Coordination approach"),
    Means.RESOURCE: lazy("Resources"),
    Means.TOOL: lazy("Tools"),
}
APPROACHES: dict[Approach, LazyText] = {
    Approach.CONSULTATION: lazy("One-to-one consultation"),
    Approach.OFFICIAL_LETTER: lazy("Official letter"),
    Approach.COLLECTIVE_MEETING: lazy("Collective meeting"),
    Approach.PERIODICAL_MEETING: lazy("Periodical meeting"),
    Approach.SURVEY: lazy("Survey"),
    Approach.FIELD_VISIT: lazy("Field visit"),
    Approach.ADVOCACY: lazy("Advocacy campaign"),
    Approach.SOCIAL_MEDIA: lazy("Social media"),
    Approach.FUND_RAISING: lazy("Fund-raising"),
    Approach.UN_NGO: lazy("Coordination with UN and NGOs"),
    Approach.OTHER: lazy("Other"),
}
BUDGET_SOURCES: dict[BudgetSource, LazyText] = {
    BudgetSource.FEDERAL: lazy("Federal budget"),
    BudgetSource.GOVERNORATE: lazy("Governorate budget"),
    BudgetSource.RECONSTRUCTION_FUND: lazy("Reconstruction fund"),
    BudgetSource.UN: lazy("United Nations"),
    BudgetSource.NGO: lazy("Non-governmental organisations"),
    BudgetSource.FUND_RAISING: lazy("Fund-raising"),
    BudgetSource.OTHER: lazy("Other"),
}
FUNDING_STATES: dict[FundingState, LazyText] = {
    FundingState.REQUESTED: lazy("Requested"),
    FundingState.ALLOCATED: lazy("Allocated"),
    FundingState.RELEASED: lazy("Released"),
    FundingState.SPENT: lazy("Spent"),
}
RISK_CATEGORIES: dict[RiskCategory, LazyText] = {
    RiskCategory.FINANCIAL: lazy("Financial"),
    RiskCategory.SECURITY: lazy("Security"),
    RiskCategory.POLITICAL: lazy("Political"),
    RiskCategory.LEGAL: lazy("Legal"),
    RiskCategory.CAPACITY: lazy("Capacity"),
    RiskCategory.INFORMATION_SHARING: lazy("Information sharing"),
    RiskCategory.CHANGING_CONDITIONS: lazy("Changing conditions"),
    RiskCategory.OTHER: lazy("Other"),
}
BANDS: dict[Band, LazyText] = {
    Band.LOW: lazy("low"),
    Band.MEDIUM: lazy("medium"),
    Band.HIGH: lazy("high"),
    Band.CRITICAL: lazy("critical"),
}
CHANNELS: dict[Channel, LazyText] = {
    Channel.OFFICIAL_LETTER: lazy("Official letter"),
    Channel.MEETING: lazy("Meeting"),
    Channel.TALK: lazy("One-to-one talk"),
    Channel.EMAIL: lazy("E-mail"),
    Channel.PHONE: lazy("Telephone"),
    Channel.SOCIAL_MEDIA: lazy("Social media"),
    Channel.PUBLIC_SESSION: lazy("Public session with families"),
    Channel.TANSIQ: lazy("Tansiq"),
}
RHYTHMS: dict[Rhythm, LazyText] = {
    Rhythm.ONCE: lazy("Once"),
    Rhythm.TWO_WEEKS: lazy("Every two weeks"),
    Rhythm.MONTHLY: lazy("Monthly"),
    Rhythm.QUARTERLY: lazy("Every three months"),
    Rhythm.HALF_YEARLY: lazy("Every six months"),
    Rhythm.YEARLY: lazy("Yearly"),
    Rhythm.WHEN_NEEDED: lazy("When needed"),
}
VERDICTS: dict[Verdict, LazyText] = {Verdict.KEEP: lazy("Keep"), Verdict.ADJUST: lazy("Adjust"), Verdict.DROP: lazy("Drop")}

GAPS: dict[str, LazyText] = {
    "goal": lazy("Write the goal"),
    "objective": lazy("Add an objective"),
    "stakeholder_decides": lazy("Name a stakeholder who decides"),
    "stakeholder_does": lazy("Name a stakeholder who does the work"),
    "objective_first": lazy("Add an objective in step 1 first"),
    "activity": lazy("Add an activity under: %(about)s"),
    "responsible": lazy("Name the responsible organisation: %(about)s"),
    "dates": lazy("Give start and due date: %(about)s"),
    "dates_outside": lazy("Bring the dates inside the plan's period: %(about)s"),
    "approach": lazy("Choose the coordination approach: %(about)s"),
    "indicator": lazy("Add an indicator for: %(about)s"),
    "indicator_unit": lazy("Give the unit: %(about)s"),
    "indicator_baseline": lazy("Give the baseline: %(about)s"),
    "indicator_baseline_on": lazy("Give the date of the baseline: %(about)s"),
    "indicator_baseline_denominator": lazy("Give the number that the percentage is of: %(about)s"),
    "indicator_target": lazy("Give the target: %(about)s"),
    "indicator_target_on": lazy("Give the date of the target: %(about)s"),
    "indicator_calculation": lazy("Choose how readings add up over time: %(about)s"),
    "indicator_frequency": lazy("Choose how often it is measured: %(about)s"),
    "indicator_source": lazy("Name the source: %(about)s"),
    "indicator_reporter_id": lazy("Name who reports: %(about)s"),
    "risk": lazy("Add a risk"),
    "risk_mitigation": lazy("Say how this risk is reduced: %(about)s"),
    "risk_owner_id": lazy("Name the owner of this risk: %(about)s"),
    "risk_next_review_on": lazy("Give the date on which this risk is looked at again: %(about)s"),
    "line": lazy("Add a line of communication"),
    "unreached": lazy("Nobody tells: %(about)s"),
    "review_date": lazy("Give the date of the first review"),
    "review_outside": lazy("Bring the first review inside the plan's period"),
    "team": lazy("Choose the follow-up team"),
}
VERBS: dict[str, LazyText] = {
    "created": lazy("began the plan"),
    "changed": lazy("changed"),
    "added": lazy("added"),
    "removed": lazy("removed"),
    Verb.SUBMIT: lazy("submitted for approval"),
    Verb.RETURN: lazy("returned with reasons"),
    Verb.APPROVE: lazy("approved"),
    Verb.COMMUNICATE: lazy("communicated"),
    Verb.ACKNOWLEDGE: lazy("acknowledged"),
    Verb.REPORT: lazy("reported progress"),
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


def name_in(document: PlanDocument, thing_id: str | None) -> str:
    """The name of an organisation, scope, team or issue as the document keeps it, in the reader's language."""
    from_document = document.names.get(thing_id or "")
    if from_document is None:
        return ""
    order = dict(zip(("ar", "en", "ckb"), from_document, strict=True))
    return next((order[code] for code in in_order() if order[code]), "")


def gap_text(document: PlanDocument, gap: Gap) -> str:
    """What is missing, in words."""
    about = name_in(document, gap.about) or gap.about
    short = about if len(about) <= 70 else about[:69] + "…"
    return gettext(GAPS[gap.reason].message, about=short) if "%(about)s" in GAPS[gap.reason].message else str(GAPS[gap.reason])


def _word(words: Mapping[Any, LazyText]) -> Callable[[Any], str]:
    return lambda value: str(words.get(value, value)) if value else ""


def _day(value: Any) -> str:
    return day(date.fromisoformat(value)) if value else ""


def _organisations(value: Any) -> str:
    return "، ".join(directory().organisation_name(each) for each in value or ())


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
    "funding": FieldWords(lazy("How far the money has come"), _word(FUNDING_STATES)),
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
    "valid_number": FieldWords(lazy("Valid version"), number),
    "revises": FieldWords(lazy("Revised"), lambda value: gettext("yes") if value else gettext("no")),
    "achieved": FieldWords(lazy("What was achieved")),
    "verdict": FieldWords(lazy("Keep, adjust or drop"), _word(VERDICTS)),
    "reason": FieldWords(lazy("Why")),
    "outside_changes": FieldWords(lazy("What changed outside")),
    "coordination": FieldWords(lazy("The coordination itself")),
    "lessons": FieldWords(lazy("Lessons learned")),
    "good_practices": FieldWords(lazy("Good practices")),
    "sharing": FieldWords(lazy("How they are shared")),
    **{f"indicators.{name}": words for name, words in DEFINITION_FIELDS.items()},
    **{name: FieldWords("", quiet=True) for name in ("objective_key", "activity_key", "issue_id", "team_id")},
}
