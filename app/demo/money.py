"""What happened to the money of the demonstration's plans: each part with its day and the number of its letter."""

from sqlalchemy import select

from app.demo.stage import Stage
from core.clock import local_day
from plans.commands import RecordMoney
from plans.models import BudgetRow, PlanVersion
from plans.services.money import record_money
from plans.terms import MoneyKind

A, D, R, S = MoneyKind.ALLOCATED, MoneyKind.REDUCED, MoneyKind.RELEASED, MoneyKind.SPENT
#: Who recorded it, of which line (its purpose), what, how much, how many days before today, the letter, a remark.
Movement = tuple[str, str, MoneyKind, int, int, str, str]

CAMPAIGN, GUIDE, COUNCIL, AUDITORS, SURVEY = (
    "نقل وضيافة للجلسات التعريفية", "طبع دليل خطوات المعاملة", "نقل", "أجور مدققين وأجهزة", "كشف هندسي",
)  # fmt: skip
YATHRIB_FIRST: tuple[Movement, ...] = (
    ("thamer", CAMPAIGN, A, 6_000_000, 25, "م/2114", ""),
    ("thamer", GUIDE, A, 1_500_000, 25, "م/2114", ""),
    ("thamer", COUNCIL, A, 2_000_000, 24, "ص د/877", ""),
    ("thamer", AUDITORS, A, 8_000_000, 24, "ص د/877", ""),
)
YATHRIB_THEN: tuple[Movement, ...] = (
    ("thamer", CAMPAIGN, R, 3_500_000, 17, "م/2260", "الدفعة الأولى"),
    ("thamer", GUIDE, R, 1_500_000, 17, "م/2260", ""),
    ("salih", COUNCIL, R, 2_000_000, 17, "ص د/901", ""),
    ("thamer", GUIDE, S, 1_500_000, 16, "وصل 45", "ثلاثة آلاف نسخة"),
)
YATHRIB_LATER: tuple[Movement, ...] = (
    ("thamer", SURVEY, A, 5_000_000, 3, "IOM-IQ-316", ""),
    ("thamer", SURVEY, R, 2_500_000, 3, "IOM-IQ-322", "النصف الأول"),
    ("salih", COUNCIL, S, 1_250_000, 2, "وصل 12", "ثمانية لقاءات"),
    ("thamer", AUDITORS, D, 2_000_000, 2, "ص د/988", "تقليص تخصيصات المحافظة"),
    ("thamer", CAMPAIGN, S, 2_200_000, 1, "وصل 51", "ست جلسات"),
)
SINJAR: tuple[Movement, ...] = (
    ("karwan", "أجور المسح والنقل", A, 4_500_000, 8, "ن/1503", ""),
    ("karwan", "نقل وضيافة", A, 3_000_000, 8, "م/2388", ""),
    ("karwan", "نقل وضيافة", R, 1_000_000, 6, "م/2401", "الدفعة الأولى"),
)
IMAM_WAIS: tuple[Movement, ...] = (
    ("dara", "ضيافة وطبع", A, 1_000_000, 14, "م/2290", ""),
    ("dara", "ضيافة وطبع", R, 1_000_000, 12, "م/2302", ""),
)
ISKANDARIA: tuple[Movement, ...] = (("wisam", "أجور الباحثين والنقل", A, 7_500_000, 3, "IOM-IQ-309", ""),)


def move_money(stage: Stage, plan_id: str, movements: tuple[Movement, ...]) -> None:
    """Records these movements, each on its own day."""
    query = (
        select(BudgetRow.purpose, BudgetRow.key)
        .join(PlanVersion, PlanVersion.id == BudgetRow.version_id)
        .where(PlanVersion.plan_id == plan_id)
    )
    keys = {row.purpose: row.key for row in stage.session.execute(query)}
    for person, purpose, kind, amount, days, letter, note in movements:
        at = stage.ago(days, 13)
        record_money(
            stage.session, stage.people[person], plan_id, keys[purpose], RecordMoney(kind, amount, local_day(at), letter, note), at
        )
