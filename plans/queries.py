"""Every select of the plans room: access, lists, and the PlanDocument built from the rows of a version."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, literal, or_, select, true, union_all
from sqlalchemy.orm import Session

from followup.models import FollowUpTeam, Issue, IssueShare
from indicators.models import Indicator, IndicatorDefinition
from indicators.queries import definition_of
from people.queries import Directory
from people.terms import Actor, Permission, Reach
from plans.documents import from_snapshot
from plans.models import (
    ActivityProgress,
    ActivityRow,
    ActivitySupporter,
    BudgetRow,
    Finding,
    IndicatorRow,
    LineAudience,
    LineRow,
    ObjectiveRow,
    Plan,
    PlanVersion,
    Receipt,
    Review,
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
    FundingState,
    Means,
    Names,
    Objective,
    PlanDocument,
    PlannedIndicator,
    PlanState,
    Rhythm,
    Risk,
    RiskCategory,
    Stakeholder,
    StakeholderPart,
)

PAGE = 25
PRIVATE_STATES = (PlanState.DRAFT.value, PlanState.SUBMITTED.value, PlanState.RETURNED.value)


@dataclass(frozen=True, slots=True)
class PlanFilters:
    """What a list of plans is narrowed to; empty fields narrow nothing. ``scope_ids`` is a node with all below it."""

    words: str = ""
    state: PlanState | None = None
    scope_ids: frozenset[str] = frozenset()


def _in_reach(reach: Reach) -> ColumnElement[bool]:
    if reach.national:
        return true()
    shared = select(IssueShare.issue_id).where(IssueShare.scope_id.in_(sorted(reach.scopes)))
    ours = or_(Plan.scope_id.in_(sorted(reach.scopes)), Plan.issue_id.in_(shared))
    if not reach.organisations:
        return ours
    received = select(Receipt.plan_id).where(Receipt.organisation_id.in_(sorted(reach.organisations)))
    return or_(ours, Plan.id.in_(received))


def visible(actor: Actor) -> ColumnElement[bool]:
    """The WHERE of every read: plans within reach, those not yet approved only for who works on them.

    Focal points see what was communicated to their organisation.
    """
    reach, drafts = actor.reach(Permission.PLAN_READ), actor.reach(Permission.PLAN_READ_DRAFTS)
    if drafts.national:
        return true()
    if reach == drafts:
        return _in_reach(drafts)
    settled = and_(_in_reach(reach), Plan.valid_number.is_not(None))
    return settled if drafts.nowhere else or_(_in_reach(drafts), settled)


def reaches(actor: Actor, plan: Plan, shared_with: frozenset[str], received_by: frozenset[str]) -> frozenset[Permission]:
    """The actor's permissions whose reach covers this plan: by its scope, by scopes that share its issue, by organisations."""
    scopes = {plan.scope_id} | shared_with
    return frozenset(
        each for each in actor.permissions if (r := actor.reach(each)).covers(scopes) or not r.organisations.isdisjoint(received_by)
    )


def get_plan_for(session: Session, actor: Actor, plan_id: str, lock: bool = False) -> Plan | None:
    """A plan that the actor may see; None for an unknown or a foreign one. ``lock`` keeps others from changing it meanwhile."""
    query = select(Plan).where(Plan.id == plan_id, visible(actor))
    return session.scalars(query.with_for_update() if lock else query).first()


def get_version(session: Session, plan_id: str, number: int, lock: bool = False) -> PlanVersion | None:
    """One version of a plan."""
    query = select(PlanVersion).where(PlanVersion.plan_id == plan_id, PlanVersion.number == number)
    return session.scalars(query.with_for_update() if lock else query).first()


def versions_of(session: Session, plan_id: str) -> Sequence[PlanVersion]:
    """All versions, newest first."""
    return session.scalars(select(PlanVersion).where(PlanVersion.plan_id == plan_id).order_by(PlanVersion.number.desc())).all()


def shares_and_receivers(session: Session, plan: Plan) -> tuple[frozenset[str], frozenset[str]]:
    """The scopes that share the plan's issue, and the organisations that have received the plan. One statement."""
    shares = select(IssueShare.scope_id, literal("scope")).where(IssueShare.issue_id == plan.issue_id)
    receivers = select(Receipt.organisation_id, literal("organisation")).where(Receipt.plan_id == plan.id)
    rows = session.execute(shares.union_all(receivers)).all()
    return frozenset(found for found, kind in rows if kind == "scope"), frozenset(found for found, kind in rows if kind == "organisation")


