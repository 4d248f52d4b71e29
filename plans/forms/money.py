"""The form of a movement of money."""

from core.forms import Choice, Day, Dinars, Form, Line
from core.languages import lazy
from plans import commands, labels
from plans.terms import MoneyKind


class MoneyForm(Form):
    """A part of a budget line's money that was allocated, taken off again, released or spent."""

    kind = Choice(lazy("What happened to the money"), of=MoneyKind, words=labels.MONEY_KINDS, size="w-half")
    amount = Dinars(lazy("Amount in IQD"), least=1, hint=lazy("Whole dinars, for example 250,000,000"))
    moved_on = Day(lazy("Date of the letter"))
    letter_number = Line(lazy("Letter number"), most=60, hint=lazy("The number of the letter or of the receipt"), size="w-half")
    note = Line(lazy("Remark"), most=300, required=False)

    def command(self) -> commands.RecordMoney:
        """The validated values."""
        return commands.RecordMoney(**self.values())
