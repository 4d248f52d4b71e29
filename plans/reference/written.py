"""How a template is written down: trilingual texts, parts with their values, and what several templates share."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from followup.terms import Sector
from indicators.terms import Calculation, Direction, Frequency, OverPlaces, ValueKind
from plans.terms import Approach, BudgetSource, Channel, Means, Rhythm, RiskCategory, StakeholderPart
from plans.terms.starting import Texts

Part = tuple[str, str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class WrittenTemplate:
    """A template as it comes with Tansiq; organisations by their code, or as a local body (``@branch``)."""

    code: str
    sector: Sector
    names: Texts
    note: Texts
    parts: tuple[Part, ...]


def t(ar: str, en: str, ckb: str) -> Texts:
    """A text in the three languages."""
    return {"ar": ar, "en": en, "ckb": ckb}


def aim(goal: Texts, coordination_target: Texts, tools_approach: Texts, challenges: Texts) -> Part:
    """Step 1, the section."""
    values = {"goal": goal, "coordination_target": coordination_target, "tools_approach": tools_approach, "challenges": challenges}
    return "aim", "aim", values


def objective(key: str, by_when: int, means: Means, change: Texts, for_whom: Texts) -> Part:
    """Step 1: an objective, due at a share of the period."""
    return key, "objectives", {"change": change, "for_whom": for_whom, "by_when": by_when, "means": means.value}


def stakeholders(*given: tuple[str, StakeholderPart]) -> tuple[Part, ...]:
    """Step 1: who has which part."""
    return tuple(
        (f"s{number}", "stakeholders", {"organisation_id": code, "part": part.value, "note": {}})
        for number, (code, part) in enumerate(given, 1)
    )


def activity(
    key: str,
    under: str,
    responsible: str,
    days: tuple[int, int],
    approach: Approach,
    title: Texts,
    supporters: Sequence[str] = (),
    people: Texts | None = None,
    material: Texts | None = None,
) -> Part:
    """Step 2: an activity between two shares of the period."""
    values = {
        "objective_key": under,
        "title": title,
        "responsible_id": responsible,
        "starts_on": days[0],
        "due_on": days[1],
        "approach": approach.value,
        "people_needed": people or {},
        "material_needed": material or {},
        "supporter_ids": list(supporters),
    }
    return key, "activities", values


def money(key: str, under: str, source: BudgetSource, purpose: Texts) -> Part:
    """Step 2: what an activity costs; the amount is for the author to say."""
    return key, "budget", {"activity_key": under, "purpose": purpose, "amount": 0, "source": source.value}


def milestone(key: str, under: str, on: int, name: Texts, source: Texts, reporter: str = "@branch") -> Part:
    """Step 3: something that is reached or not."""
    return _indicator(key, under, on, ValueKind.MILESTONE, name, MILESTONE, source, reporter, 1)


def number(
    key: str, under: str, name: Texts, unit: Texts, source: Texts, reporter: str = "@branch", kind: ValueKind = ValueKind.NUMBER
) -> Part:
    """Step 3: a number that begins at 0 and whose target only the place knows."""
    return _indicator(key, under, 100, kind, name, unit, source, reporter, None)


def _indicator(
    key: str, under: str, on: int, kind: ValueKind, name: Texts, unit: Texts, source: Texts, reporter: str, target: int | None
) -> Part:
    values = {
        "objective_key": under,
        "name": name,
        "kind": kind.value,
        "unit": unit,
        "direction": Direction.UP.value,
        "calculation": Calculation.LATEST.value,
        "over_places": OverPlaces.LATEST.value if kind is ValueKind.MILESTONE else OverPlaces.SUM.value,
        "baseline": 0,
        "baseline_denominator": None,
        "target": target,
        "target_on": on,
        "frequency": Frequency.MONTHLY.value,
        "source": source,
        "reporter_id": reporter,
    }
    return key, "indicators", values


def risk(key: str, category: RiskCategory, scores: tuple[int, int, int, int], owner: str, review_at: int, *texts: Texts) -> Part:
    """Step 4: likelihood and impact before and after mitigation; texts are cause, event, effect, mitigation, contingency, trigger."""
    words = dict(zip(("cause", "event", "effect", "mitigation", "contingency", "trigger"), texts, strict=True))
    values = {
        "category": category.value,
        **words,
        **dict(zip(("likelihood", "impact", "residual_likelihood", "residual_impact"), scores, strict=True)),
        "owner_id": owner,
        "next_review_on": review_at,
    }
    return key, "risks", values


def line(key: str, audience: Sequence[str], channel: Channel, rhythm: Rhythm, message: Texts) -> Part:
    """Step 5: what the branch tells whom."""
    values = {"message": message, "audience_ids": list(audience), "channel": channel.value, "rhythm": rhythm.value, "by_id": "@branch"}
    return key, "lines", values


def review(first: int = 30) -> Part:
    """Step 6: every three months; what was learned goes into the minutes and to headquarters."""
    return "review", "review", {"review_rhythm": Rhythm.QUARTERLY.value, "first_review_on": first, "lessons_sharing": LESSONS}


MILESTONE = t("وثيقة", "document", "بەڵگەنامە")
LESSONS = t(
    "يُدوَّن ما تعلمناه وما نجح في محضر اجتماع اللجنة بعد كل مراجعة، ويُرسل ملخصه إلى مقر الوزارة وإلى الفروع التي لديها قضية مشابهة.",
    "What was learned and what worked is written into the committee's minutes after each review; a summary goes to headquarters and to "
    "branches with a similar issue.",
    "ئەوەی فێری بووین و ئەوەی سەرکەوتوو بوو دوای هەر پێداچوونەوەیەک لە کۆنووسی کۆبوونەوەی لیژنەدا دەنووسرێت، و پوختەکەی بۆ دیوانی "
    "وەزارەت و بۆ ئەو لقانە دەنێردرێت کە کێشەی هاوشێوەیان هەیە.",
)
TRANSPORT = t("نقل وأجور الكشف", "Transport and fees of the survey", "گواستنەوە و کرێی ڕووپێو")
MEETINGS = t("ضيافة وطبع", "Hospitality and printing", "میوانداری و چاپکردن")
LATE_MONEY = (
    t(
        "تأخر إقرار الموازنة وإطلاق التخصيصات",
        "The budget and its release come late",
        "دواکەوتنی پەسەندکردنی بودجە و دابینکردنی تەرخانکراوەکان",
    ),
    t("لا تصل المبالغ في موعد الأنشطة", "The money does not arrive when the activities begin", "پارەکە لە کاتی چالاکییەکاندا ناگات"),
    t(
        "تتوقف الأنشطة وتفقد العائلات ثقتها",
        "The activities stop and families lose confidence",
        "چالاکییەکان دەوەستن و متمانەی خێزانەکان نامێنێت",
    ),
    t(
        "طلب التخصيص قبل إعداد خطة السنة، ومتابعته شهرياً، وتحديد مصدر بديل لكل نشاط",
        "Ask for the allocation before the yearly plan is made, follow it up every month, name a second source for each activity",
        "داواکردنی تەرخانکردن پێش ئامادەکردنی پلانی ساڵ، بەدواداچوونی مانگانە، و دیاریکردنی سەرچاوەی بەدیل بۆ هەر چالاکییەک",
    ),
    t(
        "البدء بما لا يحتاج إلى مال، وطلب دعم المنظمات لما لا ينتظر",
        "Begin with what needs no money, ask organisations for what cannot wait",
        "دەستپێکردن بەوەی پێویستی بە پارە نییە، و داوای پشتیوانی ڕێکخراوەکان بۆ ئەوەی چاوەڕێ ناکات",
    ),
    t(
        "لا كتاب إطلاق قبل شهر من بدء النشاط",
        "No letter of release one month before an activity begins",
        "نەبوونی نووسراوی دابینکردن مانگێک پێش دەستپێکی چالاکی",
    ),
)
