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
    ReviewPlanForm,
    RiskForm,
    StakeholderForm,
)
from plans.forms.sheet_in import ReadRow, texts_of, what_happens
from plans.forms.sheet_out import write_sheet
from plans.forms.sheets import ActivitySheetForm, TakeOverForm
from plans.forms.starting import FromTemplateForm, SheetForm
from plans.forms.verbs import ConcludeForm, ConfirmForm, FindingForm, LookBackForm, ProgressForm, ReasonForm, ReceiptForm

__all__ = [
    "ActivityForm",
    "ActivitySheetForm",
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
    "ProgressForm",
    "ReadRow",
    "ReasonForm",
    "ReceiptForm",
    "ReviewPlanForm",
    "RiskForm",
    "SheetForm",
    "StakeholderForm",
    "TakeOverForm",
    "texts_of",
    "what_happens",
    "write_sheet",
]
