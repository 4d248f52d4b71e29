"""The words of a receipt: when an organisation acknowledged a plan, and who did so."""

from core.clock import local_day
from core.formats import day, isolated, moment
from core.languages import gettext
from plans.models import Receipt


def receipt_words(receipt: Receipt) -> tuple[str, str]:
    """When and who; both empty while nothing was acknowledged. A paper has a day and no hour."""
    at = receipt.acknowledged_at
    if at is None or receipt.acknowledged_by is not None:
        return moment(at), receipt.acknowledged_name
    return day(local_day(at)), gettext("On paper: %(who)s", who=isolated(receipt.acknowledged_name))
