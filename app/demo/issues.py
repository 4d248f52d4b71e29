"""The four issues of the 2024 workshop as their branches report them, and the follow-up teams.

Every figure stands with its source and date; what is not known is left empty.
"""

from app.demo.stage import Stage
from followup.services import register_issue, save_team
from followup.terms import MomdPart, SaveIssue, SaveTeam, Sector, Severity

SINJAR_TEXT = (
    "يتجه مجلس الوزراء إلى إنشاء 2,500 وحدة سكنية واطئة الكلفة في سنجار على أرض ورد في تقرير ورشة آليات التنسيق "
    "(بغداد، 20-21 آب 2024) أن مساحتها 50 وحدة قياس سُمّيت بالإنكليزية «acre». ورأت مجموعة العمل في الورشة أن هذه المساحة "
    "لا تكفي، وأن العائلات في سنجار اعتادت السكن في مساحات مفتوحة لا في دور صغيرة.\n"
    "لم يرد في التقرير عدد العائلات المشمولة، وعدد الوحدات ليس عدداً للعائلات، لذلك تُرك الحقل فارغاً."
)
SINJAR_FEASIBILITY = (
    "إذا قُسمت 50 «acre» (كل منها نحو 4,047 متراً مربعاً) على 2,500 وحدة كانت حصة الوحدة نحو 81 متراً مربعاً، والشوارع محسوبة ضمنها.\n"
    "وقد تكون الكلمة في التقرير ترجمة لكلمة «دونم» (2,500 متر مربع)، وعندها تكون الحصة 50 متراً مربعاً. يُثبَّت أولاً ما في سند الأرض، "
    "ولا تُحوَّل الوحدة قبل ذلك.\n"
    "العائلات معتادة على المساحات المفتوحة، وقد لا تسكن دوراً صغيرة متلاصقة."
)
YATHRIB_TEXT = (
    "دور مهدمة في قرى ناحية يثرب بقضاء بلد. طُرحت القضية في ورشة آليات التنسيق (بغداد، 20-21 آب 2024)، واتفقت مجموعة العمل على "
    "تفعيل التعويضات وتسريع حسم المعاملات.\n"
    "عدد العائلات التي تهدمت دورها غير معروف. وللاستدلال فقط: سجلت مصفوفة تتبع النزوح في المنظمة الدولية للهجرة 5,314 عائلة عائدة "
    "في ناحية يثرب (قائمة العائدين، آب 2019).\n"
    "وذكر ممثل وزارة المالية في الورشة أن 94 مليار دينار خُصصت لدعم ملف النزوح، وأن 47 مليار دينار منها صُرفت حتى تاريخ الورشة، "
    "وأن تخصيصات عام 2024 لم تُطلق حتى شهر آب."
)
YATHRIB_FEASIBILITY = (
    "التعويض من اختصاص لجان التعويض ووزارة المالية، وهو خارج صلاحية الوزارة، فدورها المناصرة والمتابعة ومساعدة العائلات على إكمال "
    "معاملاتها. وتعمل في المحافظة خمس جهات أمنية، مما يتطلب جهداً مكثفاً في التنسيق."
)
IMAM_WAIS_TEXT = (
    "مدارس مهدمة في قرى إمام ويس. طُرحت القضية في ورشة آليات التنسيق (بغداد، 20-21 آب 2024) من دون ذكر عدد المدارس أو التلاميذ.\n"
    "الناحية غير مذكورة في تقرير الورشة؛ وقد ذكر خبر في صحيفة صوت العراق (11 نيسان 2021) أن قرى حوض إمام ويس 19 قرية في ريف ناحية "
    "السعدية، نزح عنها أكثر من 3,000 شخص منذ حزيران 2014. عدد العائلات العائدة اليوم يحتاج إلى مسح."
)
IMAM_WAIS_FEASIBILITY = (
    "بناء المدارس من اختصاص وزارة التربية ومديريتها العامة في ديالى. القرى في قضاء خانقين، ولذلك تخص القضية فرعي ديالى وخانقين معاً. "
    "يلزم كشف فني قبل تحديد عدد المدارس ذات الأولوية."
)
ISKANDARIA_TEXT = (
    "عائلات نازحة من قرى في ناحية الإسكندرية لا تستطيع العودة إليها لأن القرى ما زالت مغلقة. طُرحت القضية في ورشة آليات التنسيق "
    "(بغداد، 20-21 آب 2024). وذكرت الحكومة المحلية في بابل أن التنسيق بين الدوائر جيد بعد قرار مجلس الوزراء بإغلاق المخيمات، وأن "
    "المنظمات العاملة في المحافظة قليلة، وأن الحاجة قائمة إلى إصدار الوثائق وتحسين البنى التحتية في منطقة العودة.\n"
    "أسماء القرى وعدد العائلات لم ترد في التقرير، وتُستكمل بعد لقاء العائلات."
)
ISKANDARIA_FEASIBILITY = (
    "فتح القرى قرار أمني لا تملكه الوزارة ولا المحافظة وحدهما. وقد أشار المشاركون في الورشة إلى «أصحاب القرار في بغداد» من دون تسمية "
    "جهة بعينها، فتُثبَّت الجهة صاحبة القرار في أول اجتماع. تُحترم رغبة العائلة أياً كانت: العودة أو الاندماج المحلي أو السكن في مكان آخر."
)