def _narrowed(query: Any, actor: Actor, filters: PlanFilters) -> Any:
    query = query.where(visible(actor))
    if filters.state is not None:
        query = query.where(Plan.state == filters.state.value)
    if filters.scope_ids:
        query = query.where(Plan.scope_id.in_(sorted(filters.scope_ids)))
    for word in filters.words.split()[:8]:
        like = "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        query = query.where(or_(*(column.ilike(like, escape="\\") for column in (Plan.name_ar, Plan.name_en, Plan.name_ckb))))
    return query


def plans_page(session: Session, actor: Actor, filters: PlanFilters, page: int) -> tuple[Sequence[Row[Any]], int]:
    """25 plans of a list, what needs a hand first, and how many there are in all. Two statements."""
    total = session.scalar(_narrowed(select(func.count()).select_from(Plan), actor, filters)) or 0
    columns = (Plan.id, Plan.name_ar, Plan.name_en, Plan.name_ckb, Plan.scope_id, Plan.state, Plan.starts_on, Plan.ends_on, Plan.changed_at)
    query = _narrowed(select(*columns, Plan.valid_number, Plan.open_number), actor, filters)
    rows = session.execute(query.order_by(Plan.attention.desc(), Plan.changed_at.desc()).limit(PAGE).offset((page - 1) * PAGE)).all()
    return rows, total


def plans_of_issue(session: Session, actor: Actor, issue_id: str) -> Sequence[Plan]:
    """The plans that answer an issue, as far as the actor may see them."""
    return session.scalars(select(Plan).where(Plan.issue_id == issue_id, visible(actor)).order_by(Plan.created_at)).all()


def plans_of_indicator(session: Session, actor: Actor, indicator_id: str) -> Sequence[Plan]:
    """The plans that use an indicator, as far as the actor may see them."""
    using = (
        select(PlanVersion.plan_id).join(IndicatorRow, IndicatorRow.version_id == PlanVersion.id).where(IndicatorRow.key == indicator_id)
    )
    return session.scalars(select(Plan).where(Plan.id.in_(using), visible(actor)).order_by(Plan.created_at)).all()


def document_of(session: Session, directory: Directory, version: PlanVersion) -> PlanDocument:
    """The content of a version: from its snapshot once it is approved, before that from its rows (nine statements)."""
    if version.snapshot is not None:
        return from_snapshot(version.snapshot)
    return build_document(session, directory, version)


def build_document(session: Session, directory: Directory, version: PlanVersion) -> PlanDocument:
    """The content of a version from its rows."""
    rows = _Rows(session, version.id)
    organisations = rows.organisations()
    parts: dict[str, Any] = {
        "objectives": tuple(Objective(r.key, r.change, r.for_whom, r.by_when, Means(r.means)) for r in rows.of(ObjectiveRow)),
        "stakeholders": tuple(Stakeholder(r.key, r.organisation_id, StakeholderPart(r.part), r.note) for r in rows.of(StakeholderRow)),
        "activities": _activities(rows, organisations),
        "budget": tuple(
            BudgetLine(r.key, r.activity_key, r.purpose, r.amount, BudgetSource(r.source), FundingState(r.funding))
            for r in rows.of(BudgetRow)
        ),
        "indicators": _indicators(session, version.id),
        "risks": tuple(_risk(r) for r in rows.of(RiskRow)),
        "lines": _lines(rows, organisations),
    }
    return PlanDocument(
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
        names=_names(session, directory, version, parts),
        **parts,
    )


class _Rows:
    """The part rows of one version, in their order."""

    def __init__(self, session: Session, version_id: str) -> None:
        self.session, self.version_id = session, version_id

    def of(self, model: Any) -> Sequence[Any]:
        return self.session.scalars(select(model).where(model.version_id == self.version_id).order_by(model.position, model.key)).all()

    def organisations(self) -> Mapping[str, tuple[str, ...]]:
        """The organisations that hang on activities (supporters) and lines (audience), by the part's key. One statement for both."""
        found: dict[str, list[str]] = defaultdict(list)
        supporters, audience = (
            select(model.key, model.organisation_id).where(model.version_id == self.version_id)
            for model in (ActivitySupporter, LineAudience)
        )
        for key, organisation_id in self.session.execute(supporters.union_all(audience)):
            found[key].append(organisation_id)
        return {key: tuple(sorted(ids)) for key, ids in found.items()}


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


