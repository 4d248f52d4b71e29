"""What the demonstration puts into a new installation."""

import re
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import func, select

from accounts.passwords import matches
from app.demo import PeopleThere, load
from committees.models import Meeting, Minutes, Rhythm
from core import installation
from core.audit import AuditEntry
from core.clock import local_day
from core.database import Base, Database
from followup.models import FollowUpTeam, Issue, TeamMember
from indicators.models import Indicator
from indicators.rules import refusals
from people.models import Person, RoleGrant
from people.terms import Role
from plans.documents import as_seen
from plans.models import ActivityProgress, Lesson, Plan, PlanVersion, Receipt, Review
from plans.queries import money_of
from plans.rules import funding_gaps, gaps, residual_score, score
from plans.terms import Step
from tests.demo.conftest import NOW, Loaded

PLANS = ("Sinjar", "Yathrib", "Imam Wais", "Iskandaria")
FIRST = ("hq_planner", "branch_officer", "focal_point", "monitor", "committee_chair", "committee_member", "senior_reader", "administrator")


def test_one_person_for_each_role_stands_first(demo: Loaded) -> None:
    roles = [each["role"] for each in demo.sign_ins]
    assert tuple(roles[: len(FIRST)]) == FIRST
    assert set(roles) == {role.value for role in Role}
    assert [each["email"].split("@")[0] for each in demo.sign_ins[:4]] == ["salma", "karwan", "noor", "zainab"]


def test_everybody_is_invented_and_can_sign_in(demo: Loaded) -> None:
    with demo.database.read() as session:
        people = {each.email: each for each in session.scalars(select(Person))}
    assert set(people) == {each["email"] for each in demo.sign_ins}
    assert all(email.endswith("@tansiq.example") for email in people)
    assert all(len(each.name.split()) == 2 and re.search("[\u0600-\u06ff]", each.title) for each in people.values())
    for each in demo.sign_ins:
        assert re.fullmatch(r"[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){4}", each["password"])
    assert matches(people["salma@tansiq.example"].password_hash, demo.sign_ins[0]["password"])
    assert len({each["password"] for each in demo.sign_ins}) == len(demo.sign_ins)


def test_no_address_of_another_domain_stands_anywhere(demo: Loaded) -> None:
    with demo.database.read() as session:
        texts = [str(value) for table in Base.metadata.sorted_tables for row in session.execute(select(table)) for value in row]
    found = {match for text in texts for match in re.findall(r"[\w.+-]+@[\w.-]+\w", text)}
    assert found
    assert {each.split("@")[1] for each in found} == {"tansiq.example"}


def test_four_issues_and_five_teams(demo: Loaded) -> None:
    with demo.database.read() as session:
        issues = session.scalars(select(Issue)).all()
        assert {each.scope_id for each in issues} == {"branch-ninewa", "branch-salah-al-din", "branch-diyala", "branch-babil"}
        assert all(each.name_ar and each.name_en and each.name_ckb and each.feasibility and each.place_id for each in issues)
        assert all(each.families is None for each in issues)  # a number of houses is no number of families
        sinjar = next(each for each in issues if "Sinjar" in each.name_en)
        assert "81" in sinjar.feasibility
        assert session.scalar(select(func.count()).select_from(FollowUpTeam)) == 5
        with_members = select(func.count(func.distinct(TeamMember.team_id)))
        assert session.scalar(with_members) == 5


@pytest.mark.parametrize(
    ("name", "state", "parts"),
    [
        ("Sinjar", "draft", (3, 7, 4, 3)),
        ("Yathrib", "communicated", (3, 7, 4, 3)),
        ("Imam Wais", "returned", (2, 6, 2, 2)),
        ("Iskandaria", "submitted", (3, 7, 3, 2)),
    ],
)
def test_states_and_parts(demo: Loaded, name: str, state: str, parts: tuple[int, ...]) -> None:
    plan, document = demo.plan(name), demo.document(name)
    assert plan.state == state
    assert (len(document.objectives), len(document.activities), len(document.indicators), len(document.risks)) == parts
    assert plan.name_ar
    assert plan.name_ckb
    with demo.database.read() as session:
        money = money_of(session, plan.id)
    assert funding_gaps(document, money, local_day(NOW))
    assert any(each.released for each in money.values()) == (name != "Iskandaria")


def test_sinjar_misses_exactly_what_it_should(demo: Loaded) -> None:
    document = demo.document("Sinjar")
    found = [(gap.step, gap.reason, document.names.get(gap.about, ("", "", ""))[1]) for gap in gaps(document)]
    assert found == [
        (Step.RISKS, "risk_owner_id", ""),
        (Step.COMMUNICATION, "unreached", "Ministry of Finance"),
        (Step.COMMUNICATION, "unreached", "Reconstruction Fund for Areas Affected by Terrorist Operations"),
        (Step.REVIEW, "review_date", ""),
        (Step.REVIEW, "team", ""),
    ]


@pytest.mark.parametrize("name", PLANS[1:])
def test_the_others_miss_nothing(demo: Loaded, name: str) -> None:
    assert gaps(demo.document(name)) == ()


