"""The reference tables of `people/reference`: what every row must hold before it is loaded."""

import csv
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

REFERENCE = Path(__file__).resolve().parents[2] / "people" / "reference"
TABLES = ("places", "scopes", "organisations")
COLUMNS = {
    "places": ["code", "kind", "parent", "name_ar", "name_en", "name_ckb"],
    "scopes": ["code", "parent", "kind", "place", "name_ar", "name_en", "name_ckb"],
    "organisations": ["code", "kind", "parent", "governorate", "name_ar", "name_en", "name_ckb", "abbreviation"],
}
# Which kinds a parent may have; "" stands for no parent.
PARENT_KINDS = {
    "places": {"governorate": {""}, "district": {"governorate"}, "subdistrict": {"district"}},
    "scopes": {"national": {""}, "governorate": {"national"}, "branch": {"governorate"}},
    "organisations": {
        "ministry": {""},
        "department": {"ministry"},
        "branch": {"ministry"},
        "directorate": {"ministry", "local_government"},
        "cabinet": {"", "cabinet"},
        "committee": {"", "committee"},
        "local_government": {"", "local_government"},
        "provincial_council": {"", "provincial_council"},
        "security": {"", "security"},
        "un": {"", "un"},
        "ingo": {""},
        "ngo": {""},
        "working_group": {""},
        "regional_government": {""},
        "fund": {""},
    },
}
KURDISTAN = {"IQG06", "IQG09", "IQG11", "IQG19"}
SORANI = set("ئابپتجچحخدرڕزژسشعغفڤقکگلڵمنوۆهەیێ ")
ARABIC = set("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي ()")

Row = dict[str, str]


def read(table: str) -> list[Row]:
    with (REFERENCE / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def of_kind(table: str, kind: str) -> list[Row]:
    return [row for row in read(table) if row["kind"] == kind]


@pytest.mark.parametrize("table", TABLES)
def test_columns_and_cells_are_whole_and_clean(table: str) -> None:
    rows = read(table)
    assert list(rows[0]) == COLUMNS[table]
    for row in rows:
        assert None not in row, row  # a cell too many
        for column, value in row.items():
            assert value is not None, (row["code"], column)  # a cell too few
            assert value == " ".join(value.split()), (row["code"], column)
            assert value == unicodedata.normalize("NFC", value), (row["code"], column)


@pytest.mark.parametrize("table", TABLES)
def test_codes_are_unique_and_plain(table: str) -> None:
    codes = [row["code"] for row in read(table)]
    assert [code for code, times in Counter(codes).items() if times > 1] == []
    assert all(code.isascii() and code.replace("-", "").isalnum() for code in codes)


@pytest.mark.parametrize("table", TABLES)
def test_parents_come_first_and_their_kind_fits(table: str) -> None:
    """A loader may write the rows in the order of the file."""
    seen = {"": ""}
    for row in read(table):
        assert row["parent"] in seen, row["code"]
        assert seen[row["parent"]] in PARENT_KINDS[table][row["kind"]], row["code"]
        seen[row["code"]] = row["kind"]


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_an_arabic_and_an_english_name(table: str) -> None:
    for row in read(table):
        assert row["name_en"], row["code"]
        assert row["name_en"].isascii(), row["code"]
        assert row["name_ar"], row["code"]
        assert set(row["name_ar"]) <= ARABIC, (row["code"], set(row["name_ar"]) - ARABIC)


@pytest.mark.parametrize("table", TABLES)
def test_kurdish_names_are_in_sorani_letters(table: str) -> None:
    """ی, ک and ە, never the Arabic ي, ك, or a final ه that stands for ە."""
    for row in read(table):
        name = row["name_ckb"]
        assert set(name) <= SORANI, (row["code"], set(name) - SORANI)
        assert not any(word.endswith("ه") for word in name.split()), row["code"]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("column", ["name_ar", "name_en", "name_ckb"])
def test_no_name_stands_twice_under_one_parent(table: str, column: str) -> None:
    names = Counter((row["parent"], row["kind"], row[column]) for row in read(table) if row[column])
    assert [name for name, times in names.items() if times > 1] == []


def test_kurdish_is_there_where_the_table_promises_it() -> None:
    """Sub-districts may lack it (the page then shows the Arabic); nothing else may."""
    assert [r["code"] for t in TABLES for r in read(t) if not r["name_ckb"] and r["kind"] != "subdistrict"] == []


def test_nineteen_governorates_and_their_districts() -> None:
    assert Counter(row["kind"] for row in read("places")) == {"governorate": 19, "district": 101, "subdistrict": 294}
    governorates = [row["code"] for row in of_kind("places", "governorate")]
    assert governorates == [f"IQG{number:02}" for number in range(1, 20)]
    assert {row["parent"] for row in of_kind("places", "district")} == set(governorates)


def test_p_codes_tell_the_parent_except_in_halabja() -> None:
    moved = {
        row["code"]: row["parent"] for row in read("places") if row["kind"] != "governorate" and not row["code"].startswith(row["parent"])
    }
    assert moved == {"IQG06Q05": "IQG19", "IQG06Q07": "IQG19"}


def test_scope_tree_has_one_country_nineteen_governorates_twenty_branches() -> None:
    assert Counter(row["kind"] for row in read("scopes")) == {"national": 1, "governorate": 19, "branch": 20}
    several = Counter(row["parent"] for row in of_kind("scopes", "branch"))
    assert {code for code, times in several.items() if times > 1} == {"IQG01", "IQG08", "IQG10", "IQG15"}


def test_scopes_point_to_places_inside_their_governorate() -> None:
    places = {row["code"]: row for row in read("places")}
    for row in of_kind("scopes", "governorate"):
        assert row["place"] == row["code"]
        assert all(row[name] == places[row["code"]][name] for name in ("name_ar", "name_en", "name_ckb"))
    for row in of_kind("scopes", "branch"):
        assert row["parent"] in (row["place"], places[row["place"]]["parent"]), row["code"]


def test_organisations_stand_in_known_governorates() -> None:
    known = {row["code"] for row in of_kind("places", "governorate")}
    assert {row["governorate"] for row in read("organisations")} == known | {""}


def test_every_branch_scope_is_also_an_organisation_of_the_ministry() -> None:
    scopes = {(row["code"].removeprefix("branch-").upper(), row["parent"]) for row in of_kind("scopes", "branch")}
    branches = of_kind("organisations", "branch")
    assert {(row["code"].removeprefix("MOMD-"), row["governorate"]) for row in branches} == scopes
    assert {row["parent"] for row in branches + of_kind("organisations", "department")} == {"MOMD"}


def test_each_governorate_has_its_office_and_the_federal_ones_a_council() -> None:
    governorates = {row["code"] for row in of_kind("places", "governorate")}
    offices = [row["governorate"] for row in read("organisations") if row["code"].startswith("GOV-")]
    councils = [row["governorate"] for row in read("organisations") if row["code"].startswith("PC-")]
    assert sorted(offices) == sorted(governorates)
    assert sorted(councils) == sorted(governorates - KURDISTAN)


def test_five_security_bodies_sit_in_salah_al_din() -> None:
    bodies = [row for row in of_kind("organisations", "security") if row["governorate"] == "IQG16"]
    assert {row["parent"] for row in bodies} == {"PMF", "ARMY", "POLICE", "FEDPOL", "SARAYA"}
    assert len(bodies) == 5
