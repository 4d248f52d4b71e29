"""The pages of issues: they work, a colleague elsewhere gets 404, a stranger signs in, bad input is told beside the field."""

import re
from typing import Any

import pytest
from sqlalchemy import func, select

from core.audit import AuditEntry
from core.paging import page_of
from core.saving import Refused
from core.slots import fill
from followup import services
from followup.models import Issue
from followup.queries import IssueFilters, issue_choices, issues_listed
from followup.terms import MomdPart, SaveIssue, Sector, Severity
from people.terms import Permission
from tests.followup.house import NOW, House

SINJAR = SaveIssue(
    name_ar="السكن واطئ الكلفة في سنجار ٢٥٠٠ دار",
    name_en="Low-cost housing in Sinjar",
    scope_id="branch-ninewa",
    place_id="IQG15Q07",
    sector=Sector.HOUSING,
    severity=Severity.HIGH,
    mandate_id="moh",
    momd_part=MomdPart.ADVOCATES,
    description="50 acres for 2,500 houses are too few.",
    feasibility="Families live in open areas.",
    families=2500,
)
FORM = {
    "name_en": "Schools of Imam Wais",
    "scope_id": "branch-ninewa",
    "sector": "education",
    "severity": "high",
    "mandate_id": "moe",
    "momd_part": "advocates",
    "description": "Schools are destroyed.",
    "families": "٣٬٠٠٠",
    "since": "1/6/2014",
    "form_key": "a",
    "version": "0",
}


def registered(house: House, name: str = "salma", **changes: Any) -> str:
    values = {each: getattr(SINJAR, each) for each in SINJAR.__slots__}
    with house.database.write() as session:
        return services.register_issue(session, house.actor(name), SaveIssue(**{**values, **changes}), NOW).id


def stored(house: House, issue_id: str) -> Issue:
    with house.database.read() as session:
        return session.scalars(select(Issue).where(Issue.id == issue_id)).one()


def count(house: House) -> int:
    with house.database.read() as session:
        return session.scalar(select(func.count()).select_from(Issue)) or 0


def test_an_officer_reports_an_issue(house: House) -> None:
    answer = house.at("karwan").post("/issues/new", **FORM)
    assert answer.status_code == 303, answer.text
    shown = house.at("karwan").get(answer.location)
    assert shown.status_code == 200
    for text in ("Schools of Imam Wais", "Ministry of Education", "3,000", "1 June 2014", "Issue reported", "Education"):
        assert text in shown.text
    assert house.at("karwan").get("/issues").text.count("Schools of Imam Wais") == 1


def test_sent_twice_counts_once(house: House) -> None:
    answers = [house.at("karwan").post("/issues/new", **FORM) for _ in range(3)]
    assert {each.location for each in answers} == {answers[0].location}
    assert count(house) == 1


def test_who_sees_what(house: House) -> None:
    issue_id = registered(house)
    for name in ("salma", "karwan", "dara", "zainab", "ali"):
        assert house.at(name).get(f"/issues/{issue_id}").status_code == 200, name
        assert SINJAR.name_en in house.at(name).get("/issues").text, name
    for name in ("hiwa", "noor"):
        assert house.at(name).get(f"/issues/{issue_id}").status_code == 404, name
        assert house.at(name).get(f"/issues/{issue_id}/history").status_code == 404, name
        assert SINJAR.name_en not in house.at(name).get("/issues").text, name
    assert house.at("admin").get("/issues").status_code == 403


@pytest.mark.parametrize("path", ["", "/new", "/{id}", "/{id}/edit", "/{id}/history"])
def test_a_stranger_signs_in(house: House, path: str) -> None:
    answer = house.at("").get("/issues" + path.format(id=registered(house)))
    assert answer.status_code == 302
    assert answer.location.startswith("/sign-in")


def test_only_writers_of_the_scope_edit(house: House) -> None:
    issue_id = registered(house)
    for name, status in (("salma", 200), ("karwan", 200), ("hiwa", 404), ("dara", 403), ("ali", 403)):
        assert house.at(name).get(f"/issues/{issue_id}/edit").status_code == status, name
        expected = 303 if status == 200 else status
        answer = house.at(name).post(
            f"/issues/{issue_id}/edit", **{**FORM, "form_key": name, "version": str(stored(house, issue_id).version)}
        )
        assert answer.status_code == expected, (name, answer.text)


def test_others_scopes_are_refused_beside_the_field(house: House) -> None:
    answer = house.at("karwan").post("/issues/new", **{**FORM, "scope_id": "branch-diyala"})
    assert answer.status_code == 422
    assert "Choose one from the list." in answer.text
    assert "Schools are destroyed." in answer.text
    assert count(house) == 0


