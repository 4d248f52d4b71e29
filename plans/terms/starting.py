"""What a plan can be begun from: the shape of a template's parts, the exercise sheet's answers, the bodies of a governorate."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from indicators.terms import Calculation, Direction, Frequency, OverPlaces, ValueKind
from plans.terms.words import Approach, BudgetSource, Channel, Means, Rhythm, RiskCategory, StakeholderPart

#: A text by language code: ar, ckb, en.
Texts = Mapping[str, str]
#: At most, the text of a section.
LONG = 5000
#: In a template's texts: becomes the place of the plan's issue.
PLACE = "{place}"


class LocalBody(StrEnum):
    """An organisation that a template cannot name, since each governorate has its own. In a template it stands where an id would."""

    BRANCH = "@branch"
    GOVERNOR = "@governor"
    COUNCIL = "@council"
    EDUCATION = "@education"
    POLICE = "@police"
    ARMY = "@army"


class Shape(StrEnum):
    """What a field of a template's part holds.

    A ``share`` is a day of the plan as hundredths of its period: 0 is the first day, 100 the last. ``names`` are the three names of
    an indicator, ``under`` the key of the part on which this one hangs.
    """

    TEXT = "text"
    NAMES = "names"
    SHARE = "share"
    BODY = "body"
    BODIES = "bodies"
    WORD = "word"
    WHOLE = "whole"
    QUANTITY = "quantity"
    UNDER = "under"


@dataclass(frozen=True, slots=True)
class TemplateField:
    """One field of a template's part; ``name`` is that of the field in the plan's document. ``most`` bounds a text, ``of`` gives the
    words of a choice, ``line`` is a text of one line."""

    name: str
    shape: Shape
    required: bool = True
    most: int = 1000
    of: type[StrEnum] | None = None
    line: bool = False


@dataclass(frozen=True, slots=True)
class TemplatePart:
    """A part (or the section ``aim`` or ``review``) of a template; ``values`` by the names of ``TEMPLATE_FIELDS``."""

    key: str
    kind: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation as far as the rules must know it: its kind, its code, its parent's code, its governorate, what it is called."""

    id: str
    kind: str
    code: str
    parent_code: str
    place_id: str | None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """The answers of the 2024 workshop's exercise sheet beside the issue itself, as they were typed."""

    coordination_target: str = ""
    stakeholders: str = ""
    picked: tuple[str, ...] = ()
    activities: str = ""
    tools_approach: str = ""
    challenges: str = ""
    lessons_sharing: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A stakeholder that a line of the sheet names: the words of the line, the organisation that they fit (None: none does), its part."""

    words: str
    organisation_id: str | None
    part: StakeholderPart = StakeholderPart.SUPPORTS


@dataclass(frozen=True, slots=True)
class Locality:
    """Where a plan begins: which organisation each local body is there, and what ``{place}`` is called, by language."""

    bodies: Mapping[LocalBody, str] = field(default_factory=dict)
    place: Texts = field(default_factory=dict)


def _text(name: str, most: int = 1000, required: bool = True, line: bool = False) -> TemplateField:
    return TemplateField(name, Shape.TEXT, required, most, line=line)


def _word(name: str, of: type[StrEnum], required: bool = True) -> TemplateField:
    return TemplateField(name, Shape.WORD, required, of=of)


def _other(name: str, shape: Shape, required: bool = True) -> TemplateField:
    return TemplateField(name, shape, required)


#: The fields of each kind, in the order of the forms. Parts hang on those of kinds further up.
TEMPLATE_FIELDS: Mapping[str, tuple[TemplateField, ...]] = {
    "aim": (
        _text("goal", LONG, required=False),
        _text("coordination_target", LONG, required=False),
        _text("tools_approach", LONG, required=False),
        _text("challenges", LONG, required=False),
    ),
    "objectives": (
        _text("change"),
        _text("for_whom", 300, line=True),
        _other("by_when", Shape.SHARE),
        _word("means", Means),
    ),
    "stakeholders": (_other("organisation_id", Shape.BODY), _word("part", StakeholderPart), _text("note", 300, required=False, line=True)),
    "activities": (
        _other("objective_key", Shape.UNDER),
        _text("title", 300, line=True),
        _other("responsible_id", Shape.BODY, required=False),
        _other("starts_on", Shape.SHARE),
        _other("due_on", Shape.SHARE),
        _word("approach", Approach),
        _text("people_needed", required=False),
        _text("material_needed", required=False),
        _other("supporter_ids", Shape.BODIES, required=False),
    ),
    "budget": (
        _other("activity_key", Shape.UNDER),
        _text("purpose", 200, line=True),
        _other("amount", Shape.WHOLE),
        _word("source", BudgetSource),
    ),
    "indicators": (
        _other("objective_key", Shape.UNDER),
        _other("name", Shape.NAMES),
        _word("kind", ValueKind),
        _text("unit", 100, required=False, line=True),
        _word("direction", Direction),
        _word("calculation", Calculation, required=False),
        _word("over_places", OverPlaces),
        _other("baseline", Shape.QUANTITY, required=False),
        _other("baseline_denominator", Shape.QUANTITY, required=False),
        _other("target", Shape.QUANTITY, required=False),
        _other("target_on", Shape.SHARE, required=False),
        _word("frequency", Frequency, required=False),
        _text("source", 200, required=False, line=True),
        _other("reporter_id", Shape.BODY, required=False),
    ),
    "risks": (
        _word("category", RiskCategory),
        _text("cause"),
        _text("event"),
        _text("effect"),
        _other("likelihood", Shape.WHOLE),
        _other("impact", Shape.WHOLE),
        _text("mitigation", required=False),
        _text("contingency", required=False),
        _text("trigger", required=False),
        _other("owner_id", Shape.BODY, required=False),
        _other("next_review_on", Shape.SHARE, required=False),
        _other("residual_likelihood", Shape.WHOLE, required=False),
        _other("residual_impact", Shape.WHOLE, required=False),
    ),
    "lines": (
        _text("message"),
        _other("audience_ids", Shape.BODIES),
        _word("channel", Channel),
        _word("rhythm", Rhythm),
        _other("by_id", Shape.BODY, required=False),
    ),
    "review": (
        _word("review_rhythm", Rhythm, required=False),
        _other("first_review_on", Shape.SHARE),
        _text("lessons_sharing", LONG, required=False),
    ),
}
