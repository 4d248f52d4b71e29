"""Return to the blocked villages of Iskandaria: a complete plan that waits for approval."""

from app.demo.money import ISKANDARIA, move_money
from app.demo.stage import Pen, Stage
from indicators.terms import Calculation, Definition, Frequency, ValueKind
from plans.commands import Aim, Identity, ReviewPlan, SaveBudgetLine, SaveLine, SaveObjective, SaveRisk, SaveStakeholder
from plans.terms import Approach, BudgetSource, Channel, Means, Rhythm, RiskCategory, StakeholderPart

BRANCH = "MOMD-BABIL"
AIM = Aim(
    coordination_target="جدول مكتوب لفتح القرى تتفق عليه الجهات الأمنية والحكومة المحلية وأصحاب القرار في بغداد.",
    goal=(
        "أن تتمكن العائلات النازحة من القرى المغلقة في الإسكندرية من العودة الطوعية الآمنة الكريمة إليها، "
        "أو أن تختار عن معرفة حلاً دائماً آخر."
    ),
    tools_approach=(
        "لقاءات مباشرة مع العائلات، واجتماعات دورية، وتنسيق ميداني مع القوات الأمنية، وزيارات ميدانية، "
        "ومناصرة لدى أصحاب القرار في بغداد، وتواصل عبر وسائل التواصل الاجتماعي."
    ),
    challenges=(
        "القرار الأمني خارج صلاحية الوزارة. قلة المنظمات العاملة في المحافظة. نقص وثائق العائدين. ضعف البنى التحتية في منطقة العودة."
    ),
)
STAKEHOLDERS = (
    ("PMO", StakeholderPart.DECIDES, "تُثبَّت الجهة صاحبة القرار في أول اجتماع"),
    ("GOV-BB", StakeholderPart.DOES, "رئاسة الاجتماعات الدورية"),
    (BRANCH, StakeholderPart.DOES, "لقاء العائلات والمتابعة"),
    ("ARMY", StakeholderPart.CONSULTED, "الوضع الأمني في القرى"),
    ("PMF", StakeholderPart.CONSULTED, "الوضع الأمني في القرى"),
    ("POLICE", StakeholderPart.CONSULTED, ""),
    ("CAD", StakeholderPart.SUPPORTS, "إصدار الوثائق"),
    ("IOM", StakeholderPart.SUPPORTS, "لقاءات العائلات وتقدير الاحتياجات"),
)


def iskandaria(stage: Stage) -> None:
    """The plan, written by the head of the Babil branch and submitted a few days ago."""
    pen = Pen(stage, "wisam", stage.ago(17, 9), _identity(stage))
    objectives = _goal(stage, pen)
    pen.sit_down(stage.ago(13, 9))
    _activities(pen, objectives)
    pen.sit_down(stage.ago(10, 10))
    _indicators(stage, pen, objectives)
    pen.sit_down(stage.ago(7, 9))
    _risks(stage, pen)
    _communication(stage, pen)
    pen.section("review", _review(stage))
    pen.submit(stage.ago(4, 12))
    move_money(stage, pen.plan_id, ISKANDARIA)


def _identity(stage: Stage) -> Identity:
    return Identity(
        name_ar="خطة تنسيق العودة إلى القرى المغلقة في الإسكندرية",
        name_en="Coordination plan for return to the blocked villages of Iskandaria",
        name_ckb="پلانی هەماهەنگیی گەڕانەوە بۆ گوندە داخراوەکانی ئەسکەندەریە",
        scope_id="branch-babil",
        issue_id=stage.issues["iskandaria"],
        theme="",
        starts_on=stage.day(-1),
        ends_on=stage.day(46),
    )


def _goal(stage: Stage, pen: Pen) -> tuple[str, str, str]:
    pen.section("aim", AIM)
    objectives = (
        SaveObjective("معرفة رغبات العائلات النازحة واحتياجاتها.", "العائلات النازحة من القرى المغلقة", stage.day(12), Means.TOOL),
        SaveObjective("جدول متفق عليه لفتح القرى التي يسمح وضعها بذلك.", "العائلات الراغبة في العودة", stage.day(34), Means.APPROACH),
        SaveObjective("وثائق وخدمات أساسية جاهزة للعائلات العائدة.", "العائلات العائدة", stage.day(44), Means.ACTIVITY),
    )
    first, second, third = (pen.part("objectives", each) for each in objectives)
    for code, part, note in STAKEHOLDERS:
        pen.part("stakeholders", SaveStakeholder(stage.org(code), part, note))
    return first, second, third


