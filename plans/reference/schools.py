"""Destroyed schools: from the group that worked on the villages of Imam Wais [2024]."""

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
        "أن يتعلم تلاميذ {place} في مدارس آمنة قريبة من بيوتهم، فلا يبقى غياب المدرسة سبباً لعدم عودة العائلات.",
        "That the pupils of {place} learn in safe schools near their homes, so that the lack of a school keeps no family from returning.",
        "ئەوەی قوتابیانی {place} لە قوتابخانەی پارێزراو و نزیک لە ماڵەکانیان بخوێنن، تا نەبوونی قوتابخانە ڕێگر نەبێت لە گەڕانەوەی "
        "خێزانەکان.",
    ),
    t(
        "اتفاق وزارة التربية ومديريتها والمحافظة على قائمة واحدة للمدارس المهدمة بحسب الأولوية، وعلى مصدر تمويل كل مدرسة.",
        "The Ministry of Education, its directorate and the governorate agree on one list of destroyed schools by priority, and "
        "on where the "
        "money for each comes from.",
        "ڕێککەوتنی وەزارەتی پەروەردە و بەڕێوەبەرایەتییەکەی و پارێزگا لەسەر یەک لیستی قوتابخانە ڕووخاوەکان بەپێی لەپێشینە، و لەسەر سەرچاوەی "
        "پارەی هەر قوتابخانەیەک.",
    ),
    t(
        "كتب رسمية إلى وزارة التربية، وعرض القضية على اللجنة العليا لإغاثة ودعم النازحين، ولقاءات مع الحكومة المحلية، واجتماعات موسعة "
        "للجهات المعنية، وتنسيق مع وكالات الأمم المتحدة والمنظمات الدولية.",
        "Official letters to the Ministry of Education, the issue before the Higher Committee for IDPs Relief, meetings with the local "
        "government, collective meetings of all parties, coordination with UN agencies and international organisations.",
        "نووسراوی فەرمی بۆ وەزارەتی پەروەردە، خستنەڕووی کێشەکە لە لیژنەی باڵای بەهاناوەچوون و پشتیوانیی ئاوارەکان، دیدار لەگەڵ حکوومەتی "
        "ناوخۆ، کۆبوونەوەی فراوانی لایەنە پەیوەندیدارەکان، و هەماهەنگی لەگەڵ ئاژانسەکانی نەتەوە یەکگرتووەکان و ڕێکخراوە نێودەوڵەتییەکان.",
    ),
    t(
        "لا يوجد كشف فني حديث. التخصيصات قليلة وتصل متأخرة. لكل جهة قائمتها.",
        "There is no recent technical survey. Money is short and late. Each body has a list of its own.",
        "ڕووپێوی تەکنیکیی نوێ نییە. تەرخانکراوەکان کەمن و دوادەکەون. هەر لایەنێک لیستی خۆی هەیە.",
    ),
)
_GOAL = (
    objective(
        "o1",
        30,
        Means.TOOL,
        t(
            "قائمة واحدة بالمدارس المهدمة وأولوياتها، متفق عليها بين التربية والمحافظة.",
            "One list of the destroyed schools and their priorities, agreed between the education directorate and the governorate.",
            "یەک لیستی قوتابخانە ڕووخاوەکان و لەپێشینەکانیان، ڕێککەوتوو لەنێوان پەروەردە و پارێزگادا.",
        ),
        t("تلاميذ {place}", "Pupils of {place}", "قوتابیانی {place}"),
    ),
    objective(
        "o2",
        100,
        Means.RESOURCE,
        t(
            "تمويل مؤمَّن لإعادة بناء مدارس القائمة وتجهيزها.",
            "Money is secured for rebuilding and equipping the schools on the list.",
            "دابینکردنی پارە بۆ بنیاتنانەوە و کەلوپەلی قوتابخانەکانی لیستەکە.",
        ),
        t("تلاميذ {place} وعائلاتهم", "Pupils of {place} and their families", "قوتابیانی {place} و خێزانەکانیان"),
    ),
    *stakeholders(
        ("MOE", StakeholderPart.DECIDES),
        ("@education", StakeholderPart.DOES),
        ("@branch", StakeholderPart.DOES),
        ("@governor", StakeholderPart.SUPPORTS),
        ("@council", StakeholderPart.SUPPORTS),
        ("HCIDP", StakeholderPart.CONSULTED),
        ("RWG", StakeholderPart.SUPPORTS),
    ),
)
_ACTIVITIES = (
    activity(
        "a1",
        "o1",
        "@education",
        (0, 20),
        Approach.FIELD_VISIT,
        t(
            "كشف فني مشترك على المدارس المهدمة",
            "Joint technical survey of the destroyed schools",
            "ڕووپێوی تەکنیکیی هاوبەش بۆ قوتابخانە ڕووخاوەکان",
        ),
        ("@branch",),
        t(
            "مهندسان من التربية وممثل عن الفرع",
            "Two engineers of the directorate, one person of the branch",
            "دوو ئەندازیاری پەروەردە و نوێنەرێکی لق",
        ),
        t("استمارة كشف وعجلتان", "A survey form and two vehicles", "فۆرمی ڕووپێو و دوو ئۆتۆمبێل"),
    ),
    activity(
        "a2",
        "o1",
        "@branch",
        (20, 30),
        Approach.COLLECTIVE_MEETING,
        t(
            "اجتماع موسع لكل الجهات المعنية لإقرار القائمة",
            "Collective meeting of all parties to agree on the list",
            "کۆبوونەوەی فراوانی هەموو لایەنە پەیوەندیدارەکان بۆ پەسەندکردنی لیستەکە",
        ),
        ("@governor", "@education"),
    ),
    activity(
        "a3",
        "o2",
        "@branch",
        (30, 35),
        Approach.OFFICIAL_LETTER,
        t(
            "كتاب رسمي إلى وزارة التربية بالاحتياجات ونتائج الكشف",
            "Official letter to the Ministry of Education with the needs and the results of the survey",
            "نووسراوی فەرمی بۆ وەزارەتی پەروەردە بە پێداویستییەکان و ئەنجامی ڕووپێو",
        ),
    ),
    activity(
        "a4",
        "o2",
        "MOMD-HQ-PLANNING",
        (35, 50),
        Approach.ADVOCACY,
        t(
            "عرض القضية على اللجنة العليا لإغاثة ودعم النازحين",
            "Bring the issue before the Higher Committee for IDPs Relief",
            "خستنەڕووی کێشەکە لە لیژنەی باڵای بەهاناوەچوون و پشتیوانیی ئاوارەکان",
        ),
    ),
    activity(
        "a5",
        "o2",
        "@branch",
        (25, 70),
        Approach.CONSULTATION,
        t(
            "لقاءات مع الحكومة المحلية لتخصيص المبالغ والبدء السريع",
            "Meetings with the local government for allocations and a quick beginning",
            "دیدار لەگەڵ حکوومەتی ناوخۆ بۆ تەرخانکردنی پارە و دەستپێکی خێرا",
        ),
        ("@governor", "@council"),
    ),
    activity(
        "a6",
        "o2",
        "@branch",
        (40, 100),
        Approach.UN_NGO,
        t(
            "تنسيق مع وكالات الأمم المتحدة والمنظمات الدولية لتجهيز المدارس وصفوف مؤقتة",
            "Coordination with UN agencies and international organisations on equipment and temporary classrooms",
            "هەماهەنگی لەگەڵ ئاژانسەکانی نەتەوە یەکگرتووەکان و ڕێکخراوە نێودەوڵەتییەکان بۆ کەلوپەل و پۆلی کاتی",
        ),
        ("RWG",),
    ),
    money("b1", "a1", BudgetSource.GOVERNORATE, TRANSPORT),
    money("b2", "a2", BudgetSource.FEDERAL, MEETINGS),
)
_MEASURED = (
    milestone(
        "i1",
        "o1",
        30,
        t(
            "قائمة الأولويات موقعة من التربية والمحافظة",
            "List of priorities signed by the education directorate and the governorate",
            "لیستی لەپێشینەکان بە واژووی پەروەردە و پارێزگا",
        ),
        t("القائمة الموقعة", "The signed list", "لیستە واژووکراوەکە"),
    ),
    number(
        "i2",
        "o2",
        t(
            "مدارس تأمّن تمويل إعادة بنائها",
            "Schools whose rebuilding has its money secured",
            "ئەو قوتابخانانەی پارەی بنیاتنانەوەیان دابین کراوە",
        ),
        t("مدرسة", "schools", "قوتابخانە"),
        t("كتب التخصيص واتفاقات المنظمات", "Letters of allocation and agreements", "نووسراوەکانی تەرخانکردن و ڕێککەوتننامەکان"),
    ),
    risk("r1", RiskCategory.FINANCIAL, (4, 4, 3, 3), "@governor", 25, *LATE_MONEY),
    risk(
        "r2",
        RiskCategory.INFORMATION_SHARING,
        (3, 3, 2, 2),
        "@branch",
        15,
        t("لكل جهة قائمة ومعايير خاصة بها", "Each body has its own list and criteria", "هەر لایەنێک لیست و پێوەری خۆی هەیە"),
        t("عدم الاتفاق على أولويات المدارس", "The parties do not agree on the priorities", "ڕێک نەکەوتن لەسەر لەپێشینەی قوتابخانەکان"),
        t("تأخر طلب التمويل", "The request for money is late", "دواکەوتنی داوای پارە"),
        t(
            "كشف مشترك باستمارة واحدة قبل الاجتماع",
            "One joint survey with one form before the meeting",
            "ڕووپێوی هاوبەش بە یەک فۆرم پێش کۆبوونەوە",
        ),
        t("رفع الخلاف إلى المحافظ", "The disagreement goes to the governor", "بەرزکردنەوەی ناکۆکییەکە بۆ پارێزگار"),
        t("ظهور قائمة ثانية", "A second list appears", "دەرکەوتنی لیستێکی دووەم"),
    ),
    line(
        "l1",
        ("@education", "@governor", "@council", "@branch"),
        Channel.MEETING,
        Rhythm.MONTHLY,
        t(
            "نتائج الكشف ومواعيد الاجتماعات وما تقرر",
            "Results of the survey, dates of meetings, what was decided",
            "ئەنجامی ڕووپێو و کاتی کۆبوونەوەکان و بڕیارەکان",
        ),
    ),
    line(
        "l2",
        ("MOE",),
        Channel.OFFICIAL_LETTER,
        Rhythm.ONCE,
        t("الاحتياجات وطلب التخصيص", "The needs and the request for money", "پێداویستییەکان و داوای تەرخانکردن"),
    ),
    line(
        "l3",
        ("HCIDP", "MOMD-HQ-PLANNING"),
        Channel.OFFICIAL_LETTER,
        Rhythm.QUARTERLY,
        t("ملخص القضية وما تحقق", "Summary of the issue and of what was achieved", "پوختەی کێشەکە و ئەوەی بەدی هات"),
    ),
    line(
        "l4",
        ("RWG",),
        Channel.EMAIL,
        Rhythm.MONTHLY,
        t("ما يُحتاج إليه من تجهيزات", "The equipment that is needed", "ئەو کەلوپەلانەی پێویستن"),
    ),
)
SCHOOLS = WrittenTemplate(
    "schools",
    Sector.EDUCATION,
    t("مدارس مهدمة", "Destroyed schools", "قوتابخانەی ڕووخاو"),
    t(
        "لمنطقة عودة تهدمت مدارسها: كشف مشترك وقائمة واحدة، ثم تمويلها.",
        "For an area of return whose schools are destroyed: a joint survey and one list, then its funding.",
        "بۆ ناوچەیەکی گەڕانەوە کە قوتابخانەکانی ڕووخاون: ڕووپێوی هاوبەش و یەک لیست، پاشان پارەکەی.",
    ),
    (_AIM, *_GOAL, *_ACTIVITIES, *_MEASURED, review()),
)
