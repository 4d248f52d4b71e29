"""The forms of a plan's sections and parts, in the order of the six steps."""

from datetime import date
from typing import Any

from wtforms import Field
from wtforms.validators import ValidationError

from core.formats import shortened
from core.forms import Choice, Choices, Day, Dinars, Form, Line, Named, Paragraph, Whole
from core.languages import gettext, lazy
from indicators.forms import DefinitionForm
from people.gate import directory
from plans import commands, labels
from plans.terms import Approach, BudgetSource, Channel, Means, PlanDocument, Rhythm, RiskCategory, StakeholderPart

#: What a gate asks for may be left empty while one writes.
TO_SUBMIT = lazy("needed before submitting")
FROM_TEN = lazy("needed from a score of 10")


def _organisations() -> list[tuple[str, str]]:
    return directory().organisation_choices()


class PlanForm(Form):
    """A form inside a plan: knows the document, so that it can look at the period and at the other parts."""

    document: PlanDocument | None = None

    def within(self, document: PlanDocument) -> None:
        """Tells the form which plan it belongs to; it then offers that plan's objectives and
        activities, and its organisations before the others."""
        self.document = document
        fields: dict[str, Any] = self._fields
        if "objective_key" in fields:
            fields["objective_key"].offer([(each.key, shortened(each.change)) for each in document.objectives])
        if "activity_key" in fields:
            fields["activity_key"].offer([(each.key, shortened(each.title)) for each in document.activities])

        ours = document.organisation_ids()
        for name in {"supporter_ids", "audience_ids"} & set(fields):
            fields[name].offer(sorted(fields[name].choices, key=lambda pair: pair[0] not in ours))

    def in_period(self, value: date | None) -> None:
        """Raises ValidationError for a day outside the plan's period."""
        plan = self.document
        if value is not None and plan is not None and not plan.starts_on <= value <= plan.ends_on:
            raise ValidationError(
                gettext(
                    "Outside the plan's period, which runs from %(first)s to %(last)s.",
                    first=f"{plan.starts_on:%d/%m/%Y}",
                    last=f"{plan.ends_on:%d/%m/%Y}",
                )
            )


class IdentityForm(Named):
    """What the plan is called, what it answers, where and when."""

    scope_id = Choice(lazy("Governorate or branch"), choices=lambda: ())
    issue_id = Choice(
        lazy("Issue that the plan answers"), choices=lambda: (), required=False, hint=lazy("Leave empty for a theme without one issue.")
    )
    theme = Line(lazy("Theme"), required=False, hint=lazy("Only when the plan answers no single issue."))
    starts_on = Day(lazy("Period from"))
    ends_on = Day(lazy("Period until"))

    def validate_ends_on(self, field: Field) -> None:
        """The end is not before the start."""
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError(gettext("The end is before the start."))

    def validate_theme(self, field: Field) -> None:
        """A plan answers one issue or a theme."""
        if not field.data and not self.issue_id.data:
            raise ValidationError(gettext("Choose an issue above, or write the theme here."))

    def command(self) -> commands.Identity:
        """The validated values."""
        return commands.Identity(**self.values())


class AimForm(PlanForm):
    """Step 1: the goal; tools and obstacles from the workshop's exercise sheet."""

    coordination_target = Paragraph(
        lazy("Coordination target"), required=False, rows=2, hint=lazy("What the coordination itself must bring about, and with whom.")
    )
    goal = Paragraph(
        lazy("Goal"),
        required=False,
        wanted=TO_SUBMIT,
        rows=3,
        hint=lazy("The change for displaced and returned families that the plan is for."),
    )
    tools_approach = Paragraph(lazy("Coordination tools and approach"), required=False, rows=2)
    challenges = Paragraph(lazy("Challenges and obstacles"), required=False, rows=2)

    def command(self) -> commands.Aim:
        """The validated values."""
        return commands.Aim(**self.values())


