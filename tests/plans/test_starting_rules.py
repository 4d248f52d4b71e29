"""What a plan is begun from, as values: the four templates pass the gates in three languages; an earlier plan carries what is open."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.terms import Definition
from people.reference_load import _rows
from plans import rules
from plans.reference import TEMPLATES
from plans.rules import starting
from plans.terms import PlanDocument, Risk, RiskCategory, Verdict
from plans.terms.starting import PLACE, TEMPLATE_FIELDS, Body, LocalBody, Locality, Shape, TemplatePart
from tests.plans.documents import COMPLETE

LANGUAGES = ("ar", "ckb", "en")
BARE = PlanDocument(
    plan_id="p",
    number=1,
    name_ar="خطة",
    name_en="",
    name_ckb="",
    scope_id="IQG10",
    issue_id="issue",
    theme="",
    starts_on=date(2026, 3, 1),
    ends_on=date(2026, 12, 31),
)
EVERYWHERE = Locality({each: each.value[1:] for each in LocalBody}, {"ar": "إمام ويس", "en": "Imam Wais", "ckb": "ئیمام وەیس"})
#: Kurdish has none of these letters, Arabic none of those.
FOREIGN = {"ckb": set("يكىة"), "ar": set("یکەگچپۆێڕڵ"), "en": set("ابتەۆ")}
WRITTEN = pytest.mark.parametrize("template", TEMPLATES, ids=lambda each: each.code)


def parts_of(template):
    return [TemplatePart(key, kind, values) for key, kind, values in template.parts]


def filled(template, language, locality=EVERYWHERE, plan=BARE):
    return starting.from_template(plan, parts_of(template), locality, language)


def texts_in(value):
    if isinstance(value, dict):
        return [value] if set(value) & set(LANGUAGES) else [text for each in value.values() for text in texts_in(each)]
    return []


@WRITTEN
@pytest.mark.parametrize("language", LANGUAGES)
def test_after_the_team_only_the_number_that_the_place_knows_is_missing(template, language):
    plan = replace(filled(template, language), team_id="team")
    assert [gap.reason for gap in rules.gaps(plan)] == ["indicator_target"]


@WRITTEN
def test_where_no_local_body_is_known_the_gates_ask_and_nothing_breaks(template):
    plan = filled(template, "ar", Locality())
    assert {gap.reason for gap in rules.gaps(plan)} <= {
        "responsible",
        "indicator_target",
        "indicator_reporter_id",
        "risk_owner_id",
        "team",
        "stakeholder_does",
        "unreached",
    }


@WRITTEN
def test_every_text_stands_in_each_language_with_its_own_letters(template):
    texts = [template.names, template.note, *(each for _key, _kind, values in template.parts for each in texts_in(values))]
    assert len(texts) > 35
    for each in texts:
        for code in LANGUAGES:
            assert each[code].strip() == each[code] != "", each
            assert not FOREIGN[code] & set(each[code]), each[code]


@WRITTEN
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_place_stands_in_the_texts(template, language):
    plan = filled(template, language)
    assert PLACE not in repr(plan)
    assert EVERYWHERE.place[language] in plan.goal


@WRITTEN
def test_a_template_is_written_by_its_fields(template):
    codes = {row["code"] for row in _rows("organisations")} | set(LocalBody)
    keys = Counter(key for key, _kind, _values in template.parts)
    assert keys.most_common(1)[0][1] == 1
    for key, kind, values in template.parts:
        fields = TEMPLATE_FIELDS[kind]
        assert set(values) == {each.name for each in fields}, key
        for each in fields:
            value = values[each.name]
            if each.required:
                assert value not in ("", None, {}, []), (key, each.name)
            if each.shape is Shape.BODY:
                assert value in codes
            if each.shape is Shape.SHARE:
                assert 0 <= value <= 100
            if each.shape is Shape.TEXT:
                assert all(len(text) <= each.most for text in value.values()), (key, each.name)
        if kind == "activities":
            assert values["starts_on"] <= values["due_on"]


@given(
    first=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    days=st.integers(0, 1200),
    share=st.floats(-1, 2, allow_nan=False),
    more=st.floats(0, 1, allow_nan=False),
)
def test_days_lie_in_the_period_in_their_order_and_on_working_days(first, days, share, more):
    last = first + timedelta(days=days)
    day, later = starting.day_of(share, first, last), starting.day_of(share + more, first, last)
    assert first <= day <= later <= last
    if days >= 3:
        assert day.weekday() not in (4, 5)


def body(id_, kind, parent="", place="IQG15", code=""):
    return Body(id_, kind, code, parent, place)


def test_the_bodies_of_a_governorate():
    known = [
        body("gov", "local_government"),
        body("sinjar", "local_government", "GOV-NI"),
        body("elsewhere", "local_government", place="IQG10"),
        body("council", "provincial_council", "PC"),
        body("edu", "directorate", "MOE"),
        body("roads", "directorate", "GOV-NI"),
        body("army", "security", code="ARMY", place=None),
        body("b1", "branch", "MOMD", code="MOMD-NINEWA"),
        body("b2", "branch", "MOMD", code="MOMD-HAMDANIYAH"),
    ]
    found = starting.local_bodies(known, "IQG15", "", None)
    assert found == {LocalBody.GOVERNOR: "gov", LocalBody.COUNCIL: "council", LocalBody.EDUCATION: "edu", LocalBody.ARMY: "army"}
    assert starting.local_bodies(known, "IQG15", "MOMD-HAMDANIYAH", None)[LocalBody.BRANCH] == "b2"
    assert starting.local_bodies(known, "IQG15", "MOMD-HAMDANIYAH", "b1")[LocalBody.BRANCH] == "b2"
    assert starting.local_bodies(known, "IQG15", "", "b1")[LocalBody.BRANCH] == "b1"
    assert starting.local_bodies(known, None, "", None) == {LocalBody.ARMY: "army"}


def test_named_bodies_are_those_a_template_needs():
    named = {each.code: starting.named_bodies(parts_of(each)) for each in TEMPLATES}
    assert named["schools"] == {LocalBody.BRANCH, LocalBody.GOVERNOR, LocalBody.COUNCIL, LocalBody.EDUCATION}
    assert LocalBody.ARMY in named["villages"]


def test_a_part_without_its_upper_one_and_a_stakeholder_twice_are_left_out():
    parts = [
        TemplatePart("s1", "stakeholders", {"organisation_id": "x", "part": "does"}),
        TemplatePart("s2", "stakeholders", {"organisation_id": "x", "part": "does"}),
        TemplatePart("s3", "stakeholders", {"organisation_id": "@army", "part": "does"}),
        TemplatePart("a1", "activities", {"objective_key": "gone", "title": {"ar": "نشاط"}}),
    ]
    plan = starting.from_template(BARE, parts, Locality(), "en")
    assert [each.key for each in plan.stakeholders] == ["s1"]
    assert plan.activities == ()


def test_a_plan_becomes_a_template_and_a_plan_again():
    parts = starting.as_template(COMPLETE, ("ar",))
    again = starting.from_template(replace(BARE, starts_on=COMPLETE.starts_on, ends_on=COMPLETE.ends_on), parts, Locality(), "en")
    assert again.goal == COMPLETE.goal
    assert [each.title for each in again.activities] == [each.title for each in COMPLETE.activities]
    assert again.stakeholders == COMPLETE.stakeholders
    assert again.lines == COMPLETE.lines
    assert abs((again.activities[0].due_on - COMPLETE.activities[0].due_on).days) <= 4
    assert rules.gaps(replace(again, team_id="team")) == ()


EARLIER = replace(
    COMPLETE,
    objectives=(*COMPLETE.objectives, replace(COMPLETE.objectives[0], key="o2"), replace(COMPLETE.objectives[0], key="o3")),
    activities=(
        *COMPLETE.activities,
        replace(COMPLETE.activities[0], key="a2", title="منجز"),
        replace(COMPLETE.activities[0], key="a3", objective_key="o2", title="أُسقط"),
    ),
    indicators=(*COMPLETE.indicators, replace(COMPLETE.indicators[0], key="i2", objective_key="o2")),
)


def test_an_earlier_plan_carries_what_is_open():
    plan = starting.from_earlier(BARE, EARLIER, {"a1": 40, "a2": 100}, {"a3": Verdict.DROP, "a1": Verdict.KEEP})
    assert [each.key for each in plan.activities] == ["a1"]
    assert [each.key for each in plan.objectives] == ["o1", "o3"]
    assert [each.key for each in plan.indicators] == ["i1"]
    assert plan.stakeholders == EARLIER.stakeholders
    assert plan.risks[0].event == EARLIER.risks[0].event
    assert plan.budget == ()
    assert (plan.name_ar, plan.starts_on, plan.ends_on, plan.issue_id) == (BARE.name_ar, BARE.starts_on, BARE.ends_on, BARE.issue_id)
    for day in (plan.activities[0].starts_on, plan.activities[0].due_on, plan.objectives[0].by_when, plan.first_review_on):
        assert BARE.starts_on <= day <= BARE.ends_on
    assert [gap.reason for gap in rules.gaps(plan)] == ["activity", "indicator", "indicator_baseline", "indicator_baseline_on"]


def test_a_dropped_objective_takes_its_activities_along():
    plan = starting.from_earlier(BARE, EARLIER, {}, {"o1": Verdict.DROP})
    assert {each.key for each in plan.objectives} == {"o2", "o3"}
    assert {each.objective_key for each in plan.activities} == {"o2"}


def test_the_longest_texts_of_a_plan_fit_when_they_come_back():
    long = replace(COMPLETE, risks=(Risk("r", RiskCategory.OTHER, "س" * 1000, "س", "س", 3, 3),), goal="غ" * 5000)
    parts = starting.as_template(long, ("ar",))
    assert len(starting.from_template(BARE, parts, Locality(), "ar").goal) == 5000


def test_an_indicator_that_ends_where_it_begins_has_no_date_of_target():
    one_day = replace(BARE, ends_on=BARE.starts_on)
    plan = filled(TEMPLATES[0], "en", plan=one_day)
    assert all(each.definition.target_on is None for each in plan.indicators)
    assert isinstance(plan.indicators[0].definition, Definition)
