"""Taking over activities that were filled in Excel: first kept as they were read, then saved as the form saves them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from core.languages import lazy
from core.saving import NotYours, Refused
from people.terms import Actor
from plans import queries
from plans.commands import SaveActivity
from plans.models import ActivityRow, ActivitySheet
from plans.policy import Verb
from plans.services.editing import save_in_hand
from plans.services.opening import InHand, take_in_hand
from plans.services.wording import keep_words

KEPT = timedelta(days=1)


def keep_sheet(session: Session, actor: Actor, plan_id: str, rows: list[dict[str, Any]], now: datetime) -> ActivitySheet:
    """Keeps the rows of a sheet until the person has looked at what they would change; older ones go. Raises NotYours, Refused."""
    take_in_hand(session, actor, plan_id, Verb.EDIT, now)
    forget_old_sheets(session, now)
    sheet = ActivitySheet(plan_id=plan_id, person_id=actor.person_id, at=now, rows=rows)
    session.add(sheet)
    session.flush()
    return sheet


def forget_old_sheets(session: Session, now: datetime) -> int:
    """Removes what was read more than a day ago and never taken over. Returns how many."""
    gone: Any = session.execute(delete(ActivitySheet).where(ActivitySheet.at < now - KEPT))
    count: int = gone.rowcount
    return count


def take_over(
    session: Session,
    actor: Actor,
    plan_id: str,
    sheet_id: str,
    activities: Sequence[tuple[str | None, SaveActivity]],
    shown_edits: int,
    now: datetime,
) -> InHand:
    """Adds (key None) and changes the activities of a sheet in one go, and forgets the sheet; none is ever removed.

    ``shown_edits`` is the count of changes at which the person saw what would happen. Raises NotYours, and Refused when the plan
    has changed since.
    """
    hand = take_in_hand(session, actor, plan_id, Verb.EDIT, now)
    sheet = queries.get_sheet(session, actor, plan_id, sheet_id, lock=True)
    if sheet is None:
        raise NotYours
    if hand.draft.edits != shown_edits:
        raise Refused(lazy("The plan has changed since you saw this. Look again at what will happen, then confirm once more."))
    stored = select(ActivityRow.key, ActivityRow.version).where(ActivityRow.version_id == hand.draft.id)
    versions = {row.key: row.version for row in session.execute(stored)}
    hand.in_one_go = True
    for key, command in activities:
        save_in_hand(hand, "activities", key, command, versions.get(key, 0) if key else 0)
    keep_words(session, hand.plan, hand.draft)
    session.delete(sheet)
    session.flush()
    return hand
