"""The six steps of the plan for Yathrib."""

from app.demo.stage import Pen, Stage
from indicators.terms import Calculation, Definition, Frequency, OverPlaces, ValueKind
from plans.commands import Aim, SaveBudgetLine, SaveLine, SaveObjective, SaveRisk, SaveStakeholder
from plans.terms import Approach, BudgetSource, Channel, Means, Rhythm, RiskCategory, StakeholderPart

BRANCH = "MOMD-SALAH-AL-DIN"
AIM = Aim(
    coordination_target=(
        "قناة عمل واحدة بين مجلس المحافظة ولجنة التعويض ووزارة المالية والوزارة، "
        "تُعرض فيها المعاملات المتأخرة كل أسبوعين وتُعالج أسباب تأخرها."
    ),
    goal="أن تُحسم معاملات تعويض العائلات التي تهدمت دورها في قرى يثرب وتُصرف مستحقاتها، لتتمكن من إعادة بناء دورها والاستقرار فيها.",
    tools_approach=(
        "لقاءات مع مجلس المحافظة، واجتماع دوري مع اللجنة الفرعية للتعويض، وكتب رسمية عن طريق مكتب الوزير، "
        "وحملة مناصرة، وتنسيق مع وكالات الأمم المتحدة والمنظمات الدولية."
    ),
    challenges=(
        "التعويض خارج صلاحية الوزارة. تأخر إطلاق التخصيصات. نقص الوثائق لدى بعض العائلات. "
        "تعدد الجهات الأمنية في المحافظة وما يتطلبه دخول القرى من موافقات."
    ),
)
STAKEHOLDERS = (
    ("COMP", StakeholderPart.DECIDES, "تصادق على توصيات اللجنة الفرعية"),
    ("MOF", StakeholderPart.DECIDES, "تطلق مبالغ التعويض"),
    ("PC-SD", StakeholderPart.DOES, "يحث الجهات على التسريع"),
    ("COMP-SUB", StakeholderPart.DOES, "تدقق المعاملات وتوصي"),
    (BRANCH, StakeholderPart.DOES, "يتابع ويساعد العائلات"),
    ("COMSEC", StakeholderPart.SUPPORTS, "متابعة الموضوع في مجلس الوزراء"),
    ("IOM", StakeholderPart.SUPPORTS, "ترميم الدور المتضررة جزئياً"),
    ("GOV-SD", StakeholderPart.INFORMED, ""),
)


def goal(stage: Stage, pen: Pen) -> tuple[str, str, str]:
    """Step 1; returns the keys of the objectives."""
    pen.section("aim", AIM)
    objectives = (
        SaveObjective("ارتفاع عدد معاملات التعويض المحسومة.", "العائلات التي تهدمت دورها في قرى يثرب", stage.day(36), Means.APPROACH),
        SaveObjective("صرف التعويضات المصادق عليها وفق جدول معلن.", "العائلات التي صودق على تعويضها", stage.day(30), Means.RESOURCE),
        SaveObjective("ترميم الدور المتضررة جزئياً ريثما تُصرف التعويضات.", "العائلات الأشد حاجة في قرى يثرب", stage.day(38), Means.ACTIVITY),
    )
    first, second, third = (pen.part("objectives", each) for each in objectives)
    for code, part, note in STAKEHOLDERS:
        pen.part("stakeholders", SaveStakeholder(stage.org(code), part, note))
    return first, second, third


def activities(pen: Pen, objectives: tuple[str, str, str]) -> dict[str, str]:
    """Step 2; returns the keys of the activities on which progress is reported."""
    keys = _cases_activities(pen, objectives[0])
    _payment_activities(pen, objectives[1])
    _repair_activities(pen, objectives[2])
    return keys


def _cases_activities(pen: Pen, objective: str) -> dict[str, str]:
    campaign = pen.activity(
        objective,
        "حملة مناصرة لتفعيل التعويضات وتعريف العائلات بخطوات المعاملة",
        BRANCH,
        (-3, 8),
        Approach.ADVOCACY,
        supporters=("GOV-SD", "IOM"),
        person="مدير الفرع",
        people="أربعة موظفين من الفرع",
        material="دليل مطبوع من صفحتين، عجلة",
    )
    council = pen.activity(
        objective,
        "لقاءات مع أعضاء مجلس المحافظة لحث لجنة التعويض ووزارة المالية على تسريع المعاملات",
        "PC-SD",
        (-3, -1),
        Approach.CONSULTATION,
        supporters=(BRANCH,),
        person="لجنة الهجرة والمهجرين في المجلس",
        material="كشف بالمعاملات المتأخرة",
    )
    backlog = pen.activity(
        objective,
        "اجتماع كل أسبوعين لمراجعة المعاملات المتأخرة وتثبيت سبب تأخر كل منها",
        "COMP-SUB",
        (1, 20),
        Approach.PERIODICAL_MEETING,
        supporters=(BRANCH,),
        person="مقرر اللجنة الفرعية",
        people="مدققان لمدة أربعة أشهر",
        material="حاسبتان وماسح ضوئي",
    )
    pen.part("budget", SaveBudgetLine(campaign, "نقل وضيافة للجلسات التعريفية", 6_000_000, BudgetSource.FEDERAL))
    pen.part("budget", SaveBudgetLine(campaign, "طبع دليل خطوات المعاملة", 1_500_000, BudgetSource.FEDERAL))
    pen.part("budget", SaveBudgetLine(council, "نقل", 2_000_000, BudgetSource.GOVERNORATE))
    pen.part("budget", SaveBudgetLine(backlog, "أجور مدققين وأجهزة", 8_000_000, BudgetSource.GOVERNORATE))
    return {"campaign": campaign, "council": council}


