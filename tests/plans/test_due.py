"""What is due stands in its own table: after every verb it is what the rule says of the plan, and the receivers are counted."""

from dataclasses import asdict
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import func, select

from core.clock import local_day
from notifications.models import Notice
from plans import commands, queries
from plans.jobs import remind
from plans.models import DueRow, Receipt, Review
from plans.rules import dues
from plans.services import communicating, deciding, editing, reviewing
from plans.terms import Means, PlanState, Verdict
from tests import cast as build


def kept_in_step(session, plan):
    """The kinds that are due, after a check that the table says what the rule says."""
    session.flush()
    found = {each.key: each for each in session.scalars(select(DueRow).where(DueRow.plan_id == plan.id))}
    expected = ()
    if plan.valid_number is not None:
        document = queries.document_of(session, None, queries.get_version(session, plan.id, plan.valid_number))
        last = session.scalar(select(func.max(Review.concluded_at)).where(Review.plan_id == plan.id))
        done = {key: each.percent for key, each in queries.progress_of(session, plan.id).items()}
        expected = dues(document, PlanState(plan.state), done, local_day(last) if last else None)
    assert set(found) == {each.key for each in expected}
    for each in expected:
        assert {name: getattr(found[each.key], name) for name in asdict(each)} == asdict(each)
        assert found[each.key].scope_id == plan.scope_id
    waiting = select(func.count()).select_from(Receipt).where(Receipt.plan_id == plan.id, Receipt.number == plan.valid_number)
    assert plan.unacknowledged == session.scalar(waiting.where(Receipt.acknowledged_at.is_(None)))
    return sorted(each.kind for each in found.values())


def test_every_verb_keeps_it_in_step(database, cast, clock):
    with database.write() as session:
        plan = build.submitted(session, cast, cast.karwan, clock())
        assert kept_in_step(session, plan) == []
        deciding.approve(session, cast.salma, cast.directory, plan.id, build.open_version(session, plan).edits, clock())
        assert kept_in_step(session, plan) == ["activity"]
        communicating.communicate(session, cast.karwan, plan.id, clock())
        assert kept_in_step(session, plan) == ["activity", "review"]
        assert plan.unacknowledged == 3
        communicating.acknowledge(session, cast.noor, plan.id, clock())
        communicating.acknowledge(session, cast.noor, plan.id, clock())
        kept_in_step(session, plan)
        assert plan.unacknowledged == 2

        document = queries.document_of(session, cast.directory, queries.get_version(session, plan.id, 1))
        activity, objective = document.activities[0].key, document.objectives[0].key
        for percent, kinds in ((40, ["activity", "review"]), (100, ["review"]), (90, ["activity", "review"])):
            clock.advance(minutes=1)
            communicating.report_progress(session, cast.noor, plan.id, activity, commands.ReportProgress(percent, "تقدّم"), clock())
            assert kept_in_step(session, plan) == kinds

        reviewing.begin_review(session, cast.zainab, plan.id, clock())
        assert kept_in_step(session, plan) == ["activity"]
        for key in (objective, activity):
            reviewing.save_finding(session, cast.zainab, plan.id, key, commands.SaveFinding("جزئي", Verdict.KEEP, "مفيد"), 0, clock())
        reviewing.conclude(session, cast.zainab, plan.id, True, "تغيّر الموقع", clock())
        assert kept_in_step(session, plan) == ["activity"]
        changed = commands.SaveObjective("أرض أكبر", "3000 عائلة", document.ends_on, Means.RESOURCE)
        editing.save_part(session, cast.karwan, plan.id, "objectives", objective, changed, 1, clock())
        deciding.submit(session, cast.karwan, cast.directory, plan.id, build.open_version(session, plan).edits, clock())
        deciding.approve(session, cast.salma, cast.directory, plan.id, build.open_version(session, plan).edits, clock())
        assert (kept_in_step(session, plan), plan.unacknowledged) == (["activity"], 0)
        communicating.communicate(session, cast.karwan, plan.id, clock())
        assert kept_in_step(session, plan) == ["activity", "review"]

        reviewing.revise(session, cast.karwan, plan.id, "تعديل", clock())
        assert kept_in_step(session, plan) == ["activity"]
        deciding.abandon(session, cast.karwan, plan.id, "لا حاجة", clock())
        assert kept_in_step(session, plan) == ["activity", "review"]
        deciding.close(session, cast.zainab, plan.id, "انتهى العمل", clock())
        assert kept_in_step(session, plan) == []


def test_reminders_of_what_is_due(database, cast, clock):
    """A week before: the focal points of the organisation; the day after the owner too; a week after headquarters. Never twice."""
    with database.write() as session:
        plan = build.communicated(session, cast, cast.karwan, clock())
        due_on = session.scalars(select(DueRow.due_on).where(DueRow.plan_id == plan.id, DueRow.kind == "activity")).one()
    for days, told in ((-7, {"noor"}), (1, {"noor", "karwan"}), (7, {"noor", "karwan", "salma", "sami"})):
        at = datetime.combine(due_on + timedelta(days=days), time(9), UTC)
        with database.write() as session:
            remind(session, at)
            assert remind(session, at) == 0
            kinds = ("plan_activity_due", "plan_activity_overdue")
            assert set(session.scalars(select(Notice.person_id).where(Notice.at == at, Notice.kind.in_(kinds)))) == told
