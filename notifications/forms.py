"""The form of this room: how a person wishes to be told."""

from wtforms import Field
from wtforms.validators import ValidationError

from core.formats import written
from core.forms import Choice, Form, Line, Offered, Tick
from core.languages import gettext, lazy
from notifications.labels import PACE_WORDS
from notifications.terms import Pace, SaveWish


def _hours() -> Offered:
    return [(str(hour), written(f"{hour:02}:00")) for hour in range(24)]


class WishForm(Form):
    """Ways, pace and quiet hours. The other channel is asked for only where the installation has one."""

    mail = Tick(lazy("Also by e-mail"), hint=lazy("Without it, everything still stands in your inbox."))
    pace = Choice(lazy("When"), of=Pace, words=PACE_WORDS)
    quiet_from = Choice(lazy("Quiet from"), choices=_hours, required=False, size="w-half")
    quiet_until = Choice(lazy("Quiet until"), choices=_hours, required=False, size="w-half")
    other = Tick(lazy("Also by the other channel of this installation"))
    other_address = Line(
        lazy("Your address there"), required=False, hint=lazy("A number or a name. Ask your administrator what is wanted.")
    )

    def without_other(self) -> None:
        """The installation has no other channel."""
        del self.other, self.other_address

    def validate_quiet_until(self, field: Field) -> None:
        """Both hours or none, and not the same one."""
        if bool(self.quiet_from.data) != bool(field.data):
            raise ValidationError(gettext("Choose both hours, or neither."))
        if field.data and field.data == self.quiet_from.data:
            raise ValidationError(gettext("Choose two different hours."))

    def validate_other_address(self, field: Field) -> None:
        """Wanted where the way is wanted."""
        if self.other.data and not field.data:
            raise ValidationError(gettext("Fill this in."))

    def command(self) -> SaveWish:
        """The validated wish."""
        values = self.values()
        hours = {name: int(values[name]) if values[name] else None for name in ("quiet_from", "quiet_until")}
        return SaveWish(
            values["mail"], values["pace"], **hours, other=values.get("other", False), other_address=values.get("other_address", "")
        )


class SendAgainForm(Form):
    """Says yes to sending a message again."""
