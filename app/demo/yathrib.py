"""The destroyed houses of Yathrib: a plan approved and communicated, which some have acknowledged, with reports on two activities,
a coordination log, a second version and an early review."""

from app.demo.money import YATHRIB_FIRST, YATHRIB_LATER, YATHRIB_THEN, move_money
from app.demo.signed import attach_signed_approval
from app.demo.stage import Pen, Stage
from app.demo.yathrib_parts import activities, communication, goal, indicators, risks
from app.demo.yathrib_review import FIRST, LATER, record, review
from app.demo.yathrib_revision import revision
from plans.commands import Identity, ReportProgress, ReviewPlan
from plans.services.communicating import acknowledge, communicate, report_progress
from plans.services.deciding import approve
from plans.terms import Rhythm


def yathrib(stage: Stage) -> None:
    """The plan, written by the head of the Salah al-Din branch, approved at headquarters, and what came after."""
    pen = Pen(stage, "thamer", stage.ago(46, 9), _identity(stage))
    objectives = goal(stage, pen)
    pen.sit_down(stage.ago(44, 9))
    keys = activities(pen, objectives)
    pen.sit_down(stage.ago(42, 10))
    indicators(stage, pen, objectives)
    pen.sit_down(stage.ago(40, 9))
    risks(stage, pen)
    communication(stage, pen)
    pen.section("review", _review(stage))
    edits = pen.submit(stage.ago(36, 12))
    approve(stage.session, stage.people["salma"], stage.directory, pen.plan_id, edits, stage.ago(29, 11))
    attach_signed_approval(stage, pen.plan_id, "thamer", 28)
    communicate(stage.session, pen.actor, pen.plan_id, stage.ago(26, 9))
    move_money(stage, pen.plan_id, YATHRIB_FIRST)
    acknowledge(stage.session, stage.people["maysoon"], pen.plan_id, stage.ago(22, 10))
    acknowledge(stage.session, stage.people["salih"], pen.plan_id, stage.ago(18, 11))
    record(stage, pen.plan_id, FIRST, stage.ago(18, 12))
    revision(stage, pen)
    move_money(stage, pen.plan_id, YATHRIB_THEN)
    record(stage, pen.plan_id, LATER, stage.ago(15, 13))
    _progress(stage, pen, keys)
    move_money(stage, pen.plan_id, YATHRIB_LATER)
    review(stage, pen.plan_id, keys)


def _identity(stage: Stage) -> Identity:
    return Identity(
        name_ar="خطة تنسيق تعويض الدور المهدمة في يثرب",
        name_en="Coordination plan for the destroyed houses of Yathrib",
        name_ckb="پلانی هەماهەنگیی قەرەبووکردنەوەی خانووە وێرانکراوەکانی یەسریب",
        scope_id="branch-salah-al-din",
        issue_id=stage.issues["yathrib"],
        theme="",
        starts_on=stage.day(-6),
        ends_on=stage.day(40),
    )


def _review(stage: Stage) -> ReviewPlan:
    return ReviewPlan(
        review_rhythm=Rhythm.QUARTERLY,
        first_review_on=stage.day(5),
        team_id=stage.teams["salah_al_din"],
        lessons_sharing=(
            "يكتب فريق المتابعة صفحة واحدة بعد كل مراجعة: ما نجح في تسريع المعاملات وما لم ينجح، "
            "وتُرسل إلى الفروع كافة عن طريق دائرة شؤون الفروع وتُعرض في اجتماع مدراء الفروع."
        ),
    )


def _progress(stage: Stage, pen: Pen, keys: dict[str, str]) -> None:
    for author, activity, days, percent, note in (
        ("thamer", "campaign", 15, 25, "طُبع دليل خطوات المعاملة ووُزع في مركز الناحية. لم تُزر القرى البعيدة بعد."),
        ("salih", "council", 11, 40, "عُقد لقاءان مع أعضاء المجلس، ووعدت اللجنة القانونية في المجلس بمخاطبة لجنة التعويض."),
        ("thamer", "campaign", 4, 60, "أُنجزت ست جلسات تعريفية في القرى. تأخرت جلستان بسبب عدم وصول موافقة الدخول."),
    ):
        command = ReportProgress(percent, note)
        report_progress(stage.session, stage.people[author], pen.plan_id, keys[activity], command, stage.ago(days, 13))
