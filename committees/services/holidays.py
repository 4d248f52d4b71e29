"""Holidays: proposed by the calendar, confirmed, moved, added or declined by an administrator; the meetings follow."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from committees.models import Holiday
from committees.queries.schedule import committees_within, get_holiday, proposed_already
from committees.rules.holidays import proposals
from committees.services.schedule import materialise
from committees.terms import HolidayState
from committees.terms.setting import SaveHoliday
from core.audit import differences, record
from core.clock import local_day
from core.ids import new_id
from core.references import SubjectRef
from core.saving import NotYours, take
from core.seldom import seldom
from people.queries import read_directory
from people.terms import Actor, Permission

HOLIDAY_FIELDS = ("name_ar", "name_ckb", "name_en", "day", "scope_id", "state", "letter")


def propose_holidays(session: Session, now: datetime) -> int:
    """Puts in what the calendar has for this year and the next and was never proposed. Returns how many; 0 the second time."""
    year = local_day(now).year
    root = read_directory(session).national_id
    known = proposed_already(session, root)
    calendar = seldom("holidays").country_holidays("IQ", years=(year, year + 1), language="en_US")
    new = [each for each in proposals(dict(calendar.items())) if (each.day, each.name_en) not in known]
    for each in new:
        names = {"name_ar": each.name_ar, "name_ckb": each.name_ckb, "name_en": each.name_en}
        row = Holiday(id=new_id(), day=each.day, calendar_day=each.day, scope_id=root, version=1, **names)
        row.state = HolidayState.PROPOSED.value
        session.add(row)
    session.flush()
    return len(new)


def save_holiday(session: Session, actor: Actor, holiday_id: str | None, command: SaveHoliday, shown: int, now: datetime) -> Holiday:
    """Adds a holiday (``holiday_id`` None) or says what became of a proposed one; meetings that are ahead follow at once.

    Raises NotYours, Stale when somebody saved meanwhile.
    """
    if not actor.may(Permission.HOLIDAY_MANAGE):
        raise NotYours
    values = {**{name: getattr(command, name) for name in HOLIDAY_FIELDS}, "state": command.state.value}
    if holiday_id is None:
        before: dict[str, Any] = {}
        holiday = Holiday(id=new_id(), version=1, **values)
        session.add(holiday)
    else:
        found = get_holiday(session, holiday_id, lock=True)
        if found is None:
            raise NotYours
        holiday, before = found, values_of_holiday(found)
        take(holiday, shown, lambda: before)
        for name, value in values.items():
            setattr(holiday, name, value)
    session.flush()
    verb = "registered" if holiday_id is None else "changed"
    record(session, actor, verb, SubjectRef("holiday", holiday.id), now, differences(before, values))
    _meetings_follow(session, {holiday.scope_id, str(before.get("scope_id") or holiday.scope_id)}, now)
    session.flush()
    return holiday


def _meetings_follow(session: Session, scope_ids: set[str], now: datetime) -> None:
    directory = read_directory(session)
    concerned = committees_within(session, {each for scope_id in scope_ids for each in directory.subtree(scope_id)})
    if concerned:
        materialise(session, now, concerned)


def values_of_holiday(holiday: Holiday) -> dict[str, Any]:
    """The holiday's values by field name, as its form takes them."""
    return {name: getattr(holiday, name) for name in HOLIDAY_FIELDS}
