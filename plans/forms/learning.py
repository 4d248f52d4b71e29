"""The forms of a lesson, and of a contact: a meeting, letter, talk or visit."""

from collections.abc import Iterable

from wtforms import Field
from wtforms.validators import ValidationError

from core.clock import local_day
from core.forms import Choice, Choices, Day, Form, Line, Paragraph, Tick
from core.languages import gettext, lazy
from core.web import now
from followup.labels import SECTOR_WORDS
from followup.terms import Sector
from people.gate import directory
from plans import commands, labels
from plans.forms.parts import PlanForm
from plans.terms import Approach, LessonKind, PlanDocument


class LessonForm(Form):
    """What was learned, and where it is found again."""

    kind = Choice(lazy("Kind"), of=LessonKind, words=labels.LESSON_KINDS)
    text = Paragraph(
        lazy("What was learned"),
        most=1000,
        rows=3,
        hint=lazy("So that a colleague in another governorate can use it. All who read plans read it: name offices, no persons."),
    )
    advice = Paragraph(
        lazy("What to do, and under which conditions"),
        most=1000,
        rows=2,
        required=False,
        hint=lazy("After a lesson: what you would do differently. After a good practice: when it works."),
    )
    sector = Choice(lazy("Sector"), of=Sector, words=SECTOR_WORDS, size="w-half")
    approach = Choice(
        lazy("Coordination approach"),
        of=Approach,
        words=labels.APPROACHES,
        required=False,
        size="w-half",
        hint=lazy("Only when it was learned about one approach."),
    )

    def command(self) -> commands.SaveLesson:
        """The validated values."""
        return commands.SaveLesson(**self.values())


class ContactForm(PlanForm):
    """A meeting, letter, talk or visit of a plan's coordination."""

    approach = Choice(lazy("How"), of=Approach, words=labels.APPROACHES, size="w-half")
    happened_on = Day(lazy("On"))
    subject = Line(lazy("About what"), most=300)
    organisation_ids = Choices(lazy("With whom"), choices=lambda: directory().organisation_choices(), required=False)
    others = Line(
        lazy("Others who took part"),
        most=300,
        required=False,
        hint=lazy("Families, mukhtars, offices outside the list; no names of persons."),
    )
    outcome = Paragraph(lazy("What came of it"), most=2000, rows=2, required=False)
    answer_asked = Tick(lazy("An answer was asked for"))
    answered_ids = Choices(lazy("Who has answered"), choices=lambda: (), required=False)
    reference = Line(lazy("Letter number"), most=100, required=False, size="w-half")
    activity_key = Choice(lazy("Activity"), choices=lambda: (), required=False)

    def within(self, document: PlanDocument, chosen: Iterable[str] = ()) -> None:
        """Offers the plan's organisations before the others; these and the ``chosen`` ones can have answered."""
        super().within(document)
        ours = document.organisation_ids()
        self.organisation_ids.offer(sorted(self.organisation_ids.choices, key=lambda pair: pair[0] not in ours))
        can_answer = ours | set(chosen) | set(self.organisation_ids.data or ())
        self.answered_ids.offer([pair for pair in self.organisation_ids.choices if pair[0] in can_answer])

    def validate_happened_on(self, field: Field) -> None:
        """What is written down has taken place."""
        if field.data is not None and field.data > local_day(now()):
            raise ValidationError(gettext("This day lies in the future. Write down what has taken place."))

    def command(self) -> commands.SaveContact:
        """The validated values."""
        return commands.SaveContact(**self.values())
