"""The invented people of the demonstration, one for each role and the partners that its plans need."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.passwords import hashed
from accounts.rules import password_faults
from accounts.services.links import Stranger
from accounts.services.persons import add_person
from accounts.terms import GrantRole, SavePerson
from core.clock import local_day
from people.models import RoleGrant
from people.queries import Directory, actor_of
from people.terms import Actor, Role

MAIL = "tansiq.example"
#: Without letters and digits that look alike, so that a password can be read from paper.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP = 5, 4
LOADER = Stranger(None, "تحميل البيانات التجريبية")


@dataclass(frozen=True, slots=True)
class Part:
    """Who a person is: role, where it is held (codes of scopes; none: for the organisation), name, title, organisation's code."""

    key: str
    role: Role
    scopes: tuple[str, ...]
    name: str
    title: str
    organisation: str


#: In the order in which the sign-ins are shown: one for each role, then the others.
CAST = (
    Part("salma", Role.HQ_PLANNER, ("IQ",), "سلمى كريم", "رئيسة قسم التخطيط", "MOMD-HQ-PLANNING"),
    Part("karwan", Role.BRANCH_OFFICER, ("branch-ninewa", "IQG15"), "كاروان عمر", "مدير فرع نينوى", "MOMD-NINEWA"),
    Part("noor", Role.FOCAL_POINT, (), "نور سامي", "نقطة الاتصال في وزارة التخطيط", "MOP"),
    Part("zainab", Role.MONITOR, ("IQ",), "زينب جاسم", "مسؤولة المتابعة والتقييم", "MOMD-HQ-PLANNING"),
    Part("faris", Role.COMMITTEE_CHAIR, ("IQG15",), "فارس يونس", "رئيس لجنة إعادة الاندماج في نينوى", "GOV-NI"),
    Part("hanaa", Role.COMMITTEE_MEMBER, ("IQG15",), "هناء إلياس", "عضوة لجنة إعادة الاندماج في نينوى", "JCMC-NI"),
    Part("adel", Role.SENIOR_READER, ("IQ",), "عادل منير", "مستشار في مكتب الوزير", "MOMD-HQ-MINISTER"),
    Part("riyadh", Role.ADMINISTRATOR, ("IQ",), "رياض ناجي", "مدير النظام", "MOMD-HQ-IT"),
    Part("mazin", Role.HQ_PLANNER, ("IQ",), "مازن هادي", "معاون مدير التخطيط", "MOMD-HQ-PLANNING"),
    Part("dara", Role.BRANCH_OFFICER, ("branch-diyala", "IQG10"), "دارا رشيد", "مقرر لجنة إعادة الاندماج، فرع ديالى", "MOMD-DIYALA"),
    Part("thamer", Role.BRANCH_OFFICER, ("branch-salah-al-din", "IQG16"), "ثامر خضير", "مدير فرع صلاح الدين", "MOMD-SALAH-AL-DIN"),
    Part("wisam", Role.BRANCH_OFFICER, ("branch-babil",), "وسام عباس", "مدير فرع بابل", "MOMD-BABIL"),
    Part("bashar", Role.FOCAL_POINT, (), "بشار خليل", "نقطة الاتصال في ديوان محافظة نينوى", "GOV-NI"),
    Part("maysoon", Role.FOCAL_POINT, (), "ميسون طارق", "نقطة الاتصال في وزارة المالية", "MOF"),
    Part("salih", Role.FOCAL_POINT, (), "صالح مهدي", "نقطة الاتصال في مجلس محافظة صلاح الدين", "PC-SD"),
    Part("shaimaa", Role.MONITOR, ("IQG15", "IQG16"), "شيماء وليد", "عضوة فريق المتابعة", "MOMD-HQ-BRANCHES"),
    Part("sabah", Role.COMMITTEE_CHAIR, ("IQG16",), "صباح عبدالله", "رئيس لجنة إعادة الاندماج في صلاح الدين", "GOV-SD"),
    Part("ibtisam", Role.COMMITTEE_CHAIR, ("IQG10",), "ابتسام حميد", "رئيسة لجنة إعادة الاندماج في ديالى", "GOV-DI"),
    Part("laith", Role.MONITOR, ("IQG10", "IQG07"), "ليث حميد", "عضو فريق المتابعة", "MOMD-HQ-BRANCHES"),
)


def add_people(session: Session, directory: Directory, now: datetime) -> tuple[dict[str, Actor], list[dict[str, str]]]:
    """Adds the cast, each with a new random password. Returns the actors by key, and the sign-ins in their order."""
    actors, sign_ins = {}, []
    for part in CAST:
        email = f"{part.key}@{MAIL}"
        organisation_id = directory.organisations_by_code[part.organisation].id
        command = SavePerson(name=part.name, email=email, title=part.title, organisation_id=organisation_id, language="ar")
        person = add_person(session, LOADER, command, _grants(part, organisation_id, now), now)
        password = _password(email, part.name)
        person.password_hash = hashed(password)
        session.flush()
        held = session.scalars(select(RoleGrant).where(RoleGrant.person_id == person.id).order_by(RoleGrant.id)).all()
        actors[part.key] = actor_of(person, held, directory)
        sign_ins.append({"role": part.role.value, "name": part.name, "email": email, "password": password})
    return actors, sign_ins


def _grants(part: Part, organisation_id: str, now: datetime) -> list[GrantRole]:
    since = local_day(now)
    if not part.scopes:
        return [GrantRole(part.role, None, organisation_id, since, None)]
    return [GrantRole(part.role, scope_id, None, since, None) for scope_id in part.scopes]


def _password(email: str, name: str) -> str:
    while True:
        groups = ("".join(secrets.choice(LETTERS) for _letter in range(GROUP)) for _group in range(GROUPS))
        password = "-".join(groups)
        if not password_faults(password, email, name):
            return password
