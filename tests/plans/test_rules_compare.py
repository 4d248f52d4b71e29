"""Comparison of versions: parts by key, texts word by word, one sentence a step, quick with any text."""

import random
import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.languages import use_language
from plans import labels
from plans.documents import from_snapshot, to_snapshot
from plans.rules import compare, former_targets
from plans.rules.compare import Change
from plans.rules.wording import Piece, by_words
from plans.terms import Activity, Approach, Stakeholder, StakeholderPart, Step
from tests.plans.documents import COMPLETE, DEFINITION

TEXTS = st.text(alphabet=st.sampled_from("ab سلام. ،\n-ً\u200c1٢"), max_size=60)


def step(old, new, which):
    return next(each for each in compare(old, new) if each.step == which)


def joined(pieces):
    return "".join(each.text for each in pieces)


@given(TEXTS, TEXTS)
@example("1.", "1 .")
@example("1.", "1-.")
def test_pieces_are_the_texts_again(old, new):
    gone, come = by_words(old, new)
    assert (joined(gone), joined(come)) == (old, new)
    kept = ["".join(each.text for each in side if not each.changed) for side in (gone, come)]
    assert "".join(kept[0].split()) == "".join(kept[1].split())
    assert all(a.changed != b.changed for side in (gone, come) for a, b in pairwise(side))


def test_a_zero_is_something_that_a_new_part_says():
    bare = replace(COMPLETE, indicators=(), budget=())
    free = replace(COMPLETE, budget=(replace(COMPLETE.budget[0], amount=0),))
    baseline = step(bare, COMPLETE, Step.INDICATORS).parts[0].changed
    assert ("baseline", 0) in [(each.name, each.new) for each in baseline]
    assert "baseline_not_applicable" not in [each.name for each in baseline]
    assert ("amount", 0) in [(each.name, each.new) for each in step(bare, free, Step.ACTIVITIES).parts[0].changed]


def test_equal_texts_have_no_change():
    assert by_words("كما هو", "كما هو") == ((Piece("كما هو", False),),) * 2
    assert by_words("", "") == ((), ())
    assert by_words("", "جديد") == ((), (Piece("جديد", True),))


def test_single_words_are_found_in_arabic():
    old, new = "اجتماع مع ديوان محافظة نينوى كل أسبوعين لحسم الأرض", "اجتماع مع ديوان محافظة نينوى كل شهر لحسم الأرض"
    gone, come = by_words(old, new)
    assert [each.text.strip() for each in gone if each.changed] == ["أسبوعين"]
    assert [each.text.strip() for each in come if each.changed] == ["شهر"]


def test_texts_with_hardly_anything_in_common_are_replaced_as_a_whole():
    gone, come = by_words("one two three four five six seven", "eight nine three ten eleven twelve thirteen")
    assert [each.changed for each in (*gone, *come)] == [True, True]


@pytest.mark.parametrize("letters", ["ab", "abcdefgh", "ab.", " "])
def test_no_text_makes_it_slow(letters):
    chance = random.Random(7)
    old, new = (" ".join(chance.choice(letters) for _n in range(4_000)) for _side in range(2))
    began = process_time()
    gone, come = by_words(old, new)
    assert process_time() - began < 0.5
    assert (joined(gone), joined(come)) == (old, new)


def test_equal_versions_differ_in_nothing():
    again = from_snapshot(to_snapshot(replace(COMPLETE, number=2)))
    assert all(each.nothing for each in compare(COMPLETE, again))
    with use_language("en"):
        assert {labels.sentence(each) for each in compare(COMPLETE, again)} == {"Nothing changed."}
        assert not [row for row in labels.compared(COMPLETE, again, compare(COMPLETE, again)) if row.rows or row.parts]


def test_parts_are_matched_by_their_keys():
    first = COMPLETE.activities[0]
    new = replace(
        COMPLETE,
        activities=(replace(first, title="متابعة مع ديوان المحافظة", approach=Approach.OFFICIAL_LETTER), Activity("a2", "o1", "زيارة")),
        budget=(),
    )
    found = step(COMPLETE, new, Step.ACTIVITIES)
    assert [(each.kind, each.change, each.part.key) for each in found.parts] == [
        ("activities", Change.CHANGED, "a1"),
        ("activities", Change.ADDED, "a2"),
        ("budget", Change.REMOVED, "b1"),
    ]
    assert [each.name for each in found.parts[0].changed] == ["title", "approach"]
    with use_language("en"):
        assert labels.sentence(found) == "Activities: 1 added, 1 changed; Budget lines: 1 removed."
    others = [each for each in compare(COMPLETE, new) if each.step != Step.ACTIVITIES]
    assert all(each.nothing for each in others)