def _payment_activities(pen: Pen, objective: str) -> None:
    pen.activity(
        objective,
        "عرض الموضوع على الوزير لمتابعته في مجلس الوزراء والأمانة العامة",
        "MOMD-HQ-MINISTER",
        (1, 12),
        Approach.OFFICIAL_LETTER,
        supporters=("COMSEC",),
        material="مذكرة من صفحتين",
    )
    pen.activity(
        objective,
        "إعداد جدول صرف التعويضات المصادق عليها وإعلانه",
        "MOF",
        (3, 26),
        Approach.OFFICIAL_LETTER,
        supporters=("COMP",),
        person="قسم تخصيصات الموازنة",
    )
    pen.activity(
        objective,
        "دراسة إدراج خدمات قرى يثرب في المنهاج الاستثماري",
        "MOP",
        (-1, 3),
        Approach.CONSULTATION,
        supporters=("GOV-SD",),
        material="جرد الخدمات المتضررة",
    )


def _repair_activities(pen: Pen, objective: str) -> None:
    houses = pen.activity(
        objective,
        "تنسيق مع وكالات الأمم المتحدة والمنظمات الدولية لترميم الدور المتضررة جزئياً",
        "IOM",
        (2, 34),
        Approach.UN_NGO,
        supporters=("UNHABITAT", "NRC"),
        people="مهندسان للكشف",
        material="مواد بناء",
    )
    pen.part("budget", SaveBudgetLine(houses, "ترميم الدور، المرحلة الأولى", 120_000_000, BudgetSource.UN))
    pen.part("budget", SaveBudgetLine(houses, "كشف هندسي", 5_000_000, BudgetSource.UN))


def indicators(stage: Stage, pen: Pen, objectives: tuple[str, str, str]) -> None:
    """Step 3."""
    pen.indicator(objectives[0], _first_cases_indicator(stage))
    pen.indicator(objectives[0], _second_cases_indicator(stage))
    pen.indicator(objectives[1], _payment_indicator(stage))
    pen.indicator(objectives[2], _repair_indicator(stage))


def _first_cases_indicator(stage: Stage) -> Definition:
    return Definition(
        name_ar="معاملات التعويض المحسومة منذ بدء الخطة",
        name_en="Compensation cases settled since the plan began",
        name_ckb="دۆسیەکانی قەرەبوو کە لە سەرەتای پلانەوە یەکلا کراونەتەوە",
        unit="معاملة",
        calculation=Calculation.SUM,
        baseline=0,
        baseline_on=stage.day(-6),
        target=400,
        target_on=stage.day(36),
        frequency=Frequency.MONTHLY,
        source="سجل اللجنة الفرعية للتعويض",
        reporter_id=stage.org("COMP-SUB"),
    )


def _second_cases_indicator(stage: Stage) -> Definition:
    return Definition(
        name_ar="نسبة المعاملات المتأخرة التي ثُبّت سبب تأخرها",
        name_en="Share of delayed cases whose reason for delay is recorded",
        name_ckb="ڕێژەی ئەو دۆسیە دواکەوتووانەی هۆکاری دواکەوتنیان تۆمار کراوە",
        unit="نسبة مئوية",
        kind=ValueKind.PERCENTAGE,
        calculation=Calculation.LATEST,
        over_places=OverPlaces.SUM,
        baseline=0,
        baseline_denominator=150,
        baseline_on=stage.day(-6),
        target=90,
        target_on=stage.day(20),
        frequency=Frequency.MONTHLY,
        source="محاضر اجتماع مراجعة المعاملات",
        reporter_id=stage.org(BRANCH),
    )


