"""The forms of activities in Excel: the filled-in sheet, and the yes to what it will change."""

from core.forms import File, Form, Tick
from core.languages import Text, lazy
from core.sheet_reader import MOST_BYTES, Fault
from core.uploads import Upload
from plans.labels import FAULTS


def _too_large(upload: Upload) -> Text | None:
    return FAULTS[Fault.TOO_LARGE] if upload.size > MOST_BYTES else None


class ActivitySheetForm(Form):
    """The sheet as it comes back."""

    sheet = File(lazy("Filled-in sheet"), accept=(".xlsx",), look=_too_large, hint=lazy("The Excel workbook of this plan, at most 5 MB."))


class TakeOverForm(Form):
    """The yes; rows that must be corrected are left out only when the person says so."""

    leave_out = Tick(lazy("Leave out the rows that must be corrected"))
