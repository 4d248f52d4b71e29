"""The invitation: sent by itself seven days before, once; its letter says where, when, what, and how to answer."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from committees.jobs import invitations
from committees.messages.invitation import invitation
from committees.services import agenda
from committees.services.inviting import invite
from committees.services.setting import save_member
from committees.terms import MeetingState
from committees.terms.commands import SaveItem
from committees.terms.setting import SaveMember
from core.languages import use_language
from core.references import SubjectRef
from notifications.letters import Message, Receiver
from notifications.models import Delivery, Notice
from tests.committees.table import a_committee, a_meeting
from tests.conftest import NOW

WORDS = {"committee": {"ar": "لجنة نينوى", "en": "Committee of Ninewa"}, "begins_at": "2026-03-09T07:00:00+00:00"}


def told(session):
    return session.scalar(select(func.count()).select_from(Notice).where(Notice.kind == "meeting_invitation"))


def invited(session, meeting):
    found = select(Notice.person_id).where(Notice.kind == "meeting_invitation", Notice.subject_id == meeting.id)
    return sorted(session.scalars(found))


def test_it_goes_out_by_itself_seven_days_before(database, cast):
    with database.write() as session:
        committee = a_committee(session, cast, NOW)
        near, far, off = (a_meeting(session, committee, NOW + timedelta(days=days)) for days in (7, 8, 3))
        off.state = MeetingState.CANCELLED.value
        session.flush()
        assert (invitations(session, NOW), invitations(session, NOW)) == (1, 0)
        assert (near.invited_at, far.invited_at, off.invited_at) == (NOW, None, None)
        assert told(session) == 4
        assert invitations(session, NOW + timedelta(days=1)) == 1
        assert told(session) == 8


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ar", ("الاثنين 9 آذار 2026 10:00", "جدول الأعمال", "أحضر", "2. \u2068أرض سنجار\u2069")),
        ("ckb", ("2026 10:00", "بەرنامەی کار", "دێم")),
        ("en", ("Monday 9 March 2026 10:00", "Agenda", "I come", "2. \u2068أرض سنجار\u2069")),
    ],
)
def test_the_letter(app, database, cast, language, said):
    with database.write() as session:
        meeting = a_meeting(session, a_committee(session, cast, NOW), NOW + timedelta(days=7))
        agenda.add_item(session, cast.karwan, meeting.id, SaveItem("أرض سنجار", None, "عائدون", None), NOW)
    link = f"http://localhost/meetings/{meeting.id}"
    to = Receiver("noor", "نور", "noor@tansiq.example", language, "western")
    message = Message("key", "meeting_invitation", SubjectRef("meeting", meeting.id), "", "", WORDS, to, link, NOW)
    with use_language(language), database.read() as session:
        letter = invitation(session, message)
        gone = invitation(session, Message("key", "meeting_invitation", SubjectRef("meeting", "gone"), "", "", WORDS, to, link, NOW))
    text = "\n".join((*letter.paragraphs, *(words for words, _url in letter.choices)))
    assert not [each for each in said if each not in text], text
    assert [url for _words, url in letter.choices] == [f"{link}/answer?answer={each}" for each in ("coming", "deputy", "not_coming")]
    assert gone.paragraphs


def test_who_takes_a_seat_afterwards_is_invited_too(database, cast):
    with database.write() as session:
        committee = a_committee(session, cast, NOW)
        near, far = (a_meeting(session, committee, NOW + timedelta(days=days)) for days in (7, 8))
        invitations(session, NOW)
        seat = SaveMember(organisation_id=cast.organisation("UNHCR"), person_id="jinan", deputy_id="noor", since=NOW.date())
        made = save_member(session, cast.karwan, committee.id, None, seat, 0, NOW + timedelta(hours=1))
        assert invited(session, near) == ["hadi", "huda", "jinan", "karwan", "noor"]
        assert invited(session, far) == []
        ended = replace(seat, person_id="dara", until=NOW.date() + timedelta(days=2))
        save_member(session, cast.karwan, committee.id, made.id, ended, made.version, NOW + timedelta(hours=2))
        assert "dara" not in invited(session, near)


def test_an_invitation_that_is_sent_again_reaches_everybody_again(database, cast):
    with database.write() as session:
        meeting = a_meeting(session, a_committee(session, cast, NOW), NOW + timedelta(days=7))
        assert invite(session, cast.karwan, meeting.id, NOW) == 4
        assert invite(session, cast.karwan, meeting.id, NOW + timedelta(minutes=1)) == 4
        assert invitations(session, NOW + timedelta(minutes=2)) == 0
        states = session.execute(select(Delivery.state, func.count()).group_by(Delivery.state)).all()
        assert dict(states) == {"superseded": 4, "waiting": 4}
