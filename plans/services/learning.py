"""Writing down what was learned in a plan: in its review, while it runs, and after it was closed."""

from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.audit import Part, differences
from core.formats import shortened
from core.ids import new_id
from core.saving import NotYours, take
from core.search import index, index_all
from people.terms import Actor
from plans import commands, queries
from plans.models import Lesson
from plans.policy import Verb
from plans.services.opening import InHand, take_in_hand

PART = "lessons"


def lesson_values(lesson: Lesson) -> dict[str, Any]:
    """The stored lesson, by form field."""
    return {each.name: getattr(lesson, each.name) for each in fields(commands.SaveLesson)}


def add_lesson(session: Session, actor: Actor, plan_id: str, command: commands.SaveLesson, now: datetime) -> Lesson:
    """A new lesson of a plan; while a review is under way, one of that review. Raises NotYours, Refused."""
    hand = take_in_hand(session, actor, plan_id, Verb.LEARN, now)
    review = queries.open_review(session, plan_id)
    values = _plain(command)
    lesson = Lesson(
        **values,
        id=new_id(),
        plan_id=plan_id,
        review_id=review.id if review else None,
        issue_id=hand.plan.issue_id,
        scope_id=hand.plan.scope_id,
        at=now,
        person_id=actor.person_id,
        person_name=actor.name,
        version=1,
        withdrawn_reason="",
    )
    session.add(lesson)
    hand.note("added", differences({}, {name: value for name, value in values.items() if value}), part=_part(lesson))
    index(session, queries.LESSON_WORDS, lesson.id, lesson.text, lesson.advice)
    return lesson


def change_lesson(session: Session, actor: Actor, lesson_id: str, command: commands.SaveLesson, shown: int, now: datetime) -> Lesson:
    """Corrects a lesson. Raises NotYours, Refused, Stale."""
    hand, lesson = _in_hand(session, actor, lesson_id, now)
    before = lesson_values(lesson)
    take(lesson, shown, lambda: before)
    changes = differences(before, _plain(command))
    for name, (_old, new) in changes.items():
        setattr(lesson, name, new)
    hand.note("changed", changes, part=_part(lesson))
    index(session, queries.LESSON_WORDS, lesson.id, lesson.text, lesson.advice)
    return lesson


def index_lessons(session: Session) -> None:
    """Keeps the words by which lessons are found."""
    rows = session.execute(select(Lesson.id, Lesson.text, Lesson.advice))
    index_all(session, queries.LESSON_WORDS, {row.id: row[1:] for row in rows})


def take_back_lesson(session: Session, actor: Actor, lesson_id: str, reason: str, shown: int, now: datetime) -> InHand:
    """Takes a lesson back with a reason: it is offered to nobody any more, and stays in the plan's history."""
    hand, lesson = _in_hand(session, actor, lesson_id, now)
    take(lesson, shown, lambda: lesson_values(lesson))
    lesson.withdrawn_reason = reason
    hand.note("withdrawn", reason=reason, part=_part(lesson))
    return hand


def _in_hand(session: Session, actor: Actor, lesson_id: str, now: datetime) -> tuple[InHand, Lesson]:
    lesson = queries.get_lesson_for(session, actor, lesson_id, lock=True)
    if lesson is None:
        raise NotYours
    return take_in_hand(session, actor, lesson.plan_id, Verb.LEARN, now), lesson


def _plain(command: commands.SaveLesson) -> dict[str, Any]:
    values = asdict(command)
    return {**values, "kind": command.kind.value, "sector": command.sector.value, "approach": command.approach and command.approach.value}


def _part(lesson: Lesson) -> Part:
    return Part(PART, shortened(lesson.text))
