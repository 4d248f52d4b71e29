"""Low-cost housing in Sinjar: a plan in mid-way. Steps 1 to 3 are complete, step 4 has a serious risk without an owner,
step 5 does not reach everybody yet, step 6 has not begun."""

from app.demo.money import SINJAR, move_money
from app.demo.stage import Pen, Stage
from indicators.terms import Calculation, Definition, Frequency, OverPlaces, ValueKind
from plans.commands import Aim, Identity, SaveBudgetLine, SaveLine, SaveObjective, SaveRisk, SaveStakeholder
from plans.terms import Approach, BudgetSource, Channel, Means, Rhythm, RiskCategory, StakeholderPart

AIM = Aim(
    coordination_target=(
        "اتفاق مكتوب بين الأمانة العامة لمجلس الوزراء وديوان محافظة نينوى وقائممقامية سنجار ووزارة المالية "
        "على أرض كافية وتصميم مناسب وتمويل للبنى التحتية."
    ),
    goal=(
        "أن تسكن العائلات العائدة إلى سنجار دوراً لائقة على أرض تكفي للدور والشوارع والخدمات، بتصميم يراعي اعتيادها السكن في مساحات مفتوحة."
    ),
    tools_approach=(
        "متابعة دورية مع الحكومة المحلية، وكتب رسمية إلى الأمانة العامة لمجلس الوزراء، وكشف ميداني مشترك، "
        "واستطلاع رأي العائلات، وحملة لجمع التخصيصات."
    ),
    challenges=(
        "مساحة الأرض لا تكفي العدد المقرر من الوحدات. وحدة القياس في الوثائق غير محسومة. "
        "تأخر إطلاق التخصيصات. ضعف تبادل البيانات بين ديوان المحافظة والفرع."
    ),
)
STAKEHOLDERS = (
    ("COMSEC", StakeholderPart.DECIDES, "تعرض الموضوع على مجلس الوزراء"),
    ("GOV-NI", StakeholderPart.DOES, "تخصيص الأرض ومتابعة التنفيذ"),
    ("DISTRICT-SINJAR", StakeholderPart.DOES, "التثبت من الأرض على الواقع"),
    ("MOF", StakeholderPart.SUPPORTS, "تمويل البنى التحتية"),
    ("REFAATO", StakeholderPart.SUPPORTS, "تمويل المرافق العامة"),
    ("UNHABITAT", StakeholderPart.CONSULTED, "بدائل التصميم"),
)


def sinjar(stage: Stage) -> None:
    """The plan, written by the head of the Ninewa branch over the last three weeks."""
    pen = Pen(stage, "karwan", stage.ago(22, 9), _identity(stage))
    objectives = _goal(stage, pen)
    pen.sit_down(stage.ago(16, 10))
    _activities(pen, objectives)
    pen.sit_down(stage.ago(9, 9))
    _indicators(stage, pen, objectives)
    move_money(stage, pen.plan_id, SINJAR)
    pen.sit_down(stage.ago(5, 11))
    _risks(stage, pen)
    pen.sit_down(stage.ago(2, 10))
    _communication(stage, pen)


def _identity(stage: Stage) -> Identity:
    return Identity(
        name_ar="خطة تنسيق السكن واطئ الكلفة في سنجار",
        name_en="Coordination plan for low-cost housing in Sinjar",
        name_ckb="پلانی هەماهەنگیی خانووی هەرزان لە شنگال",
        scope_id="branch-ninewa",
        issue_id=stage.issues["sinjar"],
        theme="",
        starts_on=stage.day(-3),
        ends_on=stage.day(45),
    )