def _activities(pen: Pen, objectives: tuple[str, str, str]) -> None:
    _wishes_activities(pen, objectives[0])
    _opening_activities(pen, objectives[1])
    _services_activities(pen, objectives[2])


def _wishes_activities(pen: Pen, objective: str) -> None:
    talks = pen.activity(
        objective,
        "لقاءات مباشرة مع العائلات النازحة لمعرفة رغباتها",
        BRANCH,
        (1, 8),
        Approach.SURVEY,
        supporters=("IOM",),
        person="شعبة شؤون النازحين",
        people="ستة باحثين، نصفهم من النساء",
        material="استمارة رغبات، عجلتان",
    )
    pen.activity(
        objective,
        "قناة تواصل مع العائلات عبر وسائل التواصل الاجتماعي والرد على أسئلتها",
        BRANCH,
        (2, 44),
        Approach.SOCIAL_MEDIA,
        person="إعلام الفرع",
        people="موظف واحد",
    )
    pen.part("budget", SaveBudgetLine(talks, "أجور الباحثين والنقل", 7_500_000, BudgetSource.UN))


def _opening_activities(pen: Pen, objective: str) -> None:
    pen.activity(
        objective,
        "اجتماعات دورية مع القائممقامية والحكومة المحلية والأجهزة الأمنية",
        "GOV-BB",
        (2, 40),
        Approach.PERIODICAL_MEETING,
        supporters=(BRANCH, "POLICE"),
    )
    pen.activity(
        objective,
        "تنسيق ميداني مباشر مع القوات الأمنية لمعرفة إمكانات فتح القرى",
        BRANCH,
        (3, 16),
        Approach.CONSULTATION,
        supporters=("ARMY", "PMF", "POLICE"),
        person="مدير الفرع",
        material="خارطة القرى",
    )
    pen.activity(
        objective,
        "مناصرة لدى أصحاب القرار في بغداد لإقرار جدول فتح القرى",
        "MOMD-HQ-RETURN",
        (8, 32),
        Approach.ADVOCACY,
        supporters=("GOV-BB",),
        material="ملخص نتائج اللقاءات والزيارات",
    )


def _services_activities(pen: Pen, objective: str) -> None:
    visits = pen.activity(
        objective,
        "زيارات ميدانية لتقدير الاحتياجات في القرى ومنطقة العودة",
        "GOV-BB",
        (10, 24),
        Approach.FIELD_VISIT,
        supporters=(BRANCH, "IOM"),
        person="قسم التخطيط في الديوان",
        people="فريق من ست دوائر خدمية",
    )
    pen.activity(
        objective,
        "إصدار الوثائق للعائدين بفرق متنقلة",
        "CAD",
        (12, 42),
        Approach.OFFICIAL_LETTER,
        supporters=(BRANCH,),
        people="فريق متنقل من أربعة موظفين",
    )
    pen.part("budget", SaveBudgetLine(visits, "نقل الفرق الخدمية", 4_000_000, BudgetSource.GOVERNORATE))


def _indicators(stage: Stage, pen: Pen, objectives: tuple[str, str, str]) -> None:
    pen.indicator(objectives[0], _wishes_indicator(stage))
    pen.indicator(objectives[1], _opening_indicator(stage))
    pen.indicator(objectives[2], _services_indicator(stage))


def _wishes_indicator(stage: Stage) -> Definition:
    return Definition(
        name_ar="العائلات التي سُجلت رغبتها في لقاء مباشر",
        name_en="Families whose wish was recorded in a direct meeting",
        name_ckb="ئەو خێزانانەی ئارەزووەکانیان لە دیداری ڕاستەوخۆدا تۆمار کراوە",
        unit="عائلة",
        calculation=Calculation.SUM,
        baseline=0,
        baseline_on=stage.day(-1),
        target=300,
        target_on=stage.day(12),
        frequency=Frequency.TWO_WEEKS,
        source="استمارات الرغبات، من دون أسماء في التقرير",
        reporter_id=stage.org(BRANCH),
    )


