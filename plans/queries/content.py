"""The PlanDocument, built from the rows of a version or from its snapshot."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, literal, select, union_all
from sqlalchemy.orm import Session

from followup.models import FollowUpTeam, Issue
from indicators.models import Indicator, IndicatorDefinition
from indicators.queries import definition_of
from people.queries import Directory
from plans.documents import from_snapshot
from plans.models import (
    ActivityRow,
    ActivitySupporter,
    BudgetRow,
    IndicatorRow,
    LineAudience,
    LineRow,
    ObjectiveRow,
    PlanVersion,
    RiskRow,
    StakeholderRow,
)
from plans.terms import (
    Activity,
    Approach,
    BudgetLine,
    BudgetSource,
    Channel,
    CommunicationLine,
    Means,
    Names,
    Objective,
    PlanDocument,
    PlannedIndicator,
    Rhythm,
    Risk,
    RiskCategory,
    Stakeholder,
    StakeholderPart,
)


def document_of(session: Session, directory: Directory, version: PlanVersion) -> PlanDocument:
    """The content of a version: from its snapshot once it is approved, before that from its rows (eight statements)."""
    if version.snapshot is not None:
        return from_snapshot(version.snapshot)
    return build_document(session, directory, version)


def build_document(session: Session, directory: Directory, version: PlanVersion) -> PlanDocument:
    """The content of a version from its rows."""
    return draft_of(session, directory, version)[0]


def draft_of(session: Session, directory: Directory, version: PlanVersion) -> tuple[PlanDocument, frozenset[str]]:
    """The content of a version from its rows, and what of it is pre-filled and not confirmed: keys of parts, names of sections."""
    rows = _Rows(session, version.id)
    rows.marks |= {name for name in ("aim", "review") if getattr(version, f"{name}_prefilled")}
    organisations, names = rows.loose(version.issue_id, version.team_id)
    parts: dict[str, Any] = {
        "objectives": tuple(Objective(r.key, r.change, r.for_whom, r.by_when, Means(r.means)) for r in rows.of(ObjectiveRow)),
        "stakeholders": tuple(Stakeholder(r.key, r.organisation_id, StakeholderPart(r.part), r.note) for r in rows.of(StakeholderRow)),
        "activities": _activities(rows, organisations),
        "budget": tuple(BudgetLine(r.key, r.activity_key, r.purpose, r.amount, BudgetSource(r.source)) for r in rows.of(BudgetRow)),
        "indicators": _indicators(rows),
        "risks": tuple(_risk(r) for r in rows.of(RiskRow)),
        "lines": _lines(rows, organisations),
    }
    document = PlanDocument(
        plan_id=version.plan_id,
        number=version.number,
        name_ar=version.name_ar,
        name_en=version.name_en,
        name_ckb=version.name_ckb,
        scope_id=version.scope_id,
        issue_id=version.issue_id,
        theme=version.theme,
        starts_on=version.starts_on,
        ends_on=version.ends_on,
        coordination_target=version.coordination_target,
        goal=version.goal,
        tools_approach=version.tools_approach,
        challenges=version.challenges,
        lessons_sharing=version.lessons_sharing,
        review_rhythm=Rhythm(version.review_rhythm) if version.review_rhythm else None,
        first_review_on=version.first_review_on,
        team_id=version.team_id,
        names=names | _names(directory, version, parts),
        **parts,
    )
    return document, frozenset(rows.marks)


@cache
def _parts(model: Any) -> Select[Any]:
    """The parts of a version in their order; each kind's select is put together once."""
    return select(model).where(model.version_id == bindparam("version")).order_by(model.position, model.key)


_LOOSE = union_all(
    *(
        select(literal(False), model.key, model.organisation_id, literal(""), literal("")).where(model.version_id == bindparam("version"))
        for model in (ActivitySupporter, LineAudience)
    ),
    *(
        select(literal(True), model.id, model.name_ar, model.name_en, model.name_ckb).where(model.id == bindparam(name))
        for model, name in ((Issue, "issue"), (FollowUpTeam, "team"))
    ),
)


