"""What plans do with indicators: codes, definitions by number, in force, removal."""

import re
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import func, select
from werkzeug.datastructures import MultiDict

from core.saving import Stale
from indicators import rules
from indicators.forms import DefinitionForm
from indicators.labels import REFUSALS, baseline_text, target_text
from indicators.models import Indicator, IndicatorDefinition
from indicators.queries import definition_of, definitions_by_id, get_definition, values_of
from indicators.services import NoDefinition, change_definition, copy_definition, create_indicator, put_in_force, remove_definition
from indicators.terms import Definition, Direction, ValueKind
from tests.followup.house import NOW, House
from tests.indicators.test_rules import FULL

VALUES = {name: getattr(FULL, name) for name in FULL.__slots__}


def made(house: House, **values: object) -> str:
    with house.database.write() as session:
        return create_indicator(session, "branch-ninewa", {**VALUES, **values}, NOW).id


def row(house: House, definition_id: str) -> IndicatorDefinition:
    with house.database.read() as session:
        return definitions_by_id(session, [definition_id])[definition_id]


def test_codes_run_on(house: House) -> None:
    assert [row(house, made(house)).indicator.code for _ in range(3)] == ["IND-0001", "IND-0002", "IND-0003"]


def test_codes_are_unique_under_parallel_writers(house: House) -> None:
    threads = [Thread(target=lambda: [made(house) for _ in range(5)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with house.database.read() as session:
        assert session.scalar(select(func.count(Indicator.code.distinct()))) == 20


def test_a_definition_comes_back_as_it_was_given(house: House) -> None:
    assert definition_of(row(house, made(house))) == FULL


def test_half_a_definition_can_be_kept(house: House) -> None:
    with house.database.write() as session:
        definition_id = create_indicator(session, "IQG15", {"name_ar": "مؤشر", "target": None, "unknown": 1}, NOW).id
    assert definition_of(row(house, definition_id)) == Definition(name_ar="مؤشر")


def test_changing_says_old_and_new_and_counts_up(house: House) -> None:
    definition_id = made(house)
    with house.database.write() as session:
        changes = change_definition(session, definition_id, {"target": 3000.0, "kind": ValueKind.NUMBER, "unit": "families"}, 1)
    assert changes == {"target": (2500.0, 3000.0)}
    assert (row(house, definition_id).target, row(house, definition_id).version) == (3000.0, 2)
    with pytest.raises(Stale) as stale, house.database.write() as session:
        change_definition(session, definition_id, {"target": 1.0}, 1)
    assert stale.value.stored["target"] == 3000.0
    assert stale.value.version == 2


def test_a_revision_is_edited_beside_the_valid_definition(house: House) -> None:
    definition_id = made(house)
    indicator_id = row(house, definition_id).indicator_id
    with house.database.write() as session:
        put_in_force(session, [indicator_id])
    with house.database.write() as session:
        valid = get_definition(session, definition_id)
        assert valid is not None
        copy = copy_definition(session, valid, NOW)
        change_definition(session, copy.id, {"target": 2000.0, "target_reason": "The land is too small"})
        copy_id = copy.id
    assert (row(house, copy_id).number, row(house, copy_id).version) == (2, 2)
    assert row(house, copy_id).indicator.shown_number == 1
    assert row(house, definition_id).target == 2500.0
    with house.database.write() as session:
        put_in_force(session, [indicator_id])
    assert row(house, copy_id).indicator.shown_number == 2


def test_removing_takes_the_indicator_only_with_its_last_definition(house: House) -> None:
    definition_id = made(house)
    with house.database.write() as session:
        valid = get_definition(session, definition_id)
        assert valid is not None
        copy_id = copy_definition(session, valid, NOW).id
    with house.database.write() as session:
        remove_definition(session, copy_id)
    assert row(house, definition_id).indicator.code == "IND-0001"
    with house.database.write() as session:
        remove_definition(session, definition_id)
    with house.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Indicator)) == 0
    with pytest.raises(NoDefinition), house.database.write() as session:
        remove_definition(session, definition_id)
    with pytest.raises(NoDefinition), house.database.write() as session:
        change_definition(session, definition_id, {"unit": "x"})


def test_putting_nothing_in_force_changes_nothing(house: House) -> None:
    definition_id = made(house)
    with house.database.write() as session:
        put_in_force(session, [])
    assert not row(house, definition_id).indicator.in_force


FORM = {
    "name_ar": "عائلات حصلت على سكن",
    "kind": "percentage",
    "unit": "%",
    "direction": "up",
    "calculation": "latest",
    "over_places": "sum",
    "baseline": "٣٠",
    "baseline_denominator": "120",
    "baseline_on": "1/1/2026",
    "target": "۸۵٫۵",
    "target_on": "31/12/2026",
    "frequency": "monthly",
    "source": "Register",
    "reporter_id": "moe",
}


def checked(house: House, **changes: str) -> DefinitionForm:
    with house.app.test_request_context(headers={"X-Person": "salma"}):
        house.app.preprocess_request()
        form = DefinitionForm(MultiDict({**FORM, **changes}))
        form.validate()
        return form


def test_the_form_gives_a_definition(house: House) -> None:
    form = checked(house)
    assert not form.errors
    definition = form.command()
    assert (definition.kind, definition.baseline, definition.target) == (ValueKind.PERCENTAGE, 30.0, 85.5)
    assert {name: getattr(definition, name) for name in VALUES} == {name: form.values()[name] or "" for name in VALUES} | {
        "tolerance": None,
        "baseline_not_applicable": False,
    }


def test_the_form_may_be_half_filled(house: House) -> None:
    form = checked(house, **{name: "" for name in FORM if name not in ("name_ar", "kind", "direction", "over_places")})
    assert not form.errors


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name_ar", ""),
        ("kind", "moon"),
        ("kind", ""),
        ("direction", "keep"),
        ("baseline", "121"),
        ("baseline", "many"),
        ("baseline", "9" * 400),
        ("baseline", "-1"),
        ("baseline_denominator", "0"),
        ("target", "100.5"),
        ("target_on", "1/1/2026"),
        ("target_on", "32/1/2026"),
        ("unit", "x" * 101),
        ("source", "x" * 5001),
        ("reporter_id", "nobody"),
        ("frequency", "sometimes"),
        ("baseline_not_applicable", "y"),
    ],
)
def test_the_form_refuses_beside_a_field(house: House, field: str, value: str) -> None:
    form = checked(house, **{field: value})
    assert form.errors
    assert form.status == 422


