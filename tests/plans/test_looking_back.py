"""What the record says of a plan's coordination: pure rules, by cases."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.languages import speak
from plans import documents, labels, rules
from plans.terms import (
    Activity,
    Agreed,
    Answer,
    Approach,
    ApproachCount,
    Channel,
    CommunicationLine,
    Contacted,
    Late,
    LineMissed,
    LookedBack,
    PlanDocument,
    Reported,
    Rhythm,
    Silence,
    Verdict,
)

SINCE, UNTIL = date(2026, 1, 1), date(2026, 3, 2)
YES, NO, NOT = Answer.YES, Answer.NO, Answer.NOT_ASKED
LETTER, TALK, MEETING, SURVEY = Approach.OFFICIAL_LETTER, Approach.CONSULTATION, Approach.COLLECTIVE_MEETING, Approach.SURVEY
PLAN = PlanDocument("plan", 1, "خطة", "Plan", "", "IQG15", None, "السكن", date(2026, 1, 1), date(2026, 12, 31))


def activity(key: str, approach: Approach | None = None, starts: date | None = None, due: date | None = None, by: str = "a") -> Activity:
    return Activity(key, "o", f"Activity {key}", by, starts_on=starts, due_on=due, approach=approach)


def contact(approach: Approach, on: date = UNTIL, **answers: Answer) -> Contacted:
    return Contacted(approach, on, answers)


def test_the_mix_sets_what_took_place_beside_what_was_planned():
    plan = replace(PLAN, activities=(activity("1", LETTER), activity("2", MEETING), activity("3", MEETING), activity("4")))
    counts = rules.mix(plan, [contact(LETTER), contact(TALK), contact(LETTER)])
    assert counts == (ApproachCount(LETTER, 1, 2), ApproachCount(TALK, 0, 1), ApproachCount(MEETING, 2, 0))
    assert rules.old_ways(counts) == (1, 3)
    assert rules.mix(PLAN, []) == ()
    assert rules.old_ways(()) == (0, 0)


@pytest.mark.parametrize(
    ("contacts", "unacknowledged", "expected"),
    [
        ([], [], ()),
        ([contact(LETTER, a=NO)], [], (Silence("a", asked=1),)),
        ([contact(LETTER, a=NO), contact(LETTER, a=NO)], ["a"], (Silence("a", True, 2),)),
        ([contact(LETTER, a=NO), contact(TALK, a=YES)], [], ()),
        ([contact(TALK, a=YES), contact(LETTER, a=NO)], [], ()),
        ([contact(MEETING, a=NOT)], [], ()),
        ([contact(MEETING, a=NOT, b=NO)], ["a"], (Silence("a", True), Silence("b", asked=1))),
        ([contact(LETTER, b=NO)], ["a", "b"], (Silence("b", True, 1), Silence("a", True))),
    ],
)
def test_who_never_answered(contacts, unacknowledged, expected):
    assert rules.silent(PLAN, contacts, unacknowledged, {}, UNTIL) == expected


def test_who_is_responsible_and_never_reported():
    begun, later = UNTIL - timedelta(days=5), UNTIL + timedelta(days=5)
    plan = replace(
        PLAN,
        activities=(
            activity("1", starts=begun),
            activity("2", starts=begun, by="b"),
            activity("3", starts=later, by="c"),
            activity("4", by="d"),
            activity("5", starts=UNTIL),
        ),
    )
    found = rules.silent(plan, [], [], {"2": Reported(0, begun)}, UNTIL)
    assert found == (Silence("a", unreported=("Activity 1", "Activity 5")),)


@pytest.mark.parametrize(
    ("rhythm", "channel", "times", "missed"),
    [
        (Rhythm.TWO_WEEKS, Channel.MEETING, 3, LineMissed("Told", Rhythm.TWO_WEEKS, 4, {"a": 3})),
        (Rhythm.TWO_WEEKS, Channel.MEETING, 4, None),
        (Rhythm.MONTHLY, Channel.OFFICIAL_LETTER, 1, LineMissed("Told", Rhythm.MONTHLY, 2, {"a": 1})),
        (Rhythm.MONTHLY, Channel.OFFICIAL_LETTER, 2, None),
        (Rhythm.MONTHLY, Channel.TANSIQ, 0, None),
        (Rhythm.QUARTERLY, Channel.EMAIL, 0, None),
        (Rhythm.ONCE, Channel.EMAIL, 0, None),
        (Rhythm.WHEN_NEEDED, Channel.EMAIL, 0, None),
    ],
)
def test_whose_rhythm_was_not_kept(rhythm, channel, times, missed):
    """From 1 January to 2 March are 60 days: four times two weeks, two months."""
    plan = replace(PLAN, lines=(CommunicationLine("1", "Told", ("a", "own"), channel, rhythm, by_id="own"),))
    assert rules.lines_missed(plan, [contact(MEETING, a=NOT)] * times, SINCE, UNTIL) == ((missed,) if missed else ())


def test_every_rhythm_is_judged_or_left_out_on_purpose():
    assert set(Rhythm) - set(rules.INTERVALS) == {Rhythm.ONCE, Rhythm.WHEN_NEEDED}


@pytest.mark.parametrize(
    ("starts", "due", "percent", "expected"),
    [
        (-20, -3, 40, Late("Activity 1", "a", UNTIL - timedelta(days=3), 40, 3)),
        (-20, -3, 100, None),
        (-20, -3, None, Late("Activity 1", "a", UNTIL - timedelta(days=3), None, 3)),
        (-20, 0, 40, None),
        (-20, 9, None, Late("Activity 1", "a", UNTIL + timedelta(days=9), None, 0)),
        (-20, 9, 0, None),
        (3, 9, None, None),
    ],
)
def test_what_is_late(starts, due, percent, expected):
    plan = replace(PLAN, activities=(activity("1", None, UNTIL + timedelta(days=starts), UNTIL + timedelta(days=due)),))
    reports = {} if percent is None else {"1": Reported(percent, UNTIL)}
    assert rules.late(plan, reports, UNTIL) == ((expected,) if expected else ())


def test_the_longest_late_stands_first():
    plan = replace(PLAN, activities=tuple(activity(str(days), None, SINCE, UNTIL - timedelta(days=days)) for days in (2, 9, 5)))
    assert [each.days for each in rules.late(plan, {}, UNTIL)] == [9, 5, 2]


FULL = LookedBack(
    SINCE,
    UNTIL,
    (ApproachCount(LETTER, 1, 2), ApproachCount(MEETING, 2, 1)),
    (Silence("a", True, 2, ("Activity 1",)),),
    (LineMissed("Told", Rhythm.MONTHLY, 2, {"a": 1}),),
    (Late("Activity 1", "a", UNTIL, None, 3),),
    (Agreed("Activity 2", Verdict.ADJUST, "لقاء بدل الكتاب"),),
    {"a": ("وزارة المالية", "Ministry of Finance", "")},
)


@pytest.mark.parametrize("back", [FULL, LookedBack(SINCE, UNTIL)])
def test_what_was_seen_is_kept_as_json(back):
    assert documents.as_seen(documents.kept(back)) == back


def test_it_is_said_in_sentences():
    speak("en")
    mix, silent, lines, late, agreed = labels.seen(FULL)
    assert mix.sentence == (
        "From 1 January 2026 to 2 March 2026: 3 recorded, of which 2 (67%) were official letters and one-to-one talks. "
        "The plan counts on them in 1 of 3 activities (33%). More rests on letters and one-to-one talks than was planned."
    )
    assert silent.particulars == (
        (
            "Ministry of Finance",
            "has received the plan and not acknowledged it · was asked 2 times and never answered · never reported on: Activity 1",
        ),
    )
    assert lines.particulars == (("Told", "Monthly – Ministry of Finance: 1 of 2"),)
    assert late.particulars == (("Activity 1", "Ministry of Finance · never reported · 3 days over"),)
    assert agreed.particulars == (("Activity 2", "Adjust: لقاء بدل الكتاب"),)
    nothing = labels.seen(LookedBack(SINCE, UNTIL))
    assert [each.particulars for each in nothing] == [(), (), (), ()]
    assert nothing[0].sentence.startswith("No meeting, letter or talk was recorded")
