"""The exercise sheet of the 2024 workshop, read line by line into the first content of a plan. Pure.

What the sheet does not say is proposed so that it can be confirmed: activities follow one another through the period, the author's
own organisation is responsible, a risk is 3 × 3, everybody named is told every month. Goal and indicators stay open.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from core.folding import fits, fold, spellings, words_asked
from plans.rules.starting import day_of
from plans.terms import (
    Activity,
    Approach,
    Channel,
    CommunicationLine,
    Means,
    Objective,
    PlanDocument,
    Rhythm,
    Risk,
    RiskCategory,
    Stakeholder,
    StakeholderPart,
)
from plans.terms.starting import Body, Sheet, Told

MOST_LINES, LONGEST_LINE = 40, 300
MIDDLE = 3
FIRST_REVIEW = 0.3
_BULLET = re.compile(r"^(?:[-–—*•●▪◦·]+|[(\[]?[\d٠-٩۰-۹]{1,2}[.)\]\-–:]+(?=\s))\s*")
#: How words begin that name an approach, folded; the first that fits counts.
_APPROACHES: tuple[tuple[Approach, str], ...] = (
    (Approach.SURVEY, "استبيان استماره مسح حصر survey questionnaire راپرسي روپيو"),
    (Approach.FIELD_VISIT, "زياره زيارات كشف ميداني visit سهرداني سهردان"),
    (Approach.SOCIAL_MEDIA, "فيسبوك التواصل facebook social توره"),
    (Approach.FUND_RAISING, "تبرع مانحين المانحين fund donor كوكردنهوه بهخشهر"),
    (Approach.ADVOCACY, "مناصره حمله advoca campaign پالپشتي ههلمهت"),
    (Approach.UN_NGO, "منظمات المنظمات وكالات الامم ngo agencies unicef habitat ريكخراو اژانس"),
    (Approach.OFFICIAL_LETTER, "كتاب كتب مفاتحه مخاطبه رسميه letter نووسراو"),
    (Approach.PERIODICAL_MEETING, "دوريه دوري periodic regular خولي"),
    (Approach.COLLECTIVE_MEETING, "اجتماع اجتماعات جلسه meeting كوبوونهوه"),
    (Approach.CONSULTATION, "لقاء لقاءات تشاور مشاوره consult talk ديدار راويژ"),
)
_CATEGORIES: tuple[tuple[RiskCategory, str], ...] = (
    (RiskCategory.FINANCIAL, "مال مالي الماليه تمويل تخصيص التخصيصات موازنه الموازنه budget fund money پاره بودجه"),
    (RiskCategory.SECURITY, "امن امني الامني امنيه الامنيه مخلفات security mine اسايش امنييه"),
    (RiskCategory.LEGAL, "قانون قانوني وثائق سند ملكيه legal law document ياسا بهلگهنامه"),
    (RiskCategory.POLITICAL, "سياسي سياسيه انتخابات politic election سياسي"),
    (RiskCategory.INFORMATION_SHARING, "معلومات بيانات احصاء information data زانياري"),
    (RiskCategory.CAPACITY, "كادر الكادر موظفين ملاك مهارات خبره staff skill capacity كارمهند توانا"),
    (RiskCategory.CHANGING_CONDITIONS, "ظروف تغير متغيره condition chang بارودوخ گوران"),
)


def lines_of(text: str) -> tuple[str, ...]:
    """The lines that say something, without bullets and numbers before them, each once."""
    found = (" ".join(_BULLET.sub("", line.strip()).split()) for line in text.splitlines())
    return tuple(dict.fromkeys(line for line in found if fold(line)))


def told_by(sheet: Sheet, bodies: Iterable[Body], governorate: str | None, parts: Mapping[str, StakeholderPart]) -> tuple[Told, ...]:
    """The stakeholders of a sheet: each line with the one organisation that it fits, then those that were picked.

    A line is a name, or a name, a colon and its part; ``parts`` are the words of the parts, folded. A line fits an organisation by its
    whole name or abbreviation, else when each of its words begins a word of the names; of several, the one in the governorate.
    """
    known = [(each, {fold(name) for name in each.names}, spellings(each.names)) for each in bodies]
    found = []
    for line in lines_of(sheet.stakeholders):
        name, _colon, word = line.rpartition(":")
        part = parts.get(fold(word)) if name else None
        name = name.strip() if part else line
        same = [each for each, names, _words in known if fold(name) in names]
        like = same or [each for each, _names, words in known if fits(words_asked(name), words)]
        here = [each for each in like if each.place_id == governorate] if len(like) > 1 else like
        found.append(Told(name, here[0].id if len(here) == 1 else None, part or StakeholderPart.SUPPORTS))
    named = {each.organisation_id for each in found}
    return (*found, *(Told("", each) for each in sheet.picked if each not in named))


def from_sheet(plan: PlanDocument, sheet: Sheet, told: Iterable[Told], own_id: str | None, message: str) -> PlanDocument:
    """The plan filled from the sheet's answers. ``own_id`` is the organisation that does the work as long as nobody else is named,
    ``message`` what is told to all."""
    stakeholders = _stakeholders(told, own_id)
    audience = tuple(dict.fromkeys([each.organisation_id for each in stakeholders] + ([own_id] if own_id else [])))
    return replace(
        plan,
        coordination_target=sheet.coordination_target,
        tools_approach=sheet.tools_approach,
        challenges=sheet.challenges,
        lessons_sharing=sheet.lessons_sharing,
        review_rhythm=Rhythm.QUARTERLY,
        first_review_on=day_of(FIRST_REVIEW, plan.starts_on, plan.ends_on),
        objectives=(Objective("o1", sheet.coordination_target, "", plan.ends_on, Means.ACTIVITY),),
        stakeholders=stakeholders,
        activities=_activities(plan, lines_of(sheet.activities), own_id),
        risks=tuple(
            Risk(f"r{number}", category_of(line), "", line, "", MIDDLE, MIDDLE) for number, line in enumerate(lines_of(sheet.challenges))
        ),
        lines=(CommunicationLine("l1", message, audience, Channel.OFFICIAL_LETTER, Rhythm.MONTHLY, own_id),) if audience else (),
    )


def approach_of(line: str) -> Approach | None:
    """The approach that a line names by one of its words; None when it names none."""
    return next((approach for approach, stems in _APPROACHES if _begins(line, stems)), None)


def category_of(line: str) -> RiskCategory:
    """The category that a line names by one of its words; other when it names none."""
    return next((category for category, stems in _CATEGORIES if _begins(line, stems)), RiskCategory.OTHER)


def _begins(line: str, stems: str) -> bool:
    return any(word.startswith(stem) for word in fold(line).split() for stem in fold(stems).split())


def _stakeholders(told: Iterable[Told], own_id: str | None) -> tuple[Stakeholder, ...]:
    found = [(each.organisation_id, each.part) for each in told if each.organisation_id]
    if own_id and own_id not in {organisation for organisation, _part in found}:
        found.append((own_id, StakeholderPart.DOES))
    return tuple(Stakeholder(f"s{number}", organisation, part) for number, (organisation, part) in enumerate(dict.fromkeys(found)))


def _activities(plan: PlanDocument, titles: tuple[str, ...], own_id: str | None) -> tuple[Activity, ...]:
    """One after another, in the order in which they were written."""
    share = 1 / max(len(titles), 1)
    return tuple(
        Activity(
            f"a{number}",
            "o1",
            title,
            responsible_id=own_id,
            starts_on=day_of(number * share, plan.starts_on, plan.ends_on),
            due_on=day_of((number + 1) * share, plan.starts_on, plan.ends_on),
            approach=approach_of(title),
        )
        for number, title in enumerate(titles)
    )
