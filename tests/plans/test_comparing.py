"""Two versions beside each other: for who may read them, in the reader's language, from the pages where one decides."""

import re
from datetime import timedelta

import pytest

from plans import commands, queries
from plans.models import IndicatorRow, Plan
from plans.services.deciding import approve, submit
from plans.services.editing import save_part, save_section
from plans.services.reviewing import revise
from tests import cast as build

AIM = commands.Aim("أرض كافية قبل نهاية السنة", "تسكين عائلات سنجار في دور دائمة", "اجتماعات نصف شهرية", "قلة الأرض")


@pytest.fixture
def revised(database, cast, clock, sent_plan):
    """A communicated plan with a revision of it: another aim, another target with its reason, one more activity."""
    with database.write() as session:
        plan = session.get_one(Plan, sent_plan.id)
        revise(session, cast.karwan, plan.id, "الأرض أقل مما قُدّر", clock())
        save_section(session, cast.karwan, plan.id, "aim", AIM, 1, clock())
        version = build.open_version(session, plan)
        document = queries.build_document(session, cast.directory, version)
        activity = document.activities[0]
        another = commands.SaveActivity(
            activity.objective_key, "كشف ثانٍ على الأرض", activity.responsible_id, "", (), activity.starts_on, activity.due_on,
            activity.approach, "", "",
        )  # fmt: skip
        save_part(session, cast.karwan, plan.id, "activities", None, another, 0, clock())
        key = document.indicators[0].key
        row = queries.part_row(session, IndicatorRow, version.id, key)
        values = build.definition(document.indicators[0].definition.reporter_id, target=1800.0, target_reason="الأرض لا تكفي لأكثر")
        save_part(
            session,
            cast.karwan,
            plan.id,
            "indicators",
            key,
            commands.SaveIndicator(document.objectives[0].key, values),
            row.version,
            clock(),
        )
        return plan


def approve_it(database, cast, clock, plan):
    with database.write() as session:
        edits = build.open_version(session, plan).edits
        submit(session, cast.karwan, cast.directory, plan.id, edits, clock())
        approve(session, cast.salma, cast.directory, plan.id, build.open_version(session, plan).edits, clock() + timedelta(hours=1))


def test_the_revision_is_laid_beside_the_valid_version(revised, sign_in):
    page = sign_in("karwan", language="en").get(f"/plans/{revised.id}/compare").text
    for sentence in ("Changed: Coordination target.", "Activities: 1 added.", "Indicators: 1 changed.", "Nothing changed."):
        assert sentence in page
    assert "الأرض أقل مما قُدّر" in page
    assert "<del>" in page
    assert "السنة" in page.split("<ins>")[1].split("</ins>")[0]
    assert "كشف ثانٍ على الأرض" in page
    assert "2,500 قطعة" in page
    assert "1,800 قطعة" in page
    assert "الأرض لا تكفي لأكثر" in page


@pytest.mark.parametrize("language", ["ar", "ckb"])
def test_it_speaks_the_readers_language(revised, sign_in, language):
    page = re.sub("<[^>]*>", "", sign_in("karwan", language=language).get(f"/plans/{revised.id}/compare").text.split("<main")[1])
    for english in ("Changed", "added", "removed", "Nothing", "Version", "Activities"):
        assert english not in page


def test_pages_on_the_way_lead_to_it(revised, database, cast, clock, sign_in):
    address = f"/plans/{revised.id}/compare"
    assert address in sign_in("karwan").get(f"/plans/{revised.id}/revision").text
    with database.write() as session:
        submit(session, cast.karwan, cast.directory, revised.id, build.open_version(session, revised).edits, clock())
    page = sign_in("salma", language="en").get(f"/plans/{revised.id}/approve").text
    assert address in page
    assert "Activities: 1 added." in page
    with database.write() as session:
        approve(session, cast.salma, cast.directory, revised.id, build.open_version(session, revised).edits, clock())
    assert f"{address}?to=2" in sign_in("karwan").get(f"/plans/{revised.id}/history").text
    assert f"{address}?to=2" in sign_in("karwan").get(f"/plans/{revised.id}").text
    assert f"{address}?from=1&amp;to=2" in sign_in("karwan").get(f"/plans/{revised.id}/versions/1").text


def test_a_first_approval_has_nothing_to_compare(database, cast, clock, sign_in):
    with database.write() as session:
        plan = build.submitted(session, cast, cast.karwan, clock())
    assert "/compare" not in sign_in("salma").get(f"/plans/{plan.id}/approve").text
    page = sign_in("salma", language="en").get(f"/plans/{plan.id}/compare").text
    assert "There is only one version so far." in page


def test_versions_in_preparation_are_for_who_reads_drafts(revised, database, cast, clock, sign_in):
    reader = sign_in("rana", language="en")
    assert "There is only one version so far." in reader.get(f"/plans/{revised.id}/compare").text
    reader.get(f"/plans/{revised.id}/compare?from=1&to=2", 404)
    approve_it(database, cast, clock, revised)
    page = reader.get(f"/plans/{revised.id}/compare").text
    assert "Activities: 1 added." in page


def test_colleagues_elsewhere_and_strangers(revised, sign_in, client):
    address = f"/plans/{revised.id}/compare"
    for name in ("dara", "nabil", "ziad"):
        sign_in(name).get(address, 404)
    sign_in("amal").get(address, 403)
    assert "/sign-in" in client.get(address, 303).headers["Location"]


@pytest.mark.parametrize("query", ["from=9", "from=0&to=1", "from=-1", "to=abc", "from=1&to=99999999999999", "from='--"])
def test_versions_that_are_not_there(revised, sign_in, query):
    sign_in("karwan").get(f"/plans/{revised.id}/compare?{query}", 404)


def test_a_version_does_not_differ_from_itself(revised, sign_in):
    browser = sign_in("karwan", language="en")
    assert "This is one and the same version." in browser.get(f"/plans/{revised.id}/compare?from=1&to=1").text
    page = browser.get(f"/plans/{revised.id}/compare?from=2&to=1").text
    assert "Activities: 1 removed." in page


def test_an_unchanged_revision_says_so(database, cast, clock, sign_in):
    with database.write() as session:
        plan = build.communicated(session, cast, cast.karwan, clock())
        revise(session, cast.karwan, plan.id, "بلا تغيير", clock())
    assert "Nothing differs" in sign_in("karwan", language="en").get(f"/plans/{plan.id}/compare").text


def test_a_changed_target_stays_visible_on_the_plans_page(revised, database, cast, clock, sign_in):
    approve_it(database, cast, clock, revised)
    page = sign_in("karwan", language="en").get(f"/plans/{revised.id}").text
    assert "Target in version 1: <del><bdi>2,500 قطعة</bdi> (1 September 2026)</del>" in page
    assert "الأرض لا تكفي لأكثر" in page


def test_few_statements(revised, sign_in, statements):
    browser = sign_in("karwan")
    for path in ("/compare", "/compare?from=1&to=1", "/revision"):
        browser.get(f"/plans/{revised.id}{path}")
        with statements() as seen:
            browser.get(f"/plans/{revised.id}{path}")
        assert len(seen) <= 18, "\n".join(seen)
