"""What stands in the minutes: from their snapshot once they are approved, before that from the rows."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from committees.models import AgendaItem, Committee, Decision, Meeting, Minutes
from committees.queries.agenda import items_of
from committees.queries.powers import deciding, decision_kinds
from committees.queries.table import attendance_of, decisions_of, remarks_of, seats_on
from committees.terms import AgendaKind, Force, Level, Presence
from committees.terms.meeting import STANDING_POINTS
from committees.terms.minutes import AnsweredRemark, MinutesDocument, Names, SaidDecision, SaidPoint, TakenSeat
from core.clock import local_day
from core.snapshots import as_kept
from followup.queries import person_names
from people.models import Organisation


def document_of(session: Session, meeting: Meeting, committee: Committee, minutes: Minutes) -> MinutesDocument:
    """What stands in these minutes. No statement once they are approved; nine before."""
    if minutes.snapshot is not None:
        return as_kept(minutes.snapshot, MinutesDocument)
    return build_document(session, meeting, committee, minutes)


def build_document(session: Session, meeting: Meeting, committee: Committee, minutes: Minutes) -> MinutesDocument:
    """What stands in the rows now, under the names of now."""
    seats, points = _seats(session, meeting), points_of(session, meeting)
    mentioned = {each.organisation_id for each in seats}
    mentioned |= {each.organisation_id for point in points for each in point.decisions}
    return MinutesDocument(
        committee=(committee.name_ar, committee.name_en, committee.name_ckb),
        number=meeting.number or 0,
        starts_at=meeting.starts_at,
        venue=meeting.venue,
        seat_count=meeting.seats or 0,
        needed=meeting.needed or 1,
        present=meeting.present or 0,
        introduction=minutes.introduction,
        seats=seats,
        points=points,
        remarks=tuple(AnsweredRemark(row.id, name, row.at, row.text, row.answer) for row, name in remarks_of(session, meeting.id)),
        names=_names(session, mentioned),
    )


def points_of(session: Session, meeting: Meeting) -> tuple[SaidPoint, ...]:
    """The agenda in its order, also the standing points that were not written down, with what was said and decided. At most five
    statements."""
    items, decided = items_of(session, meeting.id), decisions_of(session, meeting.id)
    people = person_names(session, [each.person_id for each in decided if each.person_id])
    of_a_kind = any(each.decision_kind_id for each in items) or any(each.decision_kind_id for each in decided)
    kinds = {each.id: deciding(each) for each in decision_kinds(session)} if of_a_kind else {}
    written = {each.kind for each in items}
    missing = [SaidPoint(each) for each in STANDING_POINTS if each.value not in written]
    return (
        *missing,
        *(_point(each, kinds, [_decision(row, people, kinds) for row in decided if row.agenda_item_id == each.id]) for each in items),
    )


def _point(item: AgendaItem, kinds: Mapping[str, tuple[Level, ...]], decisions: Sequence[SaidDecision]) -> SaidPoint:
    return SaidPoint(
        id=item.id,
        kind=AgendaKind(item.kind),
        title=item.title,
        subject_kind=item.subject_kind,
        subject_id=item.subject_id,
        why=item.why,
        decided_by=kinds[item.decision_kind_id] if item.decision_kind_id else None,
        carried=item.carried,
        discussed=item.discussed,
        notes=item.notes,
        decisions=tuple(decisions),
    )


def _decision(row: Decision, people: Mapping[str, str], kinds: Mapping[str, tuple[Level, ...]]) -> SaidDecision:
    return SaidDecision(
        id=row.id,
        what=row.what,
        organisation_id=row.organisation_id,
        person=people.get(row.person_id or "", ""),
        due_on=row.due_on,
        force=Force(row.force),
        no_quorum=row.no_quorum,
        no_decision_maker=row.no_decision_maker,
        decided_by=kinds[row.decision_kind_id] if row.decision_kind_id else None,
    )


def _seats(session: Session, meeting: Meeting) -> tuple[TakenSeat, ...]:
    marked, found = attendance_of(session, meeting.id), []
    for each in seats_on(session, meeting.committee_id, local_day(meeting.starts_at)):
        row = marked.get(each.member_id)
        who, presence = (row.who, Presence(row.presence)) if row else ("", None)
        found.append(TakenSeat(each.organisation_id, each.part, each.decision_maker, each.person_name, who or each.person_name, presence))
    return tuple(found)


def _names(session: Session, organisation_ids: Iterable[str]) -> dict[str, Names]:
    query = select(Organisation.id, Organisation.name_ar, Organisation.name_en, Organisation.name_ckb)
    rows = session.execute(query.where(Organisation.id.in_(sorted(organisation_ids))).order_by(Organisation.id))
    return {row.id: (row.name_ar, row.name_en, row.name_ckb) for row in rows}
