"""Ladders, quiet hours, waits, keys: what follows for messages."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.jobs import Job, JobRun, is_due
from notifications.rules import (
    BACKOFF,
    DUE_STEPS,
    MEETING_STEPS,
    is_quiet,
    key_of,
    ladder,
    message_id,
    next_local,
    rung_of,
    wait_after,
)

NOON = datetime(2026, 3, 15, 9, tzinfo=UTC)  # Sunday, noon in Baghdad
TODAY = date(2026, 3, 15)


def step(days_from_now: int, steps=MEETING_STEPS, now: datetime = NOON, rhythm: int | None = None) -> str | None:
    rung = rung_of(ladder(steps, now, rhythm), TODAY + timedelta(days=days_from_now))
    return rung.step if rung else None


def test_a_meeting_is_reminded_of_a_week_two_days_and_the_morning_before():
    assert [step(days) for days in (8, 7, 6, 3, 2, 1, 0, -1)] == [None, "-7", "-7", "-7", "-2", "-2", "0", None]


def test_what_is_due_is_reminded_of_before_and_after():
    wanted = {8: None, 7: "-7", 4: "-7", 3: "-3", 1: "-1", 0: "0", -1: "+1", -6: "+1", -7: "+7", -13: "+7", -14: "+14", -900: "+14"}
    assert {days: step(days, DUE_STEPS) for days in wanted} == wanted


def test_steps_longer_than_the_rhythm_are_left_out():
    assert [step(days, rhythm=3) for days in (7, 3, 2, 0)] == [None, None, "-2", "0"]
    assert step(7, rhythm=7) == "-7"


def test_a_day_begins_at_seven_in_the_morning():
    midnight = datetime(2026, 3, 14, 21, 30, tzinfo=UTC)
    assert step(0, now=midnight) == "-2"
    assert step(0, now=midnight + timedelta(hours=6, minutes=29)) == "-2"
    assert step(0, now=midnight + timedelta(hours=6, minutes=30)) == "0"


@given(st.integers(-400, 400), st.integers(0, 600))
def test_no_day_stands_on_two_rungs_and_no_step_is_passed_by(days: int, hours: int):
    day = TODAY + timedelta(days=days)
    now = NOON + timedelta(hours=hours)
    rungs = ladder(DUE_STEPS, now)
    assert len([rung for rung in rungs if rung.first <= day <= rung.last]) <= 1
    seen = [rung_of(ladder(DUE_STEPS, now + timedelta(days=each)), day) for each in range(30)]
    steps = [rung.days for rung in seen if rung]
    assert steps == sorted(steps)
    begun = next((each for each in seen if each), None)
    if begun:
        reached = [each for each in DUE_STEPS if begun.days <= each <= steps[-1]]
        assert sorted(set(steps)) == reached


@pytest.mark.parametrize(
    ("quiet", "hours"), [((22, 6), {22, 23, 0, 1, 2, 3, 4, 5}), ((13, 15), {13, 14}), ((8, 8), set()), ((None, None), set())]
)
def test_quiet_hours(quiet, hours):
    begin = datetime(2026, 3, 14, 21, tzinfo=UTC)
    assert {hour for hour in range(24) if is_quiet(*quiet, begin + timedelta(hours=hour))} == hours


def test_the_next_hour_of_the_clock_on_the_wall():
    assert next_local(8, NOON) == datetime(2026, 3, 16, 5, tzinfo=UTC)
    assert next_local(13, NOON) == datetime(2026, 3, 15, 10, tzinfo=UTC)
    assert next_local(12, NOON) == datetime(2026, 3, 16, 9, tzinfo=UTC)


def test_waits_grow_to_an_hour_and_are_spread_by_a_fifth():
    minutes = [wait_after(attempts, 0.5) / timedelta(minutes=1) for attempts in range(1, 10)]
    assert minutes == pytest.approx([*BACKOFF, 60, 60])
    assert (wait_after(1, 0), wait_after(1, 1)) == (timedelta(seconds=48), timedelta(seconds=72))


def test_a_message_is_known_by_its_key():
    key = key_of("meeting_reminder", "m1", "2026-03-15T09:00:00Z", "karwan", "-7", "mail")
    assert key == "meeting_reminder:m1:2026-03-15T09:00:00Z:karwan:-7:mail"
    assert message_id(key, "example.iq") == message_id(key, "example.iq") != message_id(key + "x", "example.iq")
    assert message_id(key, "example.iq").endswith("@example.iq>")


def often(_session, _now) -> int:
    return 0


def test_a_job_of_the_minute_is_due_after_its_seconds_also_when_the_clock_was_set_back():
    job = Job("x", often, every_seconds=60)
    last = JobRun(name="x", started_at=NOON)
    assert is_due(job, None, NOON)
    assert [is_due(job, last, NOON + timedelta(seconds=each)) for each in (0, 59, 60, 4000, -30, -3600)] == [
        False, False, True, True, False, True
    ]  # fmt: skip


def test_a_job_of_the_day_is_due_once_a_day_and_soon_again_after_a_fault():
    job = Job("x", often, at_local="11:00")
    done = JobRun(name="x", started_at=NOON - timedelta(hours=20), done_at=NOON - timedelta(hours=20))
    assert is_due(job, done, NOON)
    done.started_at = done.done_at = NOON - timedelta(minutes=50)
    assert not is_due(job, done, NOON)
    assert not is_due(job, done, NOON + timedelta(hours=22))
    assert is_due(job, done, NOON + timedelta(hours=23))
    faulty = JobRun(name="x", started_at=NOON - timedelta(minutes=4), done_at=NOON - timedelta(hours=25))
    assert not is_due(job, faulty, NOON)
    assert is_due(job, faulty, NOON + timedelta(minutes=1))


def test_a_job_has_one_thing_to_do_and_one_rhythm():
    for wrong in ({}, {"every_seconds": 1, "at_local": "07:00"}, {"every_seconds": 1, "work": often}):
        with pytest.raises(ValueError, match="the job x"):
            Job("x", often, **wrong)
