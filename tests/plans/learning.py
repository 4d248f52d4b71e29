"""Lessons and contacts as the tests of this folder need them."""

from dataclasses import replace
from datetime import date
from typing import Any

from followup.terms import Sector
from plans import commands
from plans.terms import Approach, LessonKind


def a_lesson(**changes: Any) -> commands.SaveLesson:
    """What was learned about official letters in housing."""
    command = commands.SaveLesson(
        kind=LessonKind.LESSON,
        text="الكتب الرسمية وحدها لا تكفي، فقد بقيت ستة كتب بلا جواب.",
        advice="يُتبع كل كتاب بلقاء خلال أسبوعين.",
        sector=Sector.HOUSING,
        approach=Approach.OFFICIAL_LETTER,
    )
    return replace(command, **changes)


def a_contact(*organisation_ids: str, **changes: Any) -> commands.SaveContact:
    """An official letter to these organisations that asks for an answer."""
    command = commands.SaveContact(
        approach=Approach.OFFICIAL_LETTER,
        happened_on=date(2026, 2, 20),
        organisation_ids=organisation_ids,
        others="",
        subject="طلب تخصيص أرض",
        outcome="",
        answer_asked=True,
        answered_ids=(),
        reference="ع/114",
        activity_key=None,
    )
    return replace(command, **changes)
