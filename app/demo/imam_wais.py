"""The destroyed schools of Imam Wais: a complete plan that headquarters returned with reasons."""

from app.demo.money import IMAM_WAIS, move_money
from app.demo.stage import Pen, Stage
from indicators.terms import Calculation, Definition, Frequency, OverPlaces, ValueKind
from plans.commands import Aim, Identity, ReviewPlan, SaveBudgetLine, SaveLine, SaveObjective, SaveRisk, SaveStakeholder
from plans.services.deciding import return_
from plans.terms import Approach, BudgetSource, Channel, Means, Rhythm, RiskCategory, StakeholderPart

BRANCH = "MOMD-DIYALA"
RETURNED = (
    "الخطة واضحة الهدف ومتكاملة الخطوات، وتُعاد لاستكمال ما يأتي:\n"
    "1. موعد الكتاب الرسمي إلى وزارة التربية يلي الاجتماع الموسع، بينما يحتاج الاجتماع إلى رأي الوزارة. يُرجى تقديم موعد الكتاب.\n"
    "2. لم يُذكر أين يدرس التلاميذ خلال مدة البناء. يُرجى إضافة نشاط لذلك بالتنسيق مع مديرية التربية.\n"
    "3. المستهدف ست مدارس. يُرجى ذكر سبب اختيار هذا العدد قبل ظهور نتائج الكشف الفني، أو تثبيته بعد الكشف."
)
AIM = Aim(
    coordination_target="اتفاق وزارة التربية والمحافظة على قائمة واحدة للمدارس ذات الأولوية وعلى مصدر تمويل كل منها.",
    goal="أن يعود تلاميذ قرى إمام ويس إلى مدارس صالحة في قراهم، فلا يبقى غياب المدرسة سبباً لعدم عودة العائلات.",
    tools_approach=(
        "كتب رسمية إلى وزارة التربية، وعرض القضية على اللجنة العليا لإغاثة ودعم النازحين، ولقاءات مع الحكومة المحلية، "
        "واجتماعات موسعة للجهات المعنية، وتنسيق مع وكالات الأمم المتحدة والمنظمات الدولية."
    ),
    challenges="لا يوجد كشف فني حديث بالمدارس. قلة التخصيصات. بُعد القرى وصعوبة وصول المهندسين إليها.",
)
STAKEHOLDERS = (
    ("MOE", StakeholderPart.DECIDES, "صاحبة الاختصاص في بناء المدارس"),
    ("EDU-DI", StakeholderPart.DOES, "الكشف الفني وإدارة المدارس"),
    (BRANCH, StakeholderPart.DOES, "ينسق ويتابع"),
    ("GOV-DI", StakeholderPart.SUPPORTS, "تخصيصات المحافظة"),
    ("PC-DI", StakeholderPart.SUPPORTS, "إدراج المدارس في خطة المحافظة"),
    ("HCIDP", StakeholderPart.CONSULTED, ""),
)


def imam_wais(stage: Stage) -> None:
    """The plan, written by the officer of the Diyala branch, submitted and returned."""
    pen = Pen(stage, "dara", stage.ago(26, 9), _identity(stage))
    objectives = _goal(stage, pen)
    pen.sit_down(stage.ago(24, 10))
    _activities(pen, objectives)
    pen.sit_down(stage.ago(21, 9))
    _indicators(stage, pen, objectives)
    pen.sit_down(stage.ago(18, 9))
    _risks(stage, pen)
    _communication(stage, pen)
    pen.section("review", _review(stage))
    edits = pen.submit(stage.ago(15, 12))
    move_money(stage, pen.plan_id, IMAM_WAIS)
    return_(stage.session, stage.people["salma"], pen.plan_id, RETURNED, edits, stage.ago(8, 10))


def _identity(stage: Stage) -> Identity:
    return Identity(
        name_ar="خطة تنسيق إعادة بناء مدارس إمام ويس",
        name_en="Coordination plan for rebuilding the schools of Imam Wais",
        name_ckb="پلانی هەماهەنگیی بنیاتنانەوەی قوتابخانەکانی ئیمام وەیس",
        scope_id="branch-diyala",
        issue_id=stage.issues["imam_wais"],
        theme="",
        starts_on=stage.day(-2),
        ends_on=stage.day(44),
    )


