"""Pictures of a plan: well-formed, complete, mirrored for readers from the right, safe with whatever people typed."""

import re
from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest

from core.languages import use_language
from core.pictures import Picture
from plans.pictures import Album, album_of, approach_mix, days_late, money_flow, risk_matrix, timeline, who_does_what
from plans.rules import release_delays
from plans.terms import Activity, Approach, BudgetLine, BudgetSource, LineMoney, MoneyKind, MoneyMovement, PlanDocument
from tests.plans.documents import COMPLETE

TODAY = date(2026, 7, 14)
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</title></svg><script>alert(1)</script> & \"quoted\" 'x' \u202e\u2069\u2069 turned \x00\x0b ]]> {{ 7*7 }}"


def many(count: int, **changes: object) -> PlanDocument:
    """A plan with this many activities, all with dates, organisations and approaches."""
    approaches = list(Approach)
    activities = tuple(
        Activity(
            f"a{n}",
            "o1",
            f"نشاط رقم {n} في متابعة تخصيص الأرض وتثبيت حدودها مع الجهات كافة",
            responsible_id=("governor", "cabinet")[n % 2],
            supporter_ids=("finance",),
            starts_on=date(2026, 1, 5) + timedelta(days=5 * n % 300),
            due_on=date(2026, 2, 1) + timedelta(days=5 * n % 300),
            approach=approaches[n % len(approaches)],
        )
        for n in range(count)
    )
    return replace(COMPLETE, activities=activities, names={**COMPLETE.names, "finance": ("المالية", "Finance", "دارایی")}, **changes)


def pictures(plan: PlanDocument, today: date = TODAY) -> list[Picture]:
    album = album_of(plan, {"a1": 40}, {"a1"}, today, {})
    return [each for each in (getattr(album, name) for name in Album.__slots__) if each is not None]


def labels(picture: Picture) -> str:
    return " ".join("".join(each.itertext()) for each in ElementTree.fromstring(picture.svg).iter(f"{SVG}text"))


@pytest.mark.parametrize("language", ["ar", "ckb", "en"])
@pytest.mark.parametrize("count", [1, 10, 60])
def test_they_are_well_formed_and_keep_to_the_policy_of_pages(language, count):
    with use_language(language, "arabic_indic"):
        drawn = pictures(many(count))
    assert len(drawn) == 5
    names = set()
    for each in drawn:
        root = ElementTree.fromstring(each.svg)
        assert root.get("direction") == "ltr"
        ids = [node.get("id") for node in root.iter() if node.get("id")]
        assert len(ids) == len(set(ids))
        assert not names & set(ids)
        names |= set(ids)
        assert {node.tag.removeprefix(SVG) for node in root.iter()} <= {
            *("svg", "title", "desc", "defs", "pattern", "rect", "path", "circle", "text")
        }
        assert not [node for node in root.iter() if "style" in node.attrib or "class" in node.attrib]
        assert not re.findall(r"[0-9]e[+-]?[0-9]|nan|inf", " ".join(re.findall(r'(?:d|x|y|cx|cy|width|height)="([^"]*)"', each.svg)))
        assert set(re.findall(r"url\(#([^)]+)\)", each.svg)) <= set(ids)
        assert all(len(row) == len(each.table_head) for row in each.table_rows)
        assert each.title
        assert each.description


@pytest.mark.parametrize("count", [10, 60])
def test_every_activity_is_there(count):
    plan = many(count)
    with use_language("en"):
        drawn, who, mix = timeline(plan, {}, (), TODAY), who_does_what(plan), approach_mix(plan)
    assert drawn is not None
    assert who is not None
    assert mix is not None
    shown = labels(drawn)
    for n, each in enumerate(plan.activities, 1):
        assert f"{n}. {each.title}" in [row[0] for row in drawn.table_rows]
        assert re.search(rf"\b{n}\b", shown)
        assert any(f"{n}. {each.title}" in row[2] for row in who.table_rows)
    assert who.svg.count("<circle") == 2 * count + 2
    assert sum(int(row[1]) for row in mix.table_rows) == count