def test_a_case_between_branches_belongs_to_both(house: House) -> None:
    issue_id = registered(house, shares=("branch-diyala", "branch-ninewa"))
    assert stored_shares(house, issue_id) == ("branch-diyala",)
    assert house.at("hiwa").get(f"/issues/{issue_id}").status_code == 200
    form = house.at("hiwa").get(f"/issues/{issue_id}/edit")
    assert 'name="scope_id"' not in form.text
    assert 'name="shares"' not in form.text
    answer = house.at("hiwa").post(f"/issues/{issue_id}/edit", **{**FORM, "scope_id": "branch-diyala", "version": "1"})
    assert answer.status_code == 303, answer.text
    assert stored(house, issue_id).scope_id == "branch-ninewa"
    assert stored_shares(house, issue_id) == ("branch-diyala",)
    assert stored(house, issue_id).name_en == "Schools of Imam Wais"


def stored_shares(house: House, issue_id: str) -> tuple[str, ...]:
    with house.database.read() as session:
        return session.scalars(select(Issue).where(Issue.id == issue_id)).one().share_ids


def test_moving_and_sharing_is_refused_to_the_sharer(house: House) -> None:
    issue_id = registered(house, shares=("branch-diyala",))
    values = {each: getattr(SINJAR, each) for each in SINJAR.__slots__}
    for changes in ({"scope_id": "branch-diyala"}, {"shares": ()}):
        command = SaveIssue(**{**values, "shares": ("branch-diyala",), **changes})
        with pytest.raises(Refused), house.database.write() as session:
            services.change_issue(session, house.actor("hiwa"), issue_id, command, 1, NOW)
    assert stored(house, issue_id).version == 1


def test_the_second_editor_sees_both_texts(house: House) -> None:
    issue_id = registered(house)
    first = house.at("karwan").post(f"/issues/{issue_id}/edit", **{**FORM, "version": "1", "description": "The first text"})
    assert first.status_code == 303
    second = house.at("salma").post(f"/issues/{issue_id}/edit", **{**FORM, "version": "1", "description": "The second text"})
    assert second.status_code == 409
    assert "The first text" in second.text
    assert "The second text" in second.text
    assert "Karwan" in second.text.partition("conflict")[2][:600], "it says who saved"
    choice = {**FORM, "version": "2", "form_key": "b", "description": "The second text", "keep-description": "theirs"}
    assert house.at("salma").post(f"/issues/{issue_id}/edit", **choice).status_code == 303
    assert stored(house, issue_id).description == "The first text"
    assert stored(house, issue_id).version == 3


def test_two_people_with_the_same_text_are_both_saved(house: House) -> None:
    issue_id = registered(house)
    for name in ("karwan", "salma"):
        sent = {**FORM, "version": "1", "description": "The same text"}
        assert house.at(name).post(f"/issues/{issue_id}/edit", **sent).status_code == 303
    assert stored(house, issue_id).description == "The same text"


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("description", "", "Fill this in."),
        ("description", "x" * 5001, "At most"),
        ("name_en", "", "at least one language"),
        ("name_en", "x" * 201, "At most"),
        ("families", "many", "whole number"),
        ("families", "1.5", "whole number"),
        ("families", "-3", "Between"),
        ("families", "9" * 400, "too long"),
        ("since", "31/2/2020", "does not exist"),
        ("since", "16/3/2026", "lies in the future"),
        ("since", "yesterday", "day/month/year"),
        ("sector", "moon", "Choose one"),
        ("severity", "5", "Choose one"),
        ("mandate_id", "nobody", "Choose one"),
        ("place_id", "IQG99", "Choose one"),
        ("momd_part", "", "Fill this in."),
        ("shares", "nowhere", "Choose from the list"),
    ],
)
def test_bad_input_is_told_and_kept(house: House, field: str, value: str, message: str) -> None:
    answer = house.at("karwan").post("/issues/new", **{**FORM, field: value})
    assert answer.status_code == 422
    assert message in answer.text
    assert re.search(r'aria-invalid="true"|class="field bad"', answer.text)
    assert count(house) == 0


def test_unknown_fields_and_ids(house: House) -> None:
    issue_id = registered(house)
    answer = house.at("karwan").post(
        f"/issues/{issue_id}/edit", **{**FORM, "version": "1", "state": "closed", "created_by": "hiwa", "id": "x"}
    )
    assert answer.status_code == 303
    issue = stored(house, issue_id)
    assert (issue.state, issue.created_by) == ("reported", "salma")
    for bad in ("nothing", "%E2%80%AE", "x" * 300):
        assert house.at("karwan").get(f"/issues/{bad}").status_code == 404


def test_history_says_old_and_new_in_the_readers_words(house: House) -> None:
    issue_id = registered(house)
    house.at("karwan").post(f"/issues/{issue_id}/edit", **{**FORM, "version": "1"})
    text = house.at("karwan").get(f"/issues/{issue_id}").text
    for words in ("Issue changed", "Karwan", "Housing", "Education", "Ministry of Construction", "2,500", "Families concerned"):
        assert words in text
    with house.database.read() as session:
        entries = session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [(each.verb, each.actor_id) for each in entries] == [("registered", "salma"), ("changed", "karwan")]
    assert "severity" not in {name for name, _old, _new in entries[1].changes}