def _goal(stage: Stage, pen: Pen) -> tuple[str, str]:
    pen.section("aim", AIM)
    objectives = (
        SaveObjective("قائمة متفق عليها بالمدارس المهدمة وأولوياتها.", "تلاميذ قرى إمام ويس", stage.day(10), Means.TOOL),
        SaveObjective(
            "تمويل مؤمن لإعادة بناء المدارس ذات الأولوية وتجهيزها.", "تلاميذ قرى إمام ويس وعائلاتهم", stage.day(40), Means.RESOURCE
        ),
    )
    first, second = (pen.part("objectives", each) for each in objectives)
    for code, part, note in STAKEHOLDERS:
        pen.part("stakeholders", SaveStakeholder(stage.org(code), part, note))
    return first, second


def _activities(pen: Pen, objectives: tuple[str, str]) -> None:
    _listed_activities(pen, objectives[0])
    _funded_activities(pen, objectives[1])


def _listed_activities(pen: Pen, objective: str) -> None:
    survey = pen.activity(
        objective,
        "كشف فني مشترك على مدارس القرى",
        "EDU-DI",
        (1, 5),
        Approach.FIELD_VISIT,
        supporters=(BRANCH, "MOMD-KHANAQEEN"),
        person="شعبة الأبنية المدرسية",
        people="مهندسان وممثل عن كل فرع",
        material="استمارة كشف، عجلتان",
    )
    meeting = pen.activity(
        objective,
        "اجتماع موسع لكل الجهات المعنية لإقرار قائمة الأولويات",
        BRANCH,
        (5, 7),
        Approach.COLLECTIVE_MEETING,
        supporters=("GOV-DI", "EDU-DI"),
        person="مقرر لجنة إعادة الاندماج",
        material="نتائج الكشف الفني",
    )
    pen.part("budget", SaveBudgetLine(survey, "نقل وأجور الكشف", 5_000_000, BudgetSource.GOVERNORATE))
    pen.part("budget", SaveBudgetLine(meeting, "ضيافة وطبع", 1_000_000, BudgetSource.FEDERAL))


def _funded_activities(pen: Pen, objective: str) -> None:
    pen.activity(
        objective, "كتاب رسمي إلى وزارة التربية بالاحتياجات ونتائج الكشف", BRANCH, (8, 10), Approach.OFFICIAL_LETTER, supporters=("EDU-DI",)
    )
    pen.activity(objective, "عرض القضية على اللجنة العليا لإغاثة ودعم النازحين", "MOMD-HQ-PLANNING", (10, 14), Approach.ADVOCACY)
    pen.activity(
        objective,
        "لقاءات مع الحكومة المحلية لتخصيص المبالغ والبدء السريع",
        BRANCH,
        (7, 22),
        Approach.CONSULTATION,
        supporters=("GOV-DI", "PC-DI"),
        person="مدير الفرع",
    )
    pen.activity(
        objective,
        "تنسيق مع وكالات الأمم المتحدة والمنظمات الدولية لتجهيز المدارس",
        BRANCH,
        (12, 38),
        Approach.UN_NGO,
        supporters=("UNHABITAT", "NRC"),
        material="رحلات ولوحات ووسائل تعليمية",
    )


def _indicators(stage: Stage, pen: Pen, objectives: tuple[str, str]) -> None:
    pen.indicator(objectives[0], _listed_indicator(stage))
    pen.indicator(objectives[1], _funded_indicator(stage))


def _listed_indicator(stage: Stage) -> Definition:
    return Definition(
        name_ar="قائمة الأولويات موقعة من التربية والمحافظة",
        name_en="List of priorities signed by the education directorate and the governorate",
        name_ckb="لیستی لەپێشینەکان بە واژووی پەروەردە و پارێزگا",
        unit="قائمة موقعة",
        kind=ValueKind.MILESTONE,
        calculation=Calculation.LATEST,
        over_places=OverPlaces.LATEST,
        baseline=0,
        baseline_on=stage.day(-2),
        target=1,
        target_on=stage.day(10),
        frequency=Frequency.MONTHLY,
        source="القائمة الموقعة",
        reporter_id=stage.org(BRANCH),
    )


