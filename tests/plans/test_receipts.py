"""Receipts on paper, for organisations without a hand in Tansiq: who records them, what is kept, what the pages say."""

from datetime import timedelta

import pytest
from sqlalchemy import inspect, select

from app import schema
from core.audit import AuditEntry
from core.clock import local_day
from plans.models import Plan, Receipt
from tests import cast as build
from tests.pages import forms_in
from tests.pdf import Pdf


@pytest.fixture
def sent(database, cast, clock):
    with database.write() as session:
        return build.communicated(session, cast, cast.karwan, clock() - timedelta(days=4))


def at(plan, cast, code="GOV-NI"):
    return f"/plans/{plan.id}/receipts/{cast.organisation(code)}"


def receipt(database, plan, cast, code="GOV-NI"):
    with database.read() as session:
        waiting = session.get(Plan, plan.id).unacknowledged
        return session.get(Receipt, (plan.id, 1, cast.organisation(code))), waiting


def test_who_communicates_records_it_from_the_plans_page(database, cast, clock, sent, sign_in):
    browser, url = sign_in("karwan"), at(sent, cast)
    _row, waiting = receipt(database, sent, cast)
    assert f'href="{url}"' in browser.get(f"/plans/{sent.id}").text
    answer = browser.submit(url, 0, 303, signed_by="سعد الجبوري، مدير المكتب", signed_on="28/2/2026")
    shown = browser.get(answer.location).text
    assert 'class="note success"' in shown
    assert "ورقياً: \u2068سعد الجبوري، مدير المكتب\u2069" in shown
    row, left = receipt(database, sent, cast)
    assert (row.acknowledged_by, row.acknowledged_name, left) == (None, "سعد الجبوري، مدير المكتب", waiting - 1)
    assert local_day(row.acknowledged_at).isoformat() == "2026-02-28"
    with database.read() as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.verb == "receipt")).one()
    assert entry.actor_id == "karwan"
    assert ["signed_on", None, "2026-02-28"] in [list(each) for each in entry.changes]
    assert "سعد الجبوري" in browser.get(f"/plans/{sent.id}/history").text


def test_a_slip_is_corrected_and_counted_once(database, cast, sent, sign_in):
    browser, url = sign_in("salma"), at(sent, cast)
    first = browser.form(url)
    browser.submit(url, 0, 303, signed_by="سعد", signed_on="1/3/2026")
    _row, waiting = receipt(database, sent, cast)
    met = browser.post(url, first.filled({"signed_by": "حيدر", "signed_on": "1/3/2026"}), 409)
    assert "سعد" in met.text
    browser.submit(url, 0, 303, signed_by="سعد كريم", signed_on="2/3/2026")
    row, left = receipt(database, sent, cast)
    assert (row.acknowledged_name, left) == ("سعد كريم", waiting)


def test_two_who_correct_the_same_slip_meet(database, cast, sent, sign_in):
    first, second, url = sign_in("karwan"), sign_in("salma"), at(sent, cast)
    first.submit(url, 0, 303, signed_by="سعد", signed_on="1/3/2026")
    typed = second.form(url)
    first.submit(url, 0, 303, signed_by="سعد كريم", signed_on="2/3/2026")
    met = second.post(url, typed.filled({"signed_by": "حيدر"}), 409).text
    assert (met.count('value="mine"'), met.count('value="theirs"')) == (2, 2)
    assert "سعد كريم" in met
    again = forms_in(met, url)[0]
    assert (again.fields["signed_by"], again.fields["signed_on"], again.fields["version"]) == ("حيدر", typed.fields["signed_on"], "3")
    assert receipt(database, sent, cast)[0].acknowledged_name == "سعد كريم"
    second.post(url, again.filled({"keep-signed_by": "mine", "keep-signed_on": "theirs"}), 303)
    row, _left = receipt(database, sent, cast)
    assert (row.acknowledged_name, local_day(row.acknowledged_at).isoformat(), row.version) == ("حيدر", "2026-03-02", 4)


def test_receipts_of_an_older_program_are_corrected(database, cast, sent, sign_in):
    """Up to 0017 from 0016: what was recorded stays and has a version; no default stays behind that the models do not know."""
    browser, url = sign_in("karwan"), at(sent, cast)
    browser.submit(url, 0, 303, signed_by="سعد", signed_on="1/3/2026")
    schema.downgrade(database, "0016")
    with database.read() as session:
        assert "version" not in {each["name"] for each in inspect(session.connection()).get_columns("plan_receipt")}
    schema.upgrade(database)
    assert (receipt(database, sent, cast)[0].acknowledged_name, receipt(database, sent, cast)[0].version) == ("سعد", 1)
    assert inspect(database.engine).get_columns("plan_receipt")[-1]["default"] is None
    browser.submit(url, 0, 303, signed_by="سعد كريم", signed_on="1/3/2026")
    assert (receipt(database, sent, cast)[0].acknowledged_name, receipt(database, sent, cast)[0].version) == ("سعد كريم", 2)


@pytest.mark.parametrize(("who", "day"), [("سعد", "25/2/2026"), ("سعد", "3/3/2026"), ("", "1/3/2026")])
def test_the_day_lies_between_sending_and_today_and_somebody_signed(database, cast, sent, sign_in, who, day):
    sign_in("karwan").submit(at(sent, cast), 0, 422, signed_by=who, signed_on=day)
    assert receipt(database, sent, cast)[0].acknowledged_at is None


def test_what_was_acknowledged_in_tansiq_stays(database, cast, sent, sign_in):
    browser, url = sign_in("karwan"), at(sent, cast, "MOF")
    form = browser.form(url)
    sign_in("noor").submit(f"/plans/{sent.id}/acknowledge", 0, 303)
    assert f'href="{url}"' not in browser.get(f"/plans/{sent.id}").text
    browser.post(url, form.filled({"signed_by": "سعد", "signed_on": "1/3/2026"}), (409, 422))
    assert receipt(database, sent, cast, "MOF")[0].acknowledged_by == "noor"


@pytest.mark.parametrize(("name", "status"), [("noor", 403), ("rana", 403), ("dara", 404)])
def test_receivers_readers_and_colleagues_elsewhere_do_not(cast, sent, sign_in, name, status):
    sign_in(name).get(at(sent, cast), status)


def test_no_receipt_of_an_organisation_that_did_not_get_it(cast, sent, sign_in):
    sign_in("karwan").get(at(sent, cast, "MOE"), 404)


def test_the_communication_list_on_paper_names_it(cast, sent, sign_in):
    browser = sign_in("karwan")
    browser.submit(at(sent, cast), 0, 303, signed_by="Saad", signed_on="1/3/2026")
    paper = Pdf(browser.get(f"/plans/{sent.id}/communication.pdf?language=en").data)
    assert "Onpaper:Saad" in paper.squeezed
    assert "1March2026" in paper.squeezed
