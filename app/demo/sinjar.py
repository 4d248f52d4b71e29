"""Low-cost housing in Sinjar: a plan in mid-way. Steps 1 to 3 are complete, step 4 has a serious risk without an owner,
step 5 does not reach everybody yet, step 6 has not begun."""

from app.demo.stage import Pen, Stage
from indicators.terms import Calculation, Definition, Frequency, OverPlaces, ValueKind
from plans.commands import Aim, Identity, SaveActivity, SaveBudgetLine, SaveLine, SaveObjective, SaveRisk, SaveStakeholder
from plans.terms import Approach, BudgetSource, Channel, FundingState, Means, Rhythm, RiskCategory, StakeholderPart


def sinjar(stage: Stage) -> None:
    """The plan, written by the head of the Ninewa branch over the last three weeks."""
    pen = Pen(stage, "karwan", stage.ago(22, 9), _identity(stage))
    objectives = _goal(stage, pen)
    pen.sit_down(stage.ago(16, 10))
    _activities(stage, pen, objectives)
    pen.sit_down(stage.ago(9, 9))
    _indicators(stage, pen, objectives)
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
    pen.section(
        "aim",
        Aim(
            coordination_target=(
                "اتفاق مكتوب بين الأمانة العامة لمجلس الوزراء وديوان محافظة نينوى وقائممقامية سنجار ووزارة المالية "
                "على أرض كافية وتصميم مناسب وتمويل للبنى التحتية."
            ),
            goal=(
                "أن تسكن العائلات العائدة إلى سنجار دوراً لائقة على أرض تكفي للدور والشوارع والخدمات، "
                "بتصميم يراعي اعتيادها السكن في مساحات مفتوحة."
            ),
            tools_approach=(
                "متابعة دورية مع الحكومة المحلية، وكتب رسمية إلى الأمانة العامة لمجلس الوزراء، وكشف ميداني مشترك، "
                "واستطلاع رأي العائلات، وحملة لجمع التخصيصات."
            ),
            challenges=(
                "مساحة الأرض لا تكفي العدد المقرر من الوحدات. وحدة القياس في الوثائق غير محسومة. "
                "تأخر إطلاق التخصيصات. ضعف تبادل البيانات بين ديوان المحافظة والفرع."
            ),
        ),
    )
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
    for code, part, note in (
        ("COMSEC", StakeholderPart.DECIDES, "تعرض الموضوع على مجلس الوزراء"),
        ("GOV-NI", StakeholderPart.DOES, "تخصيص الأرض ومتابعة التنفيذ"),
        ("DISTRICT-SINJAR", StakeholderPart.DOES, "التثبت من الأرض على الواقع"),
        ("MOF", StakeholderPart.SUPPORTS, "تمويل البنى التحتية"),
        ("REFAATO", StakeholderPart.SUPPORTS, "تمويل المرافق العامة"),
        ("UNHABITAT", StakeholderPart.CONSULTED, "بدائل التصميم"),
    ):
        pen.part("stakeholders", SaveStakeholder(stage.org(code), part, note))
    return first, second, third


