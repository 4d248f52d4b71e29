"""What went to whom about a thing, and how it ended: the words and the table."""

from datetime import timedelta

import pytest
from flask import render_template_string

from core.languages import lazy, use_language
from core.references import SubjectRef
from notifications.labels import register_notice, sendings_shown, step_words
from notifications.models import Delivery
from notifications.queries import sent_about
from notifications.services import save_wish, tell
from notifications.terms import DeliveryState, Pace, Reason, SaveWish
from tests.accounts.house import House

ABOUT = SubjectRef("plan", "p1")
SHOW = '{% from "notifications/sent.html" import sent %}{{ sent(sendings) }}'


@pytest.fixture
def told(house: House) -> House:
    register_notice("test_notice", lazy("The plan %(name)s was returned"))
    with house.database.write() as session:
        save_wish(session, "basim", SaveWish(False, Pace.AT_ONCE, None, None), house.clock.at)
        tell(session, ["amal", "karwan", "basim"], "test_notice", ABOUT, "x", {"name": "<b>P</b>"}, house.clock.at)
        tell(session, ["amal"], "test_notice", ABOUT, "later", {"name": "P"}, house.clock.at + timedelta(days=1))
        tell(session, ["salma"], "test_notice", SubjectRef("plan", "other"), "x", {"name": "P"}, house.clock.at)
    with house.database.write() as session:
        row = session.query(Delivery).where(Delivery.person_id == "karwan").one()
        row.state, row.reason, row.ended_at = DeliveryState.FAILED.value, Reason.NO_ADDRESS.value, house.clock.at + timedelta(hours=1)
    return house


def test_each_person_with_the_way_and_its_end(told: House):
    with told.database.read() as session:
        later, first = sent_about(session, ABOUT)
    assert [each.name for each in later.people] == ["Amal"]
    assert [(each.name, [(way.channel, way.state, way.reason) for way in each.ways]) for each in first.people] == [
        ("Amal", [("mail", DeliveryState.WAITING, None)]),
        ("Basim", []),
        ("Karwan", [("mail", DeliveryState.FAILED, Reason.NO_ADDRESS)]),
    ]
    assert first.people[2].ways[0].at == told.clock.at + timedelta(hours=1)


def test_a_digest_says_how_itself_ended(told: House):
    with told.database.write() as session:
        rows = session.query(Delivery).where(Delivery.person_id == "amal", Delivery.subject_id == "p1").order_by(Delivery.due_at).all()
        rows[0].state, rows[0].digest_id, rows[1].state = DeliveryState.FOLDED.value, rows[1].id, DeliveryState.UNCERTAIN.value
    with told.database.read() as session, use_language("en"):
        first = sendings_shown(sent_about(session, ABOUT))[1]
    assert first.people[0][1][0].state == "In a digest: May have arrived"
    assert first.in_trouble == 2


def test_the_table_says_it_in_words(told: House):
    with told.database.read() as session, use_language("en"), told.app.test_request_context():
        text = render_template_string(SHOW, sendings=sendings_shown(sent_about(session, ABOUT)))
        nothing = render_template_string(SHOW, sendings=())
    for words in ("The plan &lt;b&gt;P&lt;/b&gt; was returned", "Not delivered", "The address cannot be used", "Inbox only", "Waiting"):
        assert words in text
    assert "1 not reached by mail for certain" in text
    assert "Nothing has been sent about this yet." in nothing


def test_two_statements(told: House):
    told.statements.clear()
    with told.database.read() as session:
        sent_about(session, ABOUT)
    assert len([each for each in told.statements if each.startswith("SELECT")]) == 2


def test_steps_in_words():
    with use_language("en"):
        assert [step_words(each) for each in ("-7", "-1", "0", "+1", "+14", "", "x")] == [
            "7 days before",
            "1 day before",
            "on the day",
            "1 day after",
            "14 days after",
            "",
            "",
        ]
