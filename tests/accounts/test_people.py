"""The administration of people."""

import pytest

from people.models import Person, RoleGrant
from tests.accounts.house import House, sign_in
from tests.accounts.test_links import PERSON, ROLE, invited

EDIT = {"name": "Karwan Ahmed", "email": "karwan@example.iq", "title": "Officer", "organisation_id": "", "language": "ar", "version": "1"}
PAGES = ["/admin/people", "/admin/people/new", "/admin/people/karwan", "/admin/people/karwan/history", "/admin/people/karwan/edit"]
PAGES += ["/admin/people/karwan/roles/new", "/admin/people/karwan/disable", "/admin/people/karwan/enable", "/admin/roles"]


@pytest.mark.parametrize("url", PAGES)
def test_only_administrators_enter(house: House, url):
    assert house.at("amal").get(url).status_code == 200
    assert house.at("salma").get(url).status_code == 403
    assert house.browser().get(url).status_code == 303


@pytest.mark.parametrize(
    "url", [url.replace("karwan", "nobody") for url in PAGES if "karwan" in url] + ["/admin/people/karwan/roles/none/end"]
)
def test_whom_there_is_not(house: House, url):
    assert house.at("amal").get(url).status_code == 404


def test_the_list_is_searched_and_filtered(house: House):
    invited(house)
    admin = house.at("amal")
    for query, there, absent in (
        ("", "Karwan", "zzz"),
        ("?q=dara", "Dara Aziz", "Salma"),
        ("?q=KARWAN@", "Karwan", "Salma"),
        ("?role=hq_planner", "Salma", "Karwan"),
        ("?state=invited", "Dara Aziz", "Karwan"),
        ("?state=disabled", "Nothing fits", "Karwan"),
        ("?q=100%25", "Nothing fits", "Karwan"),
        ("?role=xx&state=yy&organisation=zz&page=99999999999", "Karwan", "zz<"),
    ):
        text = admin.get(f"/admin/people{query}").text.split("</form>")[-1]
        assert there in text, query
        assert absent not in text, query


def test_twenty_five_a_page_with_the_same_number_of_statements(house: House):
    admin = house.at("amal")
    admin.get("/admin/people")
    house.statements.clear()
    admin.get("/admin/people")
    few = len(house.statements)
    with house.database.write() as session:
        for number in range(60):
            session.add(Person(id=f"p{number}", name=f"Person {number:02}", email=f"p{number}@example.iq", created_at=house.clock.at))
            session.flush()
            session.add(RoleGrant(person_id=f"p{number}", role="monitor", scope_id="IQG15", since=house.clock.at.date()))
    house.statements.clear()
    text = admin.get("/admin/people?page=2").text
    assert len(house.statements) == few + 1  # a list that goes on is counted
    assert text.count('class="main"') == 25


def test_inviting_with_faults_says_all_of_them_and_makes_nobody(house: House):
    admin = house.at("amal")
    answer = admin.post("/admin/people/new", data={"email": "no address", "language": "xx", "role": "emperor", "since": "31/2/2026"})
    assert answer.status_code == 422
    for words in ("Fill this in", "Write an e-mail address", "Choose one from the list", "does not exist in the calendar"):
        assert words in answer.text
    assert len(house.all(Person)) == 4


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"role": "administrator"}, "works for the whole country"),
        ({"role": "focal_point"}, "speaks for an organisation"),
        ({"scope_id": ""}, "works for a branch or a governorate"),
        ({"scope_id": "IQ"}, "works for a branch or a governorate"),
        ({"scope_id": "nowhere"}, "Choose one from the list"),
        ({"until": "14/3/2026"}, "would end before it begins"),
        ({"since": "1/1/2026", "until": "1/2/2026"}, "This day is over"),
        ({"email": "karwan@example.iq"}, "Another person has this e-mail address already"),
        ({"email": "KARWAN@EXAMPLE.IQ"}, "Another person has this e-mail address already"),
    ],
)
def test_what_does_not_fit_is_refused_beside_the_field(house: House, changed, words):
    answer = house.at("amal").post("/admin/people/new", data={**PERSON, **ROLE, **changed})
    assert answer.status_code == 422
    assert words in answer.text
    assert "Dara Aziz" in answer.text, "nothing typed is lost"
    assert len(house.all(Person)) == 4


def test_an_invitation_sent_twice_makes_one_person(house: House):
    admin = house.at("amal")
    data = {**PERSON, **ROLE, "form_key": "the-same-form"}
    assert admin.post("/admin/people/new", data=data).status_code == 200
    again = admin.post("/admin/people/new", data=data)
    assert again.status_code == 303
    assert len(house.all(Person)) == 5


