"""A full plan as people write it: ten activities under three objectives, all six steps filled in."""

from datetime import date, timedelta
from random import Random

from bench import words
from bench.stock import Stock, random_id
from core.clock import local_day
from indicators.terms import Calculation, Definition, Direction, Frequency, OverPlaces, ValueKind
from plans.terms import (
    Activity,
    Approach,
    BudgetLine,
    BudgetSource,
    Channel,
    CommunicationLine,
    Means,
    Objective,
    PlanDocument,
    PlannedIndicator,
    Rhythm,
    Risk,
    RiskCategory,
    Stakeholder,
    StakeholderPart,
)

OBJECTIVES, ACTIVITIES, BUDGET, RISKS, LINES = 3, 10, 6, 4, 3


def document(stock: Stock, index: int) -> PlanDocument:
    """The content of plan number ``index``, the same in every run of one day."""
    random = Random(f"plan {index}")
    scope = stock.scopes[index % len(stock.scopes)]
    starts_on = local_day(stock.now) - timedelta(days=random.randrange(10, 260))
    ends_on = starts_on + timedelta(days=300)
    told = [stock.governments[scope], *random.sample(stock.organisations, len(StakeholderPart))]
    objectives = tuple(_objective(random, starts_on) for _ in range(OBJECTIVES))
    activities = tuple(_activity(random, objectives[n % OBJECTIVES].key, told, starts_on) for n in range(ACTIVITIES))
    plan_id, title = random_id(random), words.title(random)
    return PlanDocument(
        plan_id=plan_id,
        number=1,
        name_ar=f"خطة تنسيق {title}",
        name_en=f"Coordination plan {index + 1}",
        name_ckb="",
        scope_id=scope,
        issue_id=random.choice(stock.issues[scope]),
        theme="",
        starts_on=starts_on,
        ends_on=ends_on,
        coordination_target=words.sentences(random, 2),
        goal=words.sentences(random, 3),
        tools_approach=words.sentences(random, 2),
        challenges=words.sentences(random, 2),
        lessons_sharing=words.sentences(random, 1),
        review_rhythm=Rhythm.QUARTERLY,
        first_review_on=starts_on + timedelta(days=90),
        team_id=stock.teams[scope],
        objectives=objectives,
        stakeholders=tuple(
            Stakeholder(random_id(random), organisation, part, words.sentences(random, 1))
            for organisation, part in zip(told, StakeholderPart, strict=False)
        ),
        activities=activities,
        budget=tuple(_budget(random, activities[n].key) for n in range(BUDGET)),
        indicators=tuple(_indicator(random, each.key, index * OBJECTIVES + n, told, ends_on) for n, each in enumerate(objectives)),
        risks=tuple(_risk(random, told, ends_on) for _ in range(RISKS)),
        lines=tuple(_line(random, told, n) for n in range(LINES)),
    )


def _objective(random: Random, starts_on: date) -> Objective:
    by_when = starts_on + timedelta(days=random.randrange(120, 300))
    return Objective(random_id(random), words.sentences(random, 1), f"عائلات {random.choice(words.PLACES)}", by_when, Means.ACTIVITY)


def _activity(random: Random, objective_key: str, told: list[str], starts_on: date) -> Activity:
    begins = starts_on + timedelta(days=random.randrange(0, 150))
    return Activity(
        key=random_id(random),
        objective_key=objective_key,
        title=words.deed(random),
        responsible_id=random.choice(told),
        responsible_person=random.choice(words.PEOPLE),
        supporter_ids=tuple(sorted(random.sample(told, 2))),
        starts_on=begins,
        due_on=begins + timedelta(days=random.randrange(20, 150)),
        approach=random.choice(list(Approach)),
        people_needed="موظفان ومساعد ميداني",
        material_needed="سيارة وأجهزة لوحية للكشف",
    )


def _budget(random: Random, activity_key: str) -> BudgetLine:
    amount = random.randrange(1, 900) * 1_000_000
    return BudgetLine(random_id(random), activity_key, "نقل ولجان كشف", amount, BudgetSource.FEDERAL)


def _indicator(random: Random, objective_key: str, number: int, told: list[str], ends_on: date) -> PlannedIndicator:
    definition = Definition(
        name_ar=f"عدد العائلات المستفيدة من {random.choice(words.SUBJECTS)}",
        unit="عائلة",
        kind=ValueKind.NUMBER,
        direction=Direction.UP,
        calculation=Calculation.SUM,
        over_places=OverPlaces.SUM,
        baseline=float(random.randrange(0, 200)),
        baseline_on=ends_on - timedelta(days=300),
        target=float(random.randrange(300, 5000)),
        target_on=ends_on,
        frequency=Frequency.MONTHLY,
        source="سجلات الجهة المسؤولة وتقارير الزيارات الميدانية",
        reporter_id=random.choice(told),
    )
    return PlannedIndicator(random_id(random), objective_key, f"IND-{number + 1:04}", definition)


def _risk(random: Random, told: list[str], ends_on: date) -> Risk:
    return Risk(
        key=random_id(random),
        category=random.choice(list(RiskCategory)),
        cause=words.sentences(random, 1),
        event=words.sentences(random, 1),
        effect=words.sentences(random, 1),
        likelihood=random.randrange(1, 6),
        impact=random.randrange(1, 6),
        mitigation=words.sentences(random, 1),
        contingency=words.sentences(random, 1),
        trigger="عدم صدور الموازنة في موعدها",
        owner_id=random.choice(told),
        next_review_on=ends_on - timedelta(days=60),
        residual_likelihood=2,
        residual_impact=2,
    )


def _line(random: Random, told: list[str], number: int) -> CommunicationLine:
    audience = tuple(sorted(set(told))) if number == 0 else tuple(sorted(random.sample(told, 2)))
    return CommunicationLine(random_id(random), words.sentences(random, 1), audience, Channel.OFFICIAL_LETTER, Rhythm.MONTHLY, told[0])
