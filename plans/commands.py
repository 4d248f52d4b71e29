"""What a person wants of a plan: one frozen command for each form. Field names are those of the rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from followup.terms import Sector
from plans.terms import Approach, BudgetSource, Channel, LessonKind, Means, MoneyKind, Rhythm, RiskCategory, StakeholderPart, Verdict
from plans.terms.starting import LocalBody, Sheet, Texts


@dataclass(frozen=True, slots=True)
class Identity:
    """What a plan is called, what it answers, where and when."""

    name_ar: str
    name_en: str
    name_ckb: str
    scope_id: str
    issue_id: str | None
    theme: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class FromTemplate:
    """What a template cannot know: what the plan is called, its follow-up team, local bodies that the directory does not know."""

    identity: Identity
    team_id: str | None
    bodies: Mapping[LocalBody, str]


@dataclass(frozen=True, slots=True)
class FromSheet:
    """The exercise sheet's answers, and what the plan is called."""

    identity: Identity
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class SaveTemplate:
    """What a template is called, for which sector it is offered, when to use it."""

    name_ar: str
    name_en: str
    name_ckb: str
    sector: Sector
    note: Texts


@dataclass(frozen=True, slots=True)
class Aim:
    """Step 1: goal and coordination target; tools and obstacles of the exercise sheet."""

    coordination_target: str
    goal: str
    tools_approach: str
    challenges: str


@dataclass(frozen=True, slots=True)
class ReviewPlan:
    """Step 6: when, by whom, and how lessons are shared."""

    review_rhythm: Rhythm | None
    first_review_on: date | None
    team_id: str | None
    lessons_sharing: str


@dataclass(frozen=True, slots=True)
class SaveObjective:
    """Step 1."""

    change: str
    for_whom: str
    by_when: date
    means: Means


@dataclass(frozen=True, slots=True)
class SaveStakeholder:
    """Step 1."""

    organisation_id: str
    part: StakeholderPart
    note: str


@dataclass(frozen=True, slots=True)
class SaveActivity:
    """Step 2."""

    objective_key: str
    title: str
    responsible_id: str | None
    responsible_person: str
    supporter_ids: tuple[str, ...]
    starts_on: date | None
    due_on: date | None
    approach: Approach | None
    people_needed: str
    material_needed: str


@dataclass(frozen=True, slots=True)
class SaveBudgetLine:
    """Step 2: the amount requested, in whole IQD."""

    activity_key: str
    purpose: str
    amount: int
    source: BudgetSource


@dataclass(frozen=True, slots=True)
class SaveIndicator:
    """Step 3: under which objective, and the definition's values as the indicators room takes them."""

    objective_key: str
    definition: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SaveRisk:
    """Step 4."""

    category: RiskCategory
    cause: str
    event: str
    effect: str
    likelihood: int
    impact: int
    mitigation: str
    contingency: str
    trigger: str
    owner_id: str | None
    next_review_on: date | None
    residual_likelihood: int | None
    residual_impact: int | None


@dataclass(frozen=True, slots=True)
class SaveLine:
    """Step 5."""

    message: str
    audience_ids: tuple[str, ...]
    channel: Channel
    rhythm: Rhythm
    by_id: str | None


@dataclass(frozen=True, slots=True)
class RecordReceipt:
    """That a plan arrived, as it stands on paper: who signed, on which day."""

    signed_by: str
    signed_on: date


@dataclass(frozen=True, slots=True)
class ReportProgress:
    """How far an activity is: per cent and a sentence."""

    percent: int
    note: str


@dataclass(frozen=True, slots=True)
class RecordMoney:
    """A part of a budget line's money that was allocated, taken off again, released or spent."""

    kind: MoneyKind
    amount: int
    moved_on: date
    letter_number: str
    note: str


@dataclass(frozen=True, slots=True)
class LookBack:
    """A review's look at the whole: what changed outside, the coordination itself, how lessons are shared."""

    outside_changes: str
    coordination: str
    sharing: str


@dataclass(frozen=True, slots=True)
class SaveFinding:
    """A review's word on one objective or activity."""

    achieved: str
    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True)
class SaveLesson:
    """What was learned, and what it asks for; where it is found again."""

    kind: LessonKind
    text: str
    advice: str
    sector: Sector
    approach: Approach | None


@dataclass(frozen=True, slots=True)
class SaveContact:
    """A meeting, letter, talk or visit. ``answered_ids`` counts only where an answer was asked."""

    approach: Approach
    happened_on: date
    organisation_ids: tuple[str, ...]
    others: str
    subject: str
    outcome: str
    answer_asked: bool
    answered_ids: tuple[str, ...]
    reference: str
    activity_key: str | None


PartCommand = SaveObjective | SaveStakeholder | SaveActivity | SaveBudgetLine | SaveIndicator | SaveRisk | SaveLine
SectionCommand = Identity | Aim | ReviewPlan
