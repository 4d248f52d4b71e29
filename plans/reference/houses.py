"""Destroyed houses: from the group that worked on the villages of Yathrib [2024]."""

from followup.terms import Sector
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
        "أن تستعيد عائلات {place} سكنها: تعويض محسوم ومصروف، ومساعدة في الترميم لمن لا يستطيع الانتظار.",
        "That the families of {place} have homes again: compensation decided and paid, and help with repair for those who cannot wait.",
        "ئەوەی خێزانەکانی {place} دووبارە خاوەنی ماڵ بن: قەرەبووی یەکلاکراوە و خەرجکراو، و یارمەتیی نۆژەنکردنەوە بۆ ئەوانەی "
        "ناتوانن چاوەڕێ بکەن.",
    ),
    t(
        "أن تعمل لجان التعويض ووزارة المالية ومجلس المحافظة على حسم معاملات الدور المهدمة وصرفها في مواعيد معلنة.",
        "The compensation committees, the Ministry of Finance and the provincial council work towards deciding and paying the files of "
        "destroyed houses by dates that are made known.",
        "ئەوەی لیژنەکانی قەرەبوو و وەزارەتی دارایی و ئەنجومەنی پارێزگا کار بکەن بۆ یەکلاکردنەوەی مامەڵەی خانووە ڕووخاوەکان و "
        "خەرجکردنیان لە کاتی "
        "ڕاگەیەنراودا.",
    ),
    t(
        "حملات مناصرة لتفعيل التعويضات، ولقاءات مع أعضاء مجلس المحافظة، ومفاتحة الوزير للمتابعة عبر مجلس الوزراء وأمانته العامة، وتنسيق مع "
        "وكالات الأمم المتحدة والمنظمات الدولية.",
        "Advocacy to set compensation going, meetings with members of the provincial council, the matter before the Minister for follow-up "
        "through the Council of Ministers and its secretariat, coordination with UN agencies and international organisations.",
        "هەڵمەتی پاڵپشتی بۆ چالاککردنی قەرەبوو، دیدار لەگەڵ ئەندامانی ئەنجومەنی پارێزگا، خستنەبەردەمی وەزیر بۆ بەدواداچوون لە ڕێی "
        "ئەنجومەنی وەزیران "
        "و ئەمینداریەتی گشتییەکەی، و هەماهەنگی لەگەڵ ئاژانسەکانی نەتەوە یەکگرتووەکان و ڕێکخراوە نێودەوڵەتییەکان.",
    ),
    t(
        "التعويض خارج صلاحية الوزارة. المعاملات كثيرة وبعضها ناقص. الصرف يتأخر.",
        "Compensation lies outside the ministry's mandate. There are many files, some incomplete. Payment is late.",
        "قەرەبوو لە دەرەوەی دەسەڵاتی وەزارەتە. مامەڵەکان زۆرن و هەندێکیان ناتەواون. خەرجکردن دوادەکەوێت.",
    ),
)
_GOAL = (
    objective(
        "o1",
        100,
        Means.APPROACH,
        t(
            "حسم معاملات تعويض الدور المهدمة وصرفها أسرع مما هي عليه اليوم.",
            "Compensation files of destroyed houses are decided and paid faster than today.",
            "یەکلاکردنەوە و خەرجکردنی مامەڵەی قەرەبووی خانووە ڕووخاوەکان لە ئێستا خێراتر.",
        ),
        t(
            "عائلات {place} التي تهدمت دورها",
            "Families of {place} whose houses are destroyed",
            "ئەو خێزانانەی {place} کە خانووەکانیان ڕووخاوە",
        ),
    ),
    objective(
        "o2",
        80,
        Means.RESOURCE,
        t(
            "مساعدة في الترميم للعائلات الأشد حاجة إلى حين صرف التعويض.",
            "Help with repair for the families most in need, until compensation is paid.",
            "یارمەتیی نۆژەنکردنەوە بۆ پێویستترین خێزانەکان تا خەرجکردنی قەرەبوو.",
        ),
        t("العائلات الأشد حاجة في {place}", "Families most in need in {place}", "پێویستترین خێزانەکانی {place}"),
    ),
    *stakeholders(
        ("COMP", StakeholderPart.DECIDES),
        ("COMP-SUB", StakeholderPart.DOES),
        ("MOF", StakeholderPart.DOES),
        ("@branch", StakeholderPart.DOES),
        ("@council", StakeholderPart.SUPPORTS),
        ("MOMD-HQ-MINISTER", StakeholderPart.SUPPORTS),
        ("COMSEC", StakeholderPart.CONSULTED),
        ("RWG", StakeholderPart.SUPPORTS),
    ),
)
_ACTIVITIES = (
    activity(
        "a1",
        "o1",
        "@branch",
        (0, 20),
        Approach.SURVEY,
        t(
            "حصر الدور المهدمة وموقف معاملة كل عائلة",
            "List of the destroyed houses and of where each family's file stands",
            "ئامارکردنی خانووە ڕووخاوەکان و دۆخی مامەڵەی هەر خێزانێک",
        ),
        ("COMP-SUB",),
        None,
        t("استمارة موحدة", "One form for all", "فۆرمی یەکگرتوو"),
    ),
    activity(
        "a2",
        "o1",
        "@branch",
        (15, 60),
        Approach.ADVOCACY,
        t("حملة مناصرة لتفعيل التعويضات", "Advocacy campaign to set compensation going", "هەڵمەتی پاڵپشتی بۆ چالاککردنی قەرەبوو"),
        ("@council",),
    ),
    activity(
        "a3",
        "o1",
        "@branch",
        (15, 70),
        Approach.CONSULTATION,
        t(
            "لقاءات مع أعضاء مجلس المحافظة لحث لجنة التعويض ووزارة المالية على الإسراع",
            "Meetings with members of the provincial council, so that they press the compensation committee and the Ministry of Finance",
            "دیدار لەگەڵ ئەندامانی ئەنجومەنی پارێزگا بۆ هاندانی لیژنەی قەرەبوو و وەزارەتی دارایی",
        ),
        ("@council",),
    ),
    activity(
        "a4",
        "o1",
        "MOMD-HQ-MINISTER",
        (30, 60),
        Approach.OFFICIAL_LETTER,
        t(
            "مفاتحة مجلس الوزراء وأمانته العامة لمتابعة الصرف",
            "Letter to the Council of Ministers and its secretariat to follow up payment",
            "نووسراو بۆ ئەنجومەنی وەزیران و ئەمینداریەتی گشتییەکەی بۆ بەدواداچوونی خەرجکردن",
        ),
        ("MOMD-HQ-PLANNING",),
    ),
    activity(
        "a5",
        "o2",
        "@branch",
        (20, 80),
        Approach.UN_NGO,
        t(
            "تنسيق مع وكالات الأمم المتحدة والمنظمات الدولية لترميم الدور",
            "Coordination with UN agencies and international organisations on the repair of houses",
            "هەماهەنگی لەگەڵ ئاژانسەکانی نەتەوە یەکگرتووەکان و ڕێکخراوە نێودەوڵەتییەکان بۆ نۆژەنکردنەوەی خانووەکان",
        ),
        ("RWG",),
    ),
    money("b1", "a1", BudgetSource.FEDERAL, TRANSPORT),
    money("b2", "a2", BudgetSource.FEDERAL, MEETINGS),
)
_MEASURED = (
    number(
        "i1",
        "o1",
        t("معاملات تعويض محسومة ومصروفة", "Compensation files decided and paid", "مامەڵەی قەرەبووی یەکلاکراوە و خەرجکراو"),
        t("معاملة", "files", "مامەڵە"),
        t(
            "سجل لجنة التعويض وإشعارات الصرف",
            "Register of the compensation committee and notices of payment",
            "تۆماری لیژنەی قەرەبوو و ئاگادارییەکانی خەرجکردن",
        ),
    ),
    milestone(
        "i2",
        "o2",
        80,
        t(
            "اتفاق موقع مع منظمة على ترميم الدور الأشد حاجة",
            "Agreement signed with an organisation on repairing the houses most in need",
            "ڕێککەوتننامەی واژووکراو لەگەڵ ڕێکخراوێک بۆ نۆژەنکردنەوەی پێویستترین خانووەکان",
        ),
        t("نص الاتفاق", "Text of the agreement", "دەقی ڕێککەوتننامەکە"),
    ),
    risk("r1", RiskCategory.FINANCIAL, (4, 4, 3, 4), "MOF", 25, *LATE_MONEY),
    risk(
        "r2",
        RiskCategory.LEGAL,
        (3, 4, 2, 3),
        "@branch",
        20,
        t(
            "فقدان سندات الملكية والوثائق أثناء النزوح",
            "Deeds and documents were lost in displacement",
            "ونبوونی سەنەدی موڵکایەتی و بەڵگەنامەکان لە کاتی ئاوارەبووندا",
        ),
        t("رفض معاملات ناقصة", "Incomplete files are rejected", "ڕەتکردنەوەی مامەڵەی ناتەواو"),
        t("بقاء عائلات بلا تعويض", "Families are left without compensation", "مانەوەی خێزانەکان بەبێ قەرەبوو"),
        t(
            "جلسات مساعدة للعائلات لإكمال المعاملات قبل تقديمها",
            "Sessions in which families are helped to complete their files",
            "دانیشتنی یارمەتیدانی خێزانەکان بۆ تەواوکردنی مامەڵەکان پێش پێشکەشکردن",
        ),
        t("طلب قبول وثائق بديلة", "Ask that other documents be accepted", "داوای وەرگرتنی بەڵگەنامەی بەدیل"),
        t("إعادة معاملات بسبب النقص", "Files come back as incomplete", "گەڕانەوەی مامەڵەکان بەهۆی ناتەواوی"),
    ),
    line(
        "l1",
        ("COMP", "COMP-SUB", "MOF"),
        Channel.OFFICIAL_LETTER,
        Rhythm.MONTHLY,
        t("موقف المعاملات وما تأخر منها", "State of the files and which are late", "دۆخی مامەڵەکان و ئەوانەی دواکەوتوون"),
    ),
    line(
        "l2",
        ("@council", "@branch"),
        Channel.MEETING,
        Rhythm.MONTHLY,
        t("ما تحقق وما يحتاج إلى ضغط", "What was achieved and what needs pressure", "ئەوەی بەدی هات و ئەوەی پێویستی بە گوشارە"),
    ),
    line(
        "l3",
        ("MOMD-HQ-MINISTER", "COMSEC"),
        Channel.OFFICIAL_LETTER,
        Rhythm.QUARTERLY,
        t("ملخص القضية للمتابعة العليا", "Summary of the issue for follow-up at the top", "پوختەی کێشەکە بۆ بەدواداچوونی باڵا"),
    ),
    line(
        "l4",
        ("RWG",),
        Channel.EMAIL,
        Rhythm.MONTHLY,
        t("العائلات الأشد حاجة إلى ترميم", "Families most in need of repair", "پێویستترین خێزانەکان بە نۆژەنکردنەوە"),
    ),
)
HOUSES = WrittenTemplate(
    "houses",
    Sector.COMPENSATION,
    t("دور مهدمة", "Destroyed houses", "خانووی ڕووخاو"),
    t(
        "لعائلات تهدمت دورها وتنتظر التعويض: حصر المعاملات، ومناصرة لحسمها وصرفها، وترميم لمن لا ينتظر.",
        "For families whose houses are destroyed and who wait for compensation: a list of files, advocacy until they are decided and paid, "
        "repair for those who cannot wait.",
        "بۆ ئەو خێزانانەی خانووەکانیان ڕووخاوە و چاوەڕێی قەرەبوون: ئامارکردنی مامەڵەکان، پاڵپشتی بۆ یەکلاکردنەوە و خەرجکردنیان، "
        "نۆژەنکردنەوە بۆ "
        "ئەوانەی ناتوانن چاوەڕێ بکەن.",
    ),
    (_AIM, *_GOAL, *_ACTIVITIES, *_MEASURED, review()),
)
