"""A plan's content as one frozen tree, the PlanDocument, and what is said of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from indicators.terms import Definition
from plans.terms.words import Approach, BudgetSource, Channel, DueKind, Means, Rhythm, RiskCategory, StakeholderPart, Step


@dataclass(frozen=True, slots=True)
class Objective:
    """What changes, for whom, by when, and by which coordination means."""

    key: str
    change: str
    for_whom: str
    by_when: date
    means: Means


@dataclass(frozen=True, slots=True)
class Stakeholder:
    """An organisation and its part."""

    key: str
    organisation_id: str
    part: StakeholderPart
    note: str = ""


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """The amount requested for an activity, in whole IQD, with its source. How far the money has come: ``plans.terms.money``."""

    key: str
    activity_key: str
    purpose: str
    amount: int
    source: BudgetSource


@dataclass(frozen=True, slots=True)
class Activity:
    """Who does what, from when until when, by which coordination approach, with what."""

    key: str
    objective_key: str
    title: str
    responsible_id: str | None = None
    responsible_person: str = ""
    supporter_ids: tuple[str, ...] = ()
    starts_on: date | None = None
    due_on: date | None = None
    approach: Approach | None = None
    people_needed: str = ""
    material_needed: str = ""


@dataclass(frozen=True, slots=True)
class PlannedIndicator:
    """An indicator of an objective; the key is the indicator's id, which stays across versions."""

    key: str
    objective_key: str
    code: str
    definition: Definition


@dataclass(frozen=True, slots=True)
class Risk:
    """Cause, event, effect; likelihood and impact 1-5 before and after mitigation."""

    key: str
    category: RiskCategory
    cause: str
    event: str
    effect: str
    likelihood: int
    impact: int
    mitigation: str = ""
    contingency: str = ""
    trigger: str = ""
    owner_id: str | None = None
    next_review_on: date | None = None
    residual_likelihood: int | None = None
    residual_impact: int | None = None


@dataclass(frozen=True, slots=True)
class CommunicationLine:
    """Who is told what, through which channel, how often, by whom."""

    key: str
    message: str
    audience_ids: tuple[str, ...]
    channel: Channel
    rhythm: Rhythm
    by_id: str | None = None


Names = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class PlanDocument:
    """A plan's whole content at one version. ``names`` holds (Arabic, English, Kurdish) of every organisation, scope, team and
    issue that it mentions, as they were called when it was built, so that an approved document never changes."""

    plan_id: str
    number: int
    name_ar: str
    name_en: str
    name_ckb: str
    scope_id: str
    issue_id: str | None
    theme: str
    starts_on: date
    ends_on: date
    coordination_target: str = ""
    goal: str = ""
    tools_approach: str = ""
    challenges: str = ""
    lessons_sharing: str = ""
    review_rhythm: Rhythm | None = None
    first_review_on: date | None = None
    team_id: str | None = None
    objectives: tuple[Objective, ...] = ()
    stakeholders: tuple[Stakeholder, ...] = ()
    activities: tuple[Activity, ...] = ()
    budget: tuple[BudgetLine, ...] = ()
    indicators: tuple[PlannedIndicator, ...] = ()
    risks: tuple[Risk, ...] = ()
    lines: tuple[CommunicationLine, ...] = ()
    names: Mapping[str, Names] = field(default_factory=dict)

    def activities_of(self, objective_key: str) -> tuple[Activity, ...]:
        """The activities under an objective."""
        return tuple(each for each in self.activities if each.objective_key == objective_key)

    def indicators_of(self, objective_key: str) -> tuple[PlannedIndicator, ...]:
        """The indicators of an objective."""
        return tuple(each for each in self.indicators if each.objective_key == objective_key)

    def budget_of(self, activity_key: str) -> tuple[BudgetLine, ...]:
        """The budget lines of an activity."""
        return tuple(each for each in self.budget if each.activity_key == activity_key)

    def organisation_ids(self) -> frozenset[str]:
        """Every organisation that is to be told: stakeholders, responsible ones and the audiences of the communication plan."""
        told = {each.organisation_id for each in self.stakeholders} | {
            each.responsible_id for each in self.activities if each.responsible_id
        }
        return frozenset(told.union(*(each.audience_ids for each in self.lines)))


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that a step's gate still misses: ``reason`` is a key of ``labels.GAPS``; ``part`` and ``key`` (None: a new one)
    and ``field`` say where it is closed; ``about`` names the thing concerned (a text of the plan, or an id in its names);
    ``given`` are fields of the new part that the gap already knows."""

    step: Step
    reason: str
    part: str
    key: str | None = None
    field: str = ""
    about: str = ""
    given: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Due:
    """What of a running plan is due on a day: an activity that is not done (``percent`` of 100), or the plan's next review."""

    key: str
    kind: DueKind
    due_on: date
    title: str = ""
    organisation_id: str | None = None
    starts_on: date | None = None
    percent: int = 0


@dataclass(frozen=True, slots=True)
class FundingGap:
    """An activity that starts soon without released money: what is missing, in whole IQD."""

    activity: Activity
    missing: int


@dataclass(frozen=True, slots=True)
class StepStatus:
    """How far a step is: its gaps, and whether anything stands in it."""

    step: Step
    begun: bool
    gaps: tuple[Gap, ...]

    @property
    def done(self) -> bool:
        """Nothing is missing."""
        return self.begun and not self.gaps
