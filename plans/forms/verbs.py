"""The forms of what happens to a plan."""

from core.forms import Choice, Day, Form, Line, Paragraph, Percent
from core.languages import lazy
from plans import commands, labels
from plans.terms import Verdict


class ReasonForm(Form):
    """A step that wants a reason."""

    reason = Paragraph(lazy("Reason"), most=2000, rows=3)


class ConfirmForm(Form):
    """A step that wants nothing but the person's yes."""


class ReceiptForm(Form):
    """That an organisation confirmed on paper that the plan arrived."""

    signed_by = Line(lazy("Who signed"), most=200, hint=lazy("Name and office, as they stand on the paper."))
    signed_on = Day(lazy("Day on the paper"))

    def command(self) -> commands.RecordReceipt:
        """The validated values."""
        return commands.RecordReceipt(**self.values())


class ProgressForm(Form):
    """How far an activity is."""

    percent = Percent(lazy("Done, in per cent"))
    note = Paragraph(lazy("What was done, what is in the way"), most=2000, rows=2)

    def command(self) -> commands.ReportProgress:
        """The validated values."""
        return commands.ReportProgress(**self.values())


class LookBackForm(Form):
    """The review of the whole plan and of the coordination itself."""

    outside_changes = Paragraph(lazy("What changed outside"), required=False, rows=2)
    coordination = Paragraph(
        lazy("The coordination itself"),
        required=False,
        rows=3,
        hint=lazy("Which meetings, letters and talks took place, who never answered, what worked."),
    )
    sharing = Paragraph(lazy("How lessons and good practices are shared"), required=False, rows=2)

    def command(self) -> commands.LookBack:
        """The validated values."""
        return commands.LookBack(**self.values())


class FindingForm(Form):
    """The review of one objective or activity."""

    achieved = Paragraph(lazy("What was achieved"), most=2000, rows=2)
    verdict = Choice(lazy("Keep, adjust or drop"), of=Verdict, words=labels.VERDICTS, size="w-half")
    reason = Paragraph(lazy("Why"), most=2000, rows=2)

    def command(self) -> commands.SaveFinding:
        """The validated values."""
        return commands.SaveFinding(**self.values())


class ConcludeForm(Form):
    """How a review ends."""

    outcome = Choice(
        lazy("What follows from the review"),
        choices=lambda: [("continue", lazy("The plan goes on as it is")), ("revise", lazy("The plan is revised: a new version is opened"))],
    )
    reason = Paragraph(lazy("Reason"), most=2000, rows=3)
