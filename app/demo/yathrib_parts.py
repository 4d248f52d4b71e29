"""The six steps of the plan for Yathrib."""

from app.demo.stage import Pen, Stage
from indicators.terms import Calculation, Definition, Frequency, OverPlaces, ValueKind
from plans.commands import Aim, SaveActivity, SaveBudgetLine, SaveLine, SaveObjective, SaveRisk, SaveStakeholder
from plans.terms import Approach, BudgetSource, Channel, FundingState, Means, Rhythm, RiskCategory, StakeholderPart

BRANCH = "MOMD-SALAH-AL-DIN"


def goal(stage: Stage, pen: Pen) -> tuple[str, str, str]:
    """Step 1; returns the keys of the objectives."""
    pen.section(
        "aim",
        Aim(
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
        ),
    )
    objectives = (
        SaveObjective(
            "ارتفاع عدد معاملات التعويض المحسومة.", "العائلات التي تهدمت دورها في قرى يثرب", stage.day(36), Means.APPROACH
        ),
        SaveObjective("صرف التعويضات المصادق عليها وفق جدول معلن.", "العائلات التي صودق على تعويضها", stage.day(30), Means.RESOURCE),
        SaveObjective(
            "ترميم الدور المتضررة جزئياً ريثما تُصرف التعويضات.", "العائلات الأشد حاجة في قرى يثرب", stage.day(38), Means.ACTIVITY
        ),
    )
    first, second, third = (pen.part("objectives", each) for each in objectives)
    for code, part, note in (
        ("COMP", StakeholderPart.DECIDES, "تصادق على توصيات اللجنة الفرعية"),
        ("MOF", StakeholderPart.DECIDES, "تطلق مبالغ التعويض"),
        ("PC-SD", StakeholderPart.DOES, "يحث الجهات على التسريع"),
        ("COMP-SUB", StakeholderPart.DOES, "تدقق المعاملات وتوصي"),
        (BRANCH, StakeholderPart.DOES, "يتابع ويساعد العائلات"),
        ("COMSEC", StakeholderPart.SUPPORTS, "متابعة الموضوع في مجلس الوزراء"),
        ("IOM", StakeholderPart.SUPPORTS, "ترميم الدور المتضررة جزئياً"),
        ("GOV-SD", StakeholderPart.INFORMED, ""),
    ):
        pen.part("stakeholders", SaveStakeholder(stage.org(code), part, note))
    return first, second, third


def activities(stage: Stage, pen: Pen, objectives: tuple[str, str, str]) -> dict[str, str]:
    """Step 2; returns the keys of the activities on which progress is reported."""
    cases, payment, repair = objectives
    campaign = pen.part(
        "activities",
        SaveActivity(
            objective_key=cases,
            title="حملة مناصرة لتفعيل التعويضات وتعريف العائلات بخطوات المعاملة",
            responsible_id=stage.org(BRANCH),
            responsible_person="مدير الفرع",
            supporter_ids=stage.orgs("GOV-SD", "IOM"),
            starts_on=stage.day(-3),
            due_on=stage.day(8),
            approach=Approach.ADVOCACY,
            people_needed="أربعة موظفين من الفرع",
            material_needed="دليل مطبوع من صفحتين، عجلة",
        ),
    )
    council = pen.part(
        "activities",
        SaveActivity(
            objective_key=cases,
            title="لقاءات مع أعضاء مجلس المحافظة لحث لجنة التعويض ووزارة المالية على تسريع المعاملات",
            responsible_id=stage.org("PC-SD"),
            responsible_person="لجنة الهجرة والمهجرين في المجلس",
            supporter_ids=stage.orgs(BRANCH),
            starts_on=stage.day(-3),
            due_on=stage.day(3),
            approach=Approach.CONSULTATION,
            people_needed="",
            material_needed="كشف بالمعاملات المتأخرة",
        ),
    )
    backlog = pen.part(
        "activities",
        SaveActivity(
            objective_key=cases,
            title="اجتماع كل أسبوعين لمراجعة المعاملات المتأخرة وتثبيت سبب تأخر كل منها",
            responsible_id=stage.org("COMP-SUB"),
            responsible_person="مقرر اللجنة الفرعية",
            supporter_ids=stage.orgs(BRANCH),
            starts_on=stage.day(1),
            due_on=stage.day(20),
            approach=Approach.PERIODICAL_MEETING,
            people_needed="مدققان لمدة أربعة أشهر",
            material_needed="حاسبتان وماسح ضوئي",
        ),
    )
    pen.part(
        "activities",
        SaveActivity(
            objective_key=payment,
            title="عرض الموضوع على الوزير لمتابعته في مجلس الوزراء والأمانة العامة",
            responsible_id=stage.org("MOMD-HQ-MINISTER"),
            responsible_person="",
            supporter_ids=stage.orgs("COMSEC"),
            starts_on=stage.day(1),
            due_on=stage.day(12),
            approach=Approach.OFFICIAL_LETTER,
            people_needed="",
            material_needed="مذكرة من صفحتين",
        ),
    )
    pen.part(
        "activities",
        SaveActivity(
            objective_key=payment,
            title="إعداد جدول صرف التعويضات المصادق عليها وإعلانه",
            responsible_id=stage.org("MOF"),
            responsible_person="قسم تخصيصات الموازنة",
            supporter_ids=stage.orgs("COMP"),
            starts_on=stage.day(3),
            due_on=stage.day(26),
            approach=Approach.OFFICIAL_LETTER,
            people_needed="",
            material_needed="",
        ),
    )
    pen.part(
        "activities",
        SaveActivity(
            objective_key=payment,
            title="دراسة إدراج خدمات قرى يثرب في المنهاج الاستثماري",
            responsible_id=stage.org("MOP"),
            responsible_person="",
            supporter_ids=stage.orgs("GOV-SD"),
            starts_on=stage.day(-1),
            due_on=stage.day(3),
            approach=Approach.CONSULTATION,
            people_needed="",
            material_needed="جرد الخدمات المتضررة",
        ),
    )
    houses = pen.part(
        "activities",
        SaveActivity(
            objective_key=repair,
            title="تنسيق مع وكالات الأمم المتحدة والمنظمات الدولية لترميم الدور المتضررة جزئياً",
            responsible_id=stage.org("IOM"),
            responsible_person="",
            supporter_ids=stage.orgs("UNHABITAT", "NRC"),
            starts_on=stage.day(2),
            due_on=stage.day(34),
            approach=Approach.UN_NGO,
            people_needed="مهندسان للكشف",
            material_needed="مواد بناء",
        ),
    )
    for line in (
        SaveBudgetLine(campaign, "نقل وضيافة للجلسات التعريفية", 6_000_000, BudgetSource.FEDERAL, FundingState.RELEASED),
        SaveBudgetLine(campaign, "طبع دليل خطوات المعاملة", 1_500_000, BudgetSource.FEDERAL, FundingState.SPENT),
        SaveBudgetLine(council, "نقل", 2_000_000, BudgetSource.GOVERNORATE, FundingState.SPENT),
        SaveBudgetLine(backlog, "أجور مدققين وأجهزة", 8_000_000, BudgetSource.GOVERNORATE, FundingState.ALLOCATED),
        SaveBudgetLine(houses, "ترميم الدور، المرحلة الأولى", 120_000_000, BudgetSource.UN, FundingState.REQUESTED),
        SaveBudgetLine(houses, "كشف هندسي", 5_000_000, BudgetSource.UN, FundingState.RELEASED),
    ):
        pen.part("budget", line)
    return {"campaign": campaign, "council": council}


