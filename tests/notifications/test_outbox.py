"""The outbox on both databases: taken once, noted once, tried again as the rules say, gathered where several are late."""

import threading
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import OperationalError

from core.references import SubjectRef
from notifications import letters
from notifications.carrier import NotSent
from notifications.dispatcher import Clocks, Dispatcher
from notifications.letters import Enclosed, Letter, Receiver, register_letter
from notifications.models import Delivery, Notice
from notifications.rules import LEASE, Ending
from notifications.services import drop, save_wish, sending, tell
from notifications.terms import DIGEST, Channel, DeliveryState, Pace, Reason, SaveWish
from people.models import Person
from tests.accounts.house import House

MEETING = SubjectRef("meeting", "m1")
MINUTE = timedelta(minutes=1)


@dataclass
class Post:
    """Stands in for a mail server: writes down what it took, and fails as it is told."""

    taken: list[tuple[str, str, datetime, Letter]] = field(default_factory=list)
    failures: dict[str, list[NotSent | Exception | None]] = field(default_factory=dict)
    closed: int = 0

    def hand_over(self, to: Receiver, address: str, letter: Letter, key: str, date: datetime) -> None:
        planned = self.failures.get(to.person_id) or self.failures.get("*") or [None]
        failure = planned.pop(0) if len(planned) > 1 else planned[0]
        if failure is not None:
            raise failure
        self.taken.append((address, key, date, letter))

    def close(self) -> None:
        self.closed += 1


@dataclass
class Desk:
    """An outbox with its dispatcher and its clock."""

    house: House
    post: Post

    @property
    def dispatcher(self) -> Dispatcher:
        return self.named("a")

    def named(self, owner: str) -> Dispatcher:
        clocks = Clocks(self.house.clock, chance=lambda: 0.5)
        ways = {Channel.MAIL: self.post}
        return Dispatcher(self.house.database, clocks, ways, lambda subject: f"http://localhost/{subject.kind}/{subject.id}", owner)

    def tell(
        self,
        *people: str,
        occasion: str = "x",
        until: datetime | None = None,
        kind: str = "test_notice",
        about: SubjectRef | None = None,
    ) -> None:
        with self.house.database.write() as session:
            tell(session, people, kind, about or MEETING, occasion, {"name": "أ"}, self.house.clock.at, until=until)

    def rows(self) -> dict[str, Delivery]:
        return {row.person_id if row.kind != DIGEST else f"digest:{row.person_id}": row for row in self.house.all(Delivery)}

    def states(self) -> dict[str, str]:
        return {name: row.state for name, row in self.rows().items()}

    def wish(self, person: str, **wishes) -> None:
        command = SaveWish(**{"mail": True, "pace": Pace.AT_ONCE, "quiet_from": None, "quiet_until": None, **wishes})
        with self.house.database.write() as session:
            save_wish(session, person, command, self.house.clock.at)


@pytest.fixture
def desk(house: House) -> Desk:
    return Desk(house, Post())


