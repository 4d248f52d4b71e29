"""The forms of one meeting."""

from datetime import date
from typing import Any

from wtforms import Field
from wtforms.validators import ValidationError

from committees.labels.meeting import ANSWERS, PRESENCES
from committees.terms import Answer, Presence
from committees.terms.commands import MarkSeat, SaveDecision, SaveItem, SaveNotes
from core.forms import Choice, Day, Form, Line, Paragraph, Tick
from core.languages import gettext, lazy
from people.gate import directory

NOTHING: Any = lambda: ()  # noqa: E731 - the view knows the list


class AnswerForm(Form):
    """Whether a member comes."""

    answer = Choice(lazy("Your answer"), of=Answer, words=ANSWERS)
    remark = Line(lazy("Remark"), required=False, most=300)


class ItemForm(Form):
    """A point of the agenda."""

    title = Line(lazy("What is it about?"), most=300)
    subject = Choice(
        lazy("It concerns"),
        choices=NOTHING,
        required=False,
        hint=lazy("An issue, a plan, an indicator or an action: its page is one click away during the meeting."),
    )
    why = Line(
        lazy("Why it belongs here"),
        required=False,
        most=300,
        hint=lazy("For a point that concerns none of these. The committee deals with displaced and returned people only."),
    )
    decision_kind_id = Choice(lazy("Kind of decision"), choices=NOTHING, required=False, hint=lazy("It tells who may decide."))

    def validate_why(self, field: Field) -> None:
        """Tied to a thing, or with a line why it belongs [2024]."""
        if not field.data and not self.subject.data:
            raise ValidationError(gettext("Choose what it concerns, or write in a line why it belongs here."))

    def command(self) -> SaveItem:
        """The validated values."""
        return SaveItem(self.title.data or "", self.subject.data, self.why.data or "", self.decision_kind_id.data)


class SeatForm(Form):
    """How a seat was filled."""

    presence = Choice(lazy("Attendance"), of=Presence, words=PRESENCES)
    name = Line(
        lazy("Somebody else sat there"),
        required=False,
        hint=lazy("The name, if it was neither the member nor the deputy. Such a person binds the organisation to nothing."),
    )

    def validate_name(self, field: Field) -> None:
        """A name is of somebody who sat there."""
        if field.data and self.presence.data in (Presence.EXCUSED, Presence.ABSENT):
            raise ValidationError(gettext("A name belongs to a seat where somebody sat. Choose “Present”, or take the name away."))

    def command(self) -> MarkSeat:
        """The validated values."""
        return MarkSeat(Presence(self.presence.data), self.name.data or "")


class NotesForm(Form):
    """What was said about a point."""

    notes = Paragraph(lazy("What was said"), required=False, rows=3)
    discussed = Tick(lazy("It was discussed"), hint=lazy("What was not discussed comes back at the next meeting by itself."))

    def command(self) -> SaveNotes:
        """The validated values."""
        return SaveNotes(bool(self.discussed.data), self.notes.data or "")


class IntroductionForm(Form):
    """What stands before the points."""

    introduction = Paragraph(lazy("Introduction"), required=False, rows=3, hint=lazy("The opening, guests, what was agreed on the agenda."))


class DecisionForm(Form):
    """A decision."""

    agenda_item_id = Choice(lazy("Point"), choices=NOTHING)
    what = Paragraph(lazy("What is to be done"), most=2000, rows=3)
    organisation_id = Choice(lazy("Organisation"), choices=lambda: directory().organisation_choices())
    person_id = Choice(lazy("Person"), choices=NOTHING, required=False, size="w-half")
    due_on = Day(lazy("Due on"))
    decision_kind_id = Choice(lazy("Kind of decision"), choices=NOTHING, required=False, hint=lazy("It tells who may decide."))
    #: The day of the meeting; nothing that it decides is due before.
    met_on: date | None = None

    def validate_due_on(self, field: Field) -> None:
        """Not before it was decided."""
        if self.met_on and field.data and field.data < self.met_on:
            raise ValidationError(gettext("The meeting is on %(day)s. Choose this day or a later one.", day=self.due_on.write(self.met_on)))

    def command(self) -> SaveDecision:
        """The validated values."""
        values = {name: value for name, value in self.values().items() if name != "agenda_item_id"}
        return SaveDecision(**values)


class ConfirmForm(Form):
    """A step that wants nothing but the person's yes."""


class ReasonForm(Form):
    """A step that wants a reason."""

    reason = Paragraph(lazy("Reason"), most=2000, rows=3)


class SendForm(Form):
    """Until when members may remark."""

    until_on = Day(lazy("Remarks until"))


class RemarkForm(Form):
    """A remark on the minutes."""

    text = Paragraph(lazy("Your remark"), most=2000, rows=4)


class ReplyForm(Form):
    """What the secretary did with a remark."""

    answer = Paragraph(lazy("Answer"), most=2000, rows=3, hint=lazy("What was done with it: worked in, or why not."))


class CorrectForm(Form):
    """A correction of closed minutes."""

    text = Paragraph(lazy("The correction"), most=2000, rows=4)
    reason = Line(lazy("Reason"), most=300)


class HowForm(Form):
    """How a recommendation was confirmed."""

    how = Line(lazy("How it was confirmed"), most=300, hint=lazy("The letter with its number and date, or the meeting that took it up."))