class ReviewPlanForm(PlanForm):
    """Step 6: review and revision."""

    review_rhythm = Choice(lazy("How often the plan is reviewed"), of=Rhythm, words=labels.RHYTHMS, required=False, size="w-half")
    first_review_on = Day(lazy("First review on"), required=False, wanted=TO_SUBMIT)
    team_id = Choice(lazy("Follow-up team"), choices=lambda: (), required=False, wanted=TO_SUBMIT, size="w-half")
    lessons_sharing = Paragraph(lazy("How lessons and good practices are documented and shared"), required=False, rows=2)

    def validate_first_review_on(self, field: Field) -> None:
        """Inside the period."""
        self.in_period(field.data)

    def command(self) -> commands.ReviewPlan:
        """The validated values."""
        return commands.ReviewPlan(**self.values())


class ObjectiveForm(PlanForm):
    """Step 1: an objective."""

    change = Paragraph(lazy("What changes"), most=1000, rows=2)
    for_whom = Line(lazy("For whom"), most=300, hint=lazy("For example: the 2,500 families of Sinjar centre"))
    by_when = Day(lazy("By when"))
    means = Choice(lazy("By which coordination means"), of=Means, words=labels.MEANS, size="w-half")

    def validate_by_when(self, field: Field) -> None:
        """Inside the period."""
        self.in_period(field.data)

    def command(self) -> commands.SaveObjective:
        """The validated values."""
        return commands.SaveObjective(**self.values())


class StakeholderForm(PlanForm):
    """Step 1: a stakeholder."""

    organisation_id = Choice(lazy("Organisation"), choices=_organisations)
    part = Choice(lazy("Part in the plan"), of=StakeholderPart, words=labels.STAKEHOLDER_PARTS, size="w-half")
    note = Line(lazy("Remark"), most=300, required=False)

    def command(self) -> commands.SaveStakeholder:
        """The validated values."""
        return commands.SaveStakeholder(**self.values())


def not_before_start(form: Any, field: Field) -> None:
    """Raises ValidationError for a due date before the start."""
    if field.data is not None and form.starts_on.data is not None and field.data < form.starts_on.data:
        raise ValidationError(gettext("The due date is before the start."))


class ActivityForm(PlanForm):
    """Step 2: an activity."""

    objective_key = Choice(lazy("Objective"), choices=lambda: ())
    title = Line(lazy("What is done"), most=300)
    responsible_id = Choice(lazy("Responsible organisation"), choices=_organisations, required=False, wanted=TO_SUBMIT)
    responsible_person = Line(lazy("Responsible person or office"), required=False)
    supporter_ids = Choices(lazy("Supported by"), choices=_organisations, required=False)
    starts_on = Day(lazy("Starts on"), required=False, wanted=TO_SUBMIT)
    due_on = Day(lazy("Due on"), required=False, wanted=TO_SUBMIT)
    approach = Choice(lazy("Coordination approach"), of=Approach, words=labels.APPROACHES, required=False, wanted=TO_SUBMIT, size="w-half")
    people_needed = Paragraph(lazy("People needed"), most=1000, rows=2, required=False)
    material_needed = Paragraph(lazy("Material needed"), most=1000, rows=2, required=False)

    def validate_starts_on(self, field: Field) -> None:
        """Inside the period."""
        self.in_period(field.data)

    def validate_due_on(self, field: Field) -> None:
        """Inside the period, and not before the start."""
        self.in_period(field.data)
        not_before_start(self, field)

    def command(self) -> commands.SaveActivity:
        """The validated values."""
        return commands.SaveActivity(**self.values())


class BudgetForm(PlanForm):
    """Step 2: a budget line."""

    activity_key = Choice(lazy("Activity"), choices=lambda: ())
    purpose = Line(lazy("What the money is for"))
    amount = Dinars(lazy("Amount requested, in IQD"), hint=lazy("Whole dinars, for example 250,000,000"))
    source = Choice(lazy("Source"), of=BudgetSource, words=labels.BUDGET_SOURCES, size="w-half")

    def command(self) -> commands.SaveBudgetLine:
        """The validated values."""
        return commands.SaveBudgetLine(**self.values())


