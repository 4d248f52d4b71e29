"""What may be attached: names, content, limits. Pure: a stream of bytes in, a fault out; nothing is opened, shown or carried out."""

from attachments.rules.content import MEDIA_TYPES, fault_in
from attachments.rules.limits import MOST_BYTES_A_DAY, MOST_FILES_AN_HOUR, seconds_to_wait
from attachments.rules.names import safe_name, type_of

__all__ = [
    "MEDIA_TYPES",
    "MOST_BYTES_A_DAY",
    "MOST_FILES_AN_HOUR",
    "fault_in",
    "safe_name",
    "seconds_to_wait",
    "type_of",
]