def _goal(stage: Stage, pen: Pen) -> tuple[str, str, str]:
    pen.section("aim", AIM)
    objectives = (
        SaveObjective(
            "أرض إضافية، أو عدد وحدات معدّل يناسب المساحة المثبتة في سند الأرض.",
            "العائلات العائدة إلى مركز سنجار",
            stage.day(20),
            Means.APPROACH,
        ),
        SaveObjective(
            "تصميم معتمد للدور يراعي اعتياد العائلات السكن في مساحات مفتوحة.", "العائلات المشمولة بالمشروع", stage.day(26), Means.TOOL
        ),
        SaveObjective(
            "تخصيصات مؤمنة للبنى التحتية والمرافق: الماء والكهرباء والطرق والمدرسة والمركز الصحي.",
            "العائلات المشمولة بالمشروع والمجتمع المحيط",
            stage.day(40),
            Means.RESOURCE,
        ),
    )
    first, second, third = (pen.part("objectives", each) for each in objectives)
    for code, part, note in STAKEHOLDERS:
        pen.part("stakeholders", SaveStakeholder(stage.org(code), part, note))
    return first, second, third


def _activities(pen: Pen, objectives: tuple[str, str, str]) -> None:
    _land_activities(pen, objectives[0])
    _design_activities(pen, objectives[1])
    _money_activities(pen, objectives[2])


def _land_activities(pen: Pen, objective: str) -> None:
    survey = pen.activity(
        objective,
        "كشف ميداني مشترك للتثبت من مساحة الأرض ووحدة القياس في السند",
        "DISTRICT-SINJAR",
        (1, 4),
        Approach.FIELD_VISIT,
        supporters=("MOMD-NINEWA", "RECON-NI"),
        person="شعبة الأملاك",
        people="مسّاح ومهندسان وممثل عن الفرع",
        material="جهاز مسح، نسخة مصدقة من سند الأرض، عجلة",
    )
    meetings = pen.activity(
        objective,
        "اجتماعات متابعة كل أسبوعين مع ديوان محافظة نينوى لحسم الأرض",
        "MOMD-NINEWA",
        (0, 20),
        Approach.PERIODICAL_MEETING,
        supporters=("GOV-NI",),
        person="مدير الفرع",
        people="مدير الفرع ومقرر الاجتماع",
    )
    pen.activity(
        objective,
        "كتاب رسمي إلى الأمانة العامة لمجلس الوزراء بالفرق بين المساحة وعدد الوحدات وطلب القرار",
        "MOMD-HQ-PLANNING",
        (4, 10),
        Approach.OFFICIAL_LETTER,
        supporters=("MOMD-NINEWA",),
        material="تقرير الكشف الميداني",
    )
    pen.part("budget", SaveBudgetLine(survey, "أجور المسح والنقل", 4_500_000, BudgetSource.GOVERNORATE))
    pen.part("budget", SaveBudgetLine(meetings, "نقل وضيافة", 3_000_000, BudgetSource.FEDERAL))


def _design_activities(pen: Pen, objective: str) -> None:
    opinion = pen.activity(
        objective,
        "استطلاع رأي العائلات في تصميم الدور ومساحتها",
        "MOMD-NINEWA",
        (2, 8),
        Approach.SURVEY,
        supporters=("UNHABITAT",),
        person="شعبة البحوث في الفرع",
        people="ستة باحثين ميدانيين، نصفهم من النساء",
        material="استمارة مبسطة، رسوم لثلاثة تصاميم",
    )
    pen.activity(
        objective,
        "اجتماع موسع لإقرار التصميم المعدّل بحضور القائممقامية وممثلي العائلات",
        "GOV-NI",
        (12, 16),
        Approach.COLLECTIVE_MEETING,
        supporters=("DISTRICT-SINJAR", "MOMD-NINEWA"),
        person="معاون المحافظ لشؤون النازحين",
        material="نتائج الاستطلاع",
    )
    pen.part("budget", SaveBudgetLine(opinion, "أجور الباحثين وطبع الاستمارات", 9_000_000, BudgetSource.UN))