def test_two_administrators_see_each_others_text(house: House):
    one, other = house.at("amal"), house.at("basim")
    assert one.post("/admin/people/karwan/edit", data={**EDIT, "title": "Director"}).status_code == 303
    answer = other.post("/admin/people/karwan/edit", data={**EDIT, "title": "Secretary"})
    assert answer.status_code == 409
    assert "Director" in answer.text
    assert "Secretary" in answer.text
    assert house.person("karwan").title == "Director"
    settled = other.post("/admin/people/karwan/edit", data={**EDIT, "title": "Secretary", "version": "2", "keep-title": "mine"})
    assert settled.status_code == 303
    assert house.person("karwan").title == "Secretary"
    assert [entry.verb for entry in house.history("person", "karwan")] == ["changed", "changed"]


def test_the_history_is_in_words(house: House):
    admin = house.at("amal")
    admin.post("/admin/people/karwan/edit", data={**EDIT, "title": "Director"})
    admin.post("/admin/people/karwan/roles/new", data={**ROLE, "role": "monitor"})
    text = admin.get("/admin/people/karwan").text
    assert "Person changed" in text
    assert "Role given" in text
    assert "Follow-up monitor" in text
    assert "Ninewa branch" in text
    assert "15 March 2026" in text


def test_a_role_begins_and_ends_and_the_person_signs_in_again(house: House):
    admin, browser = house.at("amal"), house.at("karwan")
    assert admin.post("/admin/people/karwan/roles/new", data={**ROLE, "role": "monitor"}).status_code == 303
    assert browser.get("/").status_code == 303
    assert sign_in(browser, "karwan").status_code == 303
    grant = next(each for each in house.all(RoleGrant) if each.role == "branch_officer")
    assert "ends now" in admin.get(f"/admin/people/karwan/roles/{grant.id}/end").text
    assert admin.post(f"/admin/people/karwan/roles/{grant.id}/end", data={"reason": "moved"}).status_code == 303
    assert browser.get("/").status_code == 303
    assert "plan_write" not in house.at("karwan").get("/").text
    assert admin.get(f"/admin/people/karwan/roles/{grant.id}/end").status_code == 404, "an ended role cannot end again"


def test_the_same_role_is_not_given_twice(house: House):
    answer = house.at("amal").post("/admin/people/karwan/roles/new", data=ROLE)
    assert answer.status_code == 422
    assert "holds this role there already" in answer.text


def test_a_focal_point_speaks_for_an_organisation(house: House):
    from people.models import Organisation

    ministry = next(each.id for each in house.all(Organisation) if each.code == "MOP")
    data = {**ROLE, "role": "focal_point", "scope_id": "", "for_organisation_id": ministry}
    assert house.at("amal").post("/admin/people/karwan/roles/new", data=data).status_code == 303
    assert "plan_acknowledge" in house.at("karwan").get("/").text


def test_nobody_shuts_himself_out(house: House):
    admin = house.at("amal")
    answer = admin.post("/admin/people/amal/disable", data={"reason": "tired"})
    assert answer.status_code == 422
    assert "You cannot disable yourself" in answer.text
    grant = next(each for each in house.all(RoleGrant) if each.person_id == "amal")
    answer = admin.post(f"/admin/people/amal/roles/{grant.id}/end", data={})
    assert answer.status_code == 422
    assert "your own last administrator role" in answer.text
    assert admin.get("/admin/people").status_code == 200


def test_an_administrator_can_shut_another_one_out(house: House):
    admin = house.at("amal")
    grant = next(each for each in house.all(RoleGrant) if each.person_id == "basim")
    assert admin.post(f"/admin/people/basim/roles/{grant.id}/end", data={}).status_code == 303
    assert admin.post("/admin/people/basim/disable", data={"reason": "left"}).status_code == 303
    assert admin.post("/admin/people/basim/enable", data={"reason": "is back"}).status_code == 303
    assert house.person("basim").disabled is False
    assert [entry.verb for entry in house.history("person", "basim")] == ["role_ended", "disabled", "enabled"]
    assert house.history("person", "basim")[1].reason == "left"


def test_disabling_wants_a_reason(house: House):
    answer = house.at("amal").post("/admin/people/karwan/disable", data={"reason": "  "})
    assert answer.status_code == 422
    assert house.person("karwan").disabled is False


def test_the_table_of_roles_is_printed_from_the_policy(house: House):
    text = house.at("amal").get("/admin/roles").text
    assert "Branch officer" in text
    assert "Approve plans or return them" in text
