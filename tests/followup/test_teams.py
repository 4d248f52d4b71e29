"""Follow-up teams in the administration."""

import pytest
from sqlalchemy import select

from core.audit import AuditEntry
from followup.models import FollowUpTeam
from followup.queries import get_team, team_choices, teams_with
from tests.followup.house import House

FORM = {"name_en": "Ninewa team", "scope_id": "IQG15", "member_ids": ["zainab", "karwan"], "active": "y", "form_key": "a", "version": "0"}


def team_of(house: House) -> FollowUpTeam:
    with house.database.read() as session:
        team = session.scalars(select(FollowUpTeam)).one()
        assert team.member_ids is not None
        return team


def test_a_team_is_set_up_and_changed(house: House) -> None:
    assert "no follow-up team yet" in house.at("salma").get("/admin/teams").text
    assert house.at("salma").post("/admin/teams/new", **FORM).status_code == 303
    team = team_of(house)
    assert team.member_ids == ("karwan", "zainab")
    assert "Ninewa team" in house.at("admin").get("/admin/teams").text
    page = house.at("salma").get(f"/admin/teams/{team.id}")
    assert "Karwan, Zainab" in page.text
    changed = {**FORM, "member_ids": ["zainab", "dara"], "version": "1", "form_key": "b"}
    assert house.at("admin").post(f"/admin/teams/{team.id}", **changed).status_code == 303
    assert team_of(house).member_ids == ("dara", "zainab")
    with house.database.read() as session:
        assert teams_with(session, "zainab") == [team.id]
        assert get_team(session, team.id) is not None
        last = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
        assert last is not None
        assert last.changes == [["members", ["Karwan", "Zainab"], ["Dara", "Zainab"]]]


def test_an_inactive_team_cannot_be_chosen(house: House) -> None:
    house.at("salma").post("/admin/teams/new", **FORM)
    house.at("salma").post(
        "/admin/teams/new", **{**{k: v for k, v in FORM.items() if k != "active"}, "name_en": "Old team", "form_key": "c"}
    )
    with house.database.read() as session:
        assert [name for _id, name in team_choices(session, {"IQG15", "IQ"})] == ["Ninewa team"]
        assert team_choices(session, {"IQG10"}) == []


def test_two_editors(house: House) -> None:
    house.at("salma").post("/admin/teams/new", **FORM)
    team = team_of(house)
    first = {**FORM, "version": "1", "form_key": "b", "name_en": "First name"}
    second = {**FORM, "version": "1", "form_key": "c", "name_en": "Second name"}
    assert house.at("salma").post(f"/admin/teams/{team.id}", **first).status_code == 303
    answer = house.at("admin").post(f"/admin/teams/{team.id}", **second)
    assert answer.status_code == 409
    assert "First name" in answer.text
    assert "Second name" in answer.text


@pytest.mark.parametrize("path", ["", "/new", "/something"])
def test_others_do_not_enter(house: House, path: str) -> None:
    assert house.at("").get(f"/admin/teams{path}").status_code == 302
    for name in ("karwan", "noor", "dara"):
        assert house.at(name).get(f"/admin/teams{path}").status_code == 403
    assert house.at("salma").get("/admin/teams/something").status_code == 404


@pytest.mark.parametrize(("field", "value"), [("name_en", ""), ("scope_id", "moon"), ("member_ids", ["nobody"]), ("name_en", "x" * 400)])
def test_bad_input(house: House, field: str, value: object) -> None:
    answer = house.at("salma").post("/admin/teams/new", **{**FORM, field: value})
    assert answer.status_code == 422
    assert "bad" in answer.text
