"""The administration of organisations, places and branches."""

import pytest

from people.models import Organisation, Place, Scope
from tests.accounts.house import House

PAGES = ["/admin", "/admin/organisations", "/admin/organisations/new", "/admin/places", "/admin/places?governorate=IQG15"]
PAGES += [
    "/admin/places/new",
    "/admin/places/IQG15",
    "/admin/scopes",
    "/admin/scopes/new",
    "/admin/scopes/branch-ninewa",
    "/admin/scopes/IQ",
]
NEW = {
    "name_ar": "منظمة جديدة",
    "name_ckb": "",
    "name_en": "New body",
    "kind": "ngo",
    "abbreviation": "NB",
    "parent_id": "",
    "place_id": "IQG15",
}


@pytest.mark.parametrize("url", PAGES)
def test_only_administrators_enter(house: House, url):
    assert house.at("amal").get(url).status_code == 200
    assert house.at("salma").get(url).status_code == 403
    assert house.browser().get(url).status_code == 303


@pytest.mark.parametrize("url", ["/admin/organisations/x", "/admin/organisations/x/retire", "/admin/places/x", "/admin/scopes/x"])
def test_what_there_is_not(house: House, url):
    assert house.at("amal").get(url).status_code == 404
    assert house.at("amal").post(url, data={**NEW, "reason": "x"}).status_code == 404


def made(house: House, **changed: str) -> str:
    answer = house.at("amal").post("/admin/organisations/new", data={**NEW, **changed})
    assert answer.status_code == 303, answer.text
    return answer.location.rsplit("/", 1)[1]


def test_an_organisation_is_added_found_changed_retired_restored(house: House):
    body = made(house)
    admin = house.at("amal")
    assert "New body" in admin.get("/admin/organisations?q=new%20bo&kind=ngo").text
    assert "New body" in admin.get("/admin/people/new").text, "other processes and pages see it at once"
    assert admin.post(f"/admin/organisations/{body}", data={**NEW, "name_en": "Newer body", "version": "1"}).status_code == 303
    assert "Newer body" in admin.get("/admin/organisations?q=NB").text
    assert admin.post(f"/admin/organisations/{body}/retire", data={"reason": ""}).status_code == 422
    assert admin.post(f"/admin/organisations/{body}/retire", data={"reason": "closed down"}).status_code == 303
    assert "Newer body" not in admin.get("/admin/people/new").text
    assert admin.post(f"/admin/organisations/{body}/restore", data={"reason": "opened again"}).status_code == 303
    assert [entry.verb for entry in house.history("organisation", body)] == ["added", "changed", "retired", "restored"]
    text = admin.get(f"/admin/organisations/{body}").text
    for words in ("Organisation added", "National non-governmental organisation", "closed down", "Newer body"):
        assert words in text


def test_a_second_process_reads_the_change(house: House):
    made(house, name_en="Seen by both")
    house.app.extensions["tansiq_directory"].directory = None
    assert "Seen by both" in house.at("amal").get("/admin/organisations?q=Seen").text


def test_faults_stand_beside_the_fields(house: House):
    answer = house.at("amal").post("/admin/organisations/new", data={"kind": "kingdom", "abbreviation": "x" * 31, "name_en": "y" * 201})
    assert answer.status_code == 422
    assert "Choose one from the list" in answer.text
    assert "At most 30 characters" in answer.text
    assert "At most 200 characters" in answer.text
    answer = house.at("amal").post("/admin/organisations/new", data={"kind": "ngo"})
    assert "at least one language" in answer.text


def test_no_organisation_above_itself(house: House):
    top = made(house)
    middle = made(house, parent_id=top)
    bottom = made(house, parent_id=middle)
    admin = house.at("amal")
    for parent in (top, middle, bottom):
        answer = admin.post(f"/admin/organisations/{top}", data={**NEW, "parent_id": parent, "version": "1"})
        assert answer.status_code == 422
        assert "cannot belong to itself" in answer.text


@pytest.mark.parametrize(
    ("url", "table", "row", "more"),
    [
        ("/admin/organisations/{}", Organisation, None, {"kind": "ngo", "abbreviation": "NB", "place_id": "IQG15"}),
        ("/admin/places/{}", Place, "IQG15Q07", {}),
        ("/admin/scopes/{}", Scope, "branch-ninewa", {"place_id": "IQG15"}),
    ],
)
def test_two_editors_see_both_texts(house: House, url, table, row, more):
    row = row or made(house)
    url = url.format(row)
    one, other = house.at("amal"), house.at("basim")
    names = {"name_ar": "اسم", "name_ckb": "", "version": "1", **more}
    assert one.post(url, data={**names, "name_en": "Her text"}).status_code == 303
    answer = other.post(url, data={**names, "name_en": "His text"})
    assert answer.status_code == 409
    assert "Her text" in answer.text
    assert "His text" in answer.text
    with house.database.read() as session:
        assert session.get_one(table, row).name_en == "Her text"
    assert other.post(url, data={**names, "name_en": "His text", "version": "2"}).status_code == 303
    with house.database.read() as session:
        assert session.get_one(table, row).name_en == "His text"
        assert session.get_one(table, row).version == 3


def test_a_sub_district_is_added_below_a_district(house: House):
    admin = house.at("amal")
    names = {"name_ar": "ناحية", "name_en": "New nahia"}
    answer = admin.post("/admin/places/new", data={**names, "parent_id": "IQG15Q07", "code": "iqg15q07n99"})
    assert answer.location == "/admin/places/IQG15Q07N99"
    assert "New nahia" in admin.get("/admin/places?governorate=IQG15").text
    again = admin.post("/admin/places/new", data={**names, "parent_id": "IQG15Q07", "code": "IQG15Q07N99"})
    assert "has this code already" in again.text
    assert "begins with IQ" in admin.post("/admin/places/new", data={**names, "parent_id": "IQG15Q07", "code": "../x"}).text
    assert admin.post("/admin/places/new", data={**names, "parent_id": "IQG15Q07N99"}).status_code == 422
    own = admin.post("/admin/places/new", data={**names, "parent_id": "IQG15"})
    assert own.status_code == 303
    with house.database.read() as session:
        assert session.get_one(Place, own.location.rsplit("/", 1)[1]).kind == "district"


def test_a_branch_is_added_in_a_governorate(house: House):
    admin = house.at("amal")
    answer = admin.post("/admin/scopes/new", data={"name_ar": "فرع جديد", "name_en": "Third branch", "parent_id": "IQG15", "place_id": ""})
    assert answer.status_code == 303
    assert "Third branch" in admin.get("/admin/scopes").text
    assert admin.post("/admin/scopes/new", data={"name_en": "No", "parent_id": "branch-ninewa"}).status_code == 422
    with house.database.read() as session:
        branch = session.get_one(Scope, answer.location.rsplit("/", 1)[1])
        assert (branch.kind, branch.parent_id, branch.place_id) == ("branch", "IQG15", "IQG15")


def test_a_form_sent_twice_counts_once(house: House):
    admin = house.at("amal")
    answers = [admin.post("/admin/organisations/new", data={**NEW, "form_key": "one"}) for _ in range(3)]
    assert {answer.location for answer in answers} == {answers[0].location}
    assert sum(body.name_en == "New body" for body in house.all(Organisation)) == 1
