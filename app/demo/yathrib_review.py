"""What of the coordination took place in Yathrib, the review that looked back on it, and what was learned."""

from datetime import datetime, timedelta

from app.demo.stage import Stage
from app.demo.yathrib_revision import valid
from core.clock import local_day
from followup.terms import Sector
from plans.commands import LookBack, SaveContact, SaveFinding, SaveLesson
from plans.services.contacts import add_contact
from plans.services.learning import add_lesson
from plans.services.reviewing import begin_review, conclude, reviewed, save_finding, save_look_back
from plans.terms import Approach, LessonKind, Verdict

LETTER, TALK, MEETING = Approach.OFFICIAL_LETTER, Approach.CONSULTATION, Approach.PERIODICAL_MEETING
#: Who wrote it down, how, how many days before today it took place, with whom, about what, what came of it, the letter's number,
#: and who has answered (None: no answer was asked).
Entry = tuple[str, Approach, int, tuple[str, ...], str, str, str, tuple[str, ...] | None]

FIRST: tuple[Entry, ...] = (
    ("thamer", LETTER, 25, ("COMP", "MOF"), "طلب المصادقة على التوصيات وجدول الصرف", "", "ص د/412", ()),
    ("salih", TALK, 21, ("COMP-SUB",), "حث اللجنة الفرعية على عرض المعاملات المتأخرة", "وعدت اللجنة بكشف خلال أسبوعين.", "", None),
    ("thamer", MEETING, 19, ("COMP-SUB", "PC-SD"), "مراجعة المعاملات المتأخرة", "ثُبّت سبب التأخر في ثلاثين معاملة.", "", None),
)
LATER: tuple[Entry, ...] = (
    ("thamer", LETTER, 17, ("MOF",), "تأكيد على الكتاب السابق بشأن جدول الصرف", "", "ص د/430", ()),
    ("thamer", TALK, 17, ("IOM",), "أولويات ترميم الدور المتضررة جزئياً", "طلبت المنظمة قوائم من الفرع.", "", ("IOM",)),
    ("thamer", Approach.FIELD_VISIT, 16, (), "خطوات المعاملة كما تراها العائلات", "أكثر ما ينقص العائلات وثائق الملكية.", "", None),
)
FAMILIES = "عائلات من ثلاث قرى ومختاران"
LOOK_BACK = LookBack(
    outside_changes="لم تصدر تعليمات جديدة للتعويض، وما زال دخول بعض القرى يحتاج إلى موافقات أكثر من جهة أمنية.",
    coordination="اللقاءات مع اللجنة الفرعية حركت المعاملات أكثر من الكتب. كتابان إلى وزارة المالية بقيا بلا جواب.",
    sharing="صفحة واحدة ترسل إلى الفروع كافة وتعرض في اجتماع مدراء الفروع.",
)
LESSONS = (
    SaveLesson(
        LessonKind.LESSON,
        "الكتاب الرسمي الذي لا يتبعه لقاء يبقى بلا جواب: كتابان إلى جهة واحدة في شهر لم يُجب عنهما.",
        "يُحدد موعد لقاء في الكتاب نفسه، ويُعرض ما لم يُجب عنه خلال أسبوعين في اجتماع اللجنة.",
        Sector.COMPENSATION,
        LETTER,
    ),
    SaveLesson(
        LessonKind.GOOD_PRACTICE,
        "اجتماع ثابت كل أسبوعين مع الجهة التي تدقق المعاملات يكشف سبب التأخر معاملةً معاملة.",
        "ينجح إذا حضر من يملك القرار وكان أمامه كشف واحد متفق عليه.",
        Sector.COMPENSATION,
        MEETING,
    ),
    SaveLesson(
        LessonKind.LESSON,
        "حين تتعدد الجهات الأمنية في المحافظة يتأخر الدخول إلى القرى إذا خوطبت كل جهة وحدها.",
        "يُطلب كتاب موافقة واحد يعمم على الجهات كلها قبل أول زيارة.",
        Sector.SECURITY,
        Approach.FIELD_VISIT,
    ),
)


def record(stage: Stage, plan_id: str, entries: tuple[Entry, ...], at: datetime) -> None:
    """Writes these entries into the coordination log."""
    for person, approach, ago, codes, subject, outcome, reference, answered in entries:
        command = SaveContact(
            approach=approach,
            happened_on=local_day(stage.ago(ago)),
            organisation_ids=stage.orgs(*codes),
            others="" if codes else FAMILIES,
            subject=subject,
            outcome=outcome,
            answer_asked=answered is not None,
            answered_ids=stage.orgs(*(answered or ())),
            reference=reference,
            activity_key=None,
        )
        add_contact(stage.session, stage.people[person], plan_id, command, at)


def review(stage: Stage, plan_id: str, keys: dict[str, str]) -> None:
    """An early review by the follow-up team, which lets the plan go on, and the lessons that it wrote down."""
    session, actor, at = stage.session, stage.people["shaimaa"], stage.ago(1, 14)
    begin_review(session, actor, plan_id, at)
    for key in reviewed(valid(stage, plan_id, 2)):
        begun = key in keys.values()
        finding = SaveFinding(
            "نُفذ جزء منه وما زال مستمراً." if begun else "لم يحن أوان الحكم عليه.",
            Verdict.ADJUST if key == keys["campaign"] else Verdict.KEEP,
            "تُعقد الجلسات في مركز الناحية حين يتأخر إذن الدخول." if key == keys["campaign"] else "لا سبب لتغييره الآن.",
        )
        save_finding(session, actor, plan_id, key, finding, 0, at)
    save_look_back(session, actor, plan_id, LOOK_BACK, 1, at)
    for number, lesson in enumerate(LESSONS):
        add_lesson(session, actor, plan_id, lesson, at + timedelta(minutes=5 * number))
    conclude(session, actor, plan_id, False, "الخطة صالحة، والتعديل في طريقة الزيارات وحدها.", at + timedelta(minutes=30))