@pytest.mark.parametrize("name", PLANS)
def test_the_forms_would_take_it(demo: Loaded, name: str) -> None:
    plan = demo.document(name)
    days = [each.by_when for each in plan.objectives]
    days += [day for each in plan.activities for day in (each.starts_on, each.due_on) if day]
    days += [each.next_review_on for each in plan.risks if each.next_review_on] + ([plan.first_review_on] if plan.first_review_on else [])
    assert all(plan.starts_on <= day <= plan.ends_on for day in days)
    assert all(day.weekday() not in (4, 5) for day in [*days, plan.starts_on, plan.ends_on])
    assert plan.starts_on < local_day(NOW) < plan.ends_on <= local_day(NOW) + timedelta(days=366)
    assert all((residual_score(each) or 0) <= score(each) for each in plan.risks)
    assert [refusals(each.definition) for each in plan.indicators] == [()] * len(plan.indicators)


def test_who_received_yathrib_and_who_acknowledged(demo: Loaded) -> None:
    plan, document = demo.plan("Yathrib"), demo.document("Yathrib")
    with demo.database.read() as session:
        receipts = session.scalars(select(Receipt).where(Receipt.plan_id == plan.id)).all()
        reported = set(session.scalars(select(ActivityProgress.activity_key).where(ActivityProgress.plan_id == plan.id)))
    assert {each.organisation_id for each in receipts} == document.organisation_ids()
    acknowledged = {document.names[each.organisation_id][1] for each in receipts if each.acknowledged_at}
    assert acknowledged == {"Ministry of Finance", "Salah Al-Din Provincial Council", "MoMD Salah Al-Din branch"}
    assert len(reported) == 2


def test_yathrib_was_approved_by_somebody_else(demo: Loaded) -> None:
    plan = demo.plan("Yathrib")
    with demo.database.read() as session:
        versions = session.scalars(select(PlanVersion).where(PlanVersion.plan_id == plan.id).order_by(PlanVersion.number)).all()
        assert [each.decided_by for each in versions] == [demo.person_id("salma")] * 2
        assert [each.authors for each in versions] == [[demo.person_id("thamer")]] * 2
        assert versions[1].reason
        assert session.scalar(select(func.count()).select_from(Indicator).where(Indicator.in_force)) == 4


def test_imam_wais_came_back_with_reasons(demo: Loaded) -> None:
    with demo.database.read() as session:
        version = session.scalars(select(PlanVersion).where(PlanVersion.plan_id == demo.plan("Imam Wais").id)).one()
    assert version.state == "returned"
    assert len(version.return_reason.splitlines()) == 4


def test_history_is_spread_over_the_weeks_before_in_order(demo: Loaded) -> None:
    with demo.database.read() as session:
        for plan in session.scalars(select(Plan)):
            entries = select(AuditEntry.at).where(AuditEntry.subject_id == plan.id).order_by(AuditEntry.id)
            times = list(session.scalars(entries))
            assert times == sorted(times)
            assert times[-1] < NOW
            assert times[-1] - times[0] > timedelta(days=10)


def test_the_database_says_that_it_is_a_demonstration(demo: Loaded) -> None:
    with demo.database.read() as session:
        assert installation.get(session, installation.DEMO) == "2026-03-02"
        assert installation.get(session, "something else") is None


def test_it_is_loaded_once(demo: Loaded) -> None:
    assert len(demo.told) == 7
    with pytest.raises(PeopleThere):
        load(demo.database, NOW)
    with demo.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Person)) == len(demo.sign_ins)
        assert session.scalar(select(func.count()).select_from(RoleGrant)) == len(demo.sign_ins) + 5


_DAYS = select(Meeting.starts_at).join(Rhythm, Rhythm.committee_id == Meeting.committee_id)


@pytest.mark.parametrize("day", range(7))
def test_any_day_of_the_week(day: int, tmp_path: Path, bare_template: Callable[[], Path]) -> None:
    path = tmp_path / "tansiq.db"
    path.write_bytes(bare_template().read_bytes())
    database = Database(f"sqlite:///{path}")
    now = NOW + timedelta(days=5 * day, hours=15)  # each weekday, spread over a month; one in the morning of the next day in Baghdad
    loaded = Loaded(database, load(database, now), 0, [])
    assert [len(gaps(loaded.document(name))) for name in PLANS] == [5, 0, 0, 0]
    with database.read() as session:
        latest = session.scalar(select(func.max(AuditEntry.at)))
        closed = session.scalar(select(func.max(Minutes.closed_at)))
        met = {kind: sorted(session.scalars(_DAYS.where(Rhythm.kind == kind))) for kind in ("weeks", "month_day")}
    assert latest is not None
    assert latest < now
    assert closed is not None
    assert closed < now
    assert {later - earlier for earlier, later in pairwise(met["weeks"])} == {timedelta(days=14)}
    assert max(later - earlier for earlier, later in pairwise(met["month_day"])) < timedelta(days=36)
    assert all(days[0] < now < days[-1] for days in met.values())
    database.dispose()


def test_yathrib_was_reviewed_and_lessons_were_written_down(demo: Loaded) -> None:
    plan = demo.plan("Yathrib")
    with demo.database.read() as session:
        lessons = session.scalars(select(Lesson).where(Lesson.plan_id == plan.id)).all()
        looked_back = session.scalars(select(Review.looked_back).where(Review.plan_id == plan.id)).one()
    assert {each.kind for each in lessons} == {"lesson", "good_practice"}
    assert all(each.review_id and each.advice and each.approach for each in lessons)
    assert looked_back is not None
    back = as_seen(looked_back)
    assert back.held == 6
    silent = {back.names[each.organisation_id][1]: each.asked for each in back.silent}
    assert silent["Ministry of Finance"] == 2
    assert back.late
