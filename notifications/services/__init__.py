"""The verbs of this room: telling people, dropping what is not true any more, sending, wishing, marking what was read."""

from notifications.services.reading import mark_read
from notifications.services.telling import drop, tell, tell_all
from notifications.services.wishing import save_wish

__all__ = ["drop", "mark_read", "save_wish", "tell", "tell_all"]
