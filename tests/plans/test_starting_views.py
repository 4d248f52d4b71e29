"""The pages on which plans are begun and confirmed, and those of templates: who enters, what is kept, what hostile input gets."""

import re

import pytest
from sqlalchemy import select

from plans import queries, rules
from plans.models import Plan, TemplateRow
from tests import cast as build
from tests.pages import forms_in

PERIOD = {"starts_on": "1/3/2026", "ends_on": "31/12/2026"}
WRITTEN = {**PERIOD, "name_ar": "خطة", "theme": "مدارس"}


@pytest.fixture
def schools(database):
    with database.read() as session:
        return session.scalars(select(TemplateRow.id).where(TemplateRow.code == "schools")).one()


def latest(database, cast, name="خطة"):
    with database.read() as session:
        plan = session.scalars(select(Plan).where(Plan.name_ar == name)).one()
        version = queries.get_version(session, plan.id, 1)
        return plan, queries.document_of(session, cast.directory, version), queries.draft_of(session, cast.directory, version)[1]


def test_the_templates_of_the_issues_sector_come_first(database, cast, clock, sign_in):
    with database.write() as session:
        issue = build.an_issue(session, cast, cast.dara, clock(), scope_id="IQG10", sector=build.Sector.BLOCKED_RETURN, place_id=None)
    page = sign_in("dara").get(f"/plans/new?issue={issue.id}").text
    names = re.findall(r'href="/plans/new/template/[a-z2-7]{20}\?issue=' + issue.id + '">([^<]+)<', page)
    assert len(names) == 4
    assert names[0] == "قرى مغلقة"
    assert "يناسب القضية" in page
    assert 'name="starts_on"' in page, "the quick way stays"


def test_a_plan_is_begun_from_a_template_and_confirmed_part_by_part(database, cast, clock, sign_in, schools):
    with database.write() as session:
        team = build.a_team(session, cast, clock(), "IQG10")
        issue = build.an_issue(session, cast, cast.dara, clock(), scope_id="IQG10", name_ar="مدارس", place_id=None)
    dara = sign_in("dara")
    form = dara.form(f"/plans/new/template/{schools}?issue={issue.id}")
    assert form.fields["name_ar"] == "خطة تنسيق: مدارس"
    assert form.fields["issue_id"] == issue.id
    assert form.fields["team_id"] == team.id
    assert form.fields["scope_id"] == "IQG10"
    dara.post(f"/plans/new/template/{schools}?issue={issue.id}", form.filled({}), 303)
    plan, document, marks = latest(database, cast, "خطة تنسيق: مدارس")
    assert document.team_id == team.id
    page = dara.get(f"/plans/{plan.id}").text
    assert page.count('name="key"') == len(marks)
    assert 'form="confirm"' in page
    assert "جزءاً مملوءاً مسبقاً لم يُثبَّت" not in dara.get(f"/plans/{plan.id}/submit").text, "gaps come first"

    key = document.objectives[0].key
    confirm = next(each for each in forms_in(page, f"/plans/{plan.id}") if each.action.endswith("/confirm"))
    answer = dara.post(f"/plans/{plan.id}/confirm", {**confirm.fields, "key": key}, 303)
    assert answer.headers["Location"].endswith(f"#objectives-{key}")
    answer = dara.post(f"/plans/{plan.id}/confirm", {**confirm.fields, "step": "4"}, 303)
    assert answer.headers["Location"].endswith("#step-4")
    _plan, _document, left = latest(database, cast, "خطة تنسيق: مدارس")
    assert marks - left == {key, *(each.key for each in document.risks)}
    assert "«مدارس مهدمة»" in dara.get(f"/plans/{plan.id}/history").text


def test_submission_and_approval_say_how_many_are_unconfirmed(database, cast, clock, sign_in):
    with database.write() as session:
        plan = build.a_complete_plan(session, cast, cast.karwan, clock())
        build.open_version(session, plan).aim_prefilled = True
    karwan = sign_in("karwan")
    assert "جزء واحد مملوء مسبقاً لم يُثبَّت" in karwan.get(f"/plans/{plan.id}/submit").text
    karwan.submit(f"/plans/{plan.id}/submit", 0, 303)
    salma = sign_in("salma")
    assert "جزء واحد مملوء مسبقاً لم يُثبَّت" in salma.get(f"/plans/{plan.id}/approve").text
    page = salma.get(f"/plans/{plan.id}").text
    assert "مملوء مسبقاً" in page
    assert 'form="confirm"' not in page, "a mark without a button for who may not edit now"