class _Rows:
    """The part rows of one version, in their order."""

    def __init__(self, session: Session, version_id: str) -> None:
        self.session, self.version_id = session, version_id
        self.marks: set[str] = set()

    def of(self, model: Any) -> Sequence[Any]:
        return self.marked(self.session.scalars(_parts(model), {"version": self.version_id}).all())

    def marked(self, found: Sequence[Any]) -> Sequence[Any]:
        """The same rows; those that are pre-filled are noted."""
        self.marks |= {row.key for row in found if row.prefilled}
        return found

    def loose(self, issue_id: str | None, team_id: str | None) -> tuple[Mapping[str, tuple[str, ...]], dict[str, Names]]:
        """What is too little for a statement of its own: the organisations that hang on activities (supporters) and lines (audience),
        by the part's key, and the names of the issue and the team, by id."""
        found: dict[str, list[str]] = defaultdict(list)
        names: dict[str, Names] = {}
        asked = {"version": self.version_id, "issue": issue_id, "team": team_id}
        for is_name, key, first, second, third in self.session.execute(_LOOSE, asked).all():
            if is_name:
                names[key] = (first, second, third)
            else:
                found[key].append(first)
        return {key: tuple(sorted(ids)) for key, ids in found.items()}, names


def _activities(rows: _Rows, supporters: Mapping[str, tuple[str, ...]]) -> tuple[Activity, ...]:
    return tuple(
        Activity(
            key=r.key,
            objective_key=r.objective_key,
            title=r.title,
            responsible_id=r.responsible_id,
            responsible_person=r.responsible_person,
            supporter_ids=supporters.get(r.key, ()),
            starts_on=r.starts_on,
            due_on=r.due_on,
            approach=Approach(r.approach) if r.approach else None,
            people_needed=r.people_needed,
            material_needed=r.material_needed,
        )
        for r in rows.of(ActivityRow)
    )


def _indicators(rows: _Rows) -> tuple[PlannedIndicator, ...]:
    query = (
        select(IndicatorRow, IndicatorDefinition, Indicator.code)
        .join(IndicatorDefinition, IndicatorDefinition.id == IndicatorRow.definition_id)
        .join(Indicator, Indicator.id == IndicatorRow.key)
        .where(IndicatorRow.version_id == rows.version_id)
        .order_by(IndicatorRow.position, IndicatorRow.key)
    )
    found = rows.session.execute(query).all()
    rows.marked([row for row, _definition, _code in found])
    return tuple(PlannedIndicator(row.key, row.objective_key, code, definition_of(definition)) for row, definition, code in found)


def _risk(r: RiskRow) -> Risk:
    return Risk(
        key=r.key,
        category=RiskCategory(r.category),
        cause=r.cause,
        event=r.event,
        effect=r.effect,
        likelihood=r.likelihood,
        impact=r.impact,
        mitigation=r.mitigation,
        contingency=r.contingency,
        trigger=r.trigger,
        owner_id=r.owner_id,
        next_review_on=r.next_review_on,
        residual_likelihood=r.residual_likelihood,
        residual_impact=r.residual_impact,
    )


def _lines(rows: _Rows, audiences: Mapping[str, tuple[str, ...]]) -> tuple[CommunicationLine, ...]:
    return tuple(
        CommunicationLine(r.key, r.message, audiences.get(r.key, ()), Channel(r.channel), Rhythm(r.rhythm), r.by_id)
        for r in rows.of(LineRow)
    )


def _names(directory: Directory, version: PlanVersion, parts: Mapping[str, Any]) -> dict[str, Names]:
    """The names of the organisations that the document mentions and of its scope, as they are now."""
    ids = {each.organisation_id for each in parts["stakeholders"]}
    ids |= (
        {each.responsible_id for each in parts["activities"]}
        | {each.owner_id for each in parts["risks"]}
        | {each.by_id for each in parts["lines"]}
    )
    ids |= {each.definition.reporter_id for each in parts["indicators"]}
    ids = ids.union(*(each.supporter_ids for each in parts["activities"]), *(each.audience_ids for each in parts["lines"]))
    names = {each: _trilingual(directory.organisations[each]) for each in ids if each in directory.organisations}
    if version.scope_id in directory.scopes:
        names[version.scope_id] = _trilingual(directory.scopes[version.scope_id])
    return names


def _trilingual(named: Any) -> Names:
    return (named.name_ar, named.name_en, named.name_ckb)


def part_row(session: Session, model: Any, version_id: str, key: str) -> Any | None:
    """One part of a version."""
    return session.get(model, (version_id, key))


def organisations_of(session: Session, model: Any, version_id: str, key: str) -> Sequence[str]:
    """The organisations that hang on a part (supporters, audience)."""
    return session.scalars(select(model.organisation_id).where(model.version_id == version_id, model.key == key)).all()
