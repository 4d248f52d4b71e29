"""The words of plans: states, parts, approaches, channels."""

from core.languages import LazyText, lazy
from plans.terms import (
    Approach,
    Band,
    BudgetSource,
    Channel,
    LessonKind,
    Means,
    MoneyKind,
    PlanState,
    Rhythm,
    RiskCategory,
    StakeholderPart,
    Step,
    Verdict,
)

STEPS: dict[Step, LazyText] = {
    Step.GOAL: lazy("Goal and objectives"),
    Step.ACTIVITIES: lazy("Activities and resources"),
    Step.INDICATORS: lazy("Indicators and targets"),
    Step.RISKS: lazy("Risk plan"),
    Step.COMMUNICATION: lazy("Communication plan"),
    Step.REVIEW: lazy("Review and revision"),
}
STATES: dict[PlanState, LazyText] = {
    PlanState.DRAFT: lazy("Draft"),
    PlanState.SUBMITTED: lazy("Submitted for approval"),
    PlanState.RETURNED: lazy("Returned with reasons"),
    PlanState.APPROVED: lazy("Approved"),
    PlanState.COMMUNICATED: lazy("Communicated"),
    PlanState.UNDER_REVIEW: lazy("Under review"),
    PlanState.SUPERSEDED: lazy("Replaced by a newer version"),
    PlanState.CLOSED: lazy("Closed"),
    PlanState.CANCELLED: lazy("Cancelled"),
}
STAKEHOLDER_PARTS: dict[StakeholderPart, LazyText] = {
    StakeholderPart.DECIDES: lazy("decides"),
    StakeholderPart.DOES: lazy("does"),
    StakeholderPart.SUPPORTS: lazy("supports"),
    StakeholderPart.CONSULTED: lazy("is consulted"),
    StakeholderPart.INFORMED: lazy("is informed"),
}
MEANS: dict[Means, LazyText] = {
    Means.ACTIVITY: lazy("Coordination activity"),
    Means.APPROACH: lazy("Coordination approach"),
    Means.RESOURCE: lazy("Resources"),
    Means.TOOL: lazy("Tools"),
}
APPROACHES: dict[Approach, LazyText] = {
    Approach.CONSULTATION: lazy("One-to-one consultation"),
    Approach.OFFICIAL_LETTER: lazy("Official letter"),
    Approach.COLLECTIVE_MEETING: lazy("Collective meeting"),
    Approach.PERIODICAL_MEETING: lazy("Periodical meeting"),
    Approach.SURVEY: lazy("Survey"),
    Approach.FIELD_VISIT: lazy("Field visit"),
    Approach.ADVOCACY: lazy("Advocacy campaign"),
    Approach.SOCIAL_MEDIA: lazy("Social media"),
    Approach.FUND_RAISING: lazy("Fund-raising"),
    Approach.UN_NGO: lazy("Coordination with UN and NGOs"),
    Approach.OTHER: lazy("Other"),
}
BUDGET_SOURCES: dict[BudgetSource, LazyText] = {
    BudgetSource.FEDERAL: lazy("Federal budget"),
    BudgetSource.GOVERNORATE: lazy("Governorate budget"),
    BudgetSource.RECONSTRUCTION_FUND: lazy("Reconstruction fund"),
    BudgetSource.UN: lazy("United Nations"),
    BudgetSource.NGO: lazy("Non-governmental organisations"),
    BudgetSource.FUND_RAISING: lazy("Fund-raising"),
    BudgetSource.OTHER: lazy("Other"),
}
MONEY_KINDS: dict[MoneyKind, LazyText] = {
    MoneyKind.ALLOCATED: lazy("Allocated"),
    MoneyKind.REDUCED: lazy("Allocation reduced"),
    MoneyKind.RELEASED: lazy("Released"),
    MoneyKind.SPENT: lazy("Spent"),
}
RISK_CATEGORIES: dict[RiskCategory, LazyText] = {
    RiskCategory.FINANCIAL: lazy("Financial"),
    RiskCategory.SECURITY: lazy("Security"),
    RiskCategory.POLITICAL: lazy("Political"),
    RiskCategory.LEGAL: lazy("Legal"),
    RiskCategory.CAPACITY: lazy("Capacity"),
    RiskCategory.INFORMATION_SHARING: lazy("Information sharing"),
    RiskCategory.CHANGING_CONDITIONS: lazy("Changing conditions"),
    RiskCategory.OTHER: lazy("Other"),
}
BANDS: dict[Band, LazyText] = {
    Band.LOW: lazy("low"),
    Band.MEDIUM: lazy("medium"),
    Band.HIGH: lazy("high"),
    Band.CRITICAL: lazy("critical"),
}
CHANNELS: dict[Channel, LazyText] = {
    Channel.OFFICIAL_LETTER: lazy("Official letter"),
    Channel.MEETING: lazy("Meeting"),
    Channel.TALK: lazy("One-to-one talk"),
    Channel.EMAIL: lazy("E-mail"),
    Channel.PHONE: lazy("Telephone"),
    Channel.SOCIAL_MEDIA: lazy("Social media"),
    Channel.PUBLIC_SESSION: lazy("Public session with families"),
    Channel.TANSIQ: lazy("Tansiq"),
}
RHYTHMS: dict[Rhythm, LazyText] = {
    Rhythm.ONCE: lazy("Once"),
    Rhythm.TWO_WEEKS: lazy("Every two weeks"),
    Rhythm.MONTHLY: lazy("Monthly"),
    Rhythm.QUARTERLY: lazy("Every three months"),
    Rhythm.HALF_YEARLY: lazy("Every six months"),
    Rhythm.YEARLY: lazy("Yearly"),
    Rhythm.WHEN_NEEDED: lazy("When needed"),
}
LESSON_KINDS: dict[LessonKind, LazyText] = {LessonKind.LESSON: lazy("Lesson learned"), LessonKind.GOOD_PRACTICE: lazy("Good practice")}
VERDICTS: dict[Verdict, LazyText] = {Verdict.KEEP: lazy("Keep"), Verdict.ADJUST: lazy("Adjust"), Verdict.DROP: lazy("Drop")}