@pytest.mark.parametrize("sent", [{}, {"key": "x" * 5000}, {"step": "7"}, {"step": "١"}, {"key": "\x00"}, {"key": "aim", "step": "zwei"}])
def test_a_strange_confirmation_changes_nothing_else(database, cast, clock, sign_in, sent):
    with database.write() as session:
        plan = build.a_complete_plan(session, cast, cast.karwan, clock())
        build.open_version(session, plan).review_prefilled = True
    karwan = sign_in("karwan")
    token = karwan.form(f"/plans/{plan.id}/aim/edit").fields["csrf_token"]
    karwan.post(f"/plans/{plan.id}/confirm", {"csrf_token": token, **sent}, 303)
    with database.read() as session:
        assert queries.draft_of(session, cast.directory, queries.get_version(session, plan.id, 1))[1] == {"review"}


def test_colleagues_and_strangers_do_not_confirm(database, cast, clock, sign_in, client, schools):
    with database.write() as session:
        plan = build.a_complete_plan(session, cast, cast.karwan, clock())
    dara = sign_in("dara")
    token = dara.form("/plans/new").fields["csrf_token"]
    dara.post(f"/plans/{plan.id}/confirm", {"csrf_token": token, "key": "aim"}, 404)
    for path in ("/plans/new/sheet", "/plans/new/earlier", f"/plans/new/template/{schools}"):
        assert "/sign-in" in client.get(path, 303).headers["Location"]
        sign_in("noor").get(path, 403)
        dara.get(path)
    dara.get("/plans/new/template/nowhere", 404)
    dara.get(f"/plans/new/earlier/{plan.id}", 404)
    sign_in("karwan").get(f"/plans/new/earlier/{plan.id}", 404)


def test_where_the_directory_knows_no_body_it_is_asked_for(sign_in, schools, database, cast):
    karwan = sign_in("karwan")  # in Ninewa: no education directorate is known, and there are two branches
    url = f"/plans/new/template/{schools}"
    form = karwan.form(url)
    assert {name for name in form.names if name.startswith("body_")} == {"body_branch", "body_education"}
    given = {**WRITTEN, "body_branch": cast.organisation("MOMD-NINEWA"), "body_education": cast.organisation("MOE")}
    karwan.post(url, form.filled(given), 303)
    _plan, document, _marks = latest(database, cast)
    assert document.activities[0].responsible_id == cast.organisation("MOE")
    assert [gap.reason for gap in rules.gaps(document)] == ["indicator_target", "team"]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_sheet_on_one_page(sign_in, database, cast, language):
    dara = sign_in("dara", language=language)
    words = {"ar": "وزارة التربية: تقرر\nجهة مجهولة", "en": "Ministry of Education: decides\nNobody knows"}[language]
    given = {**WRITTEN, "coordination_target": "قائمة واحدة", "stakeholders": words, "activities": "- كتاب رسمي\n- زيارة ميدانية"}
    dara.submit("/plans/new/sheet", 0, 303, **given, challenges="قلة المال", lessons_sharing="محضر")
    plan, document, marks = latest(database, cast)
    assert (document.stakeholders[0].organisation_id, document.stakeholders[0].part.value) == (cast.organisation("MOE"), "decides")
    assert [each.title for each in document.activities] == ["كتاب رسمي", "زيارة ميدانية"]
    assert document.risks[0].event == "قلة المال"
    assert document.lessons_sharing == "محضر"
    page = dara.get(f"/plans/{plan.id}").text
    assert words.split("\n")[1] in page
    assert len(marks) == page.count('name="key"') == 9


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("activities", "\n".join(["نشاط"] * 10_000), "5,000"),
        ("activities", "\n".join(f"ن{number}" for number in range(600)), "600"),
        ("challenges", "خ" * 4_000, "4,000"),
        ("stakeholders", "ج\n" * 2_000, ""),
        ("coordination_target", "غ" * 1_001, "1,001"),
        ("picked", "nobody", ""),
    ],
)
def test_too_much_on_the_sheet_gets_a_clear_answer_and_stays_typed(sign_in, database, cast, field, typed, message):
    dara = sign_in("dara")
    given = {**WRITTEN, "coordination_target": "قائمة", "activities": "نشاط", "lessons_sharing": "ما كُتب يبقى", field: typed}
    url = "/plans/new/sheet"
    answer = dara.post(url, dara.form(url).filled(given), (303, 422))
    if field == "stakeholders":  # the same line two thousand times is one line
        assert answer.status_code == 303
        return
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert message in answer.text
    assert "ما كُتب يبقى" in answer.text