def _indicators(session: Session, version_id: str) -> tuple[PlannedIndicator, ...]:
    query = (
        select(IndicatorRow, IndicatorDefinition, Indicator.code)
        .join(IndicatorDefinition, IndicatorDefinition.id == IndicatorRow.definition_id)
        .join(Indicator, Indicator.id == IndicatorRow.key)
        .where(IndicatorRow.version_id == version_id)
        .order_by(IndicatorRow.position, IndicatorRow.key)
    )
    return tuple(
        PlannedIndicator(row.key, row.objective_key, code, definition_of(definition)) for row, definition, code in session.execute(query)
    )


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


def _names(session: Session, directory: Directory, version: PlanVersion, parts: Mapping[str, Any]) -> dict[str, Names]:
    """The names of all that the document mentions, as they are now."""
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
    asked = [_names_of(model, thing_id) for model, thing_id in ((Issue, version.issue_id), (FollowUpTeam, version.team_id)) if thing_id]
    if asked:
        names |= {each.id: _trilingual(each) for each in session.execute(union_all(*asked))}
    return names


def _names_of(model: Any, thing_id: str) -> Any:
    return select(model.id, model.name_ar, model.name_en, model.name_ckb).where(model.id == thing_id)


def _trilingual(named: Any) -> Names:
    return (named.name_ar, named.name_en, named.name_ckb)


def receipts_of(session: Session, plan_id: str, number: int) -> Sequence[Receipt]:
    """Who received a version, those who have not acknowledged first."""
    query = select(Receipt).where(Receipt.plan_id == plan_id, Receipt.number == number)
    return session.scalars(query.order_by(Receipt.acknowledged_at.is_not(None), Receipt.organisation_id)).all()


def progress_of(session: Session, plan_id: str) -> dict[str, ActivityProgress]:
    """The latest report of each activity, by its key."""
    newest = (
        select(ActivityProgress.activity_key, func.max(ActivityProgress.at).label("at"))
        .where(ActivityProgress.plan_id == plan_id)
        .group_by(ActivityProgress.activity_key)
        .subquery()
    )
    query = select(ActivityProgress).join(
        newest, and_(newest.c.activity_key == ActivityProgress.activity_key, newest.c.at == ActivityProgress.at)
    )
    return {each.activity_key: each for each in session.scalars(query.where(ActivityProgress.plan_id == plan_id))}


def reports_on(session: Session, plan_id: str, activity_key: str) -> Sequence[ActivityProgress]:
    """All reports on an activity, newest first."""
    query = select(ActivityProgress).where(ActivityProgress.plan_id == plan_id, ActivityProgress.activity_key == activity_key)
    return session.scalars(query.order_by(ActivityProgress.at.desc())).all()


def reviews_of(session: Session, plan_id: str) -> Sequence[Review]:
    """All reviews, newest first."""
    return session.scalars(select(Review).where(Review.plan_id == plan_id).order_by(Review.opened_at.desc())).all()


def open_review(session: Session, plan_id: str, lock: bool = False) -> Review | None:
    """The review under way."""
    query = select(Review).where(Review.plan_id == plan_id, Review.concluded_at.is_(None))
    return session.scalars(query.with_for_update() if lock else query).first()


def findings_of(session: Session, review_id: str) -> dict[str, Finding]:
    """What a review says, by the key of the objective or activity."""
    return {each.key: each for each in session.scalars(select(Finding).where(Finding.review_id == review_id))}


def part_row(session: Session, model: Any, version_id: str, key: str) -> Any | None:
    """One part of a version."""
    return session.get(model, (version_id, key))


def organisations_of(session: Session, model: Any, version_id: str, key: str) -> tuple[str, ...]:
    """The organisations that hang on a part (supporters, audience)."""
    query = select(model.organisation_id).where(model.version_id == version_id, model.key == key).order_by(model.organisation_id)
    return tuple(session.scalars(query))


def waiting_for(session: Session, condition: ColumnElement[bool], limit: int) -> Sequence[Plan]:
    """Plans under a condition, the longest waiting first: for the home page."""
    return session.scalars(select(Plan).where(condition).order_by(Plan.changed_at).limit(limit)).all()


def unacknowledged_by(session: Session, organisation_ids: Iterable[str], limit: int) -> Sequence[Row[Plan, Receipt]]:
    """Plans that were sent to these organisations and wait for their acknowledgment."""
    query = (
        select(Plan, Receipt)
        .join(Receipt, and_(Receipt.plan_id == Plan.id, Receipt.number == Plan.valid_number))
        .where(Receipt.organisation_id.in_(sorted(organisation_ids)), Receipt.acknowledged_at.is_(None))
        .where(Plan.state.in_((PlanState.COMMUNICATED.value, PlanState.UNDER_REVIEW.value)))
    )
    return session.execute(query.order_by(Receipt.sent_at).limit(limit)).all()