def _activities(stage: Stage, pen: Pen, objectives: tuple[str, str, str]) -> None:
    land, design, money = objectives
    survey = pen.part(
        "activities",
        SaveActivity(
            objective_key=land,
            title="كشف ميداني مشترك للتثبت من مساحة الأرض ووحدة القياس في السند",
            responsible_id=stage.org("DISTRICT-SINJAR"),
            responsible_person="شعبة الأملاك",
            supporter_ids=stage.orgs("MOMD-NINEWA", "RECON-NI"),
            starts_on=stage.day(1),
            due_on=stage.day(4),
            approach=Approach.FIELD_VISIT,
            people_needed="مسّاح ومهندسان وممثل عن الفرع",
            material_needed="جهاز مسح، نسخة مصدقة من سند الأرض، عجلة",
        ),
    )
    meetings = pen.part(
        "activities",
        SaveActivity(
            objective_key=land,
            title="اجتماعات متابعة كل أسبوعين مع ديوان محافظة نينوى لحسم الأرض",
            responsible_id=stage.org("MOMD-NINEWA"),
            responsible_person="مدير الفرع",
            supporter_ids=stage.orgs("GOV-NI"),
            starts_on=stage.day(0),
            due_on=stage.day(20),
            approach=Approach.PERIODICAL_MEETING,
            people_needed="مدير الفرع ومقرر الاجتماع",
            material_needed="",
        ),
    )
    pen.part(
        "activities",
        SaveActivity(
            objective_key=land,
            title="كتاب رسمي إلى الأمانة العامة لمجلس الوزراء بالفرق بين المساحة وعدد الوحدات وطلب القرار",
            responsible_id=stage.org("MOMD-HQ-PLANNING"),
            responsible_person="",
            supporter_ids=stage.orgs("MOMD-NINEWA"),
            starts_on=stage.day(4),
            due_on=stage.day(10),
            approach=Approach.OFFICIAL_LETTER,
            people_needed="",
            material_needed="تقرير الكشف الميداني",
        ),
    )
    opinion = pen.part(
        "activities",
        SaveActivity(
            objective_key=design,
            title="استطلاع رأي العائلات في تصميم الدور ومساحتها",
            responsible_id=stage.org("MOMD-NINEWA"),
            responsible_person="شعبة البحوث في الفرع",
            supporter_ids=stage.orgs("UNHABITAT"),
            starts_on=stage.day(2),
            due_on=stage.day(8),
            approach=Approach.SURVEY,
            people_needed="ستة باحثين ميدانيين، نصفهم من النساء",
            material_needed="استمارة مبسطة، رسوم لثلاثة تصاميم",
        ),
    )
    pen.part(
        "activities",
        SaveActivity(
            objective_key=design,
            title="اجتماع موسع لإقرار التصميم المعدّل بحضور القائممقامية وممثلي العائلات",
            responsible_id=stage.org("GOV-NI"),
            responsible_person="معاون المحافظ لشؤون النازحين",
            supporter_ids=stage.orgs("DISTRICT-SINJAR", "MOMD-NINEWA"),
            starts_on=stage.day(12),
            due_on=stage.day(16),
            approach=Approach.COLLECTIVE_MEETING,
            people_needed="",
            material_needed="نتائج الاستطلاع",
        ),
    )
    campaign = pen.part(
        "activities",
        SaveActivity(
            objective_key=money,
            title="حملة لجمع التخصيصات اللازمة للبنى التحتية والمرافق",
            responsible_id=stage.org("GOV-NI"),
            responsible_person="قسم التخطيط في الديوان",
            supporter_ids=stage.orgs("REFAATO", "UNHABITAT"),
            starts_on=stage.day(6),
            due_on=stage.day(36),
            approach=Approach.FUND_RAISING,
            people_needed="فريق من أربعة موظفين",
            material_needed="ملف المشروع بالعربية والإنكليزية",
        ),
    )
    pen.part(
        "activities",
        SaveActivity(
            objective_key=money,
            title="مناصرة لدى مجلس الوزراء لإدراج المشروع في تخصيصات السنة المقبلة",
            responsible_id=stage.org("MOMD-HQ-PLANNING"),
            responsible_person="",
            supporter_ids=stage.orgs("GOV-NI"),
            starts_on=stage.day(8),
            due_on=stage.day(30),
            approach=Approach.ADVOCACY,
            people_needed="",
            material_needed="",
        ),
    )
    for line in (
        SaveBudgetLine(survey, "أجور المسح والنقل", 4_500_000, BudgetSource.GOVERNORATE, FundingState.ALLOCATED),
        SaveBudgetLine(meetings, "نقل وضيافة", 3_000_000, BudgetSource.FEDERAL, FundingState.RELEASED),
        SaveBudgetLine(opinion, "أجور الباحثين وطبع الاستمارات", 9_000_000, BudgetSource.UN, FundingState.REQUESTED),
        SaveBudgetLine(campaign, "إعداد ملف المشروع ولقاءات المانحين", 15_000_000, BudgetSource.FUND_RAISING, FundingState.REQUESTED),
    ):
        pen.part("budget", line)


def _indicators(stage: Stage, pen: Pen, objectives: tuple[str, str, str]) -> None:
    land, design, money = objectives
    start = stage.day(-3)
    pen.indicator(
        land,
        Definition(
            name_ar="صدور قرار مكتوب بالأرض أو بعدد الوحدات",
            name_en="Written decision on the land or on the number of units",
            name_ckb="دەرچوونی بڕیاری نووسراو لەسەر زەوی یان ژمارەی یەکەکان",
            unit="قرار",
            kind=ValueKind.MILESTONE,
            calculation=Calculation.LATEST,
            over_places=OverPlaces.LATEST,
            baseline=0,
            baseline_on=start,
            target=1,
            target_on=stage.day(20),
            frequency=Frequency.MONTHLY,
            source="نسخة القرار في سجل الوارد",
            reporter_id=stage.org("GOV-NI"),
        ),
    )
    pen.indicator(
        land,
        Definition(
            name_ar="اجتماعات المتابعة المنعقدة مع ديوان المحافظة",
            name_en="Follow-up meetings held with the governor's office",
            name_ckb="کۆبوونەوەکانی بەدواداچوون لەگەڵ دیوانی پارێزگا",
            unit="اجتماع",
            calculation=Calculation.SUM,
            baseline=0,
            baseline_on=start,
            target=10,
            target_on=stage.day(20),
            frequency=Frequency.MONTHLY,
            source="محاضر الاجتماعات",
            reporter_id=stage.org("MOMD-NINEWA"),
        ),
    )
    pen.indicator(
        design,
        Definition(
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
        ),
    )
    pen.indicator(
        money,
        Definition(
            name_ar="التخصيصات المؤمنة للبنى التحتية والمرافق",
            name_en="Allocations secured for infrastructure and facilities",
            name_ckb="تەرخانکراوە دابینکراوەکان بۆ ژێرخان و خزمەتگوزارییەکان",
            unit="دينار عراقي",
            kind=ValueKind.MONEY,
            calculation=Calculation.SUM,
            baseline=0,
            baseline_on=start,
            target=2_000_000_000,
            target_on=stage.day(40),
            frequency=Frequency.QUARTERLY,
            source="كتب التخصيص الصادرة من وزارة المالية والجهات الممولة",
            reporter_id=stage.org("GOV-NI"),
        ),
    )


def _risks(stage: Stage, pen: Pen) -> None:
    for risk in (
        SaveRisk(
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
        ),
        SaveRisk(
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
        ),
        SaveRisk(
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
        ),
    ):
        pen.part("risks", risk)


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
        SaveLine("الفرق بين المساحة وعدد الوحدات والقرار المطلوب", stage.orgs("COMSEC"), Channel.OFFICIAL_LETTER, Rhythm.ONCE, headquarters),
        SaveLine("نتائج استطلاع رأي العائلات", stage.orgs("UNHABITAT"), Channel.EMAIL, Rhythm.ONCE, branch),
    ):
        pen.part("lines", line)