def test_a_reader_from_the_right_sees_it_mirrored():
    plan, places = many(10), {}
    for language in ("ar", "en"):
        with use_language(language):
            drawn = timeline(plan, {}, (), TODAY)
        assert drawn is not None
        root = ElementTree.fromstring(drawn.svg)
        width = float(root.get("width", "0"))
        # The legend below is as long as its words are in each language.
        boxes = [box for box in root.iter(f"{SVG}rect") if box.get("y") and float(box.get("y", "0")) < 300]
        places[language] = [(float(box.get("x", "0")), float(box.get("width", "0"))) for box in boxes]
        for text in root.iter(f"{SVG}text"):
            assert "".join(text.itertext())[0] in {"ar": "\u2067\u2068", "en": "\u2066\u2068"}[language]
    for (right, wide), (left, same) in zip(places["ar"], places["en"], strict=True):
        assert wide == pytest.approx(same, abs=0.2)
        assert right == pytest.approx(width - left - wide, abs=0.2)


@pytest.mark.parametrize("count", [1, 60])
def test_in_a_page_they_are_as_wide_as_a_phone_and_no_letter_is_small(count):
    with use_language("ar"):
        for each in pictures(many(count)):
            root = ElementTree.fromstring(each.svg)
            assert root.get("width") == "360"
            assert min(float(text.get("font-size", "13")) for text in root.iter(f"{SVG}text")) >= 12


def test_on_paper_names_stand_beside_their_rows():
    plan = many(20)
    with use_language("en"):
        album = album_of(plan, {}, (), TODAY, on_paper=True)
    assert album.timeline is not None
    assert album.who_does_what is not None
    for each in (album.timeline, album.who_does_what):
        assert ElementTree.fromstring(each.svg).get("width") == "720"


def test_numbers_are_in_the_readers_digits():
    with use_language("ar", "arabic_indic"):
        for each in pictures(many(12)):
            assert not re.findall("\u2067[^\u2069]*[0-9]", labels(each))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_hostile_texts_stay_texts(language):
    plan = many(3)
    activities = tuple(replace(each, title=HOSTILE) for each in plan.activities)
    risks = tuple(replace(each, event=HOSTILE) for each in plan.risks)
    plan = replace(plan, activities=(*activities, replace(activities[0], key="bare", due_on=None)), risks=risks)
    plan = replace(plan, names=dict.fromkeys(plan.names, (HOSTILE,) * 3))
    with use_language(language):
        drawn = pictures(plan)
    assert len(drawn) == 5
    for each in drawn:
        ElementTree.fromstring(each.svg)
        assert "<script" not in each.svg
        assert "\u202e" not in each.svg
        assert all(text.count("\u2069") == 1 for text in re.findall(r"<text[^>]*>(.*?)</text>", each.svg))


def test_what_has_nothing_to_show_is_not_drawn():
    empty = replace(COMPLETE, activities=(), risks=(), budget=())
    assert album_of(empty, {}, (), TODAY, {}) == Album()
    assert album_of(many(1), {}, (), TODAY).money is None
    bare = replace(COMPLETE, activities=(Activity("a1", "o1", "بلا شيء"),), stakeholders=())
    assert timeline(bare, {}, (), TODAY) is None
    assert approach_mix(bare) is None
    assert who_does_what(bare) is None


def test_activities_without_dates_are_named():
    plan = many(3)
    plan = replace(plan, activities=(*plan.activities, Activity("x", "o1", "زيارة بلا موعد", starts_on=TODAY)))
    with use_language("en"):
        drawn = timeline(plan, {}, (), TODAY)
    assert drawn is not None
    assert "زيارة بلا موعد" in drawn.description
    assert "زيارة بلا موعد" not in labels(drawn)
    assert drawn.table_rows[3][:2] == ("4. زيارة بلا موعد", "14 July 2026")


def test_late_is_what_is_not_finished_after_its_day():
    activity = COMPLETE.activities[0]
    assert days_late(activity, None, date(2026, 7, 10)) == 10
    assert days_late(activity, 99, date(2026, 7, 10)) == 10
    assert days_late(activity, 100, date(2026, 7, 10)) == 0
    assert days_late(activity, None, date(2026, 6, 30)) == 0
    with use_language("en"):
        drawn = timeline(COMPLETE, {}, {"a1"}, date(2026, 7, 10))
    assert drawn is not None
    assert drawn.table_rows[0][3:] == ("", "10", "not released")
    assert "1 is late. 1 starts soon without released money." in drawn.description


