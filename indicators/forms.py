"""The form of a definition; plans show it in step 3. It may be saved half filled: the step's gate says what is still missing."""

from typing import Any

from core.forms import Choice, Day, Line, Named, Paragraph, Quantity, Tick
from core.languages import lazy
from indicators.labels import CALCULATION_WORDS, DIRECTION_WORDS, FREQUENCY_WORDS, KIND_WORDS, OVER_PLACES_WORDS, REFUSALS
from indicators.queries import FIELDS
from indicators.rules import refusals
from indicators.terms import Calculation, Definition, Direction, Frequency, OverPlaces, ValueKind
from people.gate import directory

#: What step 3's gate asks for may be left empty while one writes.
TO_SUBMIT = lazy("needed before submitting")


class DefinitionForm(Named):
    """What is measured, from where to where, how and by whom."""

    kind = Choice(lazy("Kind of value"), of=ValueKind, words=KIND_WORDS, size="w-half")
    unit = Line(
        lazy("Unit"),
        required=False,
        wanted=TO_SUBMIT,
        most=100,
        size="w-half",
        hint=lazy("What is counted, for example houses, families, schools."),
    )
    direction = Choice(lazy("Direction"), of=Direction, words=DIRECTION_WORDS, size="w-half")
    tolerance = Quantity(
        lazy("Tolerance"), required=False, hint=lazy("How far it may stray, only for a value that should stay at the target.")
    )
    calculation = Choice(lazy("Over time"), of=Calculation, words=CALCULATION_WORDS, required=False, wanted=TO_SUBMIT, size="w-half")
    over_places = Choice(lazy("Over places"), of=OverPlaces, words=OVER_PLACES_WORDS, size="w-half")
    baseline = Quantity(
        lazy("Baseline"),
        required=False,
        wanted=TO_SUBMIT,
        hint=lazy("The value at the beginning. Of a percentage: how many, the denominator beside it. Of a milestone: 0 or 1."),
    )
    baseline_denominator = Quantity(
        lazy("Denominator of the baseline"), required=False, hint=lazy("Only for a percentage: out of how many.")
    )
    baseline_on = Day(lazy("Date of the baseline"), required=False, wanted=TO_SUBMIT)
    baseline_not_applicable = Tick(lazy("No baseline applies"))
    target = Quantity(
        lazy("Target"), required=False, wanted=TO_SUBMIT, hint=lazy("Of a percentage: from 0 to 100. Of a milestone: 0 or 1.")
    )
    target_on = Day(lazy("Date of the target"), required=False, wanted=TO_SUBMIT)
    target_reason = Paragraph(lazy("Why the target changed"), required=False, rows=2)
    frequency = Choice(
        lazy("How often it is reported"), of=Frequency, words=FREQUENCY_WORDS, required=False, wanted=TO_SUBMIT, size="w-half"
    )
    source = Paragraph(
        lazy("Source (means of verification)"),
        required=False,
        wanted=TO_SUBMIT,
        rows=2,
        hint=lazy("Where the value can be seen and checked."),
    )
    reporter_id = Choice(lazy("Who reports"), choices=lambda: directory().organisation_choices(), required=False, wanted=TO_SUBMIT)

    def validate(self, extra_validators: Any = None) -> bool:
        """Each field by itself, then what the fields say together."""
        if not super().validate(extra_validators):
            return False
        found = refusals(self.definition())
        for refusal in found:
            self.refuse(refusal.field, REFUSALS[refusal.reason])
        return not found

    def command(self) -> Definition:
        """The validated definition. Forms that ask for more hand over something of their own."""
        return self.definition()

    def definition(self) -> Definition:
        """The definition as typed; only after each field was validated by itself."""
        given = {name: value for name, value in self.values().items() if name in FIELDS and value is not None}
        return Definition(**given)
