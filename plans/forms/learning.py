"""The form of a lesson."""

from core.forms import Choice, Form, Paragraph
from core.languages import lazy
from followup.labels import SECTOR_WORDS
from followup.terms import Sector
from plans import commands, labels
from plans.terms import Approach, LessonKind


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
