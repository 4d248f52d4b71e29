"""The plan's pages: each opens for who may, not for a colleague elsewhere nor a stranger; forms keep what was typed; few statements."""

import pytest
from sqlalchemy import select

from plans import queries
from plans.models import Plan
from plans.services.editing import begin_plan
from tests import cast as build
from tests.pages import forms_in


@pytest.fixture
def plan(draft_plan):
    return draft_plan


@pytest.fixture
def sent(sent_plan):
    return sent_plan


def parts_of(database, cast, plan, number=1):
    with database.read() as session:
        return queries.document_of(session, cast.directory, queries.get_version(session, plan.id, number))


def test_the_page_shows_six_steps_and_no_gap(plan, sign_in):
    page = sign_in("karwan").get(f"/plans/{plan.id}")
    for number in range(1, 7):
        assert f'id="step-{number}"' in page.text
    assert "is-gaps" not in page.text


def test_the_page_shows_the_pictures_while_nothing_is_written(plan, sent, sign_in):
    browser = sign_in("karwan", language="en")
    for each in (plan, sent):
        page = browser.get(f"/plans/{each.id}").text
        assert page.count("<figure") == page.count("<svg xmlns") == page.count('role="img"') == 2
        assert "When is each activity done, and what is late?" in page
        assert 'direction="ltr"' in page
        assert f"/plans/{each.id}/pictures?version=1" in page
        every = browser.get(f"/plans/{each.id}/pictures?version=1").text
        assert every.count("<figure") == every.count("<svg xmlns") == every.count('role="img"') == 5
        browser.get(f"/plans/{each.id}/pictures?version=9", 404)
    assert "<figure" not in browser.get(f"/plans/{plan.id}/aim/edit").text


def test_colleagues_elsewhere_and_strangers(plan, sign_in, client):
    for name in ("dara", "noor", "zainab", "hadi", "rana"):
        sign_in(name).get(f"/plans/{plan.id}", 404)
    for name in ("amal", "wisam"):
        sign_in(name).get(f"/plans/{plan.id}", 403)
    assert "/sign-in" in client.get(f"/plans/{plan.id}", 303).headers["Location"]


def test_who_sees_a_communicated_plan(sent, sign_in):
    for name in ("karwan", "salma", "noor", "zainab", "hadi", "huda", "rana"):
        assert sent.id in sign_in(name).get("/plans").text
        sign_in(name).get(f"/plans/{sent.id}")
    for name in ("dara", "nabil", "ziad", "jalal", "rafid"):
        assert sent.id not in sign_in(name).get("/plans").text
        sign_in(name).get(f"/plans/{sent.id}", 404)


def test_every_gap_is_a_link_to_the_field_that_closes_it(database, cast, clock, sign_in):
    browser = sign_in("karwan")
    browser.submit("/plans/new", 0, 303, name_en="Bare", scope_id="IQG15", theme="x", starts_on="1/3/2026", ends_on="٣١/١٢/٢٠٢٦")
    with database.read() as session:
        plan = session.scalars(select(Plan).where(Plan.name_en == "Bare")).one()
    page = browser.get(f"/plans/{plan.id}").text
    links = {part.split('"')[0].replace("&amp;", "&") for part in page.split(f'href="/plans/{plan.id}/')[1:]}
    gaps = {link for link in links if "#" in link and "#edit" not in link}
    assert len(gaps) >= 6
    for link in gaps:
        address, _, field = link.partition("#")
        assert f'id="{field}"' in browser.get(f"/plans/{plan.id}/{address}").text, link


def test_wrong_input_is_told_beside_the_field_and_kept(plan, sign_in):
    browser = sign_in("karwan")
    values = {"title": "زيارة", "starts_on": "30/2/2026", "due_on": "1/1/2020", "approach": "magic"}
    answer = browser.submit(f"/plans/{plan.id}/activities/new", 0, 422, **values)
    for name in ("starts_on", "due_on", "approach"):
        assert f'id="{name}-error"' in answer.text
    for typed in ("زيارة", "30/2/2026", "1/1/2020"):
        assert typed in answer.text


@pytest.mark.parametrize("amount", ["-5", "1.5", "ألف", "9" * 400, "1e309", "NaN", "١٬٥٠٠٫٥"])
def test_dinars_are_whole_and_written_in_digits(plan, sign_in, database, cast, amount):
    browser = sign_in("karwan")
    activity = parts_of(database, cast, plan).activities[0].key
    answer = browser.submit(f"/plans/{plan.id}/budget/new", 0, 422, activity_key=activity, purpose="x", amount=amount, source="federal")
    assert 'id="amount-error"' in answer.text


