"""Nine faults of mail servers (R4), one that is down for six hours (R5), three days without a scheduler (R6)."""

import random
import time
from datetime import timedelta
from email import message_from_string

import pytest
from sqlalchemy import select

from core.clock import utc_now
from core.references import SubjectRef
from notifications import carrier
from notifications.dispatcher import Dispatcher
from notifications.models import Delivery, Notice
from notifications.rules import BACKOFF
from notifications.services import tell
from notifications.terms import DIGEST, DeliveryState, Reason
from tests.conftest import NOW, Clock
from tests.drill.children import PostOffice, free_port, told, until
from tests.drill.outbox import LONG, PEOPLE, ended, extras, folder_of, ground_of, kind_of, people, states
from tests.drill.roles import ABOUT, KIND, Child, Clocks, Ground, dispatch, sender

pytestmark = [pytest.mark.drill, pytest.mark.slow, pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)]
EACH = 20
ROUNDS = 20 if LONG else 3
SPREAD = 0.2
#: What the server does, and how many copies more it may cause.
FAULTS = {"421": 0, "450": 0, "451 after data": 0, "drop before 354": 0, "drop after data": EACH, "slow": 0}


@pytest.fixture
def database(request, standing):
    with standing(request.param, "house") as built:
        people(built)
        yield built


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW)


@pytest.fixture(autouse=True)
def _short_wait(monkeypatch):
    monkeypatch.setattr(carrier, "CONNECT", 0.5)


def write(database, names, occasion, now, until=None) -> None:
    with database.write() as session:
        tell(session, names, KIND, ABOUT, occasion, {"number": 1}, now, until=until)


def rows(database, occasion) -> list[Delivery]:
    with database.read() as session:
        return list(session.scalars(select(Delivery).where(Delivery.occasion == occasion, Delivery.kind == KIND)))


def sent_keys(database) -> set[str]:
    with database.read() as session:
        return set(session.scalars(select(Delivery.key).where(Delivery.state == "sent")))


def text_of(content: str) -> str:
    parts = message_from_string(content).walk()
    return next(part.get_payload(decode=True).decode() for part in parts if part.get_content_type() == "text/plain")


@pytest.fixture
def at_hand(clock):
    """Makes dispatchers in this process, whose wall clock the drill turns."""
    made = []

    def of(ground: Ground, seed: int = 4) -> Dispatcher:
        made.append(sender(ground, "drill", clocks=Clocks(clock, time.monotonic, random.Random(seed).random)))
        return made[-1]

    yield of
    for each in made:
        each.database.dispose()


def test_nine_faults(database, clock, at_hand, tmp_path):
    figures = {}
    names = PEOPLE[:EACH]
    with PostOffice(tmp_path) as office:
        sending = at_hand(ground_of(database, office))
        for fault, most in FAULTS.items():
            before = extras(office.ledger)
            office.ledger.plan({f"{name}@post.example": [fault] for name in names})
            office.ledger.forget()
            write(database, names, fault, clock())
            sending.round(60)
            if fault != "slow":
                _waits_a_minute(rows(database, fault), clock)
            clock.advance(minutes=2)
            sending.round(60)
            assert states(database, occasion=fault) == {"sent": EACH}
            more = extras(office.ledger) - before
            assert more == most
            figures[fault] = more
        figures["550 one receiver"] = _one_bad(database, clock, office, sending)
        figures |= _nobody(database, clock, at_hand, office, tmp_path)
        missing = sent_keys(database) - set(office.ledger.copies())
    assert not missing
    told({"drill": "R4", "database": kind_of(database), "messages each": EACH, "copies more": figures, "missing": len(missing)})


def _waits_a_minute(found, clock) -> None:
    for row in found:
        assert (row.state, row.attempts) == ("waiting", 1)
        assert 60 * (1 - SPREAD) - 1 <= (row.next_try_at - clock()).total_seconds() <= 60 * (1 + SPREAD) + 1
        assert row.reason in (Reason.PUT_OFF.value, Reason.LINE_BROKE.value)


