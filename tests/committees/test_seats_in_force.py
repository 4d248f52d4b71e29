"""A seat opens a committee's meetings from its first day to its last, everywhere alike: pages, papers, attached files, services."""

from datetime import timedelta

import pytest

from attachments.models import Attachment
from committees.models import CommitteeMember
from committees.services import holding, inviting, minutes
from committees.terms import Answer
from core.clock import local_day
from core.saving import NotYours
from tests.committees.table import a_committee, a_meeting
from tests.conftest import NOW

TODAY = local_day(NOW)
DAY = timedelta(days=1)
LONG_AGO = TODAY - 400 * DAY
#: (first day, last day, whether the seat opens the meeting today)
SEATS = [
    (LONG_AGO, None, True),
    (LONG_AGO, TODAY, True),
    (LONG_AGO, TODAY + DAY, True),
    (TODAY, None, True),
    (LONG_AGO, TODAY - DAY, False),
    (TODAY + DAY, None, False),
]
KNOWN = pytest.mark.parametrize(("since", "until", "opens"), SEATS)


@pytest.fixture
def meetings(database, cast):
    """One that begins in two hours, and one of today that is held, with a file beside it."""
    with database.write() as session:
        committee = a_committee(session, cast, NOW)
        planned, begun = (a_meeting(session, committee, NOW + timedelta(hours=hours)).id for hours in (2, 4))
        holding.begin(session, cast.karwan, begun, 1, NOW)
        minutes.send(session, cast.karwan, begun, TODAY + DAY, 1, NOW)
        file = {"file_name": "كتاب.pdf", "file_type": "pdf", "size": 9, "sha256": "0" * 64, "stored_as": "0" * 20}
        row = Attachment(id="file", subject_kind="meeting", subject_id=begun, purpose="other", at=NOW, person_id="karwan", **file)
        row.person_name = "كاروان"
        session.add(row)
    return planned, begun


def seated(database, seat, since, until, **changes):
    with database.write() as session:
        row = session.get_one(CommitteeMember, seat)
        row.since, row.until = since, until
        for name, value in changes.items():
            setattr(row, name, value)


@KNOWN
def test_a_member_by_the_seat_alone(sign_in, database, cast, meetings, since, until, opens):
    planned, begun = meetings
    seated(database, "seat-finance", since, until)
    browser, wanted = sign_in("noor"), 200 if opens else 404
    for address in (
        "/committees/committee",
        f"/meetings/{planned}",
        f"/meetings/{planned}/answer",
        f"/meetings/{begun}/remark",
        f"/meetings/{begun}/minutes.pdf",
        "/committees/committee/record",
    ):
        browser.get(address, wanted)
    browser.get(f"/attach/meeting/{begun}", 403 if opens else 404)
    for done in (
        lambda session: inviting.answer(session, cast.noor, planned, Answer.COMING, "", NOW),
        lambda session: minutes.remark(session, cast.noor, begun, "المبلغ", NOW),
    ):
        if opens:
            with database.write() as session:
                done(session)
        else:
            with pytest.raises(NotYours), database.write() as session:
                done(session)


@KNOWN
def test_an_officer_from_elsewhere_as_its_secretary(sign_in, database, meetings, since, until, opens):
    planned, begun = meetings
    seated(database, "seat-secretary", since, until, person_id="dara")
    browser, wanted = sign_in("dara"), 200 if opens else 404
    for address in (f"/meetings/{planned}", f"/meetings/{planned}/begin", f"/meetings/{begun}/take-back", f"/attach/meeting/{begun}"):
        # A meeting begins on its day: the step itself may say so, but only to who keeps it.
        browser.get(address, wanted)
    browser.get("/attachments/file/remove", wanted)


def test_who_was_secretary_and_is_a_member_now_attaches_nothing(sign_in, database, meetings):
    _planned, begun = meetings
    seated(database, "seat-secretary", LONG_AGO, TODAY - DAY, person_id="dara")
    seated(database, "seat-cabinet", LONG_AGO, None, person_id="dara")
    with database.write() as session:
        session.get_one(CommitteeMember, "seat-finance").person_id = "dara"
    dara = sign_in("dara")
    dara.get(f"/meetings/{begun}", 200)
    dara.get(f"/attach/meeting/{begun}", 403)
    dara.get("/attachments/file/remove", (403, 404))
