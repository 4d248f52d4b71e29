"""The forms of templates: one for what a template is called, and one made for each kind of part from ``TEMPLATE_FIELDS``."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, ClassVar

from wtforms import Field
from wtforms.validators import ValidationError

from core.forms import Choice, Choices, Difference, Dinars, Form, Line, Named, Paragraph, Percent, Quantity, Whole
from core.languages import LANGUAGES, OWN_NAMES, Text, gettext, lazy
from followup.labels import SECTOR_WORDS
from followup.terms import Sector
from people.gate import directory
from plans import commands, labels
from plans.forms.parts import not_before_start, residual_fits
from plans.labels.templates import WORDS_OF, label_of
from plans.terms.starting import LONG, TEMPLATE_FIELDS, LocalBody, Shape, TemplateField

NOTE, MOST_FIFTH = 500, 5


class TemplateForm(Named):
    """What a template is called, for which sector it is offered first, when to use it."""

    sector = Choice(
        lazy("Sector"), of=Sector, words=SECTOR_WORDS, size="w-half", hint=lazy("It is offered first for issues of this sector.")
    )
    note_ar = Paragraph(OWN_NAMES["ar"], most=NOTE, rows=2, required=False)
    note_ckb = Paragraph(OWN_NAMES["ckb"], most=NOTE, rows=2, required=False)
    note_en = Paragraph(OWN_NAMES["en"], most=NOTE, rows=2, required=False)

    def command(self) -> commands.SaveTemplate:
        """The validated values."""
        values = self.values()
        note = {code: text for code in LANGUAGES if (text := values[f"note_{code}"])}
        return commands.SaveTemplate(values["name_ar"], values["name_en"], values["name_ckb"], values["sector"], note)


class NewTemplateForm(TemplateForm):
    """A new template: blank, or with the parts of a plan."""

    plan_id = Choice(
        lazy("With the parts of a plan"), choices=lambda: (), required=False, hint=lazy("Leave empty for a template without any part yet.")
    )


class TemplatePartForm(Form):
    """A part of a template."""

    part_kind: ClassVar[str] = ""

    def offer_upper(self, offered: Mapping[str, list[tuple[str, str]]]) -> None:
        """Gives the parts on which this one can hang, by kind."""
        for name, kind in (("objective_key", "objectives"), ("activity_key", "activities")):
            if name in self:
                field: Any = self[name]
                field.offer(offered[kind])

    def meet(self, stored: Mapping[str, Any], version: int) -> list[Difference]:
        """As every form, each language of a text by itself."""
        return super().meet(self.flat(stored), version)

    @classmethod
    def flat(cls, values: Mapping[str, Any]) -> dict[str, Any]:
        """A part's values by form field: a text has one field for each language."""
        found: dict[str, Any] = {}
        for each in TEMPLATE_FIELDS[cls.part_kind]:
            value = values.get(each.name)
            if each.shape in (Shape.TEXT, Shape.NAMES):
                found |= {f"{each.name}_{code}": (value or {}).get(code, "") for code in LANGUAGES}
            else:
                found[each.name] = value
        return found

    def part_values(self) -> dict[str, Any]:
        """The validated values as a template keeps them."""
        given = self.values()
        found: dict[str, Any] = {}
        for each in TEMPLATE_FIELDS[self.part_kind]:
            if each.shape in (Shape.TEXT, Shape.NAMES):
                found[each.name] = {code: text for code in LANGUAGES if (text := given[f"{each.name}_{code}"])}
            elif each.shape is Shape.BODIES:
                found[each.name] = list(given[each.name])
            else:
                value = given[each.name]
                found[each.name] = value.value if each.shape is Shape.WORD and value is not None else value
        return found


@cache
def part_form(kind: str) -> type[TemplatePartForm]:
    """The form of a kind of part."""
    made: dict[str, Any] = {"__doc__": f"A template's part of the kind {kind}.", "part_kind": kind}
    for each in TEMPLATE_FIELDS[kind]:
        label = label_of(kind, each)
        if each.shape in (Shape.TEXT, Shape.NAMES):
            made |= _texts(each)
        else:
            made[each.name] = _FIELDS[each.shape](each, label)
    if kind == "activities":
        made["validate_due_on"] = not_before_start
    if kind == "risks":
        made["validate_residual_impact"] = residual_fits
    return type(f"Template{kind.title()}Form", (TemplatePartForm,), made)


def _texts(each: TemplateField) -> dict[str, Any]:
    most = 200 if each.shape is Shape.NAMES else each.most
    plain = each.line or each.shape is Shape.NAMES
    made: dict[str, Any] = {}
    for code in LANGUAGES:
        validators = [_in_one_language(each.name)] if each.required and code == LANGUAGES[0] else []
        given: dict[str, Any] = {"most": most, "required": False, "validators": validators}
        made[f"{each.name}_{code}"] = (
            Line(OWN_NAMES[code], **given) if plain else Paragraph(OWN_NAMES[code], rows=3 if most == LONG else 2, **given)
        )
    return made


def _in_one_language(name: str) -> Callable[[Any, Field], None]:
    def check(form: Any, _field: Field) -> None:
        if not any(form[f"{name}_{code}"].data for code in LANGUAGES):
            raise ValidationError(gettext("Write it in at least one language."))

    return check


def _bodies() -> Iterable[tuple[str, Text]]:
    return [*((each.value, labels.LOCAL_BODIES[each]) for each in LocalBody), *directory().organisation_choices()]


def _whole(each: TemplateField, label: Text) -> Field:
    return Dinars(label) if each.name == "amount" else Whole(label, least=1, most=MOST_FIFTH, required=each.required)


def _word(each: TemplateField, label: Text) -> Field:
    return Choice(label, of=each.of, words=WORDS_OF[each.of] if each.of else {}, required=each.required, size="w-half")


_FIELDS: Mapping[Shape, Callable[[TemplateField, Text], Field]] = {
    Shape.SHARE: lambda each, label: Percent(
        label, required=each.required, hint=lazy("In per cent of the plan's period: 0 its first day, 100 its last.")
    ),
    Shape.BODY: lambda each, label: Choice(label, choices=_bodies, required=each.required),
    Shape.BODIES: lambda each, label: Choices(label, choices=_bodies, required=each.required),
    Shape.WORD: _word,
    Shape.WHOLE: _whole,
    Shape.QUANTITY: lambda each, label: Quantity(label, required=each.required),
    Shape.UNDER: lambda _each, label: Choice(label, choices=lambda: ()),
}