def _one_bad(database, clock, office, sending) -> int:
    """One receiver who is not known: failed at once, and all others have their mail in the same round."""
    bad, *good = PEOPLE[:EACH]
    before = len(office.ledger.lines())
    office.ledger.plan({f"{bad}@post.example": ["550"]})
    office.ledger.forget()
    write(database, [bad, *good], "550", clock())
    sending.round(60)
    assert {row.person_id: (row.state, row.reason) for row in rows(database, "550")} == {
        bad: (DeliveryState.FAILED.value, Reason.NO_ADDRESS.value),
        **dict.fromkeys(good, ("sent", "")),
    }
    assert len(office.ledger.lines()) - before == EACH - 1
    return 0


def _nobody(database, clock, at_hand, office, tmp_path) -> dict[str, int]:
    """Nobody listens, somebody listens and says nothing, no encryption where it is needed: one attempt a round, then all arrive."""
    found = {}
    places = {
        "connection refused": f"smtp://127.0.0.1:{free_port()}",
        "no banner": office.url,
        "no STARTTLS": f"smtp://127.0.0.2:{office.port}",
    }
    for fault, url in places.items():
        before = extras(office.ledger)
        office.ledger.mute(fault == "no banner")
        write(database, PEOPLE[:EACH], fault, clock())
        broken, whole = at_hand(Ground(database.url, url)), at_hand(ground_of(database, office))
        assert broken.round(60) == 1
        wanted = Reason.NOT_LET_IN if fault == "no STARTTLS" else Reason.UNREACHABLE
        assert sorted((row.attempts, row.reason) for row in rows(database, fault))[-1] == (1, wanted.value)
        office.ledger.mute(False)
        clock.advance(minutes=2)
        whole.round(60)
        assert states(database, occasion=fault) == {"sent": EACH}
        found[fault] = extras(office.ledger) - before
    assert set(found.values()) == {0}
    return found


def test_waits_grow_to_an_hour_and_end_after_a_day(database, clock, at_hand, tmp_path):
    """1, 2, 4, 8, 15, 30, 60 minutes and then hourly, each by a fifth more or less; up to 24 hours, or until it has lost its sense."""
    with PostOffice(tmp_path) as office:
        office.ledger.plan({f"{name}@post.example": ["450"] * 99 for name in PEOPLE[:2]})
        begun = clock()
        write(database, PEOPLE[:1], "day", clock())
        write(database, PEOPLE[1:2], "meeting", clock(), until=clock() + timedelta(hours=3))
        sending, waits = at_hand(ground_of(database, office)), []
        while (row := rows(database, "day")[0]).state == "waiting":
            clock.now = max(row.next_try_at, clock.now)
            at = clock.now
            sending.round(60)
            row = rows(database, "day")[0]
            if row.state == "waiting":
                waits.append((row.next_try_at - at).total_seconds() / 60)
            _give_way(database, clock, sending)
    planned = [*BACKOFF, *[BACKOFF[-1]] * (len(waits) - len(BACKOFF))]
    assert all(wanted * (1 - SPREAD) - 0.01 <= wait <= wanted * (1 + SPREAD) + 0.01 for wait, wanted in zip(waits, planned, strict=True))
    (day,), (meeting,) = rows(database, "day"), rows(database, "meeting")
    assert day.state == DeliveryState.FAILED.value
    assert timedelta(hours=22) < day.ended_at - begun <= timedelta(hours=24)
    assert (meeting.state, meeting.ended_at <= begun + timedelta(hours=3, minutes=20)) == (DeliveryState.EXPIRED.value, True)
    told(
        {
            "drill": "R4",
            "database": kind_of(database),
            "attempts in a day": day.attempts,
            "last after hours": round((day.ended_at - begun).total_seconds() / 3600, 1),
        }
    )


def _give_way(database, clock, sending) -> None:
    """The other message has its turns too."""
    other = rows(database, "meeting")[0]
    if other.state == "waiting" and other.next_try_at <= clock.now:
        sending.round(60)