def test_an_earlier_plan_is_found_and_goes_on(database, cast, clock, sign_in):
    with database.write() as session:
        earlier = build.communicated(session, cast, cast.karwan, clock(), name_ar="خطة سنجار الأولى")
    karwan = sign_in("karwan")
    assert f"/plans/new/earlier/{earlier.id}" in karwan.get("/plans/new").text
    assert f"/plans/new/earlier/{earlier.id}" in karwan.get("/plans/new/earlier?q=سنجار").text
    assert earlier.id not in karwan.get("/plans/new/earlier?q=كركوك").text
    form = karwan.form(f"/plans/new/earlier/{earlier.id}")
    assert form.fields["name_ar"] == "خطة سنجار الأولى"
    assert form.fields["starts_on"] == "01/01/2027"
    karwan.post(f"/plans/new/earlier/{earlier.id}", form.filled({"name_ar": "خطة سنجار الثانية"}), 303)
    plan, document, _marks = latest(database, cast, "خطة سنجار الثانية")
    assert document.activities
    page = karwan.get(f"/plans/{plan.id}").text
    assert 'id="earlier-lessons"' in page
    assert "خطة سنجار الأولى" in page


@pytest.mark.parametrize("path", ["", "/aim/edit", "/submit"])
def test_a_plan_from_a_template_takes_fifteen_statements(database, cast, sign_in, statements, schools, path):
    dara = sign_in("dara")
    dara.post(f"/plans/new/template/{schools}", dara.form(f"/plans/new/template/{schools}").filled(WRITTEN), 303)
    plan, _document, _marks = latest(database, cast)
    dara.get(f"/plans/{plan.id}{path}")
    with statements() as seen:
        dara.get(f"/plans/{plan.id}{path}")
    assert len(seen) <= 15, "\n".join(seen)


def test_a_plan_from_an_earlier_one_takes_fifteen_statements(database, cast, clock, sign_in, statements):
    with database.write() as session:
        earlier = build.communicated(session, cast, cast.karwan, clock())
    karwan = sign_in("karwan")
    karwan.submit(f"/plans/new/earlier/{earlier.id}", 0, 303, name_ar="التالية")
    plan, _document, _marks = latest(database, cast, "التالية")
    karwan.get(f"/plans/{plan.id}")
    with statements() as seen:
        karwan.get(f"/plans/{plan.id}")
    assert len(seen) <= 15, "\n".join(seen)


# ---- headquarters ----


def test_headquarters_edits_a_template_in_three_languages(sign_in, schools, database):
    salma = sign_in("salma")
    home = f"/templates/{schools}"
    assert home in salma.get("/templates").text
    page = salma.get(home).text
    for number in range(1, 7):
        assert f'id="step-{number}"' in page
    url = f"{home}/objectives/o1/edit"
    salma.submit(url, 0, 303, change_ar="نص جديد", change_en="A new text", by_when="٤٠")
    assert "نص جديد" in salma.get(home).text
    with database.read() as session:
        values = next(each.values for each in queries.template_rows(session, schools) if each.key == "o1")
    assert (values["change"]["en"], values["by_when"]) == ("A new text", 40)
    assert values["change"]["ckb"]