def register_issues(stage: Stage) -> None:
    """The four issues, each by the officer of its branch."""
    for key, author, days, command in (
        ("sinjar", "karwan", 55, _sinjar(stage)),
        ("yathrib", "thamer", 54, _yathrib(stage)),
        ("imam_wais", "dara", 50, _imam_wais(stage)),
        ("iskandaria", "wisam", 48, _iskandaria(stage)),
    ):
        stage.issues[key] = register_issue(stage.session, stage.people[author], command, stage.ago(days, 11)).id


def _sinjar(stage: Stage) -> SaveIssue:
    return SaveIssue(
        name_ar="السكن واطئ الكلفة في سنجار",
        name_en="Low-cost housing in Sinjar",
        name_ckb="خانووی هەرزان لە شنگال",
        scope_id="branch-ninewa",
        place_id="IQG15Q07N03",
        sector=Sector.HOUSING,
        severity=Severity.HIGH,
        mandate_id=stage.org("GOV-NI"),
        momd_part=MomdPart.ADVOCATES,
        description=SINJAR_TEXT,
        feasibility=SINJAR_FEASIBILITY,
    )


def _yathrib(stage: Stage) -> SaveIssue:
    return SaveIssue(
        name_ar="الدور المهدمة في قرى يثرب",
        name_en="Destroyed houses in the villages of Yathrib",
        name_ckb="خانووە وێرانکراوەکان لە گوندەکانی یەسریب",
        scope_id="branch-salah-al-din",
        place_id="IQG16Q04N01",
        place_note="قرى ناحية يثرب",
        sector=Sector.COMPENSATION,
        severity=Severity.CRITICAL,
        mandate_id=stage.org("COMP"),
        momd_part=MomdPart.ADVOCATES,
        description=YATHRIB_TEXT,
        feasibility=YATHRIB_FEASIBILITY,
    )


def _imam_wais(stage: Stage) -> SaveIssue:
    return SaveIssue(
        name_ar="المدارس المهدمة في قرى إمام ويس",
        name_en="Destroyed schools in the villages of Imam Wais",
        name_ckb="قوتابخانە وێرانکراوەکان لە گوندەکانی ئیمام وەیس",
        scope_id="branch-diyala",
        shares=("branch-khanaqeen",),
        place_id="IQG10Q05N01",
        place_note="قرى حوض إمام ويس",
        sector=Sector.EDUCATION,
        severity=Severity.HIGH,
        mandate_id=stage.org("MOE"),
        momd_part=MomdPart.SUPPORTS,
        description=IMAM_WAIS_TEXT,
        feasibility=IMAM_WAIS_FEASIBILITY,
    )


def _iskandaria(stage: Stage) -> SaveIssue:
    return SaveIssue(
        name_ar="العودة إلى القرى المغلقة في الإسكندرية",
        name_en="Return to the blocked villages of Iskandaria",
        name_ckb="گەڕانەوە بۆ گوندە داخراوەکانی ئەسکەندەریە",
        scope_id="branch-babil",
        place_id="IQG07Q04N02",
        sector=Sector.BLOCKED_RETURN,
        severity=Severity.CRITICAL,
        mandate_id=stage.org("PMO"),
        momd_part=MomdPart.LEADS,
        description=ISKANDARIA_TEXT,
        feasibility=ISKANDARIA_FEASIBILITY,
    )


#: key, Arabic, English, Kurdish, scope, members
TEAMS = (
    ("national", "فريق المتابعة المركزي", "National follow-up team", "تیمی بەدواداچوونی نیشتمانی", "IQ", ("zainab", "mazin")),
    ("ninewa", "فريق متابعة نينوى", "Ninewa follow-up team", "تیمی بەدواداچوونی نەینەوا", "IQG15", ("zainab", "shaimaa", "hanaa")),
    (
        "salah_al_din",
        "فريق متابعة صلاح الدين",
        "Salah Al-Din follow-up team",
        "تیمی بەدواداچوونی سەلاحەدین",
        "IQG16",
        ("zainab", "shaimaa"),
    ),
    ("diyala", "فريق متابعة ديالى", "Diyala follow-up team", "تیمی بەدواداچوونی دیالە", "IQG10", ("zainab", "laith")),
    ("babil", "فريق متابعة بابل", "Babil follow-up team", "تیمی بەدواداچوونی بابل", "IQG07", ("zainab", "laith")),
)


def add_teams(stage: Stage) -> None:
    """A national team, and one for each of the four governorates (recommendation 8 of 2024)."""
    for key, name_ar, name_en, name_ckb, scope_id, members in TEAMS:
        command = SaveTeam(
            name_ar=name_ar,
            name_en=name_en,
            name_ckb=name_ckb,
            scope_id=scope_id,
            member_ids=tuple(stage.people[member].person_id for member in members),
        )
        stage.teams[key] = save_team(stage.session, stage.people["salma"], None, command, 0, stage.ago(53, 12)).id