def _funded_indicator(stage: Stage) -> Definition:
    return Definition(
        name_ar="المدارس التي ثُبّت تمويل إعادة بنائها",
        name_en="Schools whose rebuilding has its funding settled",
        name_ckb="ئەو قوتابخانانەی پارەی بنیاتنانەوەیان دابین کراوە",
        unit="مدرسة",
        calculation=Calculation.LATEST,
        baseline=0,
        baseline_on=stage.day(-2),
        target=6,
        target_on=stage.day(40),
        frequency=Frequency.QUARTERLY,
        source="كتب التخصيص واتفاقات المنظمات",
        reporter_id=stage.org("EDU-DI"),
    )


def _risks(stage: Stage, pen: Pen) -> None:
    for risk in (_financial_risk, _security_risk):
        pen.part("risks", risk(stage))


def _financial_risk(stage: Stage) -> SaveRisk:
    return SaveRisk(
        category=RiskCategory.FINANCIAL,
        cause="قلة تخصيصات الأبنية المدرسية في المحافظة",
        event="عدم إدراج مدارس القرى في خطة السنة",
        effect="بقاء التلاميذ من دون مدرسة وتردد العائلات في العودة",
        likelihood=4,
        impact=4,
        mitigation="عرض القائمة على مجلس المحافظة قبل إقرار خطة السنة، وطلب تمويل من صندوق الإعمار للمدارس الأكثر ضرراً",
        contingency="صفوف مؤقتة في أبنية قائمة",
        trigger="صدور خطة المحافظة من دون ذكر المدارس",
        owner_id=stage.org("GOV-DI"),
        next_review_on=stage.day(9),
        residual_likelihood=3,
        residual_impact=3,
    )


def _security_risk(stage: Stage) -> SaveRisk:
    return SaveRisk(
        category=RiskCategory.SECURITY,
        cause="بُعد القرى عن مراكز المدن",
        event="تعذر وصول فريق الكشف إلى بعض القرى",
        effect="نقص القائمة وتأخر إقرارها",
        likelihood=3,
        impact=3,
        mitigation="طلب مرافقة من الشرطة قبل الكشف بأسبوعين",
        contingency="الاعتماد على صور ومعلومات مدراء المدارس",
        trigger="اعتذار الفريق عن زيارة قرية",
        owner_id=stage.org("EDU-DI"),
        next_review_on=stage.day(4),
        residual_likelihood=2,
        residual_impact=3,
    )


def _communication(stage: Stage, pen: Pen) -> None:
    branch = stage.org(BRANCH)
    for line in (
        SaveLine(
            "نتائج الكشف ومواعيد الاجتماعات", stage.orgs("EDU-DI", "GOV-DI", "PC-DI", BRANCH), Channel.MEETING, Rhythm.MONTHLY, branch
        ),
        SaveLine("الاحتياجات وطلب التخصيص", stage.orgs("MOE"), Channel.OFFICIAL_LETTER, Rhythm.ONCE, branch),
        SaveLine(
            "ملخص القضية للعرض على اللجنة العليا",
            stage.orgs("HCIDP", "MOMD-HQ-PLANNING"),
            Channel.OFFICIAL_LETTER,
            Rhythm.QUARTERLY,
            branch,
        ),
        SaveLine("قائمة التجهيزات المطلوبة", stage.orgs("UNHABITAT", "NRC"), Channel.EMAIL, Rhythm.WHEN_NEEDED, branch),
    ):
        pen.part("lines", line)


def _review(stage: Stage) -> ReviewPlan:
    return ReviewPlan(
        review_rhythm=Rhythm.QUARTERLY,
        first_review_on=stage.day(12),
        team_id=stage.teams["diyala"],
        lessons_sharing="يُدوَّن ما تعلمناه في محضر اجتماع منتصف الشهر، ويُرسل ملخصه إلى مقر الوزارة وإلى فرع خانقين.",
    )
