"""A plan's life through the services: gates bind, states move, what was approved never changes, keys stay across versions."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select, update

from core.audit import AuditEntry, history
from core.clock import local_day
from core.references import SubjectRef
from core.saving import NotYours, Refused, Stale
from indicators.models import Indicator
from notifications.models import Notice
from people.models import RoleGrant
from plans import commands, queries
from plans.models import ActivityRow, IndicatorRow, ObjectiveRow, Plan
from plans.services import communicating, deciding, editing, reviewing
from plans.terms import Approach, Means, PlanState, StakeholderPart, Verdict
from tests import cast as build


def verbs(session, plan):
    return [each.verb for each in history(session, SubjectRef("plan", plan.id))]


def document(session, cast, plan, number):
    return queries.document_of(session, cast.directory, queries.get_version(session, plan.id, number))


def test_the_whole_way_to_the_second_version(database, cast, clock):
    with database.write() as session:
        plan = build.communicated(session, cast, cast.karwan, clock())
        valid = document(session, cast, plan, 1)
        receipts = queries.receipts_of(session, plan.id, 1)
        assert {each.organisation_id for each in receipts} == {cast.organisation(code) for code in ("GOV-NI", "MOF", "COM")}
        communicating.acknowledge(session, cast.noor, plan.id, clock())
        assert {each.organisation_id for each in receipts if each.acknowledged_at} == {cast.organisation("MOF")}

        activity, objective = valid.activities[0].key, valid.objectives[0].key
        communicating.report_progress(session, cast.noor, plan.id, activity, commands.ReportProgress(40, "بدأ الكشف"), clock())
        reviewing.begin_review(session, cast.zainab, plan.id, clock())
        assert plan.state == PlanState.UNDER_REVIEW
        with pytest.raises(Refused):
            reviewing.conclude(session, cast.zainab, plan.id, True, "مبكر", clock())
        for key in (objective, activity):
            reviewing.save_finding(session, cast.zainab, plan.id, key, commands.SaveFinding("جزئي", Verdict.KEEP, "مفيد"), 0, clock())
        concluded = clock() + timedelta(days=3)
        reviewing.conclude(session, cast.zainab, plan.id, True, "تغيّر الموقع", concluded)
        assert (plan.valid_number, plan.open_number, plan.changed_at) == (1, 2, concluded)

        changed = commands.SaveObjective("أرض أكبر", "3000 عائلة", date(2026, 10, 1), Means.RESOURCE)
        editing.save_part(session, cast.karwan, plan.id, "objectives", objective, changed, 1, clock())
        assert document(session, cast, plan, 1) == valid, "the valid version changed under an open revision"
        deciding.submit(session, cast.karwan, cast.directory, plan.id, build.open_version(session, plan).edits, clock())
        deciding.approve(session, cast.salma, cast.directory, plan.id, build.open_version(session, plan).edits, clock())
        assert (plan.state, plan.valid_number, plan.open_number) == (PlanState.APPROVED, 2, None)
        assert document(session, cast, plan, 1) == valid
        assert document(session, cast, plan, 2).objectives[0].change == "أرض أكبر"
        assert queries.progress_of(session, plan.id)[activity].percent == 40
        assert queries.get_version(session, plan.id, 1).state == PlanState.SUPERSEDED


def test_the_gates_bind_at_submission(database, cast, clock):
    with database.write() as session:
        plan = editing.begin_plan(session, cast.karwan, build.identity(), clock())
        with pytest.raises(Refused):
            deciding.submit(session, cast.karwan, cast.directory, plan.id, 0, clock())
        assert plan.state == PlanState.DRAFT


def test_what_changed_meanwhile_is_not_submitted_or_approved(database, cast, clock):
    with database.write() as session:
        plan = build.a_complete_plan(session, cast, cast.karwan, clock())
        edits = build.open_version(session, plan).edits
        with pytest.raises(Refused):
            deciding.submit(session, cast.karwan, cast.directory, plan.id, edits - 1, clock())
        deciding.submit(session, cast.karwan, cast.directory, plan.id, edits, clock())
        with pytest.raises(Refused):
            deciding.approve(session, cast.salma, cast.directory, plan.id, edits - 1, clock())


def test_nobody_approves_what_he_wrote(database, cast, clock):
    with database.write() as session:
        plan = build.submitted(session, cast, cast.salma, clock())
        edits = build.open_version(session, plan).edits
        for decide in (
            lambda: deciding.approve(session, cast.salma, cast.directory, plan.id, edits, clock()),
            lambda: deciding.return_(session, cast.salma, plan.id, "سبب", edits, clock()),
        ):
            with pytest.raises(Refused):
                decide()
        deciding.approve(session, cast.sami, cast.directory, plan.id, edits, clock())
        assert plan.state == PlanState.APPROVED


def test_a_returned_plan_is_a_draft_again_with_the_first_change(database, cast, clock):
    with database.write() as session:
        plan = build.submitted(session, cast, cast.karwan, clock())
        version = build.open_version(session, plan)
        deciding.return_(session, cast.salma, plan.id, "خط الأساس بلا مصدر", version.edits, clock())
        assert (plan.state, version.state) == (PlanState.RETURNED, PlanState.RETURNED)
        editing.save_section(session, cast.karwan, plan.id, "aim", commands.Aim("", "هدف", "", ""), version.aim_version, clock())
        assert (plan.state, version.return_reason) == (PlanState.DRAFT, "خط الأساس بلا مصدر")
        told = session.scalars(select(Notice.kind).where(Notice.person_id == "karwan")).all()
        assert told == ["plan_return"]


def test_the_second_of_two_savers_is_told(database, cast, clock):
    with database.write() as session:
        plan = build.a_complete_plan(session, cast, cast.karwan, clock())
        key = session.scalars(select(ObjectiveRow.key)).one()
        mine = commands.SaveObjective("نصي", "عائلات", date(2026, 9, 1), Means.ACTIVITY)
        editing.save_part(session, cast.salma, plan.id, "objectives", key, mine, 1, clock())
        with pytest.raises(Stale) as stale:
            editing.save_part(session, cast.karwan, plan.id, "objectives", key, mine, 1, clock())
        assert (stale.value.version, stale.value.stored["change"]) == (2, "نصي")
        with pytest.raises(Stale):
            editing.save_section(session, cast.karwan, plan.id, "aim", commands.Aim("", "x", "", ""), 1, clock())


def test_the_same_organisations_in_another_order_are_no_change(database, cast, clock):
    with database.write() as session:
        plan = build.a_complete_plan(session, cast, cast.karwan, clock())
        row = session.scalars(select(ActivityRow)).one()
        supporters = sorted((cast.organisation("MOF"), cast.organisation("COM")))
        values = editing.part_values(session, "activities", row)
        values["approach"] = Approach(values["approach"])
        with_supporters = commands.SaveActivity(**{**values, "supporter_ids": tuple(supporters)})
        editing.save_part(session, cast.karwan, plan.id, "activities", row.key, with_supporters, 1, clock())
        turned = replace(with_supporters, title="عنوان آخر", supporter_ids=tuple(reversed(supporters)))
        editing.save_part(session, cast.karwan, plan.id, "activities", row.key, turned, 2, clock())
        assert [name for name, _old, _new in history(session, SubjectRef("plan", plan.id), 1)[0].changes] == ["title"]


def test_a_dropped_objective_is_not_copied_into_the_revision(database, cast, clock):
    with database.write() as session:
        plan = build.communicated(session, cast, cast.karwan, clock())
        valid = document(session, cast, plan, 1)
        reviewing.begin_review(session, cast.karwan, plan.id, clock())
        for key in (valid.objectives[0].key, valid.activities[0].key):
            reviewing.save_finding(session, cast.karwan, plan.id, key, commands.SaveFinding("لا", Verdict.DROP, "لم يعد لازماً"), 0, clock())
        reviewing.conclude(session, cast.karwan, plan.id, True, "هدف آخر", clock())
        second = document(session, cast, plan, 2)
        assert (second.objectives, second.activities, second.indicators, second.budget) == ((), (), (), ())
        assert len(second.risks) == len(valid.risks)


def test_a_revision_without_review_and_its_abandoning(database, cast, clock):
    with database.write() as session:
        plan = build.communicated(session, cast, cast.karwan, clock())
        reviewing.revise(session, cast.karwan, plan.id, "موقع جديد", clock())
        with pytest.raises(Refused):
            reviewing.revise(session, cast.karwan, plan.id, "مرة ثانية", clock())
        deciding.abandon(session, cast.karwan, plan.id, "لا حاجة", clock())
        assert (plan.state, plan.valid_number, plan.open_number) == (PlanState.COMMUNICATED, 1, None)
        reviewing.revise(session, cast.karwan, plan.id, "مرة أخرى", clock())
        assert plan.open_number == 3


def test_an_ended_plan_is_left_in_peace(database, cast, clock):
    with database.write() as session:
        plan = build.communicated(session, cast, cast.karwan, clock())
        deciding.close(session, cast.karwan, plan.id, "تم", clock())
        for again in (
            lambda: deciding.close(session, cast.karwan, plan.id, "تم", clock()),
            lambda: reviewing.begin_review(session, cast.karwan, plan.id, clock()),
            lambda: communicating.acknowledge(session, cast.noor, plan.id, clock()),
        ):
            with pytest.raises(Refused):
                again()


def test_strangers_find_nothing(database, cast, clock):
    with database.write() as session:
        plan = build.a_complete_plan(session, cast, cast.karwan, clock())
        for stranger in (cast.dara, cast.noor, cast.zainab, cast.hadi):
            with pytest.raises(NotYours):
                editing.save_section(session, stranger, plan.id, "aim", commands.Aim("", "x", "", ""), 1, clock())
        with pytest.raises(Refused):
            editing.begin_plan(session, cast.dara, build.identity(), clock())


def test_a_part_hangs_only_on_its_own_plan(database, cast, clock):
    with database.write() as session:
        plan = build.a_complete_plan(session, cast, cast.karwan, clock())
        other = build.a_complete_plan(session, cast, cast.dara, clock(), scope_id="IQG10")
        foreign = queries.build_document(session, cast.directory, build.open_version(session, other)).objectives[0].key
        stray = commands.SaveActivity(foreign, "x", None, "", (), None, None, None, "", "")
        with pytest.raises(Refused):
            editing.save_part(session, cast.karwan, plan.id, "activities", None, stray, 0, clock())


def test_removing_an_objective_takes_its_parts_along_and_is_in_the_history(database, cast, clock):
    with database.write() as session:
        plan = build.a_complete_plan(session, cast, cast.karwan, clock())
        key = session.scalars(select(ObjectiveRow.key)).one()
        editing.remove_part(session, cast.karwan, plan.id, "objectives", key, 1, clock())
        session.expire_all()
        for model in (ObjectiveRow, ActivityRow, IndicatorRow, Indicator):
            assert session.scalar(select(func.count()).select_from(model)) == 0
        assert verbs(session, plan)[0] == "removed"


def test_a_stakeholder_has_a_part_once(database, cast, clock):
    with database.write() as session:
        plan = build.a_complete_plan(session, cast, cast.karwan, clock())
        twice = commands.SaveStakeholder(cast.organisation("COM"), StakeholderPart.DECIDES, "")
        with pytest.raises(Refused):
            editing.save_part(session, cast.karwan, plan.id, "stakeholders", None, twice, 0, clock())


def test_only_the_responsible_report_on_an_activity(database, cast, clock):
    with database.write() as session:
        plan = build.communicated(session, cast, cast.karwan, clock())
        key = document(session, cast, plan, 1).activities[0].key
        report = commands.ReportProgress(10, "بدأ")
        with pytest.raises((NotYours, Refused)):
            communicating.report_progress(session, cast.nabil, plan.id, key, report, clock())
        with pytest.raises(Refused):
            communicating.report_progress(session, cast.zainab, plan.id, key, report, clock())
        communicating.report_progress(session, cast.noor, plan.id, key, report, clock())
        communicating.report_progress(session, cast.karwan, plan.id, key, commands.ReportProgress(20, "تقدم"), clock() + timedelta(days=1))
        assert queries.progress_of(session, plan.id)[key].percent == 20


def test_the_history_cannot_be_altered(database, cast, clock):
    with database.write() as session:
        build.a_complete_plan(session, cast, cast.karwan, clock())
    for change in ("UPDATE audit_entry SET reason = 'x'", "DELETE FROM audit_entry"):
        with pytest.raises(Exception, match="append"), database.write() as session:
            session.connection().exec_driver_sql(change)
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(AuditEntry)) > 0


def test_lists_show_the_valid_name_until_the_revision_is_approved(database, cast, clock):
    with database.write() as session:
        plan = build.communicated(session, cast, cast.karwan, clock())
        reviewing.revise(session, cast.karwan, plan.id, "اسم آخر", clock())
        renamed = build.identity(name_en="Renamed")
        editing.save_section(session, cast.karwan, plan.id, "identity", renamed, 1, clock())
        assert session.get(Plan, plan.id).name_en == "Coordination plan for housing in Sinjar"
        deciding.submit(session, cast.karwan, cast.directory, plan.id, build.open_version(session, plan).edits, clock())
        deciding.approve(session, cast.salma, cast.directory, plan.id, build.open_version(session, plan).edits, clock())
        assert session.get(Plan, plan.id).name_en == "Renamed"


def test_whose_role_is_over_or_has_not_begun_is_not_told(database, cast, clock):
    today = local_day(clock())
    with database.write() as session:
        for name, dates in (("sami", {"until": today - timedelta(days=1)}), ("noor", {"since": today + timedelta(days=1)})):
            session.execute(update(RoleGrant).where(RoleGrant.person_id == name).values(**dates))
        build.communicated(session, cast, cast.karwan, clock())
        told = session.execute(select(Notice.kind, Notice.person_id)).all()
        assert [each.person_id for each in told if each.kind == "plan_submitted"] == ["salma"]
        assert "noor" not in {each.person_id for each in told if each.kind == "plan_communicated"}
