"""Actions: who is told, who sees them, and their way from being raised until somebody else has verified them."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from core.audit import AuditEntry
from core.references import SubjectRef
from followup.jobs import remind
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


def _form(house: House, name: str, action_id: str, step: str, **values: Any) -> Any:
    with house.database.read() as session:
        version = session.get_one(Action, action_id).version
    return house.at(name).post(f"/actions/{action_id}/{step}", form_key=f"{name}{step}{version}", version=str(version), **values)


def test_from_open_to_verified(house: House) -> None:
    action_id = raised(house)
    assert "كشف المدارس" in house.at("noor").get("/actions").text
    assert _form(house, "noor", action_id, "report", progress="٤٠", note="نصف المدارس").status_code == 303
    assert _form(house, "noor", action_id, "done", evidence="كتاب 114").status_code == 303
    page = house.at("noor").get(f"/actions/{action_id}").text
    assert "Verify" not in page.split("</header>")[0]
    assert "كتاب 114" in page
    assert _form(house, "zainab", action_id, "give-back", reason="ثلاث مدارس ناقصة").status_code == 303
    assert "ثلاث مدارس ناقصة" in house.at("zainab").get(f"/actions/{action_id}").text
    assert _form(house, "noor", action_id, "done", evidence="كتاب 115").status_code == 303
    assert _form(house, "zainab", action_id, "verify").status_code == 303
    with house.database.read() as session:
        action = session.get_one(Action, action_id)
        assert (action.state, action.progress, action.done_by, action.verified_by) == ("verified", 100, "noor", "zainab")
        told = {(each.kind, each.person_id) for each in session.scalars(select(Notice))}
    assert {("action_done", "zainab"), ("action_given_back", "noor"), ("action_verified", "noor")} <= told
    assert "كشف المدارس" not in house.at("noor").get("/actions").text
    assert "كشف المدارس" in house.at("noor").get("/actions?state=verified").text


def test_who_reported_it_done_does_not_verify_it(house: House) -> None:
    action_id = raised(house)
    assert _form(house, "salma", action_id, "done", evidence="كتاب 114").status_code == 303
    assert house.at("salma").get(f"/actions/{action_id}/verify").status_code == 403
    assert _form(house, "salma", action_id, "verify").status_code == 403
    assert house.at("zainab").get(f"/actions/{action_id}/verify").status_code == 200


def test_a_new_due_day_wants_a_reason_and_keeps_the_old_one(house: House) -> None:
    action_id = raised(house)
    assert _form(house, "salma", action_id, "postpone", due_on="5/4/2026", reason="").status_code == 422
    assert _form(house, "salma", action_id, "postpone", due_on="1/3/2026", reason="مضى").status_code == 422
    assert _form(house, "noor", action_id, "postpone", due_on="5/4/2026", reason="لا").status_code == 403
    assert _form(house, "salma", action_id, "postpone", due_on="5/4/2026", reason="بطلب الوزارة").status_code == 303
    page = house.at("noor").get(f"/actions/{action_id}").text
    assert "29 March 2026" in page
    assert "5 April 2026" in page
    assert "بطلب الوزارة" in page
    assert _form(house, "salma", action_id, "cancel", reason="قرار آخر").status_code == 303
    assert house.at("salma").get(f"/actions/{action_id}/cancel").status_code == 303


def test_two_savers_meet(house: House) -> None:
    action_id = raised(house)
    assert _form(house, "noor", action_id, "report", progress="20", note="بدأ").status_code == 303
    answer = house.at("salma").post(f"/actions/{action_id}/report", form_key="late", version="1", progress="50", note="نصف")
    assert answer.status_code == 409


def test_colleague_and_stranger(house: House) -> None:
    action_id = raised(house)
    assert house.at("").get("/actions").status_code == 302
    for step in ("", "/report", "/done", "/verify", "/give-back", "/postpone", "/cancel"):
        assert house.at("hiwa").get(f"/actions/{action_id}{step}").status_code == 404
        assert house.at("ali").get(f"/actions/{action_id}{step}").status_code == 404
        assert house.at("admin").get(f"/actions/{action_id}{step}").status_code == 403


def test_the_list_in_few_statements(house: House) -> None:
    for number in range(30):
        raised(house, what=f"إجراء {number}", due_on=date(2026, 3, 1 + number))
    salma = house.at("salma")
    salma.get("/actions")  # reads the directory
    assert "30 actions" in salma.get("/actions").text
    assert len(house.statements) <= 9
    assert "14 actions" in salma.get("/actions?overdue=yes").text
    assert "1 action<" in salma.get("/actions?q=إجراء+٢٩").text
    assert "30 actions" in house.at("noor").get("/actions?mine=yes").text
    assert "Nothing fits" in salma.get("/actions?mine=yes").text
    assert salma.get("/actions?sort=-due&scope=IQG15&page=2").status_code == 200
    assert salma.get("/actions.csv?state=every").status_code == 200


def test_reminders_climb_and_never_twice(house: House) -> None:
    action_id = raised(house, person_id="dara")  # due in 14 days

    def told(day: int) -> set[tuple[str, str]]:
        at = NOW + timedelta(days=day)
        with house.database.write() as session:
            remind(session, at)
            assert remind(session, at) == 0
        with house.database.read() as session:
            found = select(Notice).where(Notice.at == at, Notice.kind.in_(("action_due", "action_overdue")))
            return {(each.kind, each.person_id) for each in session.scalars(found)}

    owners = {"noor", "dara"}
    assert told(6) == set()
    assert told(7) == {("action_due", each) for each in owners}
    assert told(8) == set()
    assert told(14) == {("action_due", each) for each in owners}
    assert told(15) == {("action_overdue", each) for each in owners | {"karwan"}}
    assert told(21) == {("action_overdue", each) for each in owners | {"karwan", "salma"}}
    assert _form(house, "salma", action_id, "done", evidence="كتاب").status_code == 303
    assert told(28) == set()