@pytest.mark.parametrize("today", [date(2000, 1, 1), date(2026, 7, 1), date(2200, 1, 1)])
@pytest.mark.parametrize(("first", "last"), [(1, 1), (1, 20), (1, 100), (1, 20_000)])
def test_any_period_has_an_axis(today, first, last):
    begins, ends = date(2026, 1, first), date(2026, 1, 1) + timedelta(days=last - 1)
    activity = replace(COMPLETE.activities[0], starts_on=begins, due_on=ends)
    with use_language("en"):
        drawn = timeline(replace(COMPLETE, activities=(activity,), starts_on=begins, ends_on=ends), {}, (), today)
    assert drawn is not None
    root = ElementTree.fromstring(drawn.svg)
    ticks = [text for text in root.iter(f"{SVG}text") if text.get("y") == "30"]
    assert 1 <= len(ticks) <= 8
    for box in root.iter(f"{SVG}rect"):
        assert -0.1 <= float(box.get("x", "0")) <= 720


def test_a_square_of_the_matrix_counts_what_it_cannot_hold():
    risks = tuple(replace(COMPLETE.risks[0], key=f"r{n}", residual_likelihood=None) for n in range(12))
    with use_language("en"):
        drawn = risk_matrix(replace(COMPLETE, risks=risks))
    assert drawn is not None
    assert "+7" in labels(drawn)
    assert len(drawn.table_rows) == 12
    assert drawn.table_rows[0] == ("1. لا تصرف الأموال", "4", "4", "16 critical", "—")
    assert "Of 12 risks it is not said" in drawn.description


def test_letters_and_talks_are_counted_together():
    plan = many(11)
    with use_language("en"):
        drawn = approach_mix(plan)
    assert drawn is not None
    assert drawn.description.startswith("Letters and one-to-one talks: 2 of 11 activities (18%).")


def test_money_is_added_up_for_each_source_with_its_longest_delay():
    lines = (
        BudgetLine("b1", "a1", "نقل", 600_000_000, BudgetSource.FEDERAL),
        BudgetLine("b2", "a1", "كشف", 400_000_000, BudgetSource.FEDERAL),
        BudgetLine("b3", "a1", "طبع", 5_000_000, BudgetSource.UN),
    )
    plan = replace(COMPLETE, budget=lines)
    came = {"b1": LineMoney(600_000_000, 500_000_000, 200_000_000, 50_000_000), "b2": LineMoney(400_000_000)}
    movements = [MoneyMovement("b1", MoneyKind.RELEASED, 200_000_000, date(2026, 8, 17))]
    with use_language("en"):
        drawn = money_flow(plan, came, release_delays(plan, movements, date(2026, 7, 1)))
    assert drawn is not None
    federal, un = drawn.table_rows
    assert federal[:5] == ("Federal budget", "1,000,000,000 IQD", "500,000,000 IQD", "200,000,000 IQD", "50,000,000 IQD")
    assert (
        federal[5]
        == "The last line to get its first release: 17 August 2026; 228 days after 1 January; 197 days after the activity's start"
    )
    assert un[1:] == (
        "5,000,000 IQD",
        "0 IQD",
        "0 IQD",
        "0 IQD",
        "A line still waits for its first release; 181 days after 1 January; 150 days after the activity's start",
    )
    assert "billion dinars" in labels(drawn)
    assert "Lines without any release: United Nations." in drawn.description
    root = ElementTree.fromstring(drawn.svg)
    bars = [float(box.get("width", "0")) for box in root.iter(f"{SVG}rect") if box.get("height") == "10"]
    assert bars == [pytest.approx(250 * share, abs=0.06) for share in (1, 0.5, 0.2, 0.05, 0.005)]


def test_money_of_which_no_amount_is_known_has_no_picture():
    plan = replace(COMPLETE, budget=(BudgetLine("b1", "a1", "x", 0, BudgetSource.NGO),))
    with use_language("en"):
        assert money_flow(plan, {}, {}) is None


@pytest.mark.parametrize("amount", [1, 3, 9, 10, 99, 100, 12_345, 999_999, 1_000_000, 94_000_000_000, 10**15])
def test_any_amount_has_an_axis_from_zero(amount):
    plan = replace(COMPLETE, budget=(BudgetLine("b1", "a1", "x", amount, BudgetSource.NGO),))
    with use_language("en"):
        drawn = money_flow(plan, {}, {})
    assert drawn is not None
    root = ElementTree.fromstring(drawn.svg)
    ticks = ["".join(text.itertext())[1:-1] for text in root.iter(f"{SVG}text") if text.get("fill") and text.get("text-anchor") == "middle"]
    assert 1 <= len(ticks) <= 4
    assert all(0 <= float(box.get("width", "0")) <= 250 for box in root.iter(f"{SVG}rect") if box.get("height") == "10")