def test_mail_server_down_for_six_hours(database, clock, at_hand, tmp_path):
    """500 messages: the meetings that are over by then get no reminder, everybody finds it in the inbox, the rest arrives."""
    begun, six = clock(), timedelta(hours=6)
    port = free_port()
    ground = Ground(database.url, f"smtp://127.0.0.1:{port}")
    for number in range(5):
        over = begun + timedelta(hours=3) if number == 4 else None
        write(database, PEOPLE if number else PEOPLE[:50], f"o{number}", clock(), until=over)
    write(database, PEOPLE[50:], "later", clock() + timedelta(hours=5, minutes=50))
    write(database, ["dara"], "alone", clock(), until=begun + timedelta(hours=3))
    sending = at_hand(ground)
    while clock() < begun + six:
        sending.round(60)
        clock.advance(minutes=10)
    assert not states(database)["sent"]
    with PostOffice(folder_of(tmp_path, "post"), port=port, name="full") as office:
        for _minute in range(130):
            clock.advance(minutes=1)
            sending.round(60)
        found = office.ledger.lines()
        assert extras(office.ledger) == 0
    with database.read() as session:
        assert len(session.scalars(select(Notice).where(Notice.kind == KIND)).all()) == 501
        digests = session.scalars(select(Delivery).where(Delivery.kind == DIGEST)).all()
    assert {row.state for row in digests} == {"sent"}
    assert sorted(row.person_id for row in digests) == PEOPLE, "one digest a person"
    final = states(database)
    assert (final["folded"] + final["sent"], final["expired"], final.total()) == (500, 1, 501), final
    assert [(row.state, row.reason) for row in rows(database, "alone")] == [("expired", Reason.TOO_LATE.value)]
    listed = [each for each in found if each["to"] == f"{PEOPLE[2]}@post.example" and "5 messages" in each["subject"]]
    assert "has passed meanwhile" in text_of(listed[0]["content"])
    late = [row for row in rows(database, "o4") if row.state == "sent"]
    assert not late, "a reminder went out by itself after its meeting"
    told(
        {
            "drill": "R5",
            "database": kind_of(database),
            "messages": 501,
            "in inboxes": 501,
            "digests": len(digests),
            "mails": len(found),
            "states": dict(final),
            "reminders after their meeting": 0,
        }
    )


def test_three_days_down(database, tmp_path):
    """50 people with 40 messages each, senders killed while they fold: exactly one digest a person."""
    names, kills, figures = PEOPLE[:50], 10, []
    for round_ in range(ROUNDS):
        begun = utc_now() - timedelta(days=3)
        chance = random.Random(round_)
        with database.write() as session:
            for number in range(40):
                over = begun + timedelta(days=1) if number % 4 == 0 else None
                tell(session, names, KIND, SubjectRef("drill", f"r{round_}m{number}"), f"r{round_}", {"number": number}, begun, until=over)
        with PostOffice(folder_of(tmp_path, f"round{round_}"), name="full") as office:
            ground = ground_of(database, office, lease=2.0)
            with ended([Child(dispatch, ground), Child(dispatch, ground)]) as children:
                for _kill in range(kills):
                    children[-1].wait_ready()
                    time.sleep(chance.uniform(0.0, 0.15))
                    number = chance.randrange(2)
                    children[number].kill()
                    children[number] = Child(dispatch, ground)
                until(
                    lambda: not states(database)["waiting"] and not states(database, DIGEST).keys() - {"sent"},
                    60,
                    watched=(*children, office),
                )
            receivers, more = [each["to"] for each in office.ledger.lines()], extras(office.ledger)
        assert states(database) == {"folded": 2000 * (round_ + 1)}, "some went out by themselves, or were left over"
        assert states(database, DIGEST) == {"sent": 50 * (round_ + 1)}, "not exactly one digest a person"
        assert len(set(receivers)) == 50
        assert len(receivers) - more == 50
        assert more <= kills
        figures.append(more)
    told(
        {
            "drill": "R6",
            "database": kind_of(database),
            "rounds": ROUNDS,
            "people": 50,
            "overdue each": 40,
            "kills a round": kills,
            "digests a person": 1,
            "mails of folded ones": 0,
            "copies more": figures,
        }
    )
