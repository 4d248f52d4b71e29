"""Approved minutes are kept whole, under the names of their day; those approved before this step under the names that are known now."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

LEVELS = ("committee", "governor", "momd_hq", "minister", "council_of_ministers")
STANDING = ("open_actions", "escalations", "money", "new_issues")
APPROVED = """
SELECT minutes.meeting_id, minutes.introduction, meeting.committee_id, meeting.number, meeting.starts_at, meeting.venue, meeting.seats,
    meeting.needed, meeting.present, committee.name_ar, committee.name_en, committee.name_ckb
FROM minutes JOIN meeting ON meeting.id = minutes.meeting_id JOIN committee ON committee.id = meeting.committee_id
WHERE minutes.approved_at IS NOT NULL ORDER BY minutes.meeting_id
"""
SEATS = """
SELECT member.id, member.organisation_id, member.part, member.decision_maker, person.name, attendance.who, attendance.presence
FROM committee_member AS member LEFT JOIN person ON person.id = member.person_id
LEFT JOIN attendance ON attendance.member_id = member.id AND attendance.meeting_id = :meeting
WHERE member.committee_id = :committee AND member.since <= :day AND (member.until IS NULL OR member.until >= :day)
"""
ITEMS = """
SELECT id, kind, title, subject_kind, subject_id, why, decision_kind_id, carried, discussed, notes
FROM agenda_item WHERE meeting_id = :meeting ORDER BY position, id
"""
#: A confirmation comes after the approval: until then a decision was a recommendation.
DECISIONS = """
SELECT decision.id, decision.agenda_item_id, decision.what, decision.organisation_id, coalesce(person.name, '') AS person, decision.due_on,
    CASE decision.force WHEN 'confirmed' THEN 'recommendation' ELSE decision.force END AS force,
    decision.no_quorum, decision.no_decision_maker
