"""The forms of a reactivation and of the matrix of powers."""

from typing import Any

from committees.labels.powers import LEVEL_WORDS, POWER_WORDS
from committees.terms import Power
from core.forms import Choice, Day, Form, Line, Named, Paragraph, Tick
from core.languages import lazy
from people.gate import directory

NO_DECISION = lazy("Name the decision that granted this power, with its number and date, or leave the power empty.")
NO_POWER = lazy("Choose which power this decision granted, or leave the decision empty.")


class WhyForm(Form):
    """Why a committee stopped meeting."""

    reason = Paragraph(lazy("Why it stopped meeting"), most=2000, rows=3)


class StepForm(Form):
    """A step of a reactivation."""

    what = Line(lazy("What is to be done"), most=300)
    organisation_id = Choice(lazy("Who does it"), choices=lambda: directory().organisation_choices(), required=False)
    due_on = Day(lazy("Due on"), size="w-half")


class EndForm(Form):
    """How a reactivation ended."""

    outcome = Paragraph(lazy("How it ended"), most=2000, rows=3)


class KindForm(Named):
    """A kind of decision."""

    active = Tick(lazy("Offered for agenda items and decisions"))


def _fields() -> dict[str, Any]:
    """For each level a power and the decision that granted it."""
    found: dict[str, Any] = {}
    for level in LEVEL_WORDS:
        found[f"power_{level}"] = Choice(lazy("Power"), of=Power, words=POWER_WORDS, required=False, size="w-half")
        found[f"granted_{level}"] = Line(lazy("Granted by the decision"), required=False, most=300, hint=lazy("Number and date."))
    return found


class PowersForm(type("_Levels", (KindForm,), _fields())):  # type: ignore[misc]
    """A kind of decision with the powers of each level."""

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """A power without the decision that granted it is none, nor is a decision that says nothing of a power."""
        good: bool = super().validate(*args, **kwargs)
        for level in LEVEL_WORDS:
            if self[f"power_{level}"].data and not self[f"granted_{level}"].data:
                self.refuse(f"granted_{level}", NO_DECISION)
                good = False
            elif self[f"granted_{level}"].data and not self[f"power_{level}"].data:
                self.refuse(f"power_{level}", NO_POWER)
                good = False
        return good
