"""Two versions of a plan beside each other."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, abort, url_for

from core.web import page, read_session
from people.gate import directory, requires
from people.terms import Permission
from plans import labels, queries
from plans.labels.comparison import StepRow
from plans.models import PlanVersion
from plans.rules.compare import compare
from plans.terms import PlanDocument
from plans.views import blueprint
from plans.views.sheet import Opened, address, open_plan, version_asked


@dataclass(frozen=True, slots=True)
class StepSentence:
    """What changed in a step, in one sentence, for pages that only sum up."""

    name: str
    sentence: str


@blueprint.get("/plans/<plan_id>/compare")
@requires(Permission.PLAN_READ)
def compare_versions(plan_id: str) -> Response:
    """What one version changes in another: a sentence for each step, then word by word. Without a choice: the revision against the
    valid version, or the valid version against the one before."""
    opened = open_plan(plan_id)
    offered = queries.readable_versions(read_session(), opened.plan.id, opened.may_read_drafts)
    numbers = [each.number for each in offered]
    new = version_asked("to") or _newest(opened, numbers)
    old = version_asked("from") or max((each for each in numbers if each < new), default=new)
    if not {old, new} <= set(numbers):
        abort(404)
    steps: tuple[StepRow, ...] = ()
    if len(offered) > 1:
        before, after = (_document(opened, offered, number) for number in (old, new))
        steps = labels.compared(before, after, compare(before, after))
    return page(
        "plans/compare.html",
        opened=opened,
        offered=offered,
        old=old,
        new=new,
        reason=next((each.reason for each in offered if each.number == new), ""),
        steps=steps,
        differs=any(not each.nothing for each in steps),
        words=labels,
        back=address(opened.plan) if new == opened.plan.open_number else url_for("plans.show", plan_id=opened.plan.id),
    )


def what_changes(opened: Opened) -> list[StepSentence]:
    """What the opened revision changes in the valid version, a sentence for each step that it changes; empty for a first version."""
    plan, session = opened.plan, read_session()
    valid = queries.get_version(session, plan.id, plan.valid_number) if plan.valid_number is not None else None
    if valid is None or valid.number == opened.version.number:
        return []
    steps = compare(queries.document_of(session, directory(), valid), opened.document)
    return [StepSentence(labels.step_name(each.step), labels.sentence(each)) for each in steps if not each.nothing]


def _newest(opened: Opened, numbers: Sequence[int]) -> int:
    open_number = opened.plan.open_number
    return open_number if open_number in numbers and open_number is not None else opened.version.number


def _document(opened: Opened, offered: Sequence[PlanVersion], number: int) -> PlanDocument:
    if number == opened.version.number:
        return opened.document
    return queries.document_of(read_session(), directory(), next(each for each in offered if each.number == number))