def _money_activities(pen: Pen, objective: str) -> None:
    campaign = pen.activity(
        objective,
        "حملة لجمع التخصيصات اللازمة للبنى التحتية والمرافق",
        "GOV-NI",
        (6, 36),
        Approach.FUND_RAISING,
        supporters=("REFAATO", "UNHABITAT"),
        person="قسم التخطيط في الديوان",
        people="فريق من أربعة موظفين",
        material="ملف المشروع بالعربية والإنكليزية",
    )
    pen.activity(
        objective,
        "مناصرة لدى مجلس الوزراء لإدراج المشروع في تخصيصات السنة المقبلة",
        "MOMD-HQ-PLANNING",
        (8, 30),
        Approach.ADVOCACY,
        supporters=("GOV-NI",),
    )
    pen.part(
        "budget",
        SaveBudgetLine(campaign, "إعداد ملف المشروع ولقاءات المانحين", 15_000_000, BudgetSource.FUND_RAISING),
    )


def _indicators(stage: Stage, pen: Pen, objectives: tuple[str, str, str]) -> None:
    pen.indicator(objectives[0], _first_land_indicator(stage))
    pen.indicator(objectives[0], _second_land_indicator(stage))
    pen.indicator(objectives[1], _design_indicator(stage))
    pen.indicator(objectives[2], _money_indicator(stage))


def _first_land_indicator(stage: Stage) -> Definition:
    return Definition(
        name_ar="صدور قرار مكتوب بالأرض أو بعدد الوحدات",
        name_en="Written decision on the land or on the number of units",
        name_ckb="دەرچوونی بڕیاری نووسراو لەسەر زەوی یان ژمارەی یەکەکان",
        unit="قرار",
        kind=ValueKind.MILESTONE,
        calculation=Calculation.LATEST,
        over_places=OverPlaces.LATEST,
        baseline=0,
        baseline_on=stage.day(-3),
        target=1,
        target_on=stage.day(20),
        frequency=Frequency.MONTHLY,
        source="نسخة القرار في سجل الوارد",
        reporter_id=stage.org("GOV-NI"),
    )


def _second_land_indicator(stage: Stage) -> Definition:
    return Definition(
        name_ar="اجتماعات المتابعة المنعقدة مع ديوان المحافظة",
        name_en="Follow-up meetings held with the governor's office",
        name_ckb="کۆبوونەوەکانی بەدواداچوون لەگەڵ دیوانی پارێزگا",
        unit="اجتماع",
        calculation=Calculation.SUM,
        baseline=0,
        baseline_on=stage.day(-3),
        target=10,
        target_on=stage.day(20),
        frequency=Frequency.MONTHLY,
        source="محاضر الاجتماعات",
        reporter_id=stage.org("MOMD-NINEWA"),
    )


def _design_indicator(stage: Stage) -> Definition:
    return Definition(
        name_ar="نسبة العائلات المستطلعة التي توافق على التصميم المعدّل",
        name_en="Share of the families asked who agree with the changed design",
        name_ckb="ڕێژەی ئەو خێزانانەی لەگەڵ دیزاینە گۆڕاوەکەن",
        unit="نسبة مئوية",
        kind=ValueKind.PERCENTAGE,
        calculation=Calculation.LATEST,
        over_places=OverPlaces.SEPARATE,
        baseline_not_applicable=True,
        target=80,
        target_on=stage.day(16),
        frequency=Frequency.ONCE,
        source="استمارات الاستطلاع وتقريره",
        reporter_id=stage.org("MOMD-NINEWA"),
    )


def _money_indicator(stage: Stage) -> Definition:
    return Definition(
        name_ar="التخصيصات المؤمنة للبنى التحتية والمرافق",
        name_en="Allocations secured for infrastructure and facilities",
        name_ckb="تەرخانکراوە دابینکراوەکان بۆ ژێرخان و خزمەتگوزارییەکان",
        unit="دينار عراقي",
        kind=ValueKind.MONEY,
        calculation=Calculation.SUM,
        baseline=0,
        baseline_on=stage.day(-3),
        target=2_000_000_000,
        target_on=stage.day(40),
        frequency=Frequency.QUARTERLY,
        source="كتب التخصيص الصادرة من وزارة المالية والجهات الممولة",
        reporter_id=stage.org("GOV-NI"),
    )