def _payment_indicator(stage: Stage) -> Definition:
    return Definition(
        name_ar="مبالغ التعويض المصروفة لعائلات يثرب",
        name_en="Compensation paid out to families of Yathrib",
        name_ckb="بڕی قەرەبووی دراو بە خێزانەکانی یەسریب",
        unit="دينار عراقي",
        kind=ValueKind.MONEY,
        calculation=Calculation.SUM,
        baseline=0,
        baseline_on=stage.day(-6),
        target=3_000_000_000,
        target_on=stage.day(30),
        frequency=Frequency.QUARTERLY,
        source="إشعارات الصرف في وزارة المالية",
        reporter_id=stage.org("MOF"),
    )


def _repair_indicator(stage: Stage) -> Definition:
    return Definition(
        name_ar="الدور المرممة جزئياً والمسلّمة إلى أصحابها",
        name_en="Partly damaged houses repaired and handed over",
        name_ckb="خانووە چاککراوەکان کە ڕادەستی خاوەنەکانیان کراون",
        unit="دار",
        calculation=Calculation.SUM,
        baseline=0,
        baseline_on=stage.day(-6),
        target=60,
        target_on=stage.day(38),
        frequency=Frequency.MONTHLY,
        source="محاضر التسليم موقعة من العائلة والمختار",
        reporter_id=stage.org("IOM"),
    )


def risks(stage: Stage, pen: Pen) -> None:
    """Step 4."""
    for risk in (_financial_risk, _capacity_risk, _security_risk):
        pen.part("risks", risk(stage))


def _financial_risk(stage: Stage) -> SaveRisk:
    return SaveRisk(
        category=RiskCategory.FINANCIAL,
        cause="تأخر إطلاق التخصيصات كما حدث في عام 2024 حتى شهر آب",
        event="عدم صرف التعويضات المصادق عليها في مواعيدها",
        effect="فقدان العائلات الثقة بالإجراءات وتوقفها عن إكمال المعاملات",
        likelihood=4,
        impact=4,
        mitigation="طلب جدول صرف مكتوب من وزارة المالية ومتابعته في مجلس الوزراء",
        contingency="صرف دفعة أولى للعائلات الأشد حاجة",
        trigger="مرور ثلاثة أشهر من دون إشعار صرف",
        owner_id=stage.org("MOMD-HQ-FINANCE"),
        next_review_on=stage.day(6),
        residual_likelihood=3,
        residual_impact=3,
    )


def _capacity_risk(stage: Stage) -> SaveRisk:
    return SaveRisk(
        category=RiskCategory.CAPACITY,
        cause="قلة المدققين في اللجنة الفرعية للتعويض",
        event="تراكم معاملات جديدة فوق المتأخرة",
        effect="بقاء عدد المعاملات المحسومة دون المستهدف",
        likelihood=4,
        impact=3,
        mitigation="تنسيب مدققين لمدة أربعة أشهر من ديوان المحافظة",
        contingency="تقديم العائلات التي لا مأوى لها",
        trigger="أن تزيد المعاملات الواردة على المحسومة شهرين متتاليين",
        owner_id=stage.org("COMP-SUB"),
        next_review_on=stage.day(8),
        residual_likelihood=2,
        residual_impact=3,
    )


def _security_risk(stage: Stage) -> SaveRisk:
    return SaveRisk(
        category=RiskCategory.SECURITY,
        cause="تعدد الجهات الأمنية في المحافظة",
        event="تأخر موافقات دخول القرى",
        effect="تأجيل الجلسات التعريفية وكشف الدور",
        likelihood=3,
        impact=3,
        mitigation="كتاب موافقة موحد يُعمم على الجهات الأمنية الخمس",
        contingency="عقد الجلسات في مركز الناحية",
        trigger="رفض الدخول مرتين في شهر واحد",
        owner_id=stage.org(BRANCH),
        next_review_on=stage.day(5),
        residual_likelihood=2,
        residual_impact=3,
    )


def communication(stage: Stage, pen: Pen) -> None:
    """Step 5."""
    branch, minister = stage.org(BRANCH), stage.org("MOMD-HQ-MINISTER")
    for line in (
        SaveLine(
            "كشف المعاملات المتأخرة وأسبابها",
            stage.orgs("COMP-SUB", "PC-SD", BRANCH),
            Channel.MEETING,
            Rhythm.TWO_WEEKS,
            branch,
        ),
        SaveLine("طلب المصادقة وجدول الصرف", stage.orgs("COMP", "MOF", "COMSEC"), Channel.OFFICIAL_LETTER, Rhythm.MONTHLY, minister),
        SaveLine("ملخص التقدم وما يحتاج إلى تدخل", stage.orgs("MOMD-HQ-MINISTER", "MOP", "GOV-SD"), Channel.TANSIQ, Rhythm.MONTHLY, branch),
        SaveLine("قوائم الدور ذات الأولوية للترميم", stage.orgs("IOM", "UNHABITAT", "NRC"), Channel.EMAIL, Rhythm.MONTHLY, branch),
    ):
        pen.part("lines", line)