def test_the_whole_history_is_paged(house: House) -> None:
    issue_id = registered(house)
    for number in range(2, 15):
        values = {each: getattr(SINJAR, each) for each in SINJAR.__slots__}
        with house.database.write() as session:
            services.change_issue(session, house.actor("karwan"), issue_id, SaveIssue(**{**values, "families": number}), number - 1, NOW)
    assert f"/issues/{issue_id}/history" in house.at("karwan").get(f"/issues/{issue_id}").text
    assert house.at("karwan").get(f"/issues/{issue_id}/history").text.count("Issue changed") == 13
    assert house.at("karwan").get(f"/issues/{issue_id}/history?before=3").text.count("Issue changed") == 1
    assert house.at("karwan").get(f"/issues/{issue_id}/history?before=x").status_code == 200


def test_filters_and_pages(house: House) -> None:
    for number in range(30):
        registered(house, name_en=f"Issue {number:02}", name_ar="", scope_id="branch-diyala" if number % 3 == 0 else "branch-ninewa")
    registered(house)
    salma = house.at("salma")
    assert "31 issues" in salma.get("/issues").text
    assert salma.get("/issues").text.count('class="main"') == 25
    assert salma.get("/issues?page=2").text.count('class="main"') == 6
    assert salma.get("/issues?page=999999").text.count('class="main"') == 6
    assert "10 issues" in salma.get("/issues?scope=IQG10").text
    assert "1 issue" in salma.get("/issues?q=2500").text
    assert "1 issue" in salma.get("/issues?q=۲۵۰۰").text
    assert "Nothing fits" in salma.get("/issues?q=%25").text
    assert "Nothing fits" in salma.get("/issues?sector=education").text
    assert "31 issues" in salma.get("/issues?mandate=moh&state=reported&sector=housing").text
    text = salma.get("/issues?scope=IQG10&q=Issue").text
    assert 'href="/issues?q=Issue"' in text
    assert 'href="/issues?scope=IQG10"' in text


@pytest.mark.parametrize(
    "query", ["page=-1", "page=x", "page=" + "9" * 400, "q=" + "x" * 5000, "sector=x&scope=y&state=z&mandate=w", "q=%00%ED%A0%80"]
)
def test_odd_addresses_never_fail(house: House, query: str) -> None:
    registered(house)
    assert house.at("salma").get(f"/issues?{query}").status_code == 200


def test_empty_list_says_what_to_do(house: House) -> None:
    assert "Report an issue" in house.at("karwan").get("/issues").text
    assert "Report an issue" not in house.at("noor").get("/issues").text


def test_statements_do_not_grow(house: House) -> None:
    registered(house)
    house.at("salma").get("/issues")
    counts = []
    for _ in range(2):
        house.at("salma").get("/issues")
        counts.append(len([each for each in house.statements if not each.startswith(("BEGIN", "PRAGMA"))]))
        for _number in range(20):
            registered(house)
    assert counts[0] == counts[1]
    with house.database.read() as session:
        house.statements.clear()
        page_of(session, issues_listed(house.actor("karwan"), IssueFilters()), 1)
    assert len([each for each in house.statements if "issue" in each]) == 2


def test_plans_fill_their_place_on_the_page(house: House) -> None:
    def filler(issue: Issue) -> str:
        return f"<p>plans of {issue.id}</p>"

    fill(house.app, "issue.plans", filler)
    issue_id = registered(house)
    assert f"plans of {issue_id}" in house.at("karwan").get(f"/issues/{issue_id}").text


def test_choices_for_a_plan_stay_within_reach(house: House) -> None:
    ours, theirs = registered(house), registered(house, scope_id="branch-diyala", name_en="Other")
    both = registered(house, scope_id="branch-diyala", shares=("branch-ninewa",))
    with house.database.read() as session:
        found = {each[0] for each in issue_choices(session, house.actor("karwan").reach(Permission.PLAN_WRITE))}
        everything = {each[0] for each in issue_choices(session, house.actor("salma").reach(Permission.PLAN_WRITE))}
    assert found == {ours, both}
    assert everything == {ours, theirs, both}


@pytest.mark.parametrize("language", ["ar", "ckb", "en"])
def test_pages_open_in_every_language(house: House, language: str) -> None:
    issue_id = registered(house)
    for path in ("", "/new", f"/{issue_id}", f"/{issue_id}/edit", f"/{issue_id}/history"):
        answer = house.at("salma").get(f"/issues{path}?language={language}")
        assert answer.status_code == 200
        assert f'lang="{language}"' in answer.text
