"""Plans begun from a template, the exercise sheet and an earlier plan, through the services, on both databases."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from core.audit import history
from core.references import SubjectRef
from core.saving import NotYours, Refused, Stale
from followup.terms import Sector
from indicators.models import IndicatorDefinition
from plans import commands, queries, rules
from plans.labels import part_words
from plans.models import PlanOrigin, TemplatePartRow, TemplateRow
from plans.reference_load import load_templates
from plans.rules.starting import as_template
from plans.services import communicating, deciding, editing, learning, reviewing, starting, templates
from plans.terms import LessonKind, PlanState, Step, Verdict
from plans.terms.starting import LocalBody, Sheet
from tests import cast as build

FIRST = {"schools": {"ar": "كشف", "en": "survey", "ckb": "ڕووپێو"}}
SCHOOLS = {"scope_id": "branch-diyala", "name_ar": "خطة مدارس", "name_en": ""}
LEARNED = commands.SaveLesson(LessonKind.LESSON, "الكتب وحدها لا تكفي", "اجتماع قصير كل أسبوعين", Sector.HOUSING, None)


def template(session, code="schools"):
    return session.scalars(select(TemplateRow).where(TemplateRow.code == code)).one()


def begun(session, cast, clock, code="schools", language="ar", by=None, **changes):
    command = commands.FromTemplate(build.identity(**{**SCHOOLS, **changes}), None, {})
    return starting.begin_from_template(session, by or cast.dara, cast.directory, template(session, code).id, command, language, clock())


def document(session, cast, plan, number=1):
    return queries.document_of(session, cast.directory, queries.get_version(session, plan.id, number))


def marks(session, cast, plan):
    return queries.draft_of(session, cast.directory, build.open_version(session, plan))[1]


@pytest.mark.parametrize("language", ["ar", "ckb", "en"])
@pytest.mark.parametrize("code", ["schools", "houses", "villages", "low_cost"])
def test_each_template_in_each_language_leaves_the_team_and_one_number(database, cast, clock, code, language):
    with database.write() as session:
        plan = begun(session, cast, clock, code, language)
        found = document(session, cast, plan)
        assert [gap.reason for gap in rules.gaps(found)] == ["indicator_target", "team"]
        assert cast.organisation("MOMD-DIYALA") in found.organisation_ids()
        assert FIRST.get(code, {}).get(language, "") in found.activities[0].title


def test_from_the_template_to_approval_with_three_answers(database, cast, clock):
    """The team, the target, and everything confirmed: then it passes every gate."""
    with database.write() as session:
        plan = begun(session, cast, clock)
        assert [each.verb for each in history(session, SubjectRef("plan", plan.id))] == ["begun_from", "created"]
        assert session.get(PlanOrigin, plan.id).template_id == template(session).id
        version = build.open_version(session, plan)
        team = build.a_team(session, cast, clock(), "IQG10")
        values = {**editing.section_values(version, "review"), "team_id": team.id}
        editing.save_section(session, cast.dara, plan.id, "review", commands.ReviewPlan(**values), version.review_version, clock())
        number = document(session, cast, plan).indicators[1]
        definition = {**editing.part_values(session, "indicators", _row(session, version, "indicators", number.key)), "target": 6.0}
        command = commands.SaveIndicator(definition.pop("objective_key"), definition)
        editing.save_part(session, cast.dara, plan.id, "indicators", number.key, command, 1, clock())
        before = marks(session, cast, plan)
        assert number.key not in before
        assert "review" not in before
        for step in Step:
            starting.confirm(session, cast.dara, plan.id, None, step, clock())
        assert marks(session, cast, plan) == frozenset()
        deciding.submit(session, cast.dara, cast.directory, plan.id, version.edits, clock())
        deciding.approve(session, cast.salma, cast.directory, plan.id, version.edits, clock())
        assert plan.state == PlanState.APPROVED


def _row(session, version, kind, key):
    return queries.part_row(session, editing.PARTS[kind].model, version.id, key)


def test_everything_is_marked_until_it_is_saved_or_confirmed(database, cast, clock):
    with database.write() as session:
        plan = begun(session, cast, clock)
        found, first = document(session, cast, plan), marks(session, cast, plan)
        keys = {each.key for kind in editing.PARTS for each in getattr(found, kind)}
        assert first == keys | {"aim", "review"}

        objective = found.objectives[0]
        edits = build.open_version(session, plan).edits
        starting.confirm(session, cast.salma, plan.id, objective.key, None, clock())
        starting.confirm(session, cast.salma, plan.id, "aim", None, clock())
        assert first - marks(session, cast, plan) == {objective.key, "aim"}
        assert build.open_version(session, plan).edits == edits, "confirming is no change of the content"
        assert "salma" in build.open_version(session, plan).authors, "who confirms stands for it"

        stakeholder = found.stakeholders[0]
        saved = commands.SaveStakeholder(stakeholder.organisation_id, stakeholder.part, "ملاحظة")
        editing.save_part(session, cast.dara, plan.id, "stakeholders", stakeholder.key, saved, 1, clock())
        assert stakeholder.key not in marks(session, cast, plan)
        starting.confirm(session, cast.dara, plan.id, None, Step.RISKS, clock())
        assert not marks(session, cast, plan) & {each.key for each in found.risks}
        assert document(session, cast, plan).risks == found.risks
        starting.confirm(session, cast.dara, plan.id, "nothing", None, clock())


def test_a_new_part_and_a_plan_begun_empty_have_no_marks(database, cast, clock):
    with database.write() as session:
        assert marks(session, cast, build.a_complete_plan(session, cast, cast.karwan, clock())) == frozenset()


def test_marks_end_with_the_approval(database, cast, clock):
    with database.write() as session:
        plan = build.a_complete_plan(session, cast, cast.karwan, clock())
        version = build.open_version(session, plan)
        version.aim_prefilled = True
        for row in session.scalars(select(editing.PARTS["risks"].model).where(editing.PARTS["risks"].model.version_id == version.id)):
            row.prefilled = True
        session.flush()
        assert len(marks(session, cast, plan)) == 2
        deciding.submit(session, cast.karwan, cast.directory, plan.id, version.edits, clock())
        deciding.approve(session, cast.salma, cast.directory, plan.id, version.edits, clock())
        assert "prefilled" not in repr(version.snapshot)
        communicating.communicate(session, cast.karwan, plan.id, clock())
        reviewing.revise(session, cast.karwan, plan.id, "تعديل", clock())
        assert marks(session, cast, plan) == frozenset()


def test_a_stranger_confirms_nothing_and_nothing_is_confirmed_after_submission(database, cast, clock):
    with database.write() as session:
        plan = build.submitted(session, cast, cast.karwan, clock())
        with pytest.raises(NotYours):
            starting.confirm(session, cast.dara, plan.id, "aim", None, clock())
        with pytest.raises(Refused):
            starting.confirm(session, cast.karwan, plan.id, "aim", None, clock())


def test_the_place_of_the_issue_stands_in_the_plan(database, cast, clock):
    with database.write() as session:
        issue = build.an_issue(session, cast, cast.dara, clock(), scope_id="branch-diyala", place_id="IQG10Q05", place_note="قرى إمام ويس")
        plan = begun(session, cast, clock, issue_id=issue.id)
        assert "قرى إمام ويس" in document(session, cast, plan).goal
        elsewhere = begun(session, cast, clock, language="en")
        assert "Diyala" in document(session, cast, elsewhere).goal


def test_what_the_author_chooses_stands_for_a_body_that_is_not_known(database, cast, clock):
    with database.write() as session:
        chosen = cast.organisation("RECON-NI")
        command = commands.FromTemplate(build.identity(scope_id="branch-ninewa"), None, {LocalBody.EDUCATION: chosen})
        plan = starting.begin_from_template(session, cast.salma, cast.directory, template(session).id, command, "ar", clock())
        assert document(session, cast, plan).activities[0].responsible_id == chosen
        assert [gap.reason for gap in rules.gaps(document(session, cast, plan))] == ["indicator_target", "team"]
        without = begun(session, cast, clock, scope_id="branch-ninewa", by=cast.salma)
        assert [gap.reason for gap in rules.gaps(document(session, cast, without))] == ["responsible", "indicator_target", "team"]


def test_refusals_at_the_beginning(database, cast, clock):
    with database.write() as session:
        with pytest.raises(Refused):
            begun(session, cast, clock, scope_id="IQG15")
        row = template(session)
        templates.set_template_active(session, cast.salma, row.id, False, "قديم", clock())
        with pytest.raises(NotYours):
            begun(session, cast, clock)


def test_a_second_load_keeps_what_headquarters_edited(database, cast, clock):
    with database.write() as session:
        row = template(session)
        command = commands.SaveTemplate("مدارس", "Schools", "", Sector.EDUCATION, {"ar": "ملاحظة"})
        templates.change_template(session, cast.salma, row.id, command, 1, clock())
        part = next(each for each in queries.template_rows(session, row.id) if each.kind == "risks")
        templates.remove_template_part(session, cast.salma, row.id, part.key, 1, clock())
        counted = session.scalar(select(func.count()).select_from(TemplatePartRow))
        assert load_templates(session) == 0
        assert template(session).name_ar == "مدارس"
        assert session.scalar(select(func.count()).select_from(TemplatePartRow)) == counted


# ---- the exercise sheet ----

ANSWERS = Sheet(
    coordination_target="اتفاق على قائمة واحدة للمدارس",
    stakeholders="وزارة التربية: تقرر\n- المديرية العامة لتربية ديالى: تنفذ\nجمعية لا يعرفها أحد\nMoF",
    activities="1. كتاب رسمي إلى وزارة التربية\n2. زيارة ميدانية للمدارس\n\n3. اجتماع موسع",
    tools_approach="كتب واجتماعات",
    challenges="تأخر التخصيصات\nالوضع الأمني",
    lessons_sharing="في محضر اللجنة",
)


def from_sheet(session, cast, clock, sheet=ANSWERS):
    command = commands.FromSheet(build.identity(**SCHOOLS), sheet)
    return starting.begin_from_sheet(session, cast.dara, cast.directory, command, part_words(), "ما اتفق عليه", clock())


def test_the_sheet_fills_the_six_steps(database, cast, clock, app):
    with database.write() as session:
        plan, unknown = from_sheet(session, cast, clock)
        found = document(session, cast, plan)
        assert unknown == ("جمعية لا يعرفها أحد",)
        assert history(session, SubjectRef("plan", plan.id))[0].reason == "جمعية لا يعرفها أحد"
        parts = {each.organisation_id: each.part.value for each in found.stakeholders}
        assert parts == {
            cast.organisation("MOE"): "decides",
            cast.organisation("EDU-DI"): "does",
            cast.organisation("MOF"): "supports",
            cast.organisation("MOMD-DIYALA"): "does",
        }
        assert [each.approach.value for each in found.activities] == ["official_letter", "field_visit", "collective_meeting"]
        assert [each.category.value for each in found.risks] == ["financial", "security"]
        assert [gap.reason for gap in rules.gaps(found)] == ["goal", "indicator", "team"]
        assert {"aim", "review"} < marks(session, cast, plan)


# ---- an earlier plan ----


def reviewed(session, cast, clock):
    plan = build.communicated(session, cast, cast.karwan, clock())
    found = document(session, cast, plan)
    reviewing.begin_review(session, cast.karwan, plan.id, clock())
    learning.add_lesson(session, cast.karwan, plan.id, LEARNED, clock())
    for key in (found.objectives[0].key, found.activities[0].key):
        reviewing.save_finding(session, cast.karwan, plan.id, key, commands.SaveFinding("جزئي", Verdict.KEEP, "مفيد"), 0, clock())
    reviewing.conclude(session, cast.karwan, plan.id, False, "يستمر", clock())
    return plan


def test_an_earlier_plan_goes_on_in_a_new_one_with_its_lessons(database, cast, clock):
    with database.write() as session:
        earlier = reviewed(session, cast, clock)
        identity = build.identity(starts_on=date(2027, 1, 1), ends_on=date(2027, 12, 31), name_en="Next")
        plan = starting.begin_from_earlier(session, cast.karwan, cast.directory, earlier.id, identity, clock())
        old, new = document(session, cast, earlier), document(session, cast, plan)
        assert [each.title for each in new.activities] == [each.title for each in old.activities]
        assert {each.key for each in new.activities}.isdisjoint({each.key for each in old.activities})
        assert all(each.starts_on.year == each.due_on.year == 2027 for each in new.activities)
        assert new.team_id == old.team_id
        assert [gap.reason for gap in rules.gaps(new)] == ["indicator_baseline", "indicator_baseline_on"]
        assert new.indicators[0].code != old.indicators[0].code
        assert session.scalar(select(func.count()).select_from(IndicatorDefinition)) == 2
        beside = queries.earlier_of(session, cast.karwan, session.get(PlanOrigin, plan.id).earlier_id)
        assert (beside.plan.id, [each.text for each in beside.lessons]) == (earlier.id, [LEARNED.text])
        assert queries.earlier_of(session, cast.dara, earlier.id) is None


def test_what_is_done_stays_behind(database, cast, clock):
    with database.write() as session:
        earlier = reviewed(session, cast, clock)
        activity = document(session, cast, earlier).activities[0].key
        communicating.report_progress(session, cast.noor, earlier.id, activity, commands.ReportProgress(100, "تم"), clock())
        plan = starting.begin_from_earlier(session, cast.karwan, cast.directory, earlier.id, build.identity(), clock())
        assert document(session, cast, plan).activities == ()
        assert document(session, cast, plan).objectives == ()


def test_a_plan_never_approved_or_out_of_sight_is_no_beginning(database, cast, clock):
    with database.write() as session:
        draft = build.a_complete_plan(session, cast, cast.karwan, clock())
        approved = build.approved(session, cast, cast.karwan, clock())
        for actor, plan in ((cast.karwan, draft), (cast.dara, approved)):
            with pytest.raises(NotYours):
                starting.begin_from_earlier(session, actor, cast.directory, plan.id, build.identity(), clock())


# ---- headquarters edits ----


def test_a_template_made_from_a_plan_begins_another(database, cast, clock):
    with database.write() as session:
        source = document(session, cast, build.approved(session, cast, cast.karwan, clock()))
        command = commands.SaveTemplate("قالب", "", "", Sector.HOUSING, {})
        row = templates.add_template(session, cast.salma, command, as_template(source, ("ar",)), clock())
        assert {each.kind for each in queries.template_rows(session, row.id)} == {*editing.PARTS, "aim", "review"}
        plan = starting.begin_from_template(
            session, cast.karwan, cast.directory, row.id, commands.FromTemplate(build.identity(), source.team_id, {}), "en", clock()
        )
        found = document(session, cast, plan)
        assert found.goal == source.goal
        assert rules.gaps(replace(found, team_id="x")) == ()


def test_two_planners_and_one_part_of_a_template(database, cast, clock):
    with database.write() as session:
        row = template(session)
        part = next(each for each in queries.template_rows(session, row.id) if each.kind == "objectives")
        values = {**part.values, "change": {"ar": "نص سامي"}}
        templates.save_template_part(session, cast.sami, row.id, "objectives", part.key, values, 1, clock())
        with pytest.raises(Stale):
            templates.save_template_part(session, cast.salma, row.id, "objectives", part.key, values, 1, clock())
        with pytest.raises(NotYours):
            templates.save_template_part(session, cast.salma, row.id, "objectives", "gone", values, 1, clock())
        entry = history(session, SubjectRef("template", row.id))[0]
        assert (entry.verb, entry.part, entry.part_title) == ("changed", "objectives", "نص سامي")


def test_an_objective_of_a_template_takes_its_parts_along(database, cast, clock):
    with database.write() as session:
        row = template(session)
        assert {"a1", "b1", "i1"} <= {each.key for each in queries.template_rows(session, row.id)}
        templates.remove_template_part(session, cast.salma, row.id, "o1", 1, clock())
        left = {each.key for each in queries.template_rows(session, row.id)}
        assert not {"o1", "a1", "a2", "b1", "b2", "i1"} & left
        assert {"o2", "a3", "i2"} <= left
        hanging = {"objective_key": "o1", "title": {"ar": "نشاط"}, "starts_on": 0, "due_on": 10, "approach": "survey"}
        with pytest.raises(Refused):
            templates.save_template_part(session, cast.salma, row.id, "activities", None, hanging, 0, clock())
