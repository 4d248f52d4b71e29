"""The outbox under kill -9 (R1) and at named crash points (R2): nothing missing, at most one copy more a kill, one Message-ID a key."""

import random
import time
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from core.clock import utc_now
from core.crashes import KILLED, POINTS
from core.references import SubjectRef
from notifications.models import Delivery
from notifications.services import tell
from notifications.terms import DIGEST
from tests.drill.children import PostOffice, told
from tests.drill.outbox import LONG, PEOPLE, ended, extras, ground_of, kind_of, notices, people, settles, states
from tests.drill.roles import ABOUT, KIND, Child, dispatch, plan

pytestmark = [pytest.mark.drill, pytest.mark.slow]
OCCASIONS = 12
WANTED = len(PEOPLE) * OCCASIONS
KILLS = 200 if LONG else 40
TIMES = 30 if LONG else 3
MORE = ("after_data", "before_mark")


@pytest.fixture
def database(request, standing):
    with standing(request.param, "house") as built:
        people(built)
        yield built


pytestmark.append(pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True))


def test_kills_at_random_lose_nothing(database, tmp_path):
    chance, kills = random.Random(1), []
    with PostOffice(tmp_path) as office:
        ground, begun, pace = ground_of(database, office), time.time(), KILLS * 0.18 / OCCASIONS
        roles = [(dispatch,), (dispatch,), (plan, PEOPLE, OCCASIONS, begun, pace)]
        with ended([Child(role, ground, *more) for role, *more in roles]) as children:
            for each in children:
                each.wait_ready()
            for _kill in range(KILLS):
                time.sleep(chance.uniform(0.01, 0.35))
                for each in (*children, office):
                    each.check()
                number = chance.randrange(len(children))
                kills.append(children[number].kill())
                role, *more = roles[number]
                children[number] = Child(role, ground, *more)
            seconds = settles(database, WANTED, *children, office)
        found, copies = office.ledger.lines(), office.ledger.copies()
        more = extras(office.ledger)
    assert (notices(database), states(database)) == (WANTED, {"sent": WANTED})
    assert len(copies) == WANTED
    assert more <= KILLS
    assert not _unexplained(found, kills)
    told(
        {
            "drill": "R1",
            "database": kind_of(database),
            "seed": 1,
            "notices": WANTED,
            "kills": KILLS,
            "missing": WANTED - len(copies),
            "copies more": more,
            "Message-IDs a key": 1,
            "settled in s": seconds,
        }
    )


def _unexplained(found, kills) -> list[str]:
    """Keys that were sent again although nobody was killed within a second after the copy before."""
    before, wrong = {}, []
    for each in found:
        at = before.get(each["key"])
        if at is not None and not any(0 <= kill - at <= 1.0 for kill in kills):
            wrong.append(each["key"])
        before[each["key"]] = each["at"]
    return wrong


def test_named_points(database, tmp_path):
    found: dict[str, int] = {}
    with PostOffice(tmp_path) as office:
        for point in POINTS:
            before = extras(office.ledger)
            for number in range(TIMES):
                _crash(database, office, point, f"{point}{number}")
            found[point] = extras(office.ledger) - before
        missing = _due(database) - len(office.ledger.copies())
    assert missing == 0
    assert found == {point: TIMES if point in MORE else 0 for point in POINTS}
    told({"drill": "R2", "database": kind_of(database), "times each": TIMES, "copies more": found, "missing": missing})


def _crash(database, office: PostOffice, point: str, occasion: str) -> None:
    """One child dies at the point, another one finishes what it left."""
    three, late = PEOPLE[:3], point == "in_fold"
    told_at = utc_now() - timedelta(hours=1) if late else utc_now()
    ground = ground_of(database, office, lease=0.3)
    dying = ground_of(database, office, lease=0.3, crash=point)
    if point == "in_plan":
        Child(plan, dying, three, 1, 0.0, 0.0).ends_with(KILLED)
        assert not states(database, occasion="o0"), "half of it was written"
        with database.write() as session:
            tell(session, three, KIND, ABOUT, occasion, {"number": 0}, told_at)
    else:
        with database.write() as session:
            for part in ("", "b") if late else ("",):
                tell(session, three, KIND, SubjectRef("drill", f"d1{part}"), occasion, {"number": 0}, told_at)
        Child(dispatch, dying).ends_with(KILLED)
    with ended([Child(dispatch, ground)]) as (child,):
        end = time.monotonic() + 20
        while _open(database):
            child.check()
            assert time.monotonic() < end, f"{point}: not settled"
            time.sleep(0.02)
    wanted = {"folded": 6} if late else {"sent": 3}
    assert states(database, occasion=occasion) == wanted


def _open(database) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(Delivery).where(Delivery.state.in_(("waiting", "sending")))) or 0


def _due(database) -> int:
    """How many mails are to arrive: what was not folded, and the digests."""
    with database.read() as session:
        digests = session.scalar(select(func.count()).select_from(Delivery).where(Delivery.kind == DIGEST)) or 0
    assert digests == 3 * TIMES, "one digest a person and time"
    return states(database)["sent"] + digests
