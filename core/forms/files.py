"""The field that takes a file."""

from collections.abc import Callable, Sequence
from typing import Any

from flask import request
from wtforms import FileField
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from core.formats import size
from core.forms.fields import Asked
from core.languages import Text, gettext
from core.uploads import LARGEST_FILE, Incoming, Upload


class File(Asked, FileField):
    """A file of at most 20 MB. ``data`` is the ``Upload``, or None.

    ``accept`` are the endings that the browser offers (``.pdf``); ``look`` says what is wrong with a file (None: nothing).
    """

    def __init__(self, label: Text, *, accept: Sequence[str], look: Callable[[Upload], Text | None], **kwargs: Any) -> None:
        self.accept = ",".join(accept)
        self.look = look
        super().__init__(label, **kwargs)

    @property
    def too_large(self) -> bool:
        """More was sent than is taken."""
        return self.data is not None and self.data.size > LARGEST_FILE

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """A file comes in a part of its own; text under the same name is none."""
        super().process(None, None)
        found = request.files.get(self.name) if formdata is not None else None
        if found is not None and found.filename and isinstance(found.stream, Incoming):
            self.data = Upload(found.filename, found.stream.sent, found.stream)

    def pre_validate(self, form: BaseForm) -> None:
        if self.data is None:
            if self.required:
                raise ValidationError(gettext("Choose a file."))
        elif self.too_large:
            raise ValidationError(
                gettext("This file has %(size)s; at most %(most)s are possible.", size=size(self.data.size), most=size(LARGEST_FILE))
            )
        elif self.data.size == 0:
            raise ValidationError(gettext("This file is empty. Choose another one."))
        elif wrong := self.look(self.data):
            raise ValidationError(str(wrong))

    def raw(self) -> list[str]:
        return []

    def shown(self) -> str:
        return self.data.name if self.data is not None else ""

    def _value(self) -> str:
        return ""
