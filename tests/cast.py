"""The same people everywhere, and things built through the services as they would build them.

Salma plans in headquarters (Sami too: who wrote a plan does not approve it), Karwan is officer in Ninewa, Dara in Diyala, Zainab
monitors the whole country, Noor is focal point of the Ministry of Finance. For each role there is one whose scope holds Ninewa's
things and one whose scope does not.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.passwords import hashed
from core.clock import local_day
from followup.models import FollowUpTeam, Issue
from followup.services import register_issue, save_team
from followup.terms import MomdPart, SaveIssue, SaveTeam, Sector, Severity
from indicators.terms import Calculation, Definition, Direction, Frequency, OverPlaces, ValueKind
from people.models import Person, RoleGrant
from people.queries import Directory, actor_of, read_directory
from people.terms import Actor, Role
from plans import commands
from plans.models import BudgetRow, Plan, PlanVersion
from plans.services.communicating import communicate
from plans.services.deciding import approve, submit
from plans.services.editing import begin_plan, save_part, save_section
from plans.services.money import record_money
from plans.terms import (
    Approach,
    BudgetSource,
    Channel,
    Means,
    MoneyKind,
    Rhythm,
    RiskCategory,
    StakeholderPart,
)

PASSWORD = "seven brown goats on a hill"


@dataclass(frozen=True, slots=True)
class Figure:
    """A person of the cast: ``scope`` or ``organisation`` (its code) of the one role; ``id`` is the name."""

    id: str
    name: str
    role: Role | None
    scope: str | None = None
    organisation: str | None = None


PEOPLE: dict[str, Figure] = {
    each.id: each
    for each in (
        Figure("salma", "سلمى الكاظم", Role.HQ_PLANNER, "IQ"),
        Figure("sami", "سامي العاني", Role.HQ_PLANNER, "IQ"),
        Figure("karwan", "كاروان شنگالی", Role.BRANCH_OFFICER, "IQG15"),
        Figure("dara", "دارا جلال", Role.BRANCH_OFFICER, "IQG10"),
        Figure("zainab", "زينب الهاشمي", Role.MONITOR, "IQ"),
        Figure("ziad", "زياد خليل", Role.MONITOR, "IQG10"),
        Figure("noor", "نور السعدي", Role.FOCAL_POINT, None, "MOF"),
        Figure("nabil", "نبيل عزيز", Role.FOCAL_POINT, None, "GOV-DI"),
        Figure("hadi", "هادي الجبوري", Role.COMMITTEE_CHAIR, "IQG15"),
        Figure("huda", "هدى يونس", Role.COMMITTEE_MEMBER, "IQG15"),
        Figure("jalal", "جلال كريم", Role.COMMITTEE_CHAIR, "IQG10"),
        Figure("jinan", "جنان حسن", Role.COMMITTEE_MEMBER, "IQG10"),
        Figure("rana", "رنا الحيدري", Role.SENIOR_READER, "IQ"),
        Figure("rafid", "رافد نجم", Role.SENIOR_READER, "IQG10"),
        Figure("amal", "أمل ناصر", Role.ADMINISTRATOR, "IQ"),
        Figure("basim", "باسم عواد", Role.ADMINISTRATOR, "IQ"),
        Figure("wisam", "وسام بلا دور", None),
    )
}


@cache
def _kept() -> str:
    return hashed(PASSWORD)


def email_of(name: str) -> str:
    """The address with which a person of the cast signs in."""
    return f"{name}@tansiq.example"


def create_people(session: Session, now: datetime) -> None:
    """Puts the cast into a database that holds the reference data; all have the same password."""
    codes = read_directory(session).organisations_by_code
    for each in PEOPLE.values():
        organisation = codes[each.organisation or "MOMD"].id
        session.add(
            Person(
                id=each.id,
                name=each.name,
                email=email_of(each.id),
                organisation_id=organisation,
                password_hash=_kept(),
                created_at=now - timedelta(days=30),
            )
        )
        session.flush()
        if each.role is not None:
            grant = RoleGrant(person_id=each.id, role=each.role.value, scope_id=each.scope, since=local_day(now) - timedelta(days=30))
            grant.organisation_id = organisation if each.organisation else None
            session.add(grant)
    session.flush()


@dataclass(frozen=True)
class People:
    """The cast as actors, and the directory: ``people.karwan``, ``people.directory``, ``people.organisation("MOF")``."""

    actors: dict[str, Actor]
    directory: Directory

    def __getattr__(self, name: str) -> Actor:
        try:
            return self.actors[name]
        except KeyError:
            raise AttributeError(name) from None

    def organisation(self, code: str) -> str:
        """The id of an organisation that comes with Tansiq."""
        return self.directory.organisations_by_code[code].id

    @classmethod
    def read(cls, session: Session) -> "People":
        """As they stand in the database now."""
        directory = read_directory(session)
        grants: dict[str, list[RoleGrant]] = {}
        for grant in session.scalars(select(RoleGrant)):
            grants.setdefault(grant.person_id, []).append(grant)
        persons = session.scalars(select(Person)).all()
        return cls({each.id: actor_of(each, grants.get(each.id, ()), directory) for each in persons}, directory)


def an_issue(session: Session, cast: People, by: Actor, now: datetime, **changes: Any) -> Issue:
    """The low-cost housing issue of Sinjar; the Ministry of Finance holds the mandate. ``changes`` are fields of SaveIssue."""
    command = SaveIssue(
        name_ar="السكن واطئ الكلفة في سنجار",
        name_en="Low-cost housing in Sinjar",
        scope_id="IQG15",
        place_id="IQG15Q07",
        sector=Sector.HOUSING,
        severity=Severity.HIGH,
        since=date(2024, 8, 20),
        mandate_id=cast.organisation("MOF"),
        momd_part=MomdPart.ADVOCATES,
        description="خمسون دونماً لا تكفي لألفين وخمسمئة دار.",
    )
    return register_issue(session, by, replace(command, **changes), now)


def a_team(session: Session, cast: People, now: datetime, scope_id: str = "IQG15", members: tuple[str, ...] = ("zainab",)) -> FollowUpTeam:
    """A follow-up team."""
    command = SaveTeam(name_ar="فريق المتابعة", name_en="Follow-up team", scope_id=scope_id, member_ids=members)
    return save_team(session, cast.salma, None, command, 0, now)


def identity(**changes: Any) -> commands.Identity:
    """What a plan is called, where and when: Ninewa, February to December 2026."""
    command = commands.Identity(
        name_ar="خطة تنسيق السكن في سنجار",
        name_en="Coordination plan for housing in Sinjar",
        name_ckb="",
        scope_id="IQG15",
        issue_id=None,
        theme="السكن",
        starts_on=date(2026, 2, 1),
        ends_on=date(2026, 12, 31),
    )
    return replace(command, **changes)


def definition(reporter_id: str | None, **changes: Any) -> dict[str, Any]:
    """The values of a complete indicator, as the form gives them."""
    given = Definition(
        name_ar="عدد القطع المسلّمة",
        name_en="Plots handed over",
        unit="قطعة",
        kind=ValueKind.NUMBER,
        direction=Direction.UP,
        calculation=Calculation.LATEST,
        over_places=OverPlaces.SUM,
        baseline=0.0,
        baseline_on=date(2026, 2, 1),
        target=2500.0,
        target_on=date(2026, 9, 1),
        frequency=Frequency.MONTHLY,
        source="سجل البلدية",
        reporter_id=reporter_id,
    )
    values = {name: getattr(given, name) for name in Definition.__dataclass_fields__}
    return values | changes


def a_complete_plan(session: Session, cast: People, by: Actor, now: datetime, **changes: Any) -> Plan:
    """A draft that passes all six gates. ``changes`` are fields of Identity (another scope, issue, name, period).

    Governor of Ninewa does and decides with the Council of Ministers; the Ministry of Finance supports; all three are told.
    """
    plan = begin_plan(session, by, identity(**changes), now)
    governor, finance, cabinet = (cast.organisation(code) for code in ("GOV-NI", "MOF", "COM"))

    def part(kind: str, command: commands.PartCommand) -> str:
        return save_part(session, by, plan.id, kind, None, command, 0, now)[1]

    aim = commands.Aim("أرض كافية قبل نهاية الصيف", "تسكين عائلات سنجار في دور دائمة", "اجتماعات نصف شهرية", "قلة الأرض")
    save_section(session, by, plan.id, "aim", aim, 1, now)
    objective = part("objectives", commands.SaveObjective("تخصيص أرض كافية", "2500 عائلة في مركز سنجار", date(2026, 9, 1), Means.ACTIVITY))
    part("stakeholders", commands.SaveStakeholder(cabinet, StakeholderPart.DECIDES, ""))
    part("stakeholders", commands.SaveStakeholder(governor, StakeholderPart.DOES, ""))
    activity = part(
        "activities",
        commands.SaveActivity(
            objective,
            "متابعة تخصيص الأرض مع الحكومة المحلية",
            finance,
            "مدير القسم",
            (governor,),
            date(2026, 2, 10),
            date(2026, 6, 30),
            Approach.PERIODICAL_MEETING,
            "",
            "",
        ),
    )
    part("budget", commands.SaveBudgetLine(activity, "نقل ولجان كشف", 250_000_000, BudgetSource.FEDERAL))
    part("indicators", commands.SaveIndicator(objective, definition(finance)))
    part(
        "risks",
        commands.SaveRisk(
            RiskCategory.FINANCIAL,
            "تأخر إقرار الموازنة",
            "لا تصرف المبالغ",
            "يتوقف العمل",
            4,
            4,
            "متابعة مبكرة مع وزارة المالية",
            "تمويل من صندوق الإعمار",
            "عدم صدور الموازنة في نيسان",
            finance,
            date(2026, 4, 15),
            2,
            4,
        ),
    )
    told = (governor, finance, cabinet)
    part("lines", commands.SaveLine("ما تقرر وما ينتظر", told, Channel.OFFICIAL_LETTER, Rhythm.MONTHLY, cast.organisation("MOMD")))
    team = a_team(session, cast, now, plan.scope_id)
    review = commands.ReviewPlan(Rhythm.QUARTERLY, date(2026, 5, 1), team.id, "تقرير قصير بعد كل مراجعة")
    save_section(session, by, plan.id, "review", review, 1, now)
    return plan


def submitted(session: Session, cast: People, by: Actor, now: datetime, **changes: Any) -> Plan:
    """A complete plan that waits for headquarters."""
    plan = a_complete_plan(session, cast, by, now, **changes)
    submit(session, by, cast.directory, plan.id, open_version(session, plan).edits, now)
    return plan


def approved(session: Session, cast: People, by: Actor, now: datetime, **changes: Any) -> Plan:
    """A plan that headquarters approved (Salma, or Sami when she wrote it)."""
    plan = submitted(session, cast, by, now, **changes)
    planner = cast.sami if by.person_id == "salma" else cast.salma
    approve(session, planner, cast.directory, plan.id, open_version(session, plan).edits, now)
    return plan


def communicated(session: Session, cast: People, by: Actor, now: datetime, **changes: Any) -> Plan:
    """A plan that was sent to its receivers; nobody has acknowledged."""
    plan = approved(session, cast, by, now, **changes)
    communicate(session, by, plan.id, now)
    return plan


def some_money(session: Session, by: Actor, plan: Plan, now: datetime, *moves: tuple[MoneyKind, int]) -> str:
    """Movements on the plan's one budget line (none given: all of it is allocated); returns the line's key."""
    lines = select(BudgetRow.key).join(PlanVersion, PlanVersion.id == BudgetRow.version_id).where(PlanVersion.plan_id == plan.id)
    (key,) = set(session.scalars(lines))
    for kind, amount in moves or ((MoneyKind.ALLOCATED, 250_000_000),):
        record_money(session, by, plan.id, key, commands.RecordMoney(kind, amount, local_day(now), "م/2024", ""), now)
    return key


def open_version(session: Session, plan: Plan) -> PlanVersion:
    """The version in preparation."""
    query = select(PlanVersion).where(PlanVersion.plan_id == plan.id, PlanVersion.number == plan.open_number)
    return session.scalars(query).one()