def _risks(stage: Stage, pen: Pen) -> None:
    for risk in (_financial_risk, _changing_conditions_risk, _information_sharing_risk):
        pen.part("risks", risk(stage))


def _financial_risk(stage: Stage) -> SaveRisk:
    return SaveRisk(
        category=RiskCategory.FINANCIAL,
        cause="تأخر إطلاق التخصيصات السنوية كما حدث في عام 2024",
        event="عدم توفر مبالغ البنى التحتية عند إكمال الدور",
        effect="بقاء الدور من دون ماء وكهرباء وطرق، فلا تنتقل إليها العائلات",
        likelihood=4,
        impact=4,
        mitigation="طلب التخصيص قبل إقرار الموازنة، وربط موعد بناء الدور بموعد البنى التحتية",
        contingency="البدء بمرحلة أولى بقدر المبلغ المتوفر",
        trigger="مرور شهرين من السنة المالية من دون كتاب تخصيص",
        owner_id=stage.org("MOMD-HQ-FINANCE"),
        next_review_on=stage.day(8),
        residual_likelihood=3,
        residual_impact=3,
    )


def _changing_conditions_risk(stage: Stage) -> SaveRisk:
    return SaveRisk(
        category=RiskCategory.CHANGING_CONDITIONS,
        cause="مساحة الأرض لا تكفي ووحدة القياس غير محسومة",
        event="المضي في العدد المقرر من الوحدات من دون أرض إضافية",
        effect="صغر حصة الدار وعزوف العائلات عن السكن فيها",
        likelihood=4,
        impact=3,
        mitigation="عرض نتيجة الكشف الميداني على الأمانة العامة لمجلس الوزراء قبل إحالة المشروع",
        contingency="طلب تقليل عدد الوحدات في المرحلة الأولى",
        trigger="إعلان المناقصة قبل صدور القرار المكتوب",
        owner_id=None,
        next_review_on=stage.day(6),
        residual_likelihood=2,
        residual_impact=3,
    )


def _information_sharing_risk(stage: Stage) -> SaveRisk:
    return SaveRisk(
        category=RiskCategory.INFORMATION_SHARING,
        cause="عدم وجود آلية ثابتة لتبادل البيانات بين ديوان المحافظة والفرع",
        event="اختلاف قوائم العائلات بين الجهتين",
        effect="تأخر الاستطلاع واختيار العائلات المشمولة",
        likelihood=3,
        impact=2,
        mitigation="",
        contingency="",
        trigger="",
        owner_id=None,
        next_review_on=None,
        residual_likelihood=None,
        residual_impact=None,
    )


def _communication(stage: Stage, pen: Pen) -> None:
    branch, headquarters = stage.org("MOMD-NINEWA"), stage.org("MOMD-HQ-PLANNING")
    for line in (
        SaveLine(
            "الخطة ومواعيد الاجتماعات وما أُنجز من الكشف الميداني",
            stage.orgs("GOV-NI", "DISTRICT-SINJAR"),
            Channel.MEETING,
            Rhythm.TWO_WEEKS,
            branch,
        ),
        SaveLine(
            "ملخص التقدم وما يحتاج إلى قرار",
            stage.orgs("MOMD-HQ-PLANNING", "MOMD-NINEWA"),
            Channel.TANSIQ,
            Rhythm.MONTHLY,
            branch,
        ),
        SaveLine(
            "الفرق بين المساحة وعدد الوحدات والقرار المطلوب", stage.orgs("COMSEC"), Channel.OFFICIAL_LETTER, Rhythm.ONCE, headquarters
        ),
        SaveLine("نتائج استطلاع رأي العائلات", stage.orgs("UNHABITAT"), Channel.EMAIL, Rhythm.ONCE, branch),
    ):
        pen.part("lines", line)