def test_fields_of_the_plan_itself_are_named():
    new = replace(COMPLETE, goal="تسكين العائلات كافة", challenges="قلة الأرض", ends_on=date(2027, 3, 1), team_id=None)
    with use_language("en"):
        said = {each.step: labels.sentence(each) for each in compare(COMPLETE, new)}
        rows = labels.compared(COMPLETE, new, compare(COMPLETE, new))
    assert said[Step.GOAL] == "Changed: Goal, Challenges and obstacles."
    assert said[None] == "Changed: Until."
    assert said[Step.REVIEW] == "Changed: Follow-up team."
    assert (joined(rows[0].rows[0].old), joined(rows[0].rows[0].new)) == ("31 December 2026", "1 March 2027")
    goal = rows[1].rows[0]
    assert [each.text for each in goal.new if each.changed] == ["كافة"]
    assert not [each for each in goal.old if each.changed]


def test_values_are_told_in_the_readers_words():
    first, line = COMPLETE.activities[0], COMPLETE.budget[0]
    new = replace(
        COMPLETE,
        activities=(replace(first, responsible_id="cabinet", supporter_ids=("cabinet", "governor")),),
        budget=(replace(line, amount=300_000_000),),
        stakeholders=(*COMPLETE.stakeholders, Stakeholder("s3", "cabinet", StakeholderPart.INFORMED)),
    )
    with use_language("en"):
        rows = labels.compared(COMPLETE, new, compare(COMPLETE, new))
    responsible, supporters = rows[2].parts[0].rows
    assert (responsible.label, joined(responsible.old), joined(responsible.new)) == (
        "Responsible organisation",
        "Governor",
        "Council of Ministers",
    )
    assert supporters.new == (Piece("Council of Ministers, ", True), Piece("Governor", True))
    amount = rows[2].parts[1].rows[0]
    assert (joined(amount.old), joined(amount.new)) == ("250,000,000 IQD", "300,000,000 IQD")
    added = rows[1].parts[0]
    assert (added.title, added.change) == ("Council of Ministers", Change.ADDED)
    assert [joined(each.new) for each in added.rows] == ["Council of Ministers", "is informed"]


def test_every_field_of_every_part_has_a_word():
    new = replace(COMPLETE, **dict.fromkeys(("objectives", "stakeholders", "activities", "budget", "indicators", "risks", "lines"), ()))
    with use_language("en"):
        rows = labels.compared(COMPLETE, new, compare(COMPLETE, new))
    names = [field.label for each in rows for part in each.parts for field in part.rows]
    assert len(names) > 30
    assert not [name for name in names if re.search("_|^$", name) or name.islower()]


def test_a_changed_target_keeps_the_old_one_and_its_reason():
    changed = replace(DEFINITION, target=1800, target_on=date(2026, 12, 1), target_reason="الأرض لا تكفي")
    new = replace(COMPLETE, indicators=(replace(COMPLETE.indicators[0], definition=changed),))
    with use_language("en"):
        part = labels.compared(COMPLETE, new, compare(COMPLETE, new))[3].parts[0]
    assert part.target is not None
    assert (part.target.old, part.target.new) == (
        "\u20682,500 قطعة\u2069 (1 September 2026)",
        "\u20681,800 قطعة\u2069 (1 December 2026)",
    )
    assert part.target.reason == "الأرض لا تكفي"
    assert part.rows == ()


def test_former_targets_are_those_that_were_changed():
    second = replace(DEFINITION, target=2000)
    third = replace(second, source="سجل آخر")
    now = replace(third, target=1800)
    assert former_targets(now, [(3, third), (2, second), (1, DEFINITION)]) == ((3, third), (1, DEFINITION))
    assert former_targets(DEFINITION, [(1, DEFINITION)]) == ()


def test_hostile_texts_are_compared_as_texts():
    risk = COMPLETE.risks[0]
    new = replace(COMPLETE, goal="<script>\u202e</del>" * 50, risks=(replace(risk, event="</del><b>" + risk.event),))
    with use_language("ar"):
        rows = labels.compared(COMPLETE, new, compare(COMPLETE, new))
    assert joined(rows[1].rows[0].new) == new.goal
    assert joined(rows[4].parts[0].rows[0].new) == new.risks[0].event
