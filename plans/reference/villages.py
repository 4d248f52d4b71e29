"""Return to blocked villages: from the group that worked on Iskandaria [2024]."""

from followup.terms import Sector
from plans.reference.written import (
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
        "أن تعود العائلات التي تريد العودة إلى {place} عودة آمنة وطوعية، وأن تجد من لا تريدها حلاً آخر.",
        "That families who want to return to {place} do so safely and of their own will, and that those who do not find another solution.",
        "ئەوەی ئەو خێزانانەی دەیانەوێت بگەڕێنەوە بۆ {place} بە پارێزراوی و بە ویستی خۆیان بگەڕێنەوە، و ئەوانەی نایانەوێت "
        "چارەسەرێکی تر بدۆزنەوە.",
    ),
    t(
        "موقف مشترك للحكومة المحلية والقوات الأمنية والوزارة من فتح كل قرية: متى، وبأي شرط.",
        "Local government, security forces and the ministry share one position on each village: when it opens, and on what condition.",
        "هەڵوێستێکی هاوبەشی حکوومەتی ناوخۆ و هێزە ئەمنییەکان و وەزارەت لەسەر کردنەوەی هەر گوندێک: کەی، و بە چ مەرجێک.",
    ),
    t(
        "لقاءات مباشرة مع العائلات، واجتماعات دورية مع السلطات المحلية والأمنية، وزيارات ميدانية، ومناصرة لدى أصحاب القرار في "
        "بغداد، وتواصل عبر "
        "وسائل التواصل الاجتماعي.",
        "Meetings with the families themselves, periodical meetings with local and security authorities, field visits, advocacy "
        "with decision "
        "makers in Baghdad, social media.",
        "دیداری ڕاستەوخۆ لەگەڵ خێزانەکان، کۆبوونەوەی خولی لەگەڵ دەسەڵاتە ناوخۆیی و ئەمنییەکان، سەردانی مەیدانی، پاڵپشتی لای خاوەن "
        "بڕیارەکان لە "
        "بەغدا، و پەیوەندی لە ڕێی تۆڕە کۆمەڵایەتییەکانەوە.",
    ),
    t(
        "قرار الفتح أمني وليس بيد الوزارة. تعدد الجهات الأمنية. نقص الخدمات والوثائق في منطقة العودة.",
        "Opening is a security decision that the ministry does not take. There are several security bodies. Services and documents are "
        "lacking in the area of return.",
        "بڕیاری کردنەوە ئەمنییە و لە دەستی وەزارەتدا نییە. لایەنە ئەمنییەکان زۆرن. خزمەتگوزاری و بەڵگەنامە لە ناوچەی گەڕانەوە کەمن.",
    ),
)
_GOAL = (
    objective(
        "o1",
        30,
        Means.APPROACH,
        t(
            "معرفة رغبة كل عائلة: العودة، أو الاندماج المحلي، أو السكن في مكان آخر.",
            "What each family wants is known: return, local integration, or another place.",
            "زانینی خواستی هەر خێزانێک: گەڕانەوە، تێکەڵبوونی ناوخۆیی، یان نیشتەجێبوون لە شوێنێکی تر.",
        ),
        t("عائلات {place} النازحة", "Displaced families of {place}", "خێزانە ئاوارەکانی {place}"),
    ),
    objective(
        "o2",
        100,
        Means.ACTIVITY,
        t(
            "موعد وشروط معلنة لفتح كل قرية مغلقة.",
            "A date and conditions are made known for opening each blocked village.",
            "ڕاگەیاندنی کات و مەرجی کردنەوەی هەر گوندێکی داخراو.",
        ),
        t(
            "العائلات التي تريد العودة إلى {place}",
            "Families who want to return to {place}",
            "ئەو خێزانانەی دەیانەوێت بگەڕێنەوە بۆ {place}",
        ),
    ),
    *stakeholders(
        ("COM", StakeholderPart.DECIDES),
        ("@governor", StakeholderPart.DOES),
        ("@army", StakeholderPart.DOES),
        ("@branch", StakeholderPart.DOES),
        ("@police", StakeholderPart.SUPPORTS),
        ("@council", StakeholderPart.SUPPORTS),
        ("RWG", StakeholderPart.CONSULTED),
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
            "لقاءات مباشرة مع العائلات النازحة لمعرفة رغباتها",
            "Meetings with the displaced families themselves to learn what they want",
            "دیداری ڕاستەوخۆ لەگەڵ خێزانە ئاوارەکان بۆ زانینی خواستیان",
        ),
        (),
        t("باحثتان اجتماعيتان وموظف تسجيل", "Two social workers, one registrar", "دوو توێژەری کۆمەڵایەتیی ژن و فەرمانبەرێکی تۆمارکردن"),
    ),
    activity(
        "a2",
        "o1",
        "@branch",
        (5, 100),
        Approach.SOCIAL_MEDIA,
        t(
            "تواصل مع العائلات عبر وسائل التواصل الاجتماعي",
            "Communication with the families through social media",
            "پەیوەندی لەگەڵ خێزانەکان لە ڕێی تۆڕە کۆمەڵایەتییەکانەوە",
        ),
    ),
    activity(
        "a3",
        "o2",
        "@governor",
        (5, 100),
        Approach.PERIODICAL_MEETING,
        t(
            "اجتماعات دورية مع القائممقامية والحكومة المحلية والجهات الأمنية",
            "Periodical meetings with the mayor's office, the local government and the security bodies",
            "کۆبوونەوەی خولی لەگەڵ قایمقامیەت و حکوومەتی ناوخۆ و لایەنە ئەمنییەکان",
        ),
        ("@branch", "@army", "@police"),
    ),
    activity(
        "a4",
        "o2",
        "@branch",
        (10, 40),
        Approach.CONSULTATION,
        t(
            "لقاءات مع القوات الماسكة للأرض لمعرفة إمكان فتح القرى",
            "Talks with the forces on the ground on whether the villages can be opened",
            "دیدار لەگەڵ هێزەکانی سەر زەوی بۆ زانینی دەرفەتی کردنەوەی گوندەکان",
        ),
        ("@army",),
    ),
    activity(
        "a5",
        "o2",
        "@governor",
        (25, 50),
        Approach.FIELD_VISIT,
        t("زيارات ميدانية لتقييم القرى", "Field visits to assess the villages", "سەردانی مەیدانی بۆ هەڵسەنگاندنی گوندەکان"),
        ("@branch", "@police"),
    ),
    activity(
        "a6",
        "o2",
        "MOMD-HQ-PLANNING",
        (30, 80),
        Approach.ADVOCACY,
        t("مناصرة لدى أصحاب القرار في بغداد", "Advocacy with decision makers in Baghdad", "پاڵپشتی لای خاوەن بڕیارەکان لە بەغدا"),
        ("MOMD-HQ-RETURN",),
    ),
    money("b1", "a5", BudgetSource.GOVERNORATE, TRANSPORT),
    money("b2", "a3", BudgetSource.FEDERAL, MEETINGS),
)
_MEASURED = (
    milestone(
        "i1",
        "o1",
        30,
        t(
            "تقرير برغبات العائلات أمام لجنة المحافظة",
            "Report on what the families want before the governorate's committee",
            "ڕاپۆرتی خواستی خێزانەکان لەبەردەم لیژنەی پارێزگادا",
        ),
        t("التقرير ومحضر اللجنة", "The report and the committee's minutes", "ڕاپۆرتەکە و کۆنووسی لیژنە"),
    ),
    number(
        "i2",
        "o2",
        t("قرى أُعلن موعد فتحها", "Villages whose date of opening is made known", "ئەو گوندانەی کاتی کردنەوەیان ڕاگەیەنراوە"),
        t("قرية", "villages", "گوند"),
        t("كتب الجهات الأمنية والمحافظة", "Letters of the security bodies and the governorate", "نووسراوەکانی لایەنە ئەمنییەکان و پارێزگا"),
    ),
    risk(
        "r1",
        RiskCategory.SECURITY,
        (4, 5, 3, 4),
        "@army",
        20,
        t("مخلفات حربية وعدم مسك الأرض", "Remnants of war, and land that nobody holds", "پاشماوەی جەنگ و نەگرتنی زەوی"),
        t("تأجيل فتح القرى أو وقوع إصابات", "Opening is put off, or people are hurt", "دواخستنی کردنەوەی گوندەکان یان بریندار بوونی خەڵک"),
        t("تعذر العودة الآمنة", "A safe return is not possible", "گەڕانەوەی پارێزراو دەستەبەر نابێت"),
        t("مسح وتطهير قبل تحديد أي موعد", "Survey and clearance before any date is set", "ڕووپێو و پاککردنەوە پێش دیاریکردنی هیچ کاتێک"),
        t("عودة على مراحل تبدأ بالقرى الآمنة", "Return in stages, the safe villages first", "گەڕانەوە بە قۆناغ، سەرەتا گوندە پارێزراوەکان"),
        t("حادث أو تقرير عن مخلفات", "An incident, or a report of remnants", "ڕووداوێک یان ڕاپۆرتێک دەربارەی پاشماوە"),
    ),
    risk(
        "r2",
        RiskCategory.INFORMATION_SHARING,
        (3, 3, 2, 2),
        "@branch",
        15,
        t("تأخر إبلاغ العائلات بما تقرر", "Families are told late what was decided", "دواکەوتنی ئاگادارکردنەوەی خێزانەکان لە بڕیارەکان"),
        t(
            "انتشار أخبار غير صحيحة عن مواعيد العودة",
            "False news of dates of return spreads",
            "بڵاوبوونەوەی هەواڵی ناڕاست دەربارەی کاتی گەڕانەوە",
        ),
        t("عودة غير منظمة أو عزوف عن العودة", "Return without order, or no return", "گەڕانەوەی ناڕێکخراو یان وازهێنان لە گەڕانەوە"),
        t(
            "رسالة موحدة كل أسبوعين عبر الفرع",
            "One message every two weeks through the branch",
            "یەک پەیام هەر دوو هەفتە جارێک لە ڕێی لقەوە",
        ),
        t("جلسة علنية مع العائلات", "A public session with the families", "دانیشتنی ئاشکرا لەگەڵ خێزانەکان"),
        t("تكرار الأسئلة نفسها في الفرع", "The same question again and again at the branch", "دووبارەبوونەوەی هەمان پرسیار لە لق"),
    ),
    line(
        "l1",
        ("@governor", "@army", "@police", "@council", "@branch"),
        Channel.MEETING,
        Rhythm.TWO_WEEKS,
        t("موقف كل قرية وما تقرر بشأنها", "Where each village stands and what was decided", "دۆخی هەر گوندێک و ئەوەی بڕیاری لەسەر درا"),
    ),
    line(
        "l2",
        ("COM", "MOMD-HQ-PLANNING"),
        Channel.OFFICIAL_LETTER,
        Rhythm.QUARTERLY,
        t("ملخص القضية والقرار المطلوب", "Summary of the issue and the decision that is asked for", "پوختەی کێشەکە و بڕیاری داواکراو"),
    ),
    line(
        "l3",
        ("RWG",),
        Channel.EMAIL,
        Rhythm.MONTHLY,
        t(
            "رغبات العائلات واحتياجات منطقة العودة",
            "What families want, and needs in the area of return",
            "خواستی خێزانەکان و پێداویستییەکانی ناوچەی گەڕانەوە",
        ),
    ),
)
VILLAGES = WrittenTemplate(
    "villages",
    Sector.BLOCKED_RETURN,
    t("قرى مغلقة", "Blocked villages", "گوندی داخراو"),
    t(
        "لقرى لا يستطيع أهلها العودة إليها: رغبات العائلات، ثم موقف مشترك مع الجهات الأمنية.",
        "For villages to which their people cannot return: what families want, then one position with the security bodies.",
        "بۆ ئەو گوندانەی خەڵکەکەیان ناتوانن بۆیان بگەڕێنەوە: خواستی خێزانەکان، پاشان هەڵوێستی هاوبەش لەگەڵ لایەنە ئەمنییەکان.",
    ),
    (_AIM, *_GOAL, *_ACTIVITIES, *_MEASURED, review()),
)
