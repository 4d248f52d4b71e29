"""Who may move and share an issue."""

from followup.policy import move_refused, owns, touches
from followup.terms import Severity
from people.terms import Reach

NATIONAL = Reach(national=True)
NINEWA = Reach(scopes=frozenset({"ninewa"}))
SCHOOLS = Reach(organisations=frozenset({"moe"}))


def test_own_scope() -> None:
    assert owns(NATIONAL, "anything")
    assert owns(NINEWA, "ninewa")
    assert not owns(NINEWA, "anbar")
    assert not owns(SCHOOLS, "ninewa")


def test_touching_by_share_or_mandate() -> None:
    assert touches(NINEWA, ("anbar", "ninewa"), "moh")
    assert touches(SCHOOLS, ("anbar",), "moe")
    assert not touches(NINEWA, ("anbar",), "moe")


def test_moving() -> None:
    assert move_refused(NATIONAL, "anbar", "ninewa", (), ("anbar",)) is None
    assert move_refused(NINEWA, "ninewa", "anbar", (), ()) == "scope_id"
    assert move_refused(NINEWA, "anbar", "ninewa", ("ninewa",), ("ninewa",)) == "scope_id"
    assert move_refused(NINEWA, "anbar", "anbar", ("ninewa",), ()) == "shares"
    assert move_refused(NINEWA, "anbar", "anbar", ("ninewa",), ("ninewa",)) is None
    assert move_refused(NINEWA, "ninewa", "ninewa", (), ("anbar",)) is None


def test_severity_has_four_steps() -> None:
    assert [each.level for each in Severity] == [1, 2, 3, 4]