def test_arabic_digits_are_understood(plan, sign_in, database, cast):
    browser = sign_in("karwan")
    activity = parts_of(database, cast, plan).activities[0].key
    given = {"activity_key": activity, "purpose": "وقود", "amount": "١٢٬٠٠٠٬٠٠٠", "source": "federal"}
    browser.submit(f"/plans/{plan.id}/budget/new", 0, 303, **given)
    assert 12_000_000 in {line.amount for line in parts_of(database, cast, plan).budget}


def test_two_editors_choose_between_their_texts(plan, sign_in, database, cast):
    key = parts_of(database, cast, plan).objectives[0].key
    url = f"/plans/{plan.id}/objectives/{key}/edit"
    first, second = sign_in("karwan"), sign_in("salma")
    slow = second.form(url)
    first.submit(url, 0, 303, change="نص كاروان", for_whom="عائلات كاروان")
    shown = second.post(url, slow.filled({"change": "نص سلمى", "for_whom": "عائلات سلمى"}), 409)
    for text in ("نص كاروان", "نص سلمى", "عائلات كاروان", "عائلات سلمى"):
        assert text in shown.text
    assert build.PEOPLE["karwan"].name in shown.text
    again = forms_in(shown.text, url)[0]
    second.post(url, again.filled({"keep-change": "mine", "keep-for_whom": "theirs"}), 303)
    saved = parts_of(database, cast, plan).objectives[0]
    assert (saved.change, saved.for_whom) == ("نص سلمى", "عائلات كاروان")


def test_a_form_sent_twice_counts_once(plan, sign_in, database, cast):
    browser = sign_in("karwan")
    form = browser.form(f"/plans/{plan.id}/stakeholders/new")
    data = form.filled({"organisation_id": cast.organisation("MOP"), "part": "supports"})
    first, again = (browser.post(f"/plans/{plan.id}/stakeholders/new", data, 303) for _ in range(2))
    assert first.headers["Location"] == again.headers["Location"]
    assert sum(each.organisation_id == cast.organisation("MOP") for each in parts_of(database, cast, plan).stakeholders) == 1


def test_a_submitted_plan_cannot_be_changed(database, cast, clock, sign_in):
    with database.write() as session:
        plan = build.submitted(session, cast, cast.karwan, clock())
    answer = sign_in("karwan").get(f"/plans/{plan.id}/aim/edit", 303)
    assert answer.headers["Location"] == f"/plans/{plan.id}"


def test_the_receiver_acknowledges_by_a_button(sent, sign_in):
    noor = sign_in("noor")
    assert f"/plans/{sent.id}/acknowledge" in noor.get(f"/plans/{sent.id}").text
    noor.submit(f"/plans/{sent.id}/acknowledge", 0, 303)
    assert f"/plans/{sent.id}/acknowledge" not in noor.get(f"/plans/{sent.id}").text
    assert "نور السعدي" in sign_in("karwan").get(f"/plans/{sent.id}").text


@pytest.mark.parametrize("count", [3, 60])
def test_the_list_takes_six_statements_whatever_the_data(database, cast, clock, sign_in, statements, count):
    with database.write() as session:
        for number in range(count):
            begin_plan(session, cast.karwan, build.identity(name_en=f"Plan {number}"), clock())
    for name in ("salma", "karwan", "noor"):
        browser = sign_in(name)
        browser.get("/plans")
        with statements() as seen:
            browser.get("/plans")
        assert len(seen) <= 6, "\n".join(seen)


@pytest.mark.parametrize("path", ["", "/aim/edit", "/activities/new", "/history", "/pictures"])
def test_the_plan_takes_fifteen_statements(plan, sent, sign_in, statements, path):
    browser = sign_in("karwan")
    for each in (plan, sent):
        if path.endswith(("edit", "new")) and each is sent:
            continue
        browser.get(f"/plans/{each.id}{path}")
        with statements() as seen:
            browser.get(f"/plans/{each.id}{path}")
        assert len(seen) <= 15, "\n".join(seen)


def test_the_history_speaks_the_readers_language(sent, sign_in):
    for language, word in (("en", "communicated"), ("ar", "العدد"), ("ckb", "")):
        page = sign_in("karwan", language=language).get(f"/plans/{sent.id}/history").text
        if language == "en":
            assert word in page
        assert "objective_key" not in page


def test_earlier_versions_stay_readable(sent, sign_in):
    browser = sign_in("karwan")
    browser.get(f"/plans/{sent.id}/versions/1")
    for number in (0, 2, 99999):
        browser.get(f"/plans/{sent.id}/versions/{number}", 404)
