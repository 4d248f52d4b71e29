"""What each of the six steps still misses: the gates of the domain description, from the 2024 workshop's six elements of coordination
planning. Pure."""

from collections.abc import Callable, Iterable

from indicators.rules import missing
from plans.rules.figures import SERIOUS_SCORE, score
from plans.terms import Gap, PlanDocument, StakeholderPart, Step, StepStatus


def goal_gaps(plan: PlanDocument) -> Iterable[Gap]:
    """Step 1: a goal, one objective, one stakeholder who decides and one who does."""
    if not plan.goal:
        yield Gap(Step.GOAL, "goal", "aim", field="goal")
    if not plan.objectives:
        yield Gap(Step.GOAL, "objective", "objectives", field="change")
    parts = {each.part for each in plan.stakeholders}
    for part in (StakeholderPart.DECIDES, StakeholderPart.DOES):
        if part not in parts:
            yield Gap(Step.GOAL, f"stakeholder_{part}", "stakeholders", field="organisation_id", given=(("part", part.value),))


def activity_gaps(plan: PlanDocument) -> Iterable[Gap]:
    """Step 2: every objective has an activity; every activity a responsible organisation, dates in the period, an approach."""
    step = Step.ACTIVITIES
    if not plan.objectives:
        yield Gap(step, "objective_first", "objectives", field="change")
    for objective in plan.objectives:
        if not plan.activities_of(objective.key):
            yield Gap(step, "activity", "activities", field="title", about=objective.change, given=(("objective_key", objective.key),))
    for each in plan.activities:
        if not each.responsible_id:
            yield Gap(step, "responsible", "activities", each.key, "responsible_id", each.title)
        if each.starts_on is None or each.due_on is None:
            yield Gap(step, "dates", "activities", each.key, "due_on" if each.starts_on else "starts_on", each.title)
        elif not (plan.starts_on <= each.starts_on <= each.due_on <= plan.ends_on):
            yield Gap(step, "dates_outside", "activities", each.key, "starts_on", each.title)
        if each.approach is None:
            yield Gap(step, "approach", "activities", each.key, "approach", each.title)


def indicator_gaps(plan: PlanDocument) -> Iterable[Gap]:
    """Step 3: every objective has an indicator, and every indicator is fully defined."""
    step = Step.INDICATORS
    if not plan.objectives:
        yield Gap(step, "objective_first", "objectives", field="change")
    for objective in plan.objectives:
        if not plan.indicators_of(objective.key):
            yield Gap(step, "indicator", "indicators", field="name_ar", about=objective.change, given=(("objective_key", objective.key),))
    for each in plan.indicators:
        for name in missing(each.definition):
            yield Gap(step, f"indicator_{name}", "indicators", each.key, name, each.code)


def risk_gaps(plan: PlanDocument) -> Iterable[Gap]:
    """Step 4: at least one risk; every risk scoring 10 or more has mitigation, an owner and a review date."""
    step = Step.RISKS
    if not plan.risks:
        yield Gap(step, "risk", "risks", field="category")
    for each in plan.risks:
        if score(each) < SERIOUS_SCORE:
            continue
        for name in ("mitigation", "owner_id", "next_review_on"):
            if not getattr(each, name):
                yield Gap(step, f"risk_{name}", "risks", each.key, name, each.event)


def communication_gaps(plan: PlanDocument) -> Iterable[Gap]:
    """Step 5: every responsible organisation and every stakeholder is reached by a line."""
    step = Step.COMMUNICATION
    reached = frozenset[str]().union(*(each.audience_ids for each in plan.lines))
    wanted = [each.organisation_id for each in plan.stakeholders] + [each.responsible_id for each in plan.activities if each.responsible_id]
    if not wanted and not plan.lines:
        yield Gap(step, "line", "lines", field="message")
    for organisation_id in dict.fromkeys(wanted):
        if organisation_id not in reached:
            yield Gap(step, "unreached", "lines", field="audience_ids", about=organisation_id, given=(("audience_ids", organisation_id),))


def review_gaps(plan: PlanDocument) -> Iterable[Gap]:
    """Step 6: a review date inside the period, and a follow-up team."""
    step = Step.REVIEW
    if plan.first_review_on is None:
        yield Gap(step, "review_date", "review", field="first_review_on")
    elif not plan.starts_on <= plan.first_review_on <= plan.ends_on:
        yield Gap(step, "review_outside", "review", field="first_review_on")
    if not plan.team_id:
        yield Gap(step, "team", "review", field="team_id")


GATES: dict[Step, Callable[[PlanDocument], Iterable[Gap]]] = {
    Step.GOAL: goal_gaps,
    Step.ACTIVITIES: activity_gaps,
    Step.INDICATORS: indicator_gaps,
    Step.RISKS: risk_gaps,
    Step.COMMUNICATION: communication_gaps,
    Step.REVIEW: review_gaps,
}


def begun(plan: PlanDocument, step: Step) -> bool:
    """Whether anything stands in a step."""
    return {
        Step.GOAL: bool(plan.goal or plan.coordination_target or plan.objectives or plan.stakeholders),
        Step.ACTIVITIES: bool(plan.activities),
        Step.INDICATORS: bool(plan.indicators),
        Step.RISKS: bool(plan.risks),
        Step.COMMUNICATION: bool(plan.lines),
        Step.REVIEW: bool(plan.first_review_on or plan.team_id or plan.review_rhythm),
    }[step]


def progress(plan: PlanDocument) -> tuple[StepStatus, ...]:
    """The six steps with what each still misses."""
    return tuple(StepStatus(step, begun(plan, step), tuple(gate(plan))) for step, gate in GATES.items())


def gaps(plan: PlanDocument) -> tuple[Gap, ...]:
    """Everything that is still missing: empty means that the plan may be submitted."""
    return tuple(gap for gate in GATES.values() for gap in gate(plan))
