"""R8: ten years of two-week series over the 19 governorates, with meetings moved, cancelled and called by hand, holidays, and restarts.

Each example lives through ten years in the rules alone, as the nightly job does it: what stands is kept, what is new is made, again and
again. `make drill` runs 20,000 examples instead of 500.
"""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from committees.jobs import remind
from committees.models import Meeting
from committees.rules.schedule import AHEAD, WORKING, Beat, Planned, arrange, instant, slots
from committees.services.schedule import cancel, materialise, move
from committees.terms import HolidayRule, MeetingState, RhythmKind
from committees.terms.setting import MoveMeeting
from core.clock import BAGHDAD
from notifications.models import Delivery
from notifications.terms import DeliveryState
from tests.committees.house import a_committee, every_two_weeks, meetings_of
from tests.drill.children import told
from tests.drill.outbox import LONG

pytestmark = pytest.mark.drill
EXAMPLES = 20_000 if LONG else 500
GOVERNORATES, YEARS = 19, 10
#: How far the job's clock goes on between two runs; it may be down for weeks.
STEPS = (90, 119)
counted: Counter[str] = Counter()


@st.composite
def series(draw):
    """A governorate's committee: its first day, time, rule, holidays, and what people do by hand to some of its meetings."""
    number = draw(st.integers(0, GOVERNORATES - 1))
    begin = date(2026, 1, 4) + timedelta(days=7 * draw(st.integers(0, 60)))  # a Sunday
    anchor = begin + timedelta(days=draw(st.integers(0, 4)))
    starts = time(draw(st.integers(8, 14)), draw(st.sampled_from((0, 30))))
    beat = Beat(f"governorate-{number}", RhythmKind.WEEKS, 2, 0, starts, 120, anchor)
    days = st.integers(0, YEARS * 365)
    holidays = {anchor + timedelta(days=each): f"holiday-{each}" for each in draw(st.sets(days, max_size=40))}
    by_hand = draw(st.dictionaries(st.integers(0, YEARS * 26 - 1), st.sampled_from(("moved", "cancelled")), max_size=8))
    extra = draw(st.sets(days, max_size=4))
    return beat, draw(st.sampled_from(HolidayRule)), holidays, by_hand, extra, draw(st.sampled_from(STEPS))


