"""The job that keeps in step whether committees work: missed, inactive, told once, a reactivation that opens by itself."""

from datetime import timedelta

from sqlalchemy import func, select

from committees.models import Committee, Meeting, Reactivation
from committees.services.standing import assess
from core.clock import local_day
from notifications.models import Notice


def test_a_committee_that_stops_meeting(database, cast, clock):
    with database.write() as session:
        formed_on = local_day(clock()) - timedelta(days=200)
        committee = Committee(
            id="idle", kind="reintegration", scope_id="IQG15", created_by="karwan", created_at=clock(), formed_on=formed_on
        )
        committee.name_ar, committee.standing = "لجنة", "active"
        session.add(committee)
        session.flush()
        for name, days in (("a", -28), ("b", -14), ("next", 14)):
            begins = clock() + timedelta(days=days)
            session.add(Meeting(id=name, committee_id="idle", starts_at=begins, ends_at=begins + timedelta(hours=2)))
    with database.write() as session:
        assert assess(session, clock()) == 3
        assert assess(session, clock()) == 0
        assert session.get_one(Meeting, "a").state == session.get_one(Meeting, "b").state == "missed"
        assert session.get_one(Meeting, "next").state == "planned"
        assert session.get_one(Committee, "idle").standing == "inactive"
        assert session.scalars(select(Reactivation.committee_id)).all() == ["idle"]
        told = session.scalars(select(Notice.person_id).where(Notice.kind == "committee_inactive"))
        assert set(told) == {"salma", "sami"}
    with database.write() as session:
        held = session.get_one(Meeting, "b")
        held.state = "held"
        assert assess(session, clock()) == 1
        assert session.get_one(Committee, "idle").standing == "active"
        assert session.scalar(select(func.count()).select_from(Notice).where(Notice.kind == "committee_active")) == 2
