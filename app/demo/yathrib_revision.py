"""The revision of the Yathrib plan: a smaller target with its reason, one more line of communication; approved and sent again."""

from dataclasses import asdict, replace
from datetime import timedelta

from app.demo.stage import Pen, Stage
from plans import queries
from plans.commands import SaveIndicator, SaveLine
from plans.documents import from_snapshot
from plans.services.communicating import acknowledge, communicate
from plans.services.deciding import approve
from plans.services.editing import save_part
from plans.services.reviewing import revise
from plans.terms import Channel, PlanDocument, Rhythm

REASON = "حددت المنظمة الدولية للهجرة ما تستطيع تمويله في المرحلة الأولى، وطلبت اللجان الفرعية كشفاً بالنواقص قبل كل اجتماع."
FEWER = "تمويل المرحلة الأولى يكفي 45 داراً، وتُضاف بقية الدور حين يُؤمَّن تمويلها."
BEFORE, NOW_REPAIRED = 60, 45
MISSING = "كشف بما ينقص كل معاملة متأخرة من وثائق، قبل الاجتماع بأسبوع"
BRANCH = "MOMD-SALAH-AL-DIN"


def revision(stage: Stage, pen: Pen) -> None:
    """Version 2, written, approved, sent and acknowledged between noon and one o'clock of a day that lies before the money came."""
    session, noon = stage.session, stage.ago(17, 12)
    pen.sit_down(revise(session, pen.actor, pen.plan_id, REASON, noon + timedelta(minutes=3)).now)
    repaired = next(each for each in valid(stage, pen.plan_id, 1).indicators if each.definition.target == BEFORE)
    definition = asdict(replace(repaired.definition, target=NOW_REPAIRED, target_reason=FEWER))
    save_part(session, pen.actor, pen.plan_id, "indicators", repaired.key, SaveIndicator(repaired.objective_key, definition), 1, pen.at)
    pen.part("lines", SaveLine(MISSING, stage.orgs("COMP-SUB"), Channel.MEETING, Rhythm.MONTHLY, stage.org(BRANCH)))
    edits = pen.submit(pen.at, 2)
    approve(session, stage.people["salma"], stage.directory, pen.plan_id, edits, noon + timedelta(minutes=30))
    communicate(session, pen.actor, pen.plan_id, noon + timedelta(minutes=36))
    acknowledge(session, stage.people["maysoon"], pen.plan_id, noon + timedelta(minutes=42))
    acknowledge(session, stage.people["salih"], pen.plan_id, noon + timedelta(minutes=48))


def valid(stage: Stage, plan_id: str, number: int) -> PlanDocument:
    """What an approved version says. Raises LookupError when there is none of this number."""
    version = queries.get_version(stage.session, plan_id, number)
    if version is None or version.snapshot is None:
        raise LookupError(plan_id)
    return from_snapshot(version.snapshot)
