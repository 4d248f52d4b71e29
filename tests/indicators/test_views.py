"""The pages of indicators: they work, a colleague elsewhere gets 404, a stranger signs in."""

import pytest
from sqlalchemy import select

from indicators.models import IndicatorDefinition
from indicators.queries import get_definition
from indicators.services import change_definition, copy_definition, create_indicator, put_in_force
from tests.followup.house import NOW, House
from tests.indicators.test_rules import FULL

VALUES = {name: getattr(FULL, name) for name in FULL.__slots__}


def made(house: House, scope_id: str = "branch-ninewa", in_force: bool = True, **values: object) -> str:
    with house.database.write() as session:
        row = create_indicator(session, scope_id, {**VALUES, **values}, NOW)
        if in_force:
            put_in_force(session, [row.indicator_id])
        return row.indicator_id


def test_the_page_shows_the_definition(house: House) -> None:
    text = house.at("karwan").get(f"/indicators/{made(house)}").text
    for words in (
        "Families housed",
        "IND-0001",
        "2,500 families",
        "31 December 2026",
        "0 families",
        "1 January 2026",
        "Every month",
        "Latest",
    ):
        assert words in text, words


def test_who_sees_what(house: House) -> None:
    valid, draft = made(house), made(house, in_force=False, name_en="A draft")
    for name in ("salma", "karwan", "dara", "zainab", "ali"):
        assert house.at(name).get(f"/indicators/{valid}").status_code == 200, name
    for name in ("hiwa", "noor"):
        assert house.at(name).get(f"/indicators/{valid}").status_code == 404, name
        assert "Families housed" not in house.at(name).get("/indicators").text, name
    for name, status in (("salma", 200), ("karwan", 200), ("dara", 404), ("zainab", 404), ("ali", 404), ("hiwa", 404)):
        assert house.at(name).get(f"/indicators/{draft}").status_code == status, name
        assert ("A draft" in house.at(name).get("/indicators").text) is (status == 200), name
    assert house.at("admin").get("/indicators").status_code == 403


@pytest.mark.parametrize("path", ["", "/something"])
def test_a_stranger_signs_in(house: House, path: str) -> None:
    answer = house.at("").get(f"/indicators{path}")
    assert answer.status_code == 302
    assert answer.location.startswith("/sign-in")
    assert house.at("salma").get("/indicators/something").status_code == 404


def test_old_targets_stay_with_the_reason(house: House) -> None:
    indicator_id = made(house)
    with house.database.write() as session:
        first = session.scalars(select(IndicatorDefinition.id)).one()
        definition = get_definition(session, first)
        assert definition is not None
        copy = copy_definition(session, definition, NOW)
        change_definition(session, copy.id, {"target": 2000.0, "target_reason": "The land is too small"})
    assert "The land is too small" not in house.at("salma").get(f"/indicators/{indicator_id}").text
    with house.database.write() as session:
        put_in_force(session, [indicator_id])
    text = house.at("salma").get(f"/indicators/{indicator_id}").text
    assert "2,000 families" in text
    assert text.index("Earlier definitions") < text.index("2,500 families")
    assert text.count("The land is too small") == 2


def test_filters_and_pages(house: House) -> None:
    for number in range(27):
        made(house, "branch-diyala" if number % 9 == 0 else "branch-ninewa", name_en=f"Measure {number}")
    salma = house.at("salma")
    assert "27 indicators" in salma.get("/indicators").text
    assert salma.get("/indicators").text.count('class="main"') == 25
    assert salma.get("/indicators?page=2").text.count('class="main"') == 2
    assert "3 indicators" in salma.get("/indicators?scope=IQG10").text
    assert "1 indicator" in salma.get("/indicators?q=IND-٠٠٢٧").text
    assert "Nothing fits" in salma.get("/indicators?kind=money").text
    assert "27 indicators" in salma.get("/indicators?kind=number").text


@pytest.mark.parametrize("query", ["page=-1", "page=x", "page=" + "9" * 400, "q=" + "x" * 5000, "kind=x&scope=y", "q=%00%ED%A0%80"])
def test_odd_addresses_never_fail(house: House, query: str) -> None:
    made(house)
    assert house.at("salma").get(f"/indicators?{query}").status_code == 200


def test_the_empty_list_leads_to_the_plans(house: House) -> None:
    text = house.at("karwan").get("/indicators").text
    assert "step 3 of a plan" in text
    assert 'href="/plans"' in text


def test_statements_do_not_grow(house: House) -> None:
    made(house)
    house.at("karwan").get("/indicators")
    counts = []
    for _ in range(2):
        house.at("karwan").get("/indicators")
        counts.append(len(house.statements))
        for _number in range(20):
            made(house)
    assert counts[0] == counts[1]


@pytest.mark.parametrize("language", ["ar", "ckb", "en"])
def test_pages_open_in_every_language(house: House, language: str) -> None:
    for path in ("", f"/{made(house)}"):
        answer = house.at("salma").get(f"/indicators{path}?language={language}")
        assert answer.status_code == 200
        assert f'lang="{language}"' in answer.text
