"""A complete plan as values: passes every gate. Tests take parts away with ``dataclasses.replace``."""

from datetime import date

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

STARTS, ENDS = date(2026, 1, 1), date(2026, 12, 31)
DEFINITION = Definition(
    name_ar="عدد القطع المسلّمة",
    unit="قطعة",
    kind=ValueKind.NUMBER,
    direction=Direction.UP,
    calculation=Calculation.LATEST,
    over_places=OverPlaces.SUM,
    baseline=0,
    baseline_on=date(2026, 1, 1),
    target=2500,
    target_on=date(2026, 9, 1),
    frequency=Frequency.MONTHLY,
    source="سجل البلدية",
    reporter_id="governor",
)
COMPLETE = PlanDocument(
    plan_id="plan",
    number=1,
    name_ar="خطة سنجار",
    name_en="Sinjar plan",
    name_ckb="",
    scope_id="IQG15",
    issue_id="issue",
    theme="",
    starts_on=STARTS,
    ends_on=ENDS,
    goal="تسكين العائلات",
    review_rhythm=Rhythm.QUARTERLY,
    first_review_on=date(2026, 4, 1),
    team_id="team",
    objectives=(Objective("o1", "أرض كافية", "عائلات سنجار", date(2026, 9, 1), Means.ACTIVITY),),
    stakeholders=(
        Stakeholder("s1", "cabinet", StakeholderPart.DECIDES),
        Stakeholder("s2", "governor", StakeholderPart.DOES),
    ),
    activities=(
        Activity(
            "a1",
            "o1",
            "متابعة مع الحكومة المحلية",
            responsible_id="governor",
            starts_on=date(2026, 2, 1),
            due_on=date(2026, 6, 30),
            approach=Approach.PERIODICAL_MEETING,
        ),
    ),
    budget=(BudgetLine("b1", "a1", "نقل", 250_000_000, BudgetSource.FEDERAL),),
    indicators=(PlannedIndicator("i1", "o1", "IND-0001", DEFINITION),),
    risks=(
        Risk(
            "r1",
            RiskCategory.FINANCIAL,
            "تأخر الموازنة",
            "لا تصرف الأموال",
            "يتوقف العمل",
            4,
            4,
            mitigation="متابعة مبكرة",
            owner_id="finance",
            next_review_on=date(2026, 3, 1),
            residual_likelihood=2,
            residual_impact=3,
        ),
    ),
    lines=(CommunicationLine("l1", "الخطة كلها", ("cabinet", "governor"), Channel.OFFICIAL_LETTER, Rhythm.MONTHLY),),
    names={"cabinet": ("مجلس الوزراء", "Council of Ministers", ""), "governor": ("", "Governor", "")},
)
