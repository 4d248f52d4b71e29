"""Who is told that a committee has stopped working, or works again: headquarters, and who keeps its meetings."""

from datetime import datetime

from sqlalchemy.orm import Session

from committees.models import Committee
from committees.queries.standing import secretaries
from committees.terms import Standing
from core.clock import local_day
from core.languages import lazy
from core.references import SubjectRef
from notifications.labels import register_notice
from notifications.services import tell
from people.queries import people_with_role
from people.terms import Role

NATIONAL = "IQ"


def register() -> None:
    """The sentences of the notices."""
    register_notice("committee_irregular", lazy("This committee has missed two meetings in a row: %(committee)s"))
    register_notice("committee_inactive", lazy("This committee has not met for six weeks; its reactivation has been opened: %(committee)s"))
    register_notice("committee_active", lazy("This committee meets again: %(committee)s"))


def tell_standing(session: Session, committee: Committee, standing: Standing, now: datetime) -> None:
    """Headquarters, and the committee's secretary."""
    told = [each.id for each in people_with_role(session, Role.HQ_PLANNER, [NATIONAL], local_day(now))]
    told += secretaries(session, committee.id, local_day(now))
    words: dict[str, object] = {"committee": {"ar": committee.name_ar, "en": committee.name_en, "ckb": committee.name_ckb}}
    tell(session, told, f"committee_{standing.value}", SubjectRef("committee", committee.id), local_day(now).isoformat(), words, now)
