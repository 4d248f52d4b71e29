"""The forms with which a plan is begun."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from wtforms import Field
from wtforms.validators import ValidationError

from core.formats import number
from core.forms import Choice, Choices, Paragraph
from core.languages import gettext, lazy
from people.gate import directory
from plans import commands, labels
from plans.forms.parts import IdentityForm
from plans.rules.sheet import LONGEST_LINE, MOST_LINES, lines_of
from plans.terms.starting import LocalBody, Sheet


def _body(local: LocalBody) -> Choice:
    return Choice(
        labels.LOCAL_BODIES[local],
        choices=lambda: directory().organisation_choices(),
        required=False,
        hint=lazy("Tansiq does not know which one it is. Choose it, or leave it empty and name it later."),
    )


def field_of(local: LocalBody) -> str:
    """The name of the field that asks for a local body."""
    return f"body_{local.name.lower()}"


class FromTemplateForm(IdentityForm):
    """What a template cannot know."""

    team_id = Choice(lazy("Follow-up team"), choices=lambda: (), required=False, hint=lazy("It can be chosen later, in step 6."))
    body_branch = _body(LocalBody.BRANCH)
    body_governor = _body(LocalBody.GOVERNOR)
    body_council = _body(LocalBody.COUNCIL)
    body_education = _body(LocalBody.EDUCATION)
    body_police = _body(LocalBody.POLICE)
    body_army = _body(LocalBody.ARMY)

    def ask_for(self, bodies: Iterable[LocalBody]) -> None:
        """Keeps only the fields of these local bodies."""
        for each in set(LocalBody) - set(bodies):
            del self[field_of(each)]

    @property
    def bodies(self) -> list[Any]:
        """The fields of local bodies that are asked for."""
        return [self[field_of(each)] for each in LocalBody if field_of(each) in self]

    def begin(self) -> commands.FromTemplate:
        """The validated values."""
        values = self.values()
        chosen = {each: values[field_of(each)] for each in LocalBody if values.get(field_of(each))}
        return commands.FromTemplate(identity_of(values), values["team_id"], chosen)


def identity_of(values: dict[str, Any]) -> commands.Identity:
    """Title, issue, place and period out of a larger form's values."""
    return commands.Identity(**{each.name: values[each.name] for each in fields(commands.Identity)})


def _in_lines(_form: Any, field: Field) -> None:
    """Raises ValidationError for more lines than a plan can use, and for a line too long for a title."""
    lines = lines_of(field.data or "")
    if len(lines) > MOST_LINES:
        raise ValidationError(
            gettext(
                "At most %(most)s lines; this has %(count)s. Write only the main ones.", most=number(MOST_LINES), count=number(len(lines))
            )
        )
    for place, line in enumerate(lines, 1):
        if len(line) > LONGEST_LINE:
            raise ValidationError(
                gettext(
                    "Line %(place)s has %(length)s characters, at most %(most)s: shorten it, or break it in two.",
                    place=number(place),
                    length=number(len(line)),
                    most=number(LONGEST_LINE),
                )
            )


class SheetForm(IdentityForm):
    """The seven fields of the 2024 workshop's exercise sheet; the first, the issue, stands in the identity."""

    coordination_target = Paragraph(
        lazy("Coordination target"), most=1000, rows=2, hint=lazy("What the coordination itself must bring about, and with whom.")
    )
    stakeholders = Paragraph(
        lazy("Needed stakeholders"),
        required=False,
        rows=4,
        hint=lazy("One organisation a line. After a colon its part, if you know it: decides, does, supports, is consulted, is informed."),
        validators=[_in_lines],
    )
    picked = Choices(lazy("Or choose them here"), choices=lambda: directory().organisation_choices(), required=False)
    activities = Paragraph(
        lazy("Your resources and activities to reach the target"),
        rows=5,
        hint=lazy("One activity a line, in the order in which they happen."),
        validators=[_in_lines],
    )
    tools_approach = Paragraph(lazy("Your coordination tools and approach"), required=False, rows=2)
    challenges = Paragraph(
        lazy("Challenges and obstacles"),
        required=False,
        rows=4,
        hint=lazy("One a line: each becomes a risk to assess."),
        validators=[_in_lines],
    )
    lessons_sharing = Paragraph(lazy("How you will document and share lessons learned and good practices"), required=False, rows=2)

    def begin(self) -> commands.FromSheet:
        """The validated values."""
        values = self.values()
        answers = {each.name: values[each.name] for each in fields(Sheet) if values[each.name]}
        return commands.FromSheet(identity_of(values), Sheet(**answers))
