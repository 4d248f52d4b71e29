"""Tables of plans. A part of a plan (objective, activity, risk …) is a row of one version, found by ``(version_id, key)``;
the key stays the same across versions, so that progress and comparison follow a part through revisions."""

from plans.models.content import (
    ActivityRow,
    ActivitySupporter,
    BudgetRow,
    IndicatorRow,
    LineAudience,
    LineRow,
    ObjectiveRow,
    Plan,
    PlanVersion,
    RiskRow,
    StakeholderRow,
)
from plans.models.learning import Contact, ContactParty, Lesson
from plans.models.money import GapRow, MoneyRow
from plans.models.running import ActivityProgress, DueRow, Finding, Receipt, Review
from plans.models.sheets import ActivitySheet
from plans.models.starting import PlanOrigin, TemplatePartRow, TemplateRow

__all__ = [
    "ActivityProgress",
    "ActivityRow",
    "ActivitySheet",
    "ActivitySupporter",
    "BudgetRow",
    "Contact",
    "ContactParty",
    "DueRow",
    "Finding",
    "GapRow",
    "IndicatorRow",
    "Lesson",
    "LineAudience",
    "LineRow",
    "MoneyRow",
    "ObjectiveRow",
    "Plan",
    "PlanOrigin",
    "PlanVersion",
    "Receipt",
    "Review",
    "RiskRow",
    "StakeholderRow",
    "TemplatePartRow",
    "TemplateRow",
]
