"""The pages of a plan's money: for who may, not for a colleague elsewhere nor a stranger; refusals with figures; nothing typed lost."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from plans import queries
from plans.models import BudgetRow, MoneyRow
from plans.services.deciding import close
from plans.services.money import take_back_money
from plans.terms import LineMoney, MoneyKind
from tests import cast as build

A, D, R, S = MoneyKind.ALLOCATED, MoneyKind.REDUCED, MoneyKind.RELEASED, MoneyKind.SPENT
ASKED = 250_000_000
TYPED = {"kind": "released", "amount": "٤٠٬٠٠٠٬٠٠٠", "moved_on": "٢٠/٢/٢٠٢٦", "letter_number": "م/77", "note": "الدفعة الأولى"}


@pytest.fixture
def sent(sent_plan):
    return sent_plan


@pytest.fixture
def key(database, cast, clock, sent):
    with database.write() as session:
        return build.some_money(session, cast.karwan, sent, clock(), (A, 100_000_000))


@pytest.fixture
def record(sent, key):
    return f"/plans/{sent.id}/money/{key}/record"


def money(database, plan):
    with database.read() as session:
        return next(iter(queries.money_of(session, plan.id).values()))


def movement(database, kind):
    with database.read() as session:
        return session.scalars(select(MoneyRow).where(MoneyRow.kind == kind)).one()


def test_a_plan_that_has_ended_has_no_funding_gap(database, cast, clock, sent, sign_in):
    browser = sign_in("karwan", language="en")
    assert "Funding gap" in browser.get(f"/plans/{sent.id}").text
    with database.write() as session:
        close(session, cast.karwan, sent.id, "تم", clock())
    for page in ("", "/versions/1", "/pictures"):
        answer = browser.get(f"/plans/{sent.id}{page}").text
        assert "Funding gap" not in answer
        assert "starts soon without released money" not in answer


def test_a_part_is_recorded_in_arabic_digits_and_stands_on_both_pages(database, sent, key, record, sign_in):
    browser = sign_in("karwan", language="en")
    answer = browser.submit(record, 0, 303, **TYPED)
    assert answer.headers["Location"] == f"/plans/{sent.id}/money#line-{key}"
    assert money(database, sent) == LineMoney(ASKED, 100_000_000, 40_000_000, 0)
    page = browser.get(f"/plans/{sent.id}/money").text
    for shown in ("م/77", "الدفعة الأولى", "20 February 2026", "40,000,000 IQD", build.PEOPLE["karwan"].name, "210,000,000"):
        assert shown in page
    assert "50 days after 1 January" in page
    assert "10 days after the activity" in page
    sheet = browser.get(f"/plans/{sent.id}").text
    assert "allocated 100,000,000 IQD, released 40,000,000 IQD, spent 0 IQD" in sheet
    assert "Funding gap: 210,000,000 IQD not released" in sheet


def test_too_much_is_refused_with_the_figures_and_nothing_typed_is_lost(database, sent, record, sign_in):
    browser = sign_in("karwan", language="en")
    answer = browser.submit(record, 0, 422, **{**TYPED, "amount": "100,000,001"})
    assert 'id="amount-error"' in answer.text
    for shown in ("100,000,000 IQD", "100,000,001", "م/77", "الدفعة الأولى", "٢٠/٢/٢٠٢٦"):
        assert shown in answer.text
    browser.submit(record, 0, 422, **{**TYPED, "kind": "spent"})
    assert money(database, sent) == LineMoney(ASKED, 100_000_000, 0, 0)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("amount", "0"), ("amount", "-5"), ("amount", "1.5"), ("amount", "ألف"), ("amount", "9" * 400), ("amount", ""),
        ("kind", "returned"), ("kind", ""), ("moved_on", "30/2/2026"), ("moved_on", "3/3/2026"), ("moved_on", "1/1/1200"), ("moved_on", ""),
        ("letter_number", ""), ("letter_number", "م" * 61), ("note", "ن" * 301),
    ],
)  # fmt: skip
def test_wrong_input_is_told_beside_the_field(database, sent, record, sign_in, name, typed):
    answer = sign_in("karwan").submit(record, 0, 422, **{**TYPED, name: typed})
    assert f'id="{name}-error"' in answer.text
    assert money(database, sent).released == 0


def test_a_form_sent_twice_counts_once(database, sent, record, sign_in):
    browser = sign_in("noor")
    data = browser.form(record).filled(TYPED)
    first, again = (browser.post(record, data, 303) for _ in range(2))
    assert first.headers["Location"] == again.headers["Location"]
    assert money(database, sent).released == 40_000_000


def test_a_wrong_entry_is_taken_back_and_stays_in_sight(database, sent, key, sign_in):
    browser = sign_in("karwan", language="en")
    url = f"/plans/{sent.id}/money/movements/{movement(database, A).id}/take-back"
    assert 'id="reason-error"' in browser.submit(url, 0, 422, reason="").text
    browser.submit(url, 0, 303, reason="رقم الكتاب خطأ")
    page = browser.get(f"/plans/{sent.id}/money").text
    assert "<del>100,000,000 IQD</del>" in page
    assert "رقم الكتاب خطأ" in page
    assert "taken back" in page
    assert url not in page
    assert "taken back already" in browser.submit(url, 0, 422, reason="مرة ثانية").text
    assert money(database, sent) == LineMoney(ASKED)


def test_what_others_stand_on_is_not_taken_back(database, cast, clock, sent, key, sign_in):
    with database.write() as session:
        build.some_money(session, cast.karwan, sent, clock(), (R, 60_000_000))
    url = f"/plans/{sent.id}/money/movements/{movement(database, A).id}/take-back"
    answer = sign_in("karwan", language="en").submit(url, 0, 422, reason="خطأ")
    assert "100,000,000 IQD is allocated, of which 60,000,000 IQD is released already" in answer.text


def test_readers_see_figures_and_no_button(sent, key, record, sign_in):
    for name in ("zainab", "hadi", "huda", "rana"):
        browser = sign_in(name)
        page = browser.get(f"/plans/{sent.id}/money").text
        assert "100,000,000" in page
        assert "/record" not in page
        assert "take-back" not in page
        browser.get(record, 403)
    for name in ("karwan", "salma", "noor"):
        assert record in sign_in(name).get(f"/plans/{sent.id}/money").text


def test_colleagues_elsewhere_and_strangers(database, sent, record, sign_in, client):
    back = f"/plans/{sent.id}/money/movements/{movement(database, A).id}/take-back"
    for name in ("dara", "nabil"):
        for url in (f"/plans/{sent.id}/money", record, back):
            sign_in(name).get(url, 404)
    sign_in("wisam").get(f"/plans/{sent.id}/money", 403)
    assert "/sign-in" in client.get(record, 303).headers["Location"]
    for url in (f"/plans/{sent.id}/money/nothing/record", f"/plans/{sent.id}/money/movements/nothing/take-back", "/plans/nothing/money"):
        sign_in("karwan").get(url, 404)


def test_money_of_another_plan_is_not_reached_through_this_one(database, cast, clock, sent, key, sign_in):
    with database.write() as session:
        other = build.communicated(session, cast, cast.karwan, clock())
    browser = sign_in("karwan")
    browser.get(f"/plans/{other.id}/money/{key}/record", 404)
    browser.get(f"/plans/{other.id}/money/movements/{movement(database, A).id}/take-back", 404)


def test_an_ended_plan_shows_its_money_and_takes_none(database, cast, clock, sent, record, sign_in):
    with database.write() as session:
        close(session, cast.karwan, sent.id, "تم", clock())
    browser = sign_in("karwan")
    assert "/record" not in browser.get(f"/plans/{sent.id}/money").text
    assert browser.get(record, 303).headers["Location"] == f"/plans/{sent.id}/money"


def test_a_plan_without_budget_says_what_to_do(database, cast, clock, sign_in):
    with database.write() as session:
        plan = build.a_complete_plan(session, cast, cast.karwan, clock())
        row = queries.part_row(session, BudgetRow, build.open_version(session, plan).id, line_of(session, plan))
        session.delete(row)
    page = sign_in("karwan").get(f"/plans/{plan.id}/money").text
    assert f"/plans/{plan.id}/budget/new" in page


def line_of(session, plan):
    return next(iter(queries.money_of(session, plan.id)))


@pytest.mark.parametrize("count", [1, 40])
def test_few_statements_whatever_the_data(database, cast, clock, sent, key, sign_in, statements, count):
    with database.write() as session:
        build.some_money(session, cast.karwan, sent, clock(), *[(R, 1_000)] * count)
    for path in ("", "/money", f"/money/{key}/record"):
        browser = sign_in("karwan")
        browser.get(f"/plans/{sent.id}{path}")
        with statements() as seen:
            browser.get(f"/plans/{sent.id}{path}")
        assert len(seen) <= (15 if path == "" else 9), "\n".join(seen)


def test_the_history_tells_it_in_three_languages(database, cast, clock, sent, key, sign_in):
    with database.write() as session:
        take_back_money(session, cast.karwan, sent.id, movement(database, A).id, "خطأ", clock() + timedelta(minutes=5))
    said = {
        "en": ("recorded money", "took back an entry of money", "Allocated", "100,000,000 IQD", "2 March 2026"),
        "ar": ("تسجيل أموال", "سحب قيد أموال", "مخصَّص", "100,000,000 د.ع.", "2 آذار 2026"),
        "ckb": ("پارەی تۆمارکرد", "تۆمارێکی پارەی کێشایەوە", "تەرخانکراوە", "100,000,000 د.ع.", "2 ئازار 2026"),
    }
    for language, words in said.items():
        page = sign_in("karwan", language=language).get(f"/plans/{sent.id}/history").text
        for word in (*words, "م/2024", "خطأ"):
            assert word in page
        assert "moved_on" not in page
        assert "letter_number" not in page
