"""What a gate misses, in words."""

from core.formats import shortened
from core.languages import LazyText, called, gettext, lazy, named
from plans.terms import Gap, LookedBack, PlanDocument

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


def name_in(document: PlanDocument | LookedBack, thing_id: str | None) -> str:
    """The name of an organisation, scope, team or issue as the document keeps it, in the reader's language; empty for an unknown one."""
    return called(document.names.get(thing_id or "", ("", "", "")))


def gap_text(document: PlanDocument, gap: Gap) -> str:
    """What is missing, in words."""
    about = shortened(_indicator_name(document, gap) or name_in(document, gap.about) or gap.about, 70)
    return gettext(GAPS[gap.reason].message, about=about) if "%(about)s" in GAPS[gap.reason].message else str(GAPS[gap.reason])


def _indicator_name(document: PlanDocument, gap: Gap) -> str:
    """Nobody knows an indicator by its code."""
    return next((named(each.definition) for each in document.indicators if each.key == gap.key), "") if gap.part == "indicators" else ""
