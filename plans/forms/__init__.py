"""The forms of a plan: one for each section and part of the six steps, and for what happens to a plan."""

from plans.forms.learning import ContactForm, LessonForm
from plans.forms.money import MoneyForm
from plans.forms.parts import (
    ActivityForm,
    AimForm,
    BudgetForm,
    IdentityForm,
    IndicatorForm,
    LineForm,
    ObjectiveForm,
    PlanForm,
    ReviewPlanForm,
    RiskForm,
    StakeholderForm,
)
from plans.forms.starting import FromTemplateForm, SheetForm
from plans.forms.verbs import ConcludeForm, ConfirmForm, FindingForm, LookBackForm, ProgressForm, ReasonForm

__all__ = [
    "ActivityForm",
    "AimForm",
    "BudgetForm",
    "ConcludeForm",
    "ConfirmForm",
    "ContactForm",
    "FindingForm",
    "FromTemplateForm",
    "IdentityForm",
    "IndicatorForm",
    "LessonForm",
    "LineForm",
    "LookBackForm",
    "MoneyForm",
    "ObjectiveForm",
    "PlanForm",
    "ProgressForm",
    "ReasonForm",
    "ReviewPlanForm",
    "RiskForm",
    "SheetForm",
    "StakeholderForm",
]
