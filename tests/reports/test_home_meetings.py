"""The home page: what was decided and is to be done, invitations, minutes to approve, the meetings to come."""

from datetime import timedelta

from committees.models import Committee, CommitteeMember, InvitationAnswer, Meeting, Minutes
from core.references import SubjectRef
from followup.services import raise_action
from tests.reports.desk import NOW, TODAY, Desk


def sits(desk: Desk) -> None:
    """The reader sits as chair in a committee with a meeting to come and minutes that were sent."""
    with desk.database.write() as session:
        committee = Committee(id="committee", kind="reintegration", scope_id="IQG15", created_by="karwan", created_at=NOW, formed_on=TODAY)
        committee.name_en = "Committee of Ninewa"
        session.add(committee)
        session.flush()
        seat = CommitteeMember(
            id="seat", committee_id="committee", organisation_id=desk.organisation("MOF"), person_id="noor", part="chair"
        )
        seat.since = TODAY - timedelta(days=90)
        session.add(seat)
        for name, days, state in (("next", 5, "planned"), ("last", -9, "held")):
            begins = NOW + timedelta(days=days)
            row = Meeting(id=name, committee_id="committee", starts_at=begins, ends_at=begins + timedelta(hours=2), state=state)
            row.invited_at = begins - timedelta(days=7)
            session.add(row)
        session.flush()
        session.add(Minutes(meeting_id="last", state="sent", sent_at=NOW - timedelta(days=8)))


def test_what_waits_for_who_sits_in_a_committee(desk: Desk) -> None:
    sits(desk)
    page = desk.home("noor")
    assert {"/meetings/next", "/meetings/last"} <= set(page.links(".//main//a"))
    assert "Answer the invitation: Committee of Ninewa" in page.text
    assert "Approve the minutes: Committee of Ninewa" in page.text
    with desk.database.write() as session:
        session.add(InvitationAnswer(meeting_id="next", member_id="seat", answer="coming", person_id="noor", at=NOW))
    page = desk.home("noor")
    assert "Answer the invitation" not in page.text
    assert any("Committee of Ninewa" in line for line in page.next)
    assert "Committee of Ninewa" not in desk.home("zainab").text or any("Committee" in line for line in desk.home("zainab").next)


def test_actions_of_the_organisation(desk: Desk) -> None:
    with desk.database.write() as session:
        due_on, subject = TODAY + timedelta(days=3), SubjectRef("meeting", "last")
        action = raise_action(session, desk.actor("karwan"), subject, "IQG15", "تخصيص الأرض", desk.organisation("MOF"), None, due_on, NOW)
    page = desk.home("noor")
    assert f"/actions/{action.id}" in page.links(".//main//a")
    assert f"/actions/{action.id}" not in desk.home("zainab").links(".//main//a")
