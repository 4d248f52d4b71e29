"""Low-cost housing: from the group that worked on Sinjar [2024]."""

from followup.terms import Sector
from indicators.terms import ValueKind
from plans.reference.written import (
    LATE_MONEY,
    MEETINGS,
    TRANSPORT,
    WrittenTemplate,
    activity,
    aim,
    line,
    milestone,
    money,
    number,
    objective,
    review,
    risk,
    stakeholders,
    t,
)
from plans.terms import Approach, BudgetSource, Channel, Means, Rhythm, RiskCategory, StakeholderPart

_AIM = aim(
    t(
        "أن تسكن عائلات {place} دوراً دائمة تناسب حياتها، على أرض كافية وفيها الخدمات.",
        "That the families of {place} live in permanent houses that suit them, on land that is enough and has services.",
        "ئەوەی خێزانەکانی {place} لە خانووی هەمیشەیی گونجاو لەگەڵ ژیانیان بژین، لەسەر زەوییەکی بەس و خاوەن خزمەتگوزاری.",
    ),
    t(
        "اتفاق مجلس الوزراء والمحافظة والوزارات المعنية على أرض تكفي العدد المقرر، وعلى تصميم يناسب العائلات، وعلى تمويل البنى التحتية.",
        "The Council of Ministers, the governorate and the ministries concerned agree on land that is enough for the number decided, on a "
        "design that suits the families, and on money for infrastructure.",
        "ڕێککەوتنی ئەنجومەنی وەزیران و پارێزگا و وەزارەتە پەیوەندیدارەکان لەسەر زەوییەک کە بەشی ژمارەی بڕیارلێدراو بکات، و لەسەر "
        "نەخشەیەکی گونجاو، و "
        "لەسەر پارەی ژێرخان.",
    ),
    t(
        "متابعة مستمرة مع الحكومة المحلية، ومناصرة لدى مجلس الوزراء، وجمع التمويل للبنى التحتية.",
        "Constant follow-up with the local government, advocacy with the Council of Ministers, fund-raising for infrastructure.",
        "بەدواداچوونی بەردەوام لەگەڵ حکوومەتی ناوخۆ، پاڵپشتی لای ئەنجومەنی وەزیران، و کۆکردنەوەی پارە بۆ ژێرخان.",
    ),
    t(
        "الأرض المخصصة لا تكفي العدد المقرر. العائلات معتادة على المساحات المفتوحة. لا تمويل للخدمات.",
        "The land allotted is not enough for the number decided. Families are used to open areas. There is no money for services.",
        "زەویی تەرخانکراو بەشی ژمارەی بڕیارلێدراو ناکات. خێزانەکان ڕاهاتوون بە شوێنی کراوە. پارە بۆ خزمەتگوزاری نییە.",
    ),
)
_GOAL = (
    objective(
        "o1",
        50,
        Means.ACTIVITY,
        t(
            "أرض تكفي الدور المقررة وخدماتها، وتصميم اتُّفق عليه مع العائلات.",
            "Land enough for the houses decided and their services, and a design agreed with the families.",
            "زەوییەک کە بەشی خانووە بڕیارلێدراوەکان و خزمەتگوزارییەکانیان بکات، و نەخشەیەک کە لەگەڵ خێزانەکان ڕێککەوتنی لەسەر کراوە.",
        ),
        t("عائلات {place} المشمولة", "Families of {place} who are to be housed", "خێزانە سوودمەندەکانی {place}"),
    ),
    objective(
        "o2",
        100,
        Means.RESOURCE,
        t(
            "تمويل البنى التحتية والمرافق للمجمع السكني.",
            "Money for the infrastructure and facilities of the housing.",
            "پارەی ژێرخان و خزمەتگوزارییەکانی کۆمەڵگەی نیشتەجێبوون.",
        ),
        t("عائلات {place} المشمولة", "Families of {place} who are to be housed", "خێزانە سوودمەندەکانی {place}"),
    ),
    *stakeholders(
        ("COM", StakeholderPart.DECIDES),
        ("@governor", StakeholderPart.DOES),
        ("@branch", StakeholderPart.DOES),
        ("MOF", StakeholderPart.SUPPORTS),
        ("MOP", StakeholderPart.CONSULTED),
        ("@council", StakeholderPart.SUPPORTS),
        ("UNHABITAT", StakeholderPart.SUPPORTS),
    ),
)
_ACTIVITIES = (
    activity(
        "a1",
        "o1",
        "@governor",
        (0, 20),
        Approach.FIELD_VISIT,
        t(
            "كشف على الأرض: مساحتها وسندها وحصة كل دار منها",
            "Visit to the land: its area, its deed, the share of each house",
            "سەردانی زەوییەکە: ڕووبەر و سەنەدەکەی و پشکی هەر خانوویەک",
        ),
        ("@branch",),
        t("مهندس تخطيط ومسّاح", "A planning engineer and a surveyor", "ئەندازیارێکی پلاندانان و ڕووپێوێک"),
    ),
    activity(
        "a2",
        "o1",
        "@branch",
        (5, 30),
        Approach.SURVEY,
        t(
            "استبيان لرأي العائلات في تصميم الدور ومساحتها",
            "Survey of what families think of the design and size of the houses",
            "ڕاپرسی دەربارەی ڕای خێزانەکان لەسەر نەخشە و ڕووبەری خانووەکان",
        ),
    ),
    activity(
        "a3",
        "o1",
        "@branch",
        (0, 100),
        Approach.PERIODICAL_MEETING,
        t(
            "متابعة دورية مع الحكومة المحلية لحل المعوقات",
            "Periodical follow-up with the local government until obstacles are solved",
            "بەدواداچوونی خولی لەگەڵ حکوومەتی ناوخۆ بۆ چارەسەری ڕێگرییەکان",
        ),
        ("@governor", "@council"),
    ),
    activity(
        "a4",
        "o1",
        "MOMD-HQ-PLANNING",
        (20, 80),
        Approach.ADVOCACY,
        t(
            "متابعة ومناصرة لدى مجلس الوزراء لحث الجهات المعنية",
            "Follow-up and advocacy with the Council of Ministers, so that it presses the parties concerned",
            "بەدواداچوون و پاڵپشتی لای ئەنجومەنی وەزیران بۆ هاندانی لایەنە پەیوەندیدارەکان",
        ),
        ("MOMD-HQ-MINISTER",),
    ),
    activity(
        "a5",
        "o2",
        "@governor",
        (30, 100),
        Approach.FUND_RAISING,
        t(
            "جمع التمويل للبنى التحتية والمرافق",
            "Fund-raising for infrastructure and facilities",
            "کۆکردنەوەی پارە بۆ ژێرخان و خزمەتگوزارییەکان",
        ),
        ("UNHABITAT", "MOF"),
    ),
    money("b1", "a1", BudgetSource.GOVERNORATE, TRANSPORT),
    money("b2", "a3", BudgetSource.FEDERAL, MEETINGS),
)
_MEASURED = (
    milestone(
        "i1",
        "o1",
        50,
        t(
            "سند بأرض تكفي الدور المقررة وخدماتها",
            "Deed for land enough for the houses decided and their services",
            "سەنەدی زەوییەک کە بەشی خانووە بڕیارلێدراوەکان و خزمەتگوزارییەکانیان بکات",
        ),
        t("سند الأرض والتصميم الأساس", "The deed and the basic design", "سەنەدی زەوی و نەخشەی بنەڕەت"),
        "@governor",
    ),
    number(
        "i2",
        "o2",
        t("تمويل مؤمَّن للبنى التحتية", "Money secured for infrastructure", "پارەی دابینکراو بۆ ژێرخان"),
        t("دينار", "dinars", "دینار"),
        t("كتب التخصيص وتعهدات المانحين", "Letters of allocation and pledges of donors", "نووسراوەکانی تەرخانکردن و بەڵێنەکانی بەخشەران"),
        "@governor",
        ValueKind.MONEY,
    ),
    risk("r1", RiskCategory.FINANCIAL, (4, 4, 3, 4), "@governor", 25, *LATE_MONEY),
    risk(
        "r2",
        RiskCategory.CHANGING_CONDITIONS,
        (3, 4, 2, 3),
        "@branch",
        20,
        t("دور صغيرة متلاصقة على أرض ضيقة", "Small houses close together on little land", "خانووی بچووک و نزیک لەیەک لەسەر زەوییەکی تەسک"),
        t("عزوف العائلات عن السكن فيها", "Families do not move in", "خێزانەکان تێیاندا نیشتەجێ نابن"),
        t("دور فارغة ومال ضائع", "Empty houses and wasted money", "خانووی چۆڵ و پارەی بەفیڕۆچوو"),
        t(
            "استبيان رأي العائلات قبل تثبيت التصميم، وطلب أرض إضافية",
            "Ask the families before the design is fixed, and ask for more land",
            "پرسیارکردن لە خێزانەکان پێش جێگیرکردنی نەخشە، و داوای زەویی زیاتر",
        ),
        t("قطع أرض مع دعم للبناء الذاتي", "Plots with support to build by oneself", "پارچە زەوی لەگەڵ پشتیوانی بۆ دروستکردنی خۆیی"),
        t("قلة المتقدمين للتسجيل", "Few families register", "کەمیی ژمارەی خۆتۆمارکەران"),
    ),
    line(
        "l1",
        ("@governor", "@council", "@branch"),
        Channel.MEETING,
        Rhythm.TWO_WEEKS,
        t(
            "موقف الأرض والتصميم وما ينتظر القرار",
            "Where land and design stand, and what waits for a decision",
            "دۆخی زەوی و نەخشە و ئەوەی چاوەڕێی بڕیارە",
        ),
    ),
    line(
        "l2",
        ("COM", "MOMD-HQ-PLANNING", "MOP"),
        Channel.OFFICIAL_LETTER,
        Rhythm.QUARTERLY,
        t("ملخص القضية والقرار المطلوب", "Summary of the issue and the decision that is asked for", "پوختەی کێشەکە و بڕیاری داواکراو"),
    ),
    line(
        "l3",
        ("MOF", "UNHABITAT"),
        Channel.OFFICIAL_LETTER,
        Rhythm.QUARTERLY,
        t(
            "كلفة البنى التحتية وما أُمِّن منها",
            "Cost of the infrastructure and how much of it is secured",
            "تێچووی ژێرخان و ئەوەی لێی دابین کراوە",
        ),
    ),
)
LOW_COST = WrittenTemplate(
    "low_cost",
    Sector.HOUSING,
    t("سكن واطئ الكلفة", "Low-cost housing", "خانووی کەمتێچوو"),
    t(
        "لمجمع سكني تقرر إنشاؤه: أرض تكفي، وتصميم يناسب العائلات، وتمويل للخدمات.",
        "For housing that was decided: enough land, a design that suits the families, money for services.",
        "بۆ کۆمەڵگەیەکی نیشتەجێبوون کە بڕیاری لەسەر دراوە: زەویی بەس، نەخشەی گونجاو بۆ خێزانەکان، پارە بۆ خزمەتگوزاری.",
    ),
    (_AIM, *_GOAL, *_ACTIVITIES, *_MEASURED, review()),
)
