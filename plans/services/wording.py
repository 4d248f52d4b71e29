"""The words and approaches by which a plan is found. Words of what is approved and of what is being prepared are kept apart, as not
everybody reads drafts."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select, union_all
from sqlalchemy.orm import Session

from core.search import forget, index, index_all
from followup.models import Issue
from indicators.models import Indicator, IndicatorDefinition
from plans.models import ActivityRow, IndicatorRow, ObjectiveRow, Plan, PlanVersion, RiskRow
from plans.queries import DRAFT_WORDS, VALID_WORDS

BATCH = 500


def keep_words(session: Session, plan: Plan, version: PlanVersion | None) -> None:
    """Gathers the words of the version in hand anew, and its approaches when it stands for the plan. Three statements at most."""
    if version is not None and version.number == (plan.valid_number or plan.open_number):
        found = session.scalars(select(ActivityRow.approach).distinct().where(ActivityRow.version_id == version.id))
        plan.approaches = " ".join(("", *sorted(filter(None, found)), ""))
    if version is not None and version.number == plan.valid_number:
        index(session, VALID_WORDS, plan.id, *_texts(session, [version.id])[version.id])
    if version is not None and version.number == plan.open_number:
        index(session, DRAFT_WORDS, plan.id, *_texts(session, [version.id])[version.id])
    else:
        forget(session, DRAFT_WORDS, plan.id)


def index_plans(session: Session) -> None:
    """Gathers the words of all plans anew."""
    for kind, number in ((VALID_WORDS, Plan.valid_number), (DRAFT_WORDS, Plan.open_number)):
        query = select(PlanVersion.id, PlanVersion.plan_id).join(Plan, Plan.id == PlanVersion.plan_id).where(PlanVersion.number == number)
        found = session.execute(query).all()
        for first in range(0, len(found), BATCH):
            plans = {row.id: row.plan_id for row in found[first : first + BATCH]}
            index_all(session, kind, {plans[version_id]: texts for version_id, texts in _texts(session, plans).items()})


def _texts(session: Session, version_ids: Iterable[str]) -> Mapping[str, list[str]]:
    """What people write and look for in these versions, with the names of the issue and of the indicators. One statement."""
    found: dict[str, list[str]] = defaultdict(list)
    for version_id, text in session.execute(_written_in(list(version_ids))):
        found[version_id].append(text)
    return found


def _written_in(version_ids: list[str]) -> Any:
    v = PlanVersion
    own = (v.name_ar, v.name_en, v.name_ckb, v.theme, v.goal, v.coordination_target, v.tools_approach, v.challenges)
    definition, issue = IndicatorDefinition, Issue
    selects = [
        select(v.id, _lines(*own)).where(v.id.in_(version_ids)),
        select(v.id, _lines(issue.name_ar, issue.name_en, issue.name_ckb)).join(issue, issue.id == v.issue_id).where(v.id.in_(version_ids)),
        _of(ObjectiveRow, version_ids, ObjectiveRow.change, ObjectiveRow.for_whom),
        _of(ActivityRow, version_ids, ActivityRow.title),
        _of(RiskRow, version_ids, RiskRow.cause, RiskRow.event, RiskRow.effect),
        _of(IndicatorRow, version_ids, Indicator.code, definition.name_ar, definition.name_en, definition.name_ckb)
        .join(definition, definition.id == IndicatorRow.definition_id)
        .join(Indicator, Indicator.id == IndicatorRow.key),
    ]
    return union_all(*selects)


def _of(model: Any, version_ids: list[str], *columns: Any) -> Any:
    return select(model.version_id, _lines(*columns)).where(model.version_id.in_(version_ids))


def _lines(first: Any, *others: Any) -> Any:
    for each in others:
        first = first + "\n" + each
    return first