FROM decision LEFT JOIN person ON person.id = decision.person_id
WHERE decision.meeting_id = :meeting ORDER BY decision.position, decision.id
"""
REMARKS = """
SELECT remark.id, person.name AS who, remark.at, remark.text, remark.answer
FROM minutes_remark AS remark JOIN person ON person.id = remark.person_id
WHERE remark.meeting_id = :meeting ORDER BY remark.at, remark.id
"""
POWERS = "SELECT decision_kind_id, level FROM power WHERE power = 'decides' AND granted_by <> ''"
WHO = "UPDATE minutes_addendum SET who = (SELECT name FROM person WHERE person.id = minutes_addendum.person_id)"
INSTANT, YES_NO = sa.DateTime(timezone=True), sa.Boolean()


def upgrade() -> None:
    """The columns, filled from the rows."""
    op.add_column("minutes", sa.Column("snapshot", sa.JSON(), nullable=True))
    op.add_column("minutes_addendum", sa.Column("who", sa.String(length=200), nullable=False, server_default=""))
    op.execute(WHO)
    with op.batch_alter_table("minutes_addendum") as addendum:
        addendum.alter_column("who", server_default=None)
    minutes = sa.table("minutes", sa.column("meeting_id", sa.String), sa.column("snapshot", sa.JSON))
    powers: dict[str, set[str]] = {}
    for kind, level in op.get_bind().execute(sa.text(POWERS)):
        powers.setdefault(kind, set()).add(level)
    kinds = {each.id for each in op.get_bind().execute(sa.text("SELECT id FROM decision_kind"))}
    deciding = {each: [level for level in LEVELS if level in powers.get(each, ())] for each in kinds}
    for row in op.get_bind().execute(sa.text(APPROVED).columns(starts_at=INSTANT)).mappings().all():
        filled = sa.update(minutes).where(minutes.c.meeting_id == row["meeting_id"])
        op.get_bind().execute(filled.values(snapshot=_document(row, deciding)))


def downgrade() -> None:
    """What was kept goes: papers and page follow the names of today again."""
    with op.batch_alter_table("minutes_addendum") as addendum:
        addendum.drop_column("who")
    with op.batch_alter_table("minutes") as minutes:
        minutes.drop_column("snapshot")


def _document(row: Mapping[str, Any], deciding: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    meeting = row["meeting_id"]
    starts_at = _utc(row["starts_at"])
    seats = _seats(meeting, row["committee_id"], starts_at)
    points = _points(meeting, deciding)
    mentioned = {each["organisation_id"] for each in seats} | {each["organisation_id"] for point in points for each in point["decisions"]}
    return {
        "committee": [row["name_ar"], row["name_en"], row["name_ckb"]],
        "number": row["number"] or 0,
        "starts_at": starts_at.isoformat(),
        "venue": row["venue"],
        "seat_count": row["seats"] or 0,
        "needed": row["needed"] or 1,
        "present": row["present"] or 0,
        "introduction": row["introduction"],
        "seats": seats,
        "points": points,
        "remarks": [{**each, "at": _utc(each["at"]).isoformat()} for each in _read(REMARKS, meeting, at=INSTANT)],
        "names": _names(mentioned),
    }


def _seats(meeting: str, committee: str, starts_at: datetime) -> list[dict[str, Any]]:
    """The chair first, then the secretary, as they were ordered on the paper. Iraq is three hours ahead of UTC all the year."""
    day = sa.bindparam("day", datetime.fromtimestamp(starts_at.timestamp() + 3 * 3600, UTC).date(), sa.Date)
    query = sa.text(SEATS).bindparams(day, meeting=meeting, committee=committee).columns(decision_maker=YES_NO)
    rows = op.get_bind().execute(query).mappings().all()
    order = {"chair": 0, "secretary": 1}
    return [
        {
            "organisation_id": each["organisation_id"],
            "part": each["part"],
            "decision_maker": bool(each["decision_maker"]),
            "person": each["name"] or "",
            "who": each["who"] or each["name"] or "",
            "presence": each["presence"],
        }
        for each in sorted(rows, key=lambda each: (order.get(each["part"], 2), each["organisation_id"], each["id"]))
    ]


def _points(meeting: str, deciding: Mapping[str, Sequence[str]]) -> list[dict[str, Any]]:
    decided: dict[str, list[dict[str, Any]]] = {}
    for each in _read(DECISIONS, meeting, due_on=sa.Date(), no_quorum=YES_NO, no_decision_maker=YES_NO):
        decided.setdefault(each.pop("agenda_item_id"), []).append({**each, "due_on": each["due_on"].isoformat()})
    items = _read(ITEMS, meeting, discussed=YES_NO)
    written = {each["kind"] for each in items}
    empty = {"id": "", "title": "", "subject_kind": "", "subject_id": "", "why": "", "carried": 0, "discussed": False, "notes": ""}
    points: list[dict[str, Any]] = [
        {**empty, "kind": kind, "decided_by": None, "decisions": []} for kind in STANDING if kind not in written
    ]
    for each in items:
        kind = each.pop("decision_kind_id")
        points.append({**each, "decided_by": deciding[kind] if kind else None, "decisions": decided.get(each["id"], [])})
    return points


def _names(organisation_ids: set[str]) -> dict[str, list[str]]:
    organisation = sa.table("organisation", *(sa.column(each, sa.String) for each in ("id", "name_ar", "name_en", "name_ckb")))
    query = sa.select(organisation).where(organisation.c.id.in_(sorted(organisation_ids))).order_by(organisation.c.id)
    return {row.id: [row.name_ar, row.name_en, row.name_ckb] for row in op.get_bind().execute(query)}


def _read(query: str, meeting: str, **types: Any) -> list[dict[str, Any]]:
    rows = op.get_bind().execute(sa.text(query).columns(**types), {"meeting": meeting}).mappings().all()
    return [dict(each) for each in rows]


def _utc(value: datetime) -> datetime:
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