@pytest.fixture(autouse=True)
def _own_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test registers is forgotten after it."""
    monkeypatch.setattr(letters, "_builders", dict(letters._builders))


def test_sent_once_and_noted(desk: Desk):
    desk.tell("karwan", "salma")
    assert desk.dispatcher.round() == 2
    assert desk.dispatcher.round() == 0
    assert desk.states() == {"karwan": "sent", "salma": "sent"}
    assert sorted(address for address, *_rest in desk.post.taken) == ["karwan@example.iq", "salma@example.iq"]
    row = desk.rows()["karwan"]
    assert (row.attempts, row.fence, row.owner, row.lease_until, row.ended_at) == (1, 1, None, None, desk.house.clock.at)


def test_the_head_stays_the_same_through_all_attempts(desk: Desk):
    desk.tell("karwan")
    desk.post.failures["karwan"] = [NotSent(Reason.PUT_OFF), None]
    begun = desk.house.clock.at
    desk.dispatcher.round()
    desk.house.clock.go(minutes=2)
    desk.dispatcher.round()
    ((_address, key, date, _letter),) = desk.post.taken
    assert (key, date) == ("test_notice:m1:x:karwan::mail", begun)


def test_two_dispatchers_never_take_the_same(desk: Desk):
    desk.tell("karwan", "salma", "amal", "basim")
    with desk.house.database.write() as session:
        first = sending.claim(session, "a", list(Channel), desk.house.clock.at, LEASE)
    with desk.house.database.write() as session:
        second = sending.claim(session, "b", list(Channel), desk.house.clock.at, LEASE)
    assert first.id != second.id
    threads = [threading.Thread(target=desk.named(f"d{number}").round) for number in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(desk.states().values()) == ["sending", "sending", "sent", "sent"]
    assert len(desk.post.taken) == 2


def test_who_comes_too_late_changes_nothing(desk: Desk):
    desk.tell("karwan")
    database, clock = desk.house.database, desk.house.clock
    with database.write() as session:
        held = sending.claim(session, "a", list(Channel), clock.at, LEASE)
    clock.go(seconds=121)
    with database.write() as session:
        assert sending.take_up(session, clock.at) == 1
        again = sending.claim(session, "a", list(Channel), clock.at, LEASE)
        assert again.id == held.id
        assert again.fence > held.fence
    with database.write() as session:
        assert not sending.settle(session, held, Ending(DeliveryState.FAILED), clock.at)
        assert sending.settle(session, again, Ending(DeliveryState.SENT), clock.at)
        assert not sending.settle(session, again, Ending(DeliveryState.FAILED), clock.at)
    assert desk.states() == {"karwan": "sent"}


def test_a_lease_that_ran_out_is_taken_up_and_sent(desk: Desk):
    desk.tell("karwan")
    with desk.house.database.write() as session:
        sending.claim(session, "dead", list(Channel), desk.house.clock.at, LEASE)
    desk.house.clock.go(seconds=119)
    assert desk.dispatcher.round() == 0
    desk.house.clock.go(seconds=2)
    assert desk.dispatcher.round() == 1
    assert desk.rows()["karwan"].state == "sent"


def test_a_message_that_kills_its_sender_again_and_again_waits(desk: Desk):
    desk.tell("karwan")
    for _ in range(4):
        with desk.house.database.write() as session:
            assert sending.claim(session, "dead", list(Channel), desk.house.clock.at, LEASE)
        desk.house.clock.go(seconds=121)
        with desk.house.database.write() as session:
            assert sending.take_up(session, desk.house.clock.at) == 1
    assert desk.rows()["karwan"].next_try_at == desk.house.clock.at + timedelta(minutes=15)


def test_waits_between_attempts_grow_and_end_after_a_day(desk: Desk):
    desk.tell("karwan")
    desk.post.failures["karwan"] = [NotSent(Reason.PUT_OFF)]
    waits = []
    while desk.dispatcher.round():
        row = desk.rows()["karwan"]
        if row.state != "waiting":
            break
        waits.append((row.next_try_at - desk.house.clock.at) / MINUTE)
        desk.house.clock.at = row.next_try_at
    assert waits[:9] == [1, 2, 4, 8, 15, 30, 60, 60, 60]
    assert sum(waits) <= 24 * 60 < sum(waits) + 60
    assert (row.state, row.reason) == ("failed", "put_off")


def test_one_bad_address_fails_at_once_and_stops_nobody(desk: Desk):
    desk.tell("amal", "karwan", "salma")
    desk.post.failures["karwan"] = [NotSent(Reason.NO_ADDRESS, final=True)]
    assert desk.dispatcher.round() == 3
    assert desk.states() == {"amal": "sent", "karwan": "failed", "salma": "sent"}
    assert desk.rows()["karwan"].reason == "no_address"


def test_a_server_that_is_away_is_tried_once_a_round_and_spoils_no_other_message(desk: Desk):
    desk.tell("amal", "karwan", "salma")
    desk.post.failures["*"] = [NotSent(Reason.UNREACHABLE)]
    assert desk.dispatcher.round() == 1
    assert sorted(row.attempts for row in desk.rows().values()) == [0, 0, 1]
    desk.post.failures.clear()
    assert desk.dispatcher.round() == 2
    desk.house.clock.go(minutes=1)
    assert desk.dispatcher.round() == 1
    assert set(desk.states().values()) == {"sent"}


def test_what_may_have_arrived_is_tried_again_and_never_called_failed(desk: Desk):
    desk.tell("karwan", until=desk.house.clock.at + timedelta(minutes=2))
    desk.post.failures["karwan"] = [NotSent(Reason.LINE_BROKE, doubtful=True), NotSent(Reason.PUT_OFF)]
    desk.dispatcher.round()
    assert desk.states() == {"karwan": "waiting"}
    desk.house.clock.go(minutes=1)
    desk.dispatcher.round()
    assert desk.states() == {"karwan": "uncertain"}


def test_nothing_goes_out_after_it_has_lost_its_sense(desk: Desk):
    begins = desk.house.clock.at + timedelta(minutes=20)
    desk.tell("karwan", until=begins)
    desk.house.clock.at = begins
    assert desk.dispatcher.round() == 0
    row = desk.rows()["karwan"]
    assert (row.state, row.reason, row.ended_at) == ("expired", "too_late", begins)
    assert len(desk.house.all(Notice)) == 1


def test_a_message_that_was_taken_back_while_it_was_sent_is_not_tried_again(desk: Desk):
    desk.tell("karwan")
    database, clock = desk.house.database, desk.house.clock

    class Dropping(Post):
        def hand_over(self, *given) -> None:
            with database.write() as session:
                drop(session, MEETING, clock.at)
            raise NotSent(Reason.PUT_OFF)

    desk.post = Dropping()
    clock.go(seconds=1)
    desk.dispatcher.round()
    clock.go(minutes=5)
    assert desk.dispatcher.round() == 0
    assert desk.states() == {"karwan": "expired"}


def test_several_that_are_late_go_out_as_one_digest(desk: Desk):
    for number in range(3):
        desk.tell("karwan", occasion=str(number))
    desk.tell("karwan", occasion="passed", until=desk.house.clock.at + timedelta(hours=2))
    desk.tell("salma")
    desk.house.clock.go(hours=72)
    written = []
    register_letter(DIGEST, lambda _session, message: written.append(message) or Letter("s", ("p",)))
    assert desk.dispatcher.round() == 2
    assert sorted(key.split(":")[0] for _to, key, *_rest in desk.post.taken) == ["digest", "test_notice"]
    rows = desk.house.all(Delivery)
    digest = next(row for row in rows if row.kind == DIGEST)
    folded = [row for row in rows if row.state == "folded"]
    assert (digest.state, len(folded), {row.digest_id for row in folded}) == ("sent", 4, {digest.id})
    assert sorted(each.passed for each in written[0].said) == [False, False, False, True]
    assert desk.dispatcher.round() == 0


def test_a_digest_encloses_what_the_single_mails_would_have_enclosed(desk: Desk):
    def with_file(_session, message):
        return Letter("s", ("p",), enclosed=(Enclosed("meeting.ics", "text/calendar", message.occasion.encode()),))

    register_letter("with_file", with_file)
    register_letter("broken_notice", lambda _session, _message: 1 / 0)
    for occasion in ("earlier", "later"):
        desk.tell("karwan", kind="with_file", occasion=occasion)
        desk.house.clock.go(seconds=1)
    desk.tell("karwan", kind="with_file", occasion="elsewhere", about=SubjectRef("meeting", "another"))
    soon = desk.house.clock.at + timedelta(hours=1)
    desk.tell("karwan", kind="with_file", occasion="passed", about=SubjectRef("meeting", "p"), until=soon)
    desk.tell("karwan", kind="broken_notice")
    desk.house.clock.go(hours=2)
    assert desk.dispatcher.round() == 1
    [(_to, _key, _date, letter)] = desk.post.taken
    assert len(letter.said) == 5
    assert [(file.name, file.content) for file in letter.enclosed] == [("1-meeting.ics", b"later"), ("2-meeting.ics", b"elsewhere")]


def test_what_gets_late_while_a_digest_waits_joins_it(desk: Desk):
    desk.post.failures["*"] = [NotSent(Reason.UNREACHABLE)]
    for number in range(2):
        desk.tell("karwan", occasion=str(number))
    desk.house.clock.go(minutes=31)
    desk.dispatcher.round()
    desk.tell("karwan", occasion="later")
    desk.house.clock.go(minutes=31)
    desk.dispatcher.round()
    rows = desk.house.all(Delivery)
    assert [row.kind for row in rows].count(DIGEST) == 1
    assert [row.state for row in rows].count("folded") == 3
    desk.post.failures.clear()
    desk.house.clock.go(minutes=61)
    desk.dispatcher.round()
    assert len(desk.post.taken) == 1


def _waiting_digest(desk: Desk, *abouts: SubjectRef) -> None:
    """A digest that could not be handed over yet."""
    desk.post.failures["*"] = [NotSent(Reason.UNREACHABLE)]
    for number, about in enumerate(abouts):
        desk.tell("karwan", occasion=str(number), about=about)
    desk.house.clock.go(minutes=31)
    desk.dispatcher.round()
    assert desk.rows()["digest:karwan"].state == "waiting"
    desk.post.failures.clear()


def _dropped(desk: Desk) -> int:
    with desk.house.database.write() as session:
        return drop(session, MEETING, desk.house.clock.at)


def test_what_is_taken_back_leaves_a_digest_that_waits(desk: Desk):
    other = SubjectRef("meeting", "another")
    _waiting_digest(desk, MEETING, MEETING, other)
    assert _dropped(desk) == 2
    assert _dropped(desk) == 0
    desk.house.clock.go(minutes=61)
    assert desk.dispatcher.round() == 1
    [(_to, _key, _date, letter)] = desk.post.taken
    assert len(letter.said) == 1
    assert sorted((row.subject_id, row.state) for row in desk.house.all(Delivery) if row.kind != DIGEST) == [
        ("another", "folded"), ("m1", "superseded"), ("m1", "superseded")
    ]  # fmt: skip


def test_a_digest_in_which_nothing_is_left_does_not_go_out(desk: Desk):
    _waiting_digest(desk, MEETING, MEETING)
    assert _dropped(desk) == 2
    desk.house.clock.go(minutes=61)
    assert desk.dispatcher.round() == 0
    assert desk.post.taken == []
    assert {row.state for row in desk.house.all(Delivery)} == {"superseded"}


def test_a_digest_that_may_have_arrived_stays_as_it_was(desk: Desk):
    _waiting_digest(desk, MEETING, MEETING)
    with desk.house.database.write() as session:
        session.execute(update(Delivery).where(Delivery.kind == DIGEST).values(doubtful=True))
    assert _dropped(desk) == 0
    desk.house.clock.go(minutes=61)
    assert desk.dispatcher.round() == 1
    assert len(desk.post.taken[0][3].said) == 2


def test_those_of_a_night_come_together_at_its_end(desk: Desk):
    desk.wish("karwan", quiet_from=11, quiet_until=14)
    desk.tell("karwan", occasion="1")
    desk.tell("karwan", occasion="2")
    assert desk.dispatcher.round() == 0
    desk.house.clock.go(hours=2)
    assert desk.dispatcher.round() == 1
    assert desk.rows()["digest:karwan"].state == "sent"


def test_a_later_attempt_does_not_disturb_quiet_hours(desk: Desk):
    desk.wish("karwan", quiet_from=13, quiet_until=14)
    desk.tell("karwan")
    desk.post.failures["karwan"] = [NotSent(Reason.PUT_OFF), None]
    desk.house.clock.go(minutes=59, seconds=30)
    with desk.house.database.write() as session:
        for row in session.scalars(select(Delivery)):
            row.gather_at = None
    desk.dispatcher.round()
    assert desk.rows()["karwan"].next_try_at == desk.house.clock.at.replace(hour=11, minute=0, second=0)
    desk.wish("salma", quiet_from=12, quiet_until=14)
    with desk.house.database.write() as session:
        session.get_one(Delivery, desk.rows()["karwan"].id).person_id = "salma"
        session.get_one(Delivery, desk.rows()["karwan"].id).next_try_at = desk.house.clock.at
    assert desk.dispatcher.round() == 0
    assert (desk.rows()["salma"].attempts, desk.rows()["salma"].state) == (1, "waiting")


def test_a_letter_that_cannot_be_written_stops_nobody(desk: Desk, caplog):
    register_letter("broken_notice", lambda _session, _message: 1 / 0)
    desk.tell("karwan", kind="broken_notice")
    desk.tell("salma")
    assert desk.dispatcher.round() == 2
    assert desk.states() == {"karwan": "failed", "salma": "sent"}
    assert "example.iq" not in caplog.text


def test_a_fault_that_nobody_thought_of_stops_nobody(desk: Desk):
    desk.tell("karwan", "salma")
    desk.post.failures["karwan"] = [RuntimeError("x"), None]
    desk.dispatcher.round()
    row = desk.rows()["karwan"]
    assert (row.state, row.doubtful, desk.states()["salma"]) == ("waiting", True, "sent")


def test_who_left_meanwhile_gets_nothing(desk: Desk):
    desk.tell("karwan")
    with desk.house.database.write() as session:
        session.get_one(Person, "karwan").disabled = True
    desk.dispatcher.round()
    assert (desk.states(), desk.rows()["karwan"].reason) == ({"karwan": "superseded"}, "person_gone")


def test_without_a_mail_server_it_says_so_and_keeps_nothing_for_later(desk: Desk):
    desk.tell("karwan")
    without = Dispatcher(desk.house.database, Clocks(desk.house.clock), {}, str, "a")
    assert without.round() == 0
    assert (desk.states(), desk.rows()["karwan"].reason) == ({"karwan": "expired"}, "no_server")


def test_the_end_is_heeded_after_the_message_in_hand(desk: Desk):
    desk.tell("amal", "karwan", "salma")
    clocks = Clocks(desk.house.clock)
    ending = Dispatcher(
        desk.house.database, clocks, {Channel.MAIL: desk.post}, lambda _subject: "/", "a", is_over=lambda: bool(desk.post.taken)
    )
    assert ending.round() == 1
    assert sorted(desk.states().values()) == ["sent", "waiting", "waiting"]
    assert desk.post.closed == 1


@pytest.mark.parametrize("hours", [1, 72])
def test_a_clock_that_was_set_back_holds_no_message_up(desk: Desk, hours: int):
    desk.wish("salma", quiet_from=12, quiet_until=13)
    desk.tell("karwan", "salma")
    desk.tell("amal")
    desk.post.failures["amal"] = [NotSent(Reason.PUT_OFF), None]
    with desk.house.database.write() as session:
        dead = sending.claim(session, "dead", list(Channel), desk.house.clock.at, LEASE)
    desk.house.clock.go(hours=-hours)
    assert desk.dispatcher.round() >= 2
    assert desk.rows()[dead.person_id].owner is None
    desk.house.clock.go(hours=2, minutes=2)
    desk.dispatcher.round()
    assert desk.states() == {"karwan": "sent", "salma": "sent", "amal": "sent"}
    assert len(desk.post.taken) == 3


def test_what_waits_for_another_attempt_waits_no_days_when_the_clock_is_set_back(desk: Desk):
    desk.tell("karwan")
    desk.house.clock.go(hours=20)
    desk.post.failures["karwan"] = [NotSent(Reason.PUT_OFF), None]
    desk.dispatcher.round()
    with desk.house.database.write() as session:
        session.get_one(Delivery, desk.rows()["karwan"].id).created_at -= timedelta(days=9)
    desk.house.clock.go(days=-3)
    assert desk.dispatcher.round() == 1
    assert desk.states() == {"karwan": "sent"}


def test_a_database_that_is_away_for_a_moment_fails_no_message(desk: Desk):
    def broken(_session, _message):
        raise OperationalError("SELECT", {}, Exception("gone"))

    register_letter("test_notice", broken)
    desk.tell("karwan")
    assert desk.dispatcher.round() == 0
    row = desk.rows()["karwan"]
    assert (row.state, row.attempts, row.next_try_at) == ("waiting", 0, desk.house.clock.at + MINUTE)


def test_what_comes_while_a_round_runs_waits_where_there_is_no_way_out(desk: Desk):
    desk.tell("karwan")
    nobody = replace(desk.dispatcher, ways={})
    assert nobody.one() is None
    assert desk.states() == {"karwan": "waiting"}
    nobody.round()
    assert {row.reason for row in desk.rows().values()} == {Reason.NO_SERVER.value}
