"""Telling: once per cause in the inbox and in the outbox, in one statement per channel, when the person wishes it."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import String, literal, select

from core.clock import BAGHDAD
from core.jobs import Beat
from core.references import SubjectRef
from core.sql import json_of, utc_text
from notifications.models import Delivery, Notice
from notifications.services import drop, save_wish, tell, tell_all
from notifications.terms import DeliveryState, Pace, SaveWish
from people.models import Person
from tests.accounts.house import House

MEETING = SubjectRef("meeting", "m1")
NIGHT = datetime(2026, 3, 15, 20, tzinfo=UTC)  # 23 in Baghdad


def said(house: House, *people: str, at: datetime | None = None, until: datetime | None = None, occasion: str = "x") -> int:
    with house.database.write() as session:
        return tell(session, people, "test_notice", MEETING, occasion, {"name": "أ"}, at or house.clock.at, until=until)


def wish(house: House, person: str, **wishes) -> None:
    command = SaveWish(**{"mail": True, "pace": Pace.AT_ONCE, "quiet_from": None, "quiet_until": None, **wishes})
    with house.database.write() as session:
        save_wish(session, person, command, house.clock.at)


def local(row: datetime) -> tuple[int, int]:
    at = row.astimezone(BAGHDAD)
    return at.day, at.hour


def test_once_in_the_inbox_and_once_by_mail(house: House):
    assert said(house, "karwan", "salma", "karwan", "nobody") == 2
    assert said(house, "karwan", "salma") == 0
    assert said(house, "karwan", occasion="y") == 1
    notices, rows = house.all(Notice), house.all(Delivery)
    assert sorted(each.key for each in notices) == ["test_notice:m1:x:karwan", "test_notice:m1:x:salma", "test_notice:m1:y:karwan"]
    assert sorted(each.key for each in rows) == [
        "test_notice:m1:x:karwan::mail", "test_notice:m1:x:salma::mail", "test_notice:m1:y:karwan::mail"
    ]  # fmt: skip
    assert {len(each.id) for each in [*notices, *rows]} == {20}
    assert len({each.id for each in [*notices, *rows]}) == 6
    assert {(each.state, each.due_at, each.next_try_at, each.attempts) for each in rows} == {("waiting", house.clock.at, house.clock.at, 0)}
    assert rows[0].words == notices[0].words == {"name": "أ"}


def test_a_person_who_may_not_sign_in_is_told_nothing(house: House):
    with house.database.write() as session:
        session.get_one(Person, "karwan").disabled = True
    assert said(house, "karwan") == 0


def test_who_wants_no_mail_has_the_notice_only(house: House):
    wish(house, "karwan", mail=False)
    assert said(house, "karwan") == 1
    assert house.all(Delivery) == []
    wish(house, "salma", mail=False, other=True, other_address="+9647700000000")
    said(house, "salma")
    assert [each.channel for each in house.all(Delivery)] == ["other"]


def test_a_later_wish_takes_back_what_waits(house: House):
    said(house, "karwan")
    wish(house, "karwan", mail=False)
    assert [(each.state, each.ended_at) for each in house.all(Delivery)] == [("superseded", house.clock.at)]


def test_quiet_hours_and_mornings(house: House):
    wish(house, "karwan", quiet_from=22, quiet_until=6)
    wish(house, "salma", pace=Pace.MORNING)
    said(house, "karwan", "salma", "amal", at=NIGHT)
    rows = {each.person_id: each for each in house.all(Delivery)}
    assert {person: local(row.due_at) for person, row in rows.items()} == {"karwan": (16, 6), "salma": (16, 8), "amal": (15, 23)}
    assert rows["karwan"].gather_at == rows["karwan"].due_at, "several of one night go out together"
    assert rows["amal"].gather_at == NIGHT + timedelta(minutes=30)


def test_quiet_hours_end_where_the_message_would_lose_its_sense(house: House):
    wish(house, "karwan", quiet_from=22, quiet_until=6)
    said(house, "karwan", at=NIGHT, until=NIGHT + timedelta(hours=6))
    said(house, "karwan", at=NIGHT, until=NIGHT + timedelta(hours=8), occasion="later")
    assert [local(each.due_at) for each in sorted(house.all(Delivery), key=lambda row: row.due_at)] == [(15, 23), (16, 6)]


def test_outside_quiet_hours_at_once(house: House):
    wish(house, "karwan", quiet_from=22, quiet_until=6)
    wish(house, "salma", quiet_from=1, quiet_until=5)
    said(house, "karwan", "salma")
    assert {each.due_at for each in house.all(Delivery)} == {house.clock.at}


def test_dropping_takes_back_what_has_not_gone_out(house: House):
    said(house, "karwan", "salma")
    with house.database.write() as session:
        sent, _other = session.scalars(select(Delivery).order_by(Delivery.person_id))
        sent.state = DeliveryState.SENT.value
    with house.database.write() as session:
        assert drop(session, MEETING, house.clock.at, ["other_kind"]) == 0
        assert drop(session, SubjectRef("meeting", "m2"), house.clock.at) == 0
        assert drop(session, MEETING, house.clock.at) == 1
        assert drop(session, MEETING, house.clock.at) == 0
    assert sorted(each.state for each in house.all(Delivery)) == ["sent", "superseded"]
    assert len(house.all(Notice)) == 2


def test_planned_from_rows_with_steps(house: House):
    """What a room's planner sends: one select with everything that is due, words and occasion made of columns."""
    fixed = {"kind": "reminder", "subject_kind": "meeting", "subject_id": "m1", "step": "-2"}
    columns = (
        Person.id.label("person_id"),
        *(literal(value, String).label(name) for name, value in fixed.items()),
        utc_text(Person.created_at).label("occasion"),
        json_of(title=json_of(en=Person.name, ar=""), starts_at=utc_text(Person.created_at)).label("words"),
        Person.created_at.label("until"),
    )
    with house.database.write() as session:
        assert tell_all(session, select(*columns), house.clock.at) == 4
        assert tell_all(session, select(*columns), house.clock.at + timedelta(minutes=1)) == 0
    row = next(each for each in house.all(Delivery) if each.person_id == "amal")
    assert row.key == "reminder:m1:2026-03-15T09:00:00Z:amal:-2:mail"
    assert row.words == {"title": {"en": "Amal", "ar": ""}, "starts_at": "2026-03-15T09:00:00Z"}
    assert row.until == house.clock.at
    notice = next(each for each in house.all(Notice) if each.person_id == "amal")
    assert (notice.key, notice.words) == ("reminder:m1:2026-03-15T09:00:00Z:amal:-2", row.words)


@pytest.mark.parametrize(("minutes", "weighed"), [(5, False), (31, True)])
def test_what_is_planned_after_a_downtime_is_weighed_at_once(house: House, minutes: int, weighed: bool):
    with house.database.write() as session:
        session.add(Beat(id=1, planned_at=house.clock.at - timedelta(minutes=minutes)))
    said(house, "karwan")
    assert (house.all(Delivery)[0].gather_at == house.clock.at) is weighed


def test_a_fault_of_the_cause_takes_the_messages_along(house: House):
    def cause() -> None:
        with house.database.write() as session:
            tell(session, ["karwan"], "test_notice", MEETING, "x", {}, house.clock.at)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        cause()
    assert house.all(Notice) == house.all(Delivery) == []