def _opening_indicator(stage: Stage) -> Definition:
    return Definition(
        name_ar="القرى التي لها موعد فتح متفق عليه كتابةً",
        name_en="Villages with an opening date agreed in writing",
        name_ckb="ئەو گوندانەی بەنووسین ڕێککەوتن لەسەر بەرواری کردنەوەیان کراوە",
        unit="قرية",
        calculation=Calculation.LATEST,
        baseline=0,
        baseline_on=stage.day(-1),
        target=4,
        target_on=stage.day(34),
        frequency=Frequency.MONTHLY,
        source="محاضر الاجتماعات الدورية والكتب الرسمية",
        reporter_id=stage.org("GOV-BB"),
    )


def _services_indicator(stage: Stage) -> Definition:
    return Definition(
        name_ar="نسبة طلبات الوثائق المنجزة",
        name_en="Share of requests for documents that are completed",
        name_ckb="ڕێژەی داواکارییە تەواوکراوەکانی بەڵگەنامە",
        unit="نسبة مئوية",
        kind=ValueKind.PERCENTAGE,
        calculation=Calculation.LATEST,
        baseline_not_applicable=True,
        target=75,
        target_on=stage.day(44),
        frequency=Frequency.MONTHLY,
        source="سجل الفرق المتنقلة",
        reporter_id=stage.org("CAD"),
    )


def _risks(stage: Stage, pen: Pen) -> None:
    for risk in (_security_risk, _information_sharing_risk):
        pen.part("risks", risk(stage))


def _security_risk(stage: Stage) -> SaveRisk:
    return SaveRisk(
        category=RiskCategory.SECURITY,
        cause="وضع القرى الأمني وتعدد الجهات المعنية به",
        event="تأجيل فتح القرى من دون موعد بديل",
        effect="بقاء العائلات نازحة وفقدانها الثقة بالخطة",
        likelihood=4,
        impact=5,
        mitigation="الاتفاق على فتح متدرج يبدأ بالقرى التي يسمح وضعها بذلك، ومحضر مكتوب لكل اجتماع",
        contingency="رفع الموضوع إلى الوزير ورئاسة مجلس الوزراء، وعرض الحلول الأخرى على العائلات الراغبة فيها",
        trigger="تأجيلان متتاليان لموعد واحد",
        owner_id=stage.org("GOV-BB"),
        next_review_on=stage.day(6),
        residual_likelihood=3,
        residual_impact=4,
    )


def _information_sharing_risk(stage: Stage) -> SaveRisk:
    return SaveRisk(
        category=RiskCategory.INFORMATION_SHARING,
        cause="تداول أخبار غير مؤكدة عن مواعيد الفتح",
        event="توجه عائلات إلى القرى قبل السماح بالدخول",
        effect="تعرض العائلات للخطر وإعادتها من السيطرات",
        likelihood=3,
        impact=4,
        mitigation="إعلان موحد من قناة الفرع، ورقم هاتف للأسئلة",
        contingency="فريق من الفرع عند السيطرة لمساعدة العائلات",
        trigger="ورود أسئلة متكررة عن موعد غير صحيح",
        owner_id=stage.org(BRANCH),
        next_review_on=stage.day(3),
        residual_likelihood=2,
        residual_impact=3,
    )


def _communication(stage: Stage, pen: Pen) -> None:
    branch = stage.org(BRANCH)
    for line in (
        SaveLine(
            "نتائج الاجتماع ومواعيد الفتح المقترحة",
            stage.orgs("GOV-BB", "ARMY", "PMF", "POLICE", BRANCH),
            Channel.MEETING,
            Rhythm.TWO_WEEKS,
            stage.org("GOV-BB"),
        ),
        SaveLine("ملخص الموقف والقرار المطلوب", stage.orgs("PMO", "MOMD-HQ-RETURN"), Channel.OFFICIAL_LETTER, Rhythm.MONTHLY, branch),
        SaveLine("أعداد العائلات واحتياجاتها من الوثائق والخدمات", stage.orgs("CAD", "IOM"), Channel.EMAIL, Rhythm.MONTHLY, branch),
    ):
        pen.part("lines", line)


def _review(stage: Stage) -> ReviewPlan:
    return ReviewPlan(
        review_rhythm=Rhythm.QUARTERLY,
        first_review_on=stage.day(13),
        team_id=stage.teams["babil"],
        lessons_sharing="يوثق الفرع كل لقاء وزيارة في صفحة واحدة، وتُجمع الدروس في كل مراجعة وتُرسل إلى الفروع التي فيها مناطق مغلقة.",
    )
