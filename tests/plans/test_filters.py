"""The list of plans is narrowed and ordered as asked, on both databases; what is odd in an address is ignored."""

from datetime import date, timedelta

import pytest

from core.clock import local_day
from core.languages import speak
from core.paging import whole
from followup.terms import Sector
from people.queries import read_directory
from plans import queries
from plans.queries import PlanFilters, PlanOrder
from plans.rules import funding_gaps
from plans.terms import Approach, PlanState
from tests import cast as build


@pytest.fixture
def plans(database, cast, clock):
    """A draft of Diyala, an approved and a communicated plan of Ninewa; the last answers an issue on housing."""
    with database.write() as session:
        issue = build.an_issue(session, cast, cast.karwan, clock())
        draft = build.a_complete_plan(
            session, cast, cast.dara, clock(), scope_id="IQG10", name_ar="ثانية", name_en="B", ends_on=date(2027, 1, 1)
        )
        approved = build.approved(session, cast, cast.karwan, clock(), name_ar="ثالثة", name_en="A", ends_on=date(2026, 10, 1))
        sent = build.communicated(session, cast, cast.karwan, clock(), issue_id=issue.id, theme="", name_ar="أولى", name_en="C")
        return {"draft": draft.id, "approved": approved.id, "sent": sent.id}


@pytest.fixture
def listed(database, cast, plans):
    """``listed(sector=…)``: the names of the plans that Salma finds, in their order."""
    known = {plan_id: name for name, plan_id in plans.items()}

    def asked(who="salma", **filters) -> list[str]:
        with database.read() as session:
            rows = list(whole(session, queries.plans_listed(getattr(cast, who), PlanFilters(**filters))))
            assert queries.plans_page(session, getattr(cast, who), PlanFilters(**filters), 1).rows == rows
        return [known[row.id] for row in rows]

    return asked


def test_each_filter_narrows(listed, cast, clock):
    today = local_day(clock())
    assert set(listed()) == {"draft", "approved", "sent"}
    assert listed(state=PlanState.COMMUNICATED) == ["sent"]
    assert set(listed(scope_ids=cast.directory.subtree("IQG15"))) == {"approved", "sent"}
    assert listed(sector=Sector.HOUSING) == ["sent"]
    assert listed(sector=Sector.EDUCATION) == []
    assert listed(owner_id="dara") == ["draft"]
    assert set(listed(approach=Approach.PERIODICAL_MEETING)) == {"draft", "approved", "sent"}
    assert listed(approach=Approach.SURVEY) == []
    assert set(listed("rana", approach=Approach.PERIODICAL_MEETING)) == {"approved", "sent"}
    assert listed(overdue_on=today) == []
    assert set(listed(overdue_on=date(2026, 7, 1))) == {"approved", "sent"}
    assert set(listed(gap_on=today)) == {"approved", "sent"}
    assert listed(gap_on=date(2027, 1, 1)) == []


def test_all_filters_at_once(listed, cast, clock):
    found = listed(
        words="سنجار",
        state=PlanState.COMMUNICATED,
        scope_ids=cast.directory.subtree("IQG15"),
        sector=Sector.HOUSING,
        owner_id="karwan",
        approach=Approach.PERIODICAL_MEETING,
        overdue_on=date(2026, 7, 1),
        gap_on=local_day(clock()),
        order=PlanOrder.ENDS,
    )
    assert found == ["sent"]


def test_gaps_are_those_that_the_plan_itself_shows(database, cast, plans, listed):
    first = date(2025, 11, 1)
    for days in range(0, 420, 7):
        day = first + timedelta(days=days)
        with database.read() as session:
            directory = read_directory(session)
            lacking = set()
            for name in ("approved", "sent"):
                document = queries.document_of(session, directory, queries.get_version(session, plans[name], 1))
                if funding_gaps(document, queries.money_of(session, plans[name]), day):
                    lacking.add(name)
        assert set(listed(gap_on=day)) == lacking, day


def test_orders(listed):
    assert listed(order=PlanOrder.ENDS) == ["approved", "sent", "draft"]
    assert listed(order=PlanOrder.ENDS_BACK) == ["draft", "sent", "approved"]
    speak("en")
    assert listed(order=PlanOrder.NAME) == ["approved", "draft", "sent"]
    assert listed(order=PlanOrder.NAME_BACK) == ["sent", "draft", "approved"]
    speak("ar")
    assert listed(order=PlanOrder.NAME) == ["sent", "approved", "draft"]


def test_the_page_says_what_is_chosen_and_how_it_stands(plans, sign_in):
    browser = sign_in("salma", language="en")
    text = browser.get("/plans?scope=IQG15&sector=housing&gap=yes&sort=-ends").text
    assert 'aria-sort="descending"' in text
    assert '<details class="further" open>' in text
    for without in ("/plans?sector=housing&amp;gap=yes&amp;sort=-ends", "/plans?scope=IQG15&amp;gap=yes&amp;sort=-ends"):
        assert f'href="{without}"' in text
    plain = browser.get("/plans").text
    assert "aria-sort" not in plain.split("<main")[1]
    assert "/plans?sort=name" in plain


@pytest.mark.parametrize(
    "query",
    [
        "owner=nobody&sector=x&approach=y&overdue=maybe&gap=1&sort=secret&state=%00&scope=' OR 1=1",
        "page=1000000000",
        "page=-1&page=2",
        "&".join(f"f{number}=x" for number in range(200)),
        "&".join(f"state=s{number}" for number in range(200)),
        "q=%ED%A0%80%00",
        "q=" + "%D8%B3" * 20_000,
    ],
)
def test_odd_addresses_change_nothing(plans, sign_in, query):
    text = sign_in("salma").get(f"/plans?{query}").text
    assert text.count('class="main"') == (0 if query.startswith("q=") else 3)


def test_a_list_takes_six_statements_with_every_filter_on(plans, sign_in, statements):
    everything = "q=x&scope=IQG15&state=communicated&sector=housing&owner=karwan&approach=survey&overdue=yes&gap=yes&sort=name"
    for name in ("salma", "karwan", "noor"):
        browser = sign_in(name)
        for address in (f"/plans?{everything}", "/issues?q=x&severity=high&sort=name", "/indicators?q=x&state=in_force&sort=code"):
            browser.get(address)
            with statements() as seen:
                browser.get(address)
            assert len(seen) <= 6, (address, "\n".join(seen))