def lived(beat, rule, holidays, by_hand, step) -> dict[date, Planned]:
    """What stands after ten years of nightly jobs, by the rhythm's day. What people do by hand they do when the meeting appears."""
    there: dict[date, Planned] = {}
    today, end = beat.anchor, beat.anchor + timedelta(days=YEARS * 365)
    while today < end:
        fresh = replace(beat)  # a restarted process reads the rhythm anew
        wanted = slots([fresh], rule, holidays, today, today + timedelta(days=AHEAD))
        found = arrange(wanted, [each for day, each in there.items() if day >= today], today)
        assert not found.changes, "nothing that stands is changed when nobody changed rhythm or holidays"
        for slot in found.new:
            assert slot.occurrence not in there
            there[slot.occurrence] = _made(slot, by_hand.get((slot.occurrence - beat.anchor).days // 14))
        again = arrange(wanted, [each for day, each in there.items() if day >= today], today)
        assert (again.new, again.changes) == ((), ()), "a second run in a row changes nothing"
        today += timedelta(days=step)
    return there


def _made(slot, hand: str | None) -> Planned:
    starts_at = slot.starts_at + timedelta(days=3, hours=1) if hand == "moved" else slot.starts_at
    state = MeetingState.CANCELLED if hand == "cancelled" else MeetingState.PLANNED
    ends_at = starts_at + timedelta(minutes=slot.beat.minutes)
    return Planned(str(slot.occurrence), slot.occurrence, starts_at, ends_at, slot.beat.id, state, bool(hand), False, slot.holiday_id)


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=not LONG,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)
@given(series())
def _ten_years(found):
    beat, rule, holidays, by_hand, _extra, step = found
    there = lived(beat, rule, holidays, by_hand, step)
    last = max(there)
    for number in range((last - beat.anchor).days // 14 + 1):
        day = beat.anchor + timedelta(days=14 * number)
        meeting = there.get(day)
        if meeting is None:
            assert day in holidays, f"{day}: a gap that nobody made"
            counted["left_out"] += 1
            continue
        local = meeting.starts_at.astimezone(BAGHDAD)
        counted["meetings"] += 1
        if number in by_hand:
            counted["by_hand"] += 1
            continue
        assert local.time() == beat.starts, "local time is constant"
        assert day.weekday() == beat.anchor.weekday()
        assert local.date().weekday() in WORKING
        if day in holidays:
            counted["moved_for_holiday"] += 1
            assert local.date() not in holidays
            assert day < local.date() < day + timedelta(days=14)
        else:
            assert local.date() == day
    assert not [day for day in there if (day - beat.anchor).days % 14], "a day outside the rhythm"
    counted["series"] += 1


def test_ten_years_of_two_week_series():
    counted.clear()
    _ten_years()
    told({"drill": "R8", **counted})
    assert counted["series"] >= EXAMPLES
    assert counted["meetings"] > 200 * EXAMPLES
    assert counted["moved_for_holiday"] > 0
    assert counted["by_hand"] > 0


@pytest.mark.parametrize("weekday", [6, 3])
def test_moving_supersedes_what_is_unsent_and_never_what_was_sent(database, cast, clock, weekday):
    """Over half a year in the real tables: each second meeting is moved or cancelled after its reminder was written, some were sent."""
    anchor = next(day for day in (date(2026, 3, 8) + timedelta(days=each) for each in range(7)) if day.weekday() == weekday)
    with database.write() as session:
        committee = a_committee(session, cast, clock.now)
        every_two_weeks(session, cast, committee, clock.now, anchor)
        for number in range(13):
            materialise(session, clock.now)
            meeting = next(each for each in meetings_of(session, committee.id) if each.starts_at > clock.now and not each.by_hand)
            clock.now = meeting.starts_at - timedelta(days=1, hours=12)
            remind(session, clock.now)
            sent = _send_some(session, meeting, number)
            before = meeting.starts_at
            if number % 4 == 1:
                cancel(session, cast.karwan, meeting.id, "x", meeting.version, clock.now)
            elif number % 4 == 3:
                local = (before + timedelta(days=2)).astimezone(BAGHDAD)
                command = MoveMeeting(day=local.date(), starts=local.time(), minutes=60)
                move(session, cast.karwan, meeting.id, command, meeting.version, clock.now)
            _check_reminders(session, meeting, sent, number % 2 == 1)
            clock.now = before + timedelta(hours=3)
            remind(session, clock.now)
        keys = session.scalars(select(Delivery.key)).all()
        assert len(keys) == len(set(keys))
        gaps = _gaps(session.scalars(select(Meeting).where(Meeting.committee_id == committee.id)))
        assert set(gaps) == {timedelta(days=14)}


def _send_some(session, meeting, number: int) -> set[str]:
    rows = _reminders(session, meeting)
    assert rows, "a reminder stands before each meeting"
    for row in rows[: number % 3]:
        row.state = DeliveryState.SENT.value
    session.flush()
    return {row.key for row in rows[: number % 3]}


def _check_reminders(session, meeting, sent: set[str], touched: bool) -> None:
    for row in _reminders(session, meeting):
        session.refresh(row)
        if row.key in sent:
            assert row.state == DeliveryState.SENT.value
        elif touched:
            assert row.state == DeliveryState.SUPERSEDED.value


def _reminders(session, meeting) -> list[Delivery]:
    query = select(Delivery).where(Delivery.kind == "meeting_reminder", Delivery.subject_id == meeting.id)
    return list(session.scalars(query.order_by(Delivery.key)))


def _gaps(meetings) -> list[timedelta]:
    days = sorted(each.occurrence for each in meetings)
    assert days[0].year == 2026
    return [after - before for before, after in pairwise(days)]


def test_the_instant_of_a_local_time_is_the_same_all_year():
    assert {instant(date(2026, month, 1), time(10)).astimezone(UTC).time() for month in range(1, 13)} == {time(7)}
    assert isinstance(instant(date(2026, 1, 1), time(10)), datetime)