def test_every_refusal_has_its_words() -> None:
    source = Path(rules.__file__).read_text(encoding="utf-8")
    reasons = set(re.findall(r'yield "\w+", "(\w+)"', source)) | {reason for _fits, reason in rules._VALUE_CHECKS.values()}
    assert len(reasons) > 10
    assert reasons == set(REFUSALS)


def test_values_in_words(house: House) -> None:
    with house.app.test_request_context("/?language=en"):
        house.app.preprocess_request()
        share = Definition(kind=ValueKind.PERCENTAGE, baseline=30.0, baseline_denominator=120.0, target=85.5)
        assert baseline_text(share) == "30 of 120 (25%)"
        assert target_text(share) == "85.5%"
        assert target_text(Definition(kind=ValueKind.MONEY, target=94e9)) == "94,000,000,000 IQD"
        assert target_text(Definition(kind=ValueKind.MILESTONE, target=1.0)) == "reached"
        assert target_text(Definition(kind=ValueKind.SCALE, target=4.0)) == "4 of 5"
        kept = Definition(unit="schools", direction=Direction.KEEP, target=20.0, tolerance=2.0, baseline_not_applicable=True)
        assert target_text(kept) == "20 schools, give or take 2"
        assert baseline_text(kept) == "not applicable"
        assert baseline_text(Definition()) == ""


def test_values_of_a_row_fill_the_form(house: House) -> None:
    assert values_of(row(house, made(house)))["frequency"] == "monthly"
