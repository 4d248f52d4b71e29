"""Meetings, letters, talks and visits of a plan's coordination, and what a review sees when it looks back on them."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, selectinload

from core.clock import local_day
from people.models import Organisation
from plans import rules
from plans.documents import from_snapshot
from plans.models import Contact, Lesson, Plan, PlanVersion, Review
from plans.queries.access import get_version
from plans.queries.running import findings_of, progress_of, receipts_of, reviews_of
from plans.terms import Agreed, Answer, Approach, Contacted, LookedBack, Names, PlanDocument, Reported, Verdict


def contacts_listed(plan_id: str) -> Select[Any]:
    """The contacts of a plan that were not taken back, the latest first."""
    query = select(Contact).options(selectinload(Contact.parties)).where(Contact.plan_id == plan_id, Contact.withdrawn_reason == "")
    return query.order_by(Contact.happened_on.desc(), Contact.at.desc(), Contact.id)


def get_contact(session: Session, plan_id: str, contact_id: str, lock: bool = False) -> Contact | None:
    """A contact of this plan; None for an unknown one and one taken back."""
    query = contacts_listed(plan_id).where(Contact.id == contact_id)
    found: Contact | None = session.scalars(query.with_for_update() if lock else query).first()
    return found


def written_down(session: Session, plan_id: str) -> tuple[int, int]:
    """How many contacts and how many lessons of a plan are written down. One statement."""
    contacts = select(func.count()).select_from(Contact).where(Contact.plan_id == plan_id, Contact.withdrawn_reason == "")
    lessons = select(func.count()).select_from(Lesson).where(Lesson.plan_id == plan_id, Lesson.withdrawn_reason == "")
    found = session.execute(select(contacts.scalar_subquery(), lessons.scalar_subquery())).one()
    return found[0], found[1]


def look_back(session: Session, plan: Plan, review: Review, document: PlanDocument, now: datetime) -> LookedBack:
    """What the record says since the last review (before the first one: since the first approval) until now."""
    earlier = next((each for each in reviews_of(session, plan.id) if each.concluded_at is not None and each.id != review.id), None)
    since, until = local_day(_begin(session, plan, earlier)), local_day(now)
    contacts = _contacts(session, plan.id, since, until)
    reports = {key: Reported(each.percent, local_day(each.at)) for key, each in progress_of(session, plan.id).items()}
    unacknowledged = [each.organisation_id for each in receipts_of(session, plan.id, review.number) if each.acknowledged_at is None]
    silent = rules.silent(document, contacts, unacknowledged, reports, until)
    lines = rules.lines_missed(document, contacts, since, until)
    late = rules.late(document, reports, until)
    mentioned = {each.organisation_id for each in silent}.union(*(each.reached for each in lines), {each.responsible_id for each in late})
    return LookedBack(
        since=since,
        until=until,
        mix=rules.mix(document, contacts),
        silent=silent,
        lines=lines,
        late=late,
        agreed=_agreed(session, earlier, document) if earlier is not None else (),
        names=_names(session, document, mentioned),
    )


def _begin(session: Session, plan: Plan, earlier: Review | None) -> datetime:
    if earlier is not None and earlier.concluded_at is not None:
        return earlier.concluded_at
    approved = select(func.min(PlanVersion.decided_at)).where(PlanVersion.plan_id == plan.id, PlanVersion.snapshot.is_not(None))
    return session.scalar(approved.where(PlanVersion.number <= (plan.valid_number or 0))) or plan.created_at


def _contacts(session: Session, plan_id: str, since: date, until: date) -> Sequence[Contacted]:
    found = session.scalars(contacts_listed(plan_id).where(Contact.happened_on >= since, Contact.happened_on <= until))
    return [
        Contacted(Approach(each.approach), each.happened_on, {one.organisation_id: Answer(one.answered) for one in each.parties})
        for each in found
    ]


def _agreed(session: Session, earlier: Review, document: PlanDocument) -> tuple[Agreed, ...]:
    """What the earlier review adjusted or dropped; the titles are those of the version that it looked at."""
    looked_at = get_version(session, earlier.plan_id, earlier.number) if earlier.number != document.number else None
    then = from_snapshot(looked_at.snapshot) if looked_at is not None and looked_at.snapshot is not None else document
    titles = {each.key: each.change for each in then.objectives} | {each.key: each.title for each in then.activities}
    findings = findings_of(session, earlier.id)
    agreed = [(title, findings[key]) for key, title in titles.items() if key in findings]
    return tuple(Agreed(title, Verdict(each.verdict), each.reason) for title, each in agreed if each.verdict != Verdict.KEEP)


def _names(session: Session, document: PlanDocument, organisation_ids: Iterable[str | None]) -> dict[str, Names]:
    """As the document calls them; those that it does not name, as they are called now."""
    wanted = {each for each in organisation_ids if each}
    names = {each: document.names[each] for each in wanted if each in document.names}
    missing = sorted(wanted - set(names))
    if missing:
        others = session.scalars(select(Organisation).where(Organisation.id.in_(missing)))
        names |= {each.id: (each.name_ar, each.name_en, each.name_ckb) for each in others}
    return names