class IndicatorForm(DefinitionForm, PlanForm):
    """Step 3: an indicator of an objective."""

    objective_key = Choice(lazy("Objective"), choices=lambda: ())

    def command(self) -> commands.SaveIndicator:  # type: ignore[override]
        """The validated values; the definition's apart from the objective's key."""
        values = self.values()
        return commands.SaveIndicator(values.pop("objective_key"), values)


def _fifth(label: Any, hint: Any, required: bool = True) -> Whole:
    return Whole(label, least=1, most=5, hint=hint, required=required)


def residual_fits(form: Any, field: Field) -> None:
    """Raises ValidationError unless both residual values are given or none, and never more than before (inherent ≥ residual)."""
    before, after = (form.likelihood.data, form.impact.data), (form.residual_likelihood.data, field.data)
    if (after[0] is None) != (after[1] is None):
        raise ValidationError(gettext("Give both values after mitigation, or neither."))
    if None not in (*before, *after) and after[0] * after[1] > before[0] * before[1]:
        raise ValidationError(gettext("After mitigation the score cannot be higher than before."))


class RiskForm(PlanForm):
    """Step 4: a risk on the 5 × 5 matrix."""

    category = Choice(lazy("Category"), of=RiskCategory, words=labels.RISK_CATEGORIES, size="w-half")
    cause = Paragraph(lazy("Cause"), most=1000, rows=2, hint=lazy("Because of …"))
    event = Paragraph(lazy("Event"), most=1000, rows=2, hint=lazy("it may happen that …"))
    effect = Paragraph(lazy("Effect"), most=1000, rows=2, hint=lazy("so that …"))
    likelihood = _fifth(lazy("Likelihood"), lazy("1 rare to 5 almost certain"))
    impact = _fifth(lazy("Impact"), lazy("1 slight to 5 severe"))
    mitigation = Paragraph(
        lazy("Mitigation"), most=1000, rows=2, required=False, wanted=FROM_TEN, hint=lazy("What makes it less likely or less severe.")
    )
    contingency = Paragraph(lazy("Contingency"), most=1000, rows=2, required=False, hint=lazy("What is done if it happens."))
    trigger = Paragraph(lazy("Trigger"), most=1000, rows=2, required=False, hint=lazy("The sign by which it is noticed."))
    owner_id = Choice(lazy("Owner"), choices=_organisations, required=False, wanted=FROM_TEN)
    next_review_on = Day(lazy("Looked at again on"), required=False, wanted=FROM_TEN)
    residual_likelihood = _fifth(lazy("Likelihood after mitigation"), lazy("1 to 5"), required=False)
    residual_impact = _fifth(lazy("Impact after mitigation"), lazy("1 to 5"), required=False)

    def validate_next_review_on(self, field: Field) -> None:
        """Inside the period."""
        self.in_period(field.data)

    validate_residual_impact = residual_fits

    def command(self) -> commands.SaveRisk:
        """The validated values."""
        return commands.SaveRisk(**self.values())


class LineForm(PlanForm):
    """Step 5: who is told what."""

    message = Paragraph(lazy("What is told"), most=1000, rows=2)
    audience_ids = Choices(lazy("To whom"), choices=_organisations)
    channel = Choice(lazy("Channel"), of=Channel, words=labels.CHANNELS, size="w-half")
    rhythm = Choice(lazy("How often"), of=Rhythm, words=labels.RHYTHMS, size="w-half")
    by_id = Choice(lazy("By whom"), choices=_organisations, required=False)

    def command(self) -> commands.SaveLine:
        """The validated values."""
        return commands.SaveLine(**self.values())
