"""Actions: who is told, who sees them, and their way from being raised until somebody else has verified them."""

from datetime import date
from typing import Any

from sqlalchemy import select

from core.audit import AuditEntry
from core.references import SubjectRef
from followup.models import Action
from followup.queries import get_action_for
from followup.services import raise_action
from notifications.labels import sentence_of
from notifications.models import Notice
from people.terms import Permission
from tests.followup.house import NOW, House

DUE = date(2026, 3, 29)


def raised(house: House, **changes: Any) -> str:
    """An action of the Ministry of Education in Ninewa, raised by Karwan."""
    given = {"what": "كشف المدارس", "scope_id": "IQG15", "organisation_id": "moe", "person_id": None, "due_on": DUE, **changes}
    with house.database.write() as session:
        return raise_action(session, house.actor("karwan"), SubjectRef("issue", "one"), now=NOW, **given).id


def test_it_is_raised_and_those_who_have_to_do_it_are_told(house: House) -> None:
    action_id = raised(house, person_id="dara")
    with house.database.read() as session:
        action = session.get_one(Action, action_id)
        assert (action.state, action.progress, action.subject_kind, action.created_by) == ("open", 0, "issue", "karwan")
        notices = {each.person_id: each for each in session.scalars(select(Notice))}
        assert set(notices) == {"noor", "dara"}
        assert sentence_of("action_raised", notices["noor"].words).endswith("29 آذار 2026: كشف المدارس")
        assert session.scalars(select(AuditEntry.verb).where(AuditEntry.subject_id == action_id)).all() == ["raised"]


def test_who_sees_it(house: House) -> None:
    action_id = raised(house)
    named = raised(house, scope_id="IQG10", organisation_id="moh", person_id="dara")
    with house.database.read() as session:
        found = {
            name: get_action_for(session, house.actor(name), action_id) is not None
            for name in ("salma", "zainab", "noor", "ali", "hiwa", "dara")
        }
        assert found == {"salma": True, "zainab": True, "noor": True, "ali": False, "hiwa": False, "dara": True}
        assert get_action_for(session, house.actor("dara"), named) is not None
        assert get_action_for(session, house.actor("noor"), named) is None
        assert get_action_for(session, house.actor("salma"), named, Permission.ACTION_VERIFY) is not None
