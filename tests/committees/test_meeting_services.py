"""A meeting from its agenda to its closed minutes, through the services, on both databases."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from committees.models import AgendaItem, Attendance, Meeting, Minutes
from committees.queries.agenda import items_of
from committees.queries.standing_items import open_actions, standing_of, subjects_seen
from committees.queries.table import addenda_of, answers_of, decisions_of, remarks_of
from committees.services import agenda, holding, inviting, minutes
from committees.terms import AgendaKind, Answer, Force, MeetingState, MinutesState, Presence
from committees.terms.commands import MarkSeat, SaveDecision, SaveItem, SaveNotes
from core.audit import history
from core.clock import local_day
from core.references import SubjectRef
from core.saving import NotYours, Refused, Stale
from followup.models import Action
from notifications.models import Delivery, Notice
from tests import cast as build
from tests.committees.table import SEATS, a_committee, a_meeting
from tests.conftest import NOW

EARLIER, LATER = NOW - timedelta(days=14), NOW + timedelta(days=14)
POINT = SaveItem("أرض سنجار", None, "تخص عائلات عائدة", None)


@pytest.fixture
def session(database):
    with database.write() as opened:
        yield opened


@pytest.fixture
def committee(session, cast):
    return a_committee(session, cast, NOW)


@pytest.fixture
def meeting(session, committee):
    return a_meeting(session, committee, NOW)


def marked(session, cast, meeting, **seats):
    """Marks seats: ``chair=Presence.PRESENT``."""
    for seat, presence in seats.items():
        name = f"seat-{seat}"
        row = session.get(Attendance, (meeting.id, name))
        holding.mark_seat(session, cast.karwan, meeting.id, name, MarkSeat(presence, ""), row.version if row else 0, NOW)


def begun(session, cast, meeting, **seats):
    holding.begin(session, cast.karwan, meeting.id, meeting.version, NOW)
    marked(session, cast, meeting, **seats)


def decided(session, cast, meeting, organisation="MOF", what="تخصيص أرض"):
    item = items_of(session, meeting.id)[0]
    command = SaveDecision(what, cast.organisation(organisation), None, date(2026, 4, 1), None)
    return holding.decide(session, cast.karwan, meeting.id, item.id, command, NOW)


def sent(session, cast, meeting):
    return minutes.send(session, cast.karwan, meeting.id, local_day(NOW) + timedelta(days=3), _version(session, meeting), NOW)


def approved(session, cast, meeting, by="hadi"):
    return minutes.approve(session, getattr(cast, by), meeting.id, _version(session, meeting), NOW)


def _version(session, meeting):
    return session.get(Minutes, meeting.id).version


ALL = {"chair": Presence.PRESENT, "secretary": Presence.PRESENT, "finance": Presence.PRESENT}


def test_everybody_who_sits_there_is_invited_and_answers(session, cast, meeting):
    assert inviting.invite(session, cast.karwan, meeting.id, NOW) == 4
    told = set(session.scalars(select(Notice.person_id).where(Notice.kind == "meeting_invitation")))
    assert told == {"hadi", "huda", "karwan", "noor"}
    inviting.answer(session, cast.noor, meeting.id, Answer.NOT_COMING, "", NOW)
    inviting.answer(session, cast.noor, meeting.id, Answer.COMING, "", NOW)
    inviting.answer(session, cast.huda, meeting.id, Answer.DEPUTY, "الرئيس مسافر", NOW)
    answers = answers_of(session, meeting.id)
    assert {seat: (row.answer, name) for seat, (row, name) in answers.items()} == {
        "seat-finance": ("coming", build.PEOPLE["noor"].name),
        "seat-chair": ("deputy", build.PEOPLE["huda"].name),
    }
    for stranger in ("jinan", "dara"):
        with pytest.raises(NotYours):
            inviting.answer(session, getattr(cast, stranger), meeting.id, Answer.COMING, "", NOW)
    with pytest.raises(Refused):
        inviting.answer(session, cast.rana, meeting.id, Answer.COMING, "", NOW)
    with pytest.raises(Refused):
        inviting.answer(session, cast.noor, meeting.id, Answer.COMING, "", NOW + timedelta(hours=3))


def test_a_meeting_is_held_on_its_day_and_numbered(session, cast, committee):
    ahead = a_meeting(session, committee, NOW + timedelta(days=1))
    with pytest.raises(Refused):
        holding.begin(session, cast.karwan, ahead.id, ahead.version, NOW)
    numbers = []
    for days in (-28, -14, 0):
        each = a_meeting(session, committee, NOW + timedelta(days=days))
        numbers.append(holding.begin(session, cast.karwan, each.id, each.version, NOW).number)
    assert numbers == [1, 2, 3]
    with pytest.raises(Refused):
        holding.begin(session, cast.karwan, each.id, each.version, NOW)
    with pytest.raises(NotYours):
        holding.begin(session, cast.dara, ahead.id, ahead.version, NOW)


def test_what_a_decision_is_worth_follows_the_attendance(session, cast, meeting):
    begun(session, cast, meeting, chair=Presence.DEPUTY)
    decision = decided(session, cast, meeting)
    assert (meeting.seats, meeting.needed, meeting.present) == (4, 3, 1)
    assert (decision.force, decision.no_quorum, decision.no_decision_maker) == ("recommendation", True, True)
    marked(session, cast, meeting, secretary=Presence.PRESENT, finance=Presence.PRESENT)
    assert (decision.force, decision.no_quorum, decision.no_decision_maker) == ("decision", False, False)
    row = session.get(Attendance, (meeting.id, "seat-finance"))
    holding.mark_seat(session, cast.karwan, meeting.id, "seat-finance", MarkSeat(Presence.PRESENT, "موظف آخر"), row.version, NOW)
    assert (decision.force, decision.no_quorum, decision.no_decision_maker) == ("recommendation", False, True)
    assert row.who == "موظف آخر"


def test_two_at_one_seat_do_not_overwrite_each_other(session, cast, meeting):
    begun(session, cast, meeting, finance=Presence.PRESENT)
    with pytest.raises(Stale) as met:
        holding.mark_seat(session, cast.salma, meeting.id, "seat-finance", MarkSeat(Presence.ABSENT, ""), 0, NOW)
    assert met.value.stored["presence"] == "present"
    item = items_of(session, meeting.id)[0]
    holding.save_notes(session, cast.karwan, meeting.id, item.id, SaveNotes(False, "قيل هذا"), item.version, NOW)
    assert item.discussed
    with pytest.raises(Stale):
        holding.save_notes(session, cast.salma, meeting.id, item.id, SaveNotes(True, "قيل ذاك"), 1, NOW)


def test_undiscussed_points_come_back_by_themselves(session, cast, committee, meeting):
    following = a_meeting(session, committee, LATER)
    third = a_meeting(session, committee, LATER + timedelta(days=14))
    agenda.add_item(session, cast.karwan, meeting.id, POINT, NOW)
    begun(session, cast, meeting, **ALL)
    assert agenda.gather(session, following) == 4
    sent(session, cast, meeting)
    back = items_of(session, following.id)[-1]
    assert (back.title, back.carried, back.kind) == (POINT.title, 1, AgendaKind.OWN.value)
    assert agenda.gather(session, following) == 0
    assert agenda.gather(session, third) == 4
    with pytest.raises(Refused):
        agenda.remove_item(session, cast.karwan, following.id, back.id, "لا حاجة", NOW)
    following.state = MeetingState.CANCELLED.value
    session.flush()
    agenda.gather(session, third)
    assert [(each.title, each.carried) for each in items_of(session, third.id)[4:]] == [(POINT.title, 2)]


def test_own_points_change_places(session, cast, meeting):
    ids = [agenda.add_item(session, cast.karwan, meeting.id, SaveItem(name, None, "عائدون", None), NOW).id for name in "abc"]
    agenda.move_item(session, cast.karwan, meeting.id, ids[0], True, NOW)
    agenda.move_item(session, cast.karwan, meeting.id, ids[2], True, NOW)
    assert [each.title for each in items_of(session, meeting.id)[4:]] == ["b", "a", "c"]
    agenda.remove_item(session, cast.karwan, meeting.id, ids[1], "", NOW)
    assert [each.title for each in items_of(session, meeting.id)[4:]] == ["a", "c"]


def test_the_whole_way_of_the_minutes(session, cast, meeting):
    begun(session, cast, meeting, **ALL)
    decision = decided(session, cast, meeting)
    sent(session, cast, meeting)
    with pytest.raises(Refused):
        decided(session, cast, meeting)
    assert session.get(Attendance, (meeting.id, "seat-cabinet")).presence == Presence.ABSENT.value
    row = minutes.remark(session, cast.noor, meeting.id, "المبلغ غير مذكور", NOW)
    with pytest.raises(Refused):
        approved(session, cast, meeting)
    minutes.reply(session, cast.karwan, meeting.id, row.id, "أضيف", NOW)
    for other in ("karwan", "noor", "salma"):
        with pytest.raises(Refused):
            approved(session, cast, meeting, other)
    assert session.scalars(select(Action)).all() == []
    approved(session, cast, meeting, "huda")
    action = session.scalars(select(Action)).one()
    assert (action.id, action.what, action.scope_id) == (decision.action_id, decision.what, "IQG15")
    minutes.close(session, cast.karwan, meeting.id, NOW)
    with pytest.raises(Refused):
        minutes.take_back(session, cast.karwan, meeting.id, "خطأ", NOW)
    minutes.correct(session, cast.karwan, meeting.id, "الموعد 2 نيسان", "سهو", NOW)
    assert [each.number for each in addenda_of(session, meeting.id)] == [1]
    assert [each.text for each, _name in remarks_of(session, meeting.id)] == ["المبلغ غير مذكور"]
    assert session.get(Minutes, meeting.id).state == MinutesState.CLOSED.value
    verbs = [each.verb for each in history(session, SubjectRef("meeting", meeting.id))]
    assert verbs[:6] == ["corrected", "closed", "approved", "replied", "remarked", "sent"]
    told = session.execute(select(Notice.kind, Notice.person_id).where(Notice.kind == "minutes_closed")).all()
    assert {person for _kind, person in told} == {"hadi", "huda", "noor"}


def test_minutes_that_are_taken_back_are_not_mailed(session, cast, meeting):
    begun(session, cast, meeting, **ALL)
    sent(session, cast, meeting)
    minutes.take_back(session, cast.karwan, meeting.id, "خطأ في المبلغ", NOW)
    states = session.scalars(select(Delivery.state).where(Delivery.kind == "minutes_sent")).all()
    assert set(states) == {"superseded"}
    decided(session, cast, meeting)
    sent(session, cast, meeting)


def test_a_recommendation_waits_until_it_is_confirmed(session, cast, committee, meeting):
    begun(session, cast, meeting, chair=Presence.PRESENT)
    decision = decided(session, cast, meeting)
    with pytest.raises(Refused):
        minutes.confirm(session, cast.salma, meeting.id, decision.id, "كتاب", decision.version, NOW)
    sent(session, cast, meeting)
    approved(session, cast, meeting)
    assert decision.force == Force.RECOMMENDATION.value
    assert decision.action_id is None
    with pytest.raises(Refused):
        minutes.confirm(session, cast.hadi, meeting.id, decision.id, "اجتماع لاحق", decision.version, NOW)
    second = a_meeting(session, committee, LATER)
    session.add(second)
    second.state, second.needed, second.present = MeetingState.HELD.value, 3, 3
    session.flush()
    minutes.confirm(session, cast.hadi, meeting.id, decision.id, "أقره الاجتماع الثاني", decision.version, NOW)
    assert decision.force == Force.CONFIRMED.value
    assert session.scalars(select(Action.id)).one() == decision.action_id


def test_open_actions_count_the_meetings_since(session, cast, committee):
    first = a_meeting(session, committee, EARLIER - timedelta(days=14))
    begun(session, cast, first, **ALL)
    decided(session, cast, first)
    sent(session, cast, first)
    approved(session, cast, first)
    second = a_meeting(session, committee, EARLIER)
    begun(session, cast, second)
    third = a_meeting(session, committee, NOW)
    assert [(each.carried, each.opens) for each in open_actions(session, cast.karwan, third)] == [(1, True)]
    assert [(each.carried, each.opens) for each in open_actions(session, cast.jinan, third)] == [(1, False)]
    session.scalars(select(Action)).one().state = "done"
    session.flush()
    assert open_actions(session, cast.karwan, third) == []


def test_the_standing_points_show_what_the_reader_may_see(session, cast, committee, meeting):
    issue = build.an_issue(session, cast, cast.karwan, NOW)
    build.approved(session, cast, cast.karwan, NOW)
    scopes = cast.directory.subtree("IQG15")
    seen = standing_of(session, cast.karwan, meeting, scopes, date(2026, 3, 2))
    assert ([each.id for each in seen.issues], len(seen.money), len(seen.escalations)) == ([issue.id], 1, 0)
    other = standing_of(session, cast.jinan, meeting, scopes, date(2026, 3, 2))
    assert (list(other.issues), list(other.money)) == ([], [])
    mine = SubjectRef("issue", issue.id)
    assert subjects_seen(session, cast.karwan, [mine, SubjectRef("plan", "nowhere")]) == {mine}
    assert subjects_seen(session, cast.jinan, [mine]) == frozenset()


def test_seats_and_points_of_another_meeting_are_not_there(session, cast, committee, meeting):
    begun(session, cast, meeting)
    other = a_meeting(session, committee, NOW + timedelta(hours=5))
    begun(session, cast, other)
    item = session.scalars(select(AgendaItem).where(AgendaItem.meeting_id == other.id)).first()
    with pytest.raises(NotYours):
        holding.save_notes(session, cast.karwan, meeting.id, item.id, SaveNotes(True, ""), 1, NOW)
    with pytest.raises(NotYours):
        holding.mark_seat(session, cast.karwan, meeting.id, "nowhere", MarkSeat(Presence.PRESENT, ""), 0, NOW)
    with pytest.raises(NotYours):
        holding.change_decision(session, cast.karwan, meeting.id, "nowhere", SaveDecision("x", "y", None, NOW.date(), None), 1, NOW)
    assert set(SEATS) >= set(session.scalars(select(Attendance.member_id)))
    assert decisions_of(session, meeting.id) == []
    assert session.scalars(select(Meeting.number).order_by(Meeting.number)).all() == [1, 2]