def test_parts_are_added_and_removed(sign_in, schools, database):
    salma = sign_in("salma")
    home = f"/templates/{schools}"
    given = {"objective_key": "o2", "title_ar": "زيارة المدارس", "starts_on": "10", "due_on": "20", "approach": "field_visit"}
    salma.submit(f"{home}/activities/new", 0, 303, **given, responsible_id="@education")
    assert "زيارة المدارس" in salma.get(home).text
    salma.submit(f"{home}/objectives/o2/remove", 0, 303)
    assert "زيارة المدارس" not in re.sub(r'<section class="history".*', "", salma.get(home).text, flags=re.DOTALL)
    salma.submit(f"{home}/review/review/remove", 0, 303)
    salma.submit(f"{home}/review/new", 0, 303, first_review_on="50", lessons_sharing_ckb="لە کۆنووسدا")
    assert "لە کۆنووسدا" in salma.get(home).text


def test_wrong_values_of_a_template_are_told_beside_the_field(sign_in, schools):
    salma = sign_in("salma")
    home = f"/templates/{schools}"
    answer = salma.submit(f"{home}/objectives/new", 0, 422, change_ar="", for_whom_ar="عائلات", by_when="101", means="magic")
    for name in ("change_ar", "by_when", "means"):
        assert f'id="{name}-error"' in answer.text
    given = {"objective_key": "o1", "title_ar": "نشاط", "starts_on": "50", "due_on": "20", "approach": "survey"}
    assert 'id="due_on-error"' in salma.submit(f"{home}/activities/new", 0, 422, **given).text
    given = {"category": "legal", "cause_ar": "س", "event_ar": "س", "effect_ar": "س", "likelihood": "2", "impact": "2"}
    answer = salma.submit(f"{home}/risks/new", 0, 422, **given, residual_likelihood="5", residual_impact="5")
    assert 'id="residual_impact-error"' in answer.text
    for path in ("/objectives/nowhere/edit", "/activities/o1/edit", "/nothing/new"):
        salma.get(home + path, 404)


def test_two_planners_choose_between_their_texts(sign_in, schools):
    salma, sami = sign_in("salma"), sign_in("sami")
    url = f"/templates/{schools}/objectives/o1/edit"
    slow = salma.form(url)
    sami.submit(url, 0, 303, change_ar="نص سامي")
    shown = salma.post(url, slow.filled({"change_ar": "نص سلمى"}), 409)
    assert "نص سامي" in shown.text
    assert "نص سلمى" in shown.text
    again = forms_in(shown.text, url)[0]
    salma.post(url, again.filled({"keep-change_ar": "mine"}), 303)
    assert "نص سلمى" in salma.get(f"/templates/{schools}").text


def test_a_template_is_made_from_a_plan_withdrawn_and_offered_again(sign_in, database, cast, clock):
    with database.write() as session:
        plan = build.approved(session, cast, cast.karwan, clock())
    salma, karwan = sign_in("salma"), sign_in("karwan")
    salma.submit("/templates/new", 0, 303, name_ar="قالب سنجار", sector="housing", note_ar="للسكن", plan_id=plan.id)
    with database.read() as session:
        made = session.scalars(select(TemplateRow.id).where(TemplateRow.name_ar == "قالب سنجار")).one()
    assert "متابعة تخصيص الأرض مع الحكومة المحلية" in salma.get(f"/templates/{made}").text
    assert made in karwan.get("/plans/new").text
    salma.submit(f"/templates/{made}/withdraw", 0, 303, reason="لم يعد مناسباً")
    assert made not in karwan.get("/plans/new").text
    karwan.get(f"/plans/new/template/{made}", 404)
    salma.submit(f"/templates/{made}/restore", 0, 303, reason="عاد")
    assert made in karwan.get("/plans/new").text
    salma.submit(f"/templates/{made}/edit", 0, 303, name_ar="قالب آخر", sector="housing")
    assert "قالب آخر" in salma.get("/templates").text


def test_templates_are_for_headquarters(sign_in, schools, client):
    for path in ("/templates", "/templates/new", f"/templates/{schools}", f"/templates/{schools}/edit"):
        sign_in("karwan").get(path, 403)
        assert "/sign-in" in client.get(path, 303).headers["Location"]
    assert "/templates" not in sign_in("karwan").get("/plans").text
    assert "/templates" in sign_in("salma").get("/plans").text
    sign_in("salma").get("/templates/nowhere", 404)
