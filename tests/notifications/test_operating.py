"""The operator's pages: what needs a hand, sending again; nobody else sees them, and they show no words of a message."""

from datetime import timedelta

import pytest

from app.work import JOBS
from core.audit import AuditEntry
from core.jobs import Beat, JobRun
from core.references import SubjectRef
from notifications.models import Delivery
from notifications.services import tell
from tests.accounts.house import House

CANARY = "CANARY-7f3a"


def delivery(house: House, state: str = "failed", **more) -> str:
    with house.database.write() as session:
        tell(session, ["karwan"], "test_notice", SubjectRef("person", "karwan"), state, {"name": CANARY}, house.clock.at)
    with house.database.write() as session:
        (row,) = session.query(Delivery).filter_by(occasion=state)
        row.state, row.reason, row.attempts, row.ended_at = state, "refused", 9, house.clock.at
        for name, value in more.items():
            setattr(row, name, value)
        return row.id


def test_it_says_how_it_stands_and_what_needs_a_hand(house: House):
    delivery(house, "failed")
    delivery(house, "uncertain")
    delivery(house, "sent")
    with house.database.write() as session:
        session.add(Beat(id=1, ticked_at=house.clock.at))
        session.add(JobRun(name="deliver", started_at=house.clock.at, done_at=house.clock.at, failed_at=house.clock.at, fault="ValueError"))
    browser = house.at("amal")
    text = browser.get("/admin/deliveries").text
    assert "The scheduler is at work." in text
    assert "2 messages" in text
    assert "The mail server refused this message" in text
    assert "ValueError" in text
    assert "No mail server is set up" in text
    assert CANARY not in text
    assert "1 message" in browser.get("/admin/deliveries?state=sent").text
    assert "No message stands there." in browser.get("/admin/deliveries?state=folded").text
    house.clock.go(minutes=2)
    assert "no sign of life" in browser.get("/admin/deliveries").text


def test_the_jobs_have_names_in_words(sign_in, database, clock):
    with database.write() as session:
        for name in ("committees.assess", "gone.since"):
            session.add(JobRun(name=name, started_at=clock.now, done_at=clock.now))
    text = sign_in("amal").get("/admin/deliveries?language=ckb").text
    assert 'هەڵسەنگاندنی ئەوەی هەر لیژنەیەک کۆدەبێتەوە یان نا <small><code dir="ltr">committees.assess</code></small>' in text
    assert '<td class="main"><small><code dir="ltr">gone.since</code></small></td>' in text


def test_every_job_says_what_it_does():
    words = [str(job.words) for job in JOBS]
    assert all(words)
    assert len(set(words)) == len(words)


def test_nothing_yet(house: House):
    text = house.at("amal").get("/admin/deliveries").text
    assert "No scheduler has run here yet" in text
    assert "Nothing needs a hand." in text


def test_sending_again_begins_anew_with_the_same_key_and_stands_in_the_history(house: House):
    row_id = delivery(house)
    before = house.all(Delivery)[0]
    browser = house.at("amal")
    page = browser.get(f"/admin/deliveries/{row_id}").text
    assert "Send again" in page
    assert CANARY not in page
    house.clock.go(hours=30)
    browser = house.at("amal")
    answer = browser.post(f"/admin/deliveries/{row_id}")
    assert (answer.status_code, answer.location) == (303, f"/admin/deliveries/{row_id}")
    (row,) = house.all(Delivery)
    assert (row.state, row.attempts, row.next_try_at, row.ended_at, row.reason) == ("waiting", 0, house.clock.at, None, "")
    assert (row.key, row.first_tried_at) == (before.key, before.first_tried_at)
    (entry,) = [each for each in house.all(AuditEntry) if each.subject_kind == "delivery"]
    assert (entry.verb, entry.changes) == ("sent_again", [["state", "failed", "waiting"]])
    page = browser.get(f"/admin/deliveries/{row_id}").text
    assert "Put back to be sent again" in page
    assert "Send again" not in page
    again = browser.post(f"/admin/deliveries/{row_id}")
    assert again.status_code == 422
    assert "on its way already" in again.text


def test_what_has_lost_its_sense_is_not_sent_again(house: House):
    row_id = delivery(house, until=house.clock.at + timedelta(hours=1))
    house.clock.go(hours=2)
    browser = house.at("amal")
    assert "Send again" not in browser.get(f"/admin/deliveries/{row_id}").text
    assert "Nothing was sent." in browser.post(f"/admin/deliveries/{row_id}").text
    assert house.all(Delivery)[0].state == "failed"


@pytest.mark.parametrize("name", ["karwan", "salma"])
def test_it_is_for_administrators_only(house: House, name: str):
    row_id = delivery(house)
    browser = house.at(name)
    assert browser.get("/admin/deliveries").status_code == 403
    assert browser.post(f"/admin/deliveries/{row_id}").status_code == 403
    assert house.browser().get("/admin/deliveries").status_code == 303
    assert house.at("amal").get("/admin/deliveries/nothing").status_code == 404
