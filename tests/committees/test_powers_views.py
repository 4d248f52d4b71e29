"""The matrix of powers on its pages and on both databases: who reads it, who keeps it, bad input, sent twice, two people at once."""

import pytest
from sqlalchemy import func, select

from committees.models import DecisionKind, PowerRow
from core.audit import history
from core.references import SubjectRef

LAND = "/powers/kind-land"
NEW = "/powers/new"


def powers(database, kind_id="kind-land"):
    with database.read() as session:
        query = select(PowerRow.level, PowerRow.power, PowerRow.granted_by).where(PowerRow.decision_kind_id == kind_id)
        return [tuple(row) for row in session.execute(query.order_by(PowerRow.level))]


def count(database):
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(DecisionKind))


def verbs(database, kind_id="kind-land"):
    with database.read() as session:
        return [each.verb for each in history(session, SubjectRef("decision_kind", kind_id))]


@pytest.mark.parametrize(
    ("name", "read", "write"),
    [
        ("salma", 200, 200),
        ("karwan", 200, 403),
        ("hadi", 200, 403),
        ("noor", 200, 403),
        ("rana", 200, 403),
        ("dara", 200, 403),
        ("amal", 403, 403),
        ("wisam", 403, 403),
        ("", 303, 303),
    ],
)
def test_who_reads_the_matrix_and_who_keeps_it(sign_in, client, database, name, read, write):
    browser = sign_in(name) if name else client
    shown = browser.get("/powers", read)
    if read == 200:
        assert "تخصيص أرض للسكن" in shown.text
        assert (f'href="{LAND}"' in shown.text) is (f'href="{NEW}"' in shown.text) is (write == 200)
    for address in (LAND, NEW):
        browser.get(address, write)
        if write != 200:
            values = {"form_key": "x", "version": "1", "name_ar": "x", "power_governor": "decides", "granted_governor": "x"}
            browser.post(address, values, (303, 400, 401) if not name else (write, 400))
    assert (powers(database), count(database)) == ([], 8)


def test_a_power_is_laid_down_by_its_decision_and_taken_back(sign_in, database):
    salma, karwan = sign_in("salma"), sign_in("karwan")
    salma.submit(
        LAND,
        0,
        303,
        power_governor="decides",
        granted_governor="أمر 7 في 1/3/2026",
        power_committee="recommends",
        granted_committee="أمر 7",
    )
    assert powers(database) == [("committee", "recommends", "أمر 7"), ("governor", "decides", "أمر 7 في 1/3/2026")]
    assert "أمر 7 في 1/3/2026" in karwan.get("/powers").text
    salma.submit(LAND, 0, 303, power_committee="", granted_committee="")
    assert powers(database) == [("governor", "decides", "أمر 7 في 1/3/2026")]
    assert verbs(database) == ["changed", "changed"]
    assert "أمر 7 في 1/3/2026" in salma.get(LAND).text


def test_a_kind_is_added_and_not_offered_any_more(sign_in, database):
    browser = sign_in("salma", language="en")
    browser.submit(NEW, 0, 303, name_en="Opening a road", power_minister="decides", granted_minister="Order 9")
    with database.read() as session:
        kind = session.scalars(select(DecisionKind).where(DecisionKind.name_en == "Opening a road")).one()
    assert (kind.position, kind.active) == (9, True)
    browser.submit(f"/powers/{kind.id}", 0, 303, active=None)
    assert "not offered any more" in browser.get("/powers").text
    browser.get("/powers/nowhere", 404)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"power_governor": "decides", "granted_governor": ""}, "granted_governor"),
        ({"power_governor": "decides", "granted_governor": "  "}, "granted_governor"),
        ({"power_governor": "rules", "granted_governor": "أمر 7"}, "power_governor"),
        ({"power_governor": "decides", "granted_governor": "أ" * 301}, "granted_governor"),
        ({"power_governor": "", "granted_governor": "أمر 7"}, "power_governor"),
        ({"name_ar": "", "name_en": "", "name_ckb": ""}, "name_ar"),
    ],
)
@pytest.mark.parametrize("address", [LAND, NEW])
def test_bad_input_is_told_beside_the_field_and_nothing_is_lost(sign_in, database, address, values, field):
    named = {"name_ar": "اسم جديد", "name_en": "", "name_ckb": ""}
    kept = {"power_minister": "recommends", "granted_minister": "كتاب 12"}
    shown = sign_in("salma").submit(address, 0, 422, **{**named, **kept, **values}).text
    assert f'id="{field}-error"' in shown
    for typed in ({**named, **values}["name_ar"], "كتاب 12", values.get("granted_governor", "").strip()):
        assert typed in shown
    assert (powers(database), count(database), verbs(database)) == ([], 8, [])


@pytest.mark.parametrize("address", [LAND, NEW])
def test_sent_twice_counts_once(sign_in, database, address):
    browser = sign_in("salma")
    values = browser.form(address).filled({"name_ar": "فتح طريق", "power_minister": "decides", "granted_minister": "أمر 9"})
    first, second = (browser.post(address, values, 303) for _time in range(2))
    assert first.location == second.location
    assert count(database) == (9 if address == NEW else 8)
    assert len(verbs(database)) == (0 if address == NEW else 1)


@pytest.mark.parametrize(("language", "line"), [("ar", "سبق حفظ"), ("ckb", "پێشتر پاشەکەوت"), ("en", "This form had already been saved.")])
@pytest.mark.parametrize("is_lost", [True, False])
def test_sent_twice_is_said(sign_in, language, line, is_lost):
    """Whether the answer to the first sending came or not."""
    browser = sign_in("salma", language=language)
    form = browser.form(NEW).filled({"name_ar": "فتح طريق", "power_minister": "decides", "granted_minister": "أمر 9"})
    cookies = dict(browser.raw._cookies)
    first = browser.post(NEW, form, 303)
    if is_lost:
        browser.raw._cookies = cookies
    else:
        assert line not in browser.get(first.location).text
    shown = browser.get(browser.post(NEW, form, 303).location).text
    assert (shown.count('class="note success"'), shown.count(line)) == (1, 1)
    assert line not in browser.get(first.location).text


def test_an_old_version_shows_both_texts(sign_in, database):
    first, second = sign_in("salma"), sign_in("sami")
    form = second.form(LAND)
    first.submit(LAND, 0, 303, power_governor="decides", granted_governor="أمر 7")
    shown = second.post(LAND, form.filled({"power_governor": "recommends", "granted_governor": "كتاب 12"}), 409).text
    assert "أمر 7" in shown
    assert "كتاب 12" in shown
    assert powers(database) == [("governor", "decides", "أمر 7")]