def indicators(stage: Stage, pen: Pen, objectives: tuple[str, str, str]) -> None:
    """Step 3."""
    cases, payment, repair = objectives
    start = stage.day(-6)
    pen.indicator(
        cases,
        Definition(
            name_ar="معاملات التعويض المحسومة منذ بدء الخطة",
            name_en="Compensation cases settled since the plan began",
            name_ckb="دۆسیەکانی قەرەبوو کە لە سەرەتای پلانەوە یەکلا کراونەتەوە",
            unit="معاملة",
            calculation=Calculation.SUM,
            baseline=0,
            baseline_on=start,
            target=400,
            target_on=stage.day(36),
            frequency=Frequency.MONTHLY,
            source="سجل اللجنة الفرعية للتعويض",
            reporter_id=stage.org("COMP-SUB"),
        ),
    )
    pen.indicator(
        cases,
        Definition(
            name_ar="نسبة المعاملات المتأخرة التي ثُبّت سبب تأخرها",
            name_en="Share of delayed cases whose reason for delay is recorded",
            name_ckb="ڕێژەی ئەو دۆسیە دواکەوتووانەی هۆکاری دواکەوتنیان تۆمار کراوە",
            unit="نسبة مئوية",
            kind=ValueKind.PERCENTAGE,
            calculation=Calculation.LATEST,
            over_places=OverPlaces.SUM,
            baseline=0,
            baseline_denominator=150,
            baseline_on=start,
            target=90,
            target_on=stage.day(20),
            frequency=Frequency.MONTHLY,
            source="محاضر اجتماع مراجعة المعاملات",
            reporter_id=stage.org(BRANCH),
        ),
    )
    pen.indicator(
        payment,
        Definition(
            name_ar="مبالغ التعويض المصروفة لعائلات يثرب",
            name_en="Compensation paid out to families of Yathrib",
            name_ckb="بڕی قەرەبووی دراو بە خێزانەکانی یەسریب",
            unit="دينار عراقي",
            kind=ValueKind.MONEY,
            calculation=Calculation.SUM,
            baseline=0,
            baseline_on=start,
            target=3_000_000_000,
            target_on=stage.day(30),
            frequency=Frequency.QUARTERLY,
            source="إشعارات الصرف في وزارة المالية",
            reporter_id=stage.org("MOF"),
        ),
    )
    pen.indicator(
        repair,
        Definition(
            name_ar="الدور المرممة جزئياً والمسلّمة إلى أصحابها",
            name_en="Partly damaged houses repaired and handed over",
            name_ckb="خانووە چاککراوەکان کە ڕادەستی خاوەنەکانیان کراون",
            unit="دار",
            calculation=Calculation.SUM,
            baseline=0,
            baseline_on=start,
            target=60,
            target_on=stage.day(38),
            frequency=Frequency.MONTHLY,
            source="محاضر التسليم موقعة من العائلة والمختار",
            reporter_id=stage.org("IOM"),
        ),
    )


def risks(stage: Stage, pen: Pen) -> None:
    """Step 4."""
    for risk in (
        SaveRisk(
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
        ),
        SaveRisk(
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
        ),
        SaveRisk(
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
        ),
    ):
        pen.part("risks", risk)


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
