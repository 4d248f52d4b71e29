"""Every select of this room: the inbox, the outbox, what was told about a thing."""

from notifications.queries.inbox import PAGE, get_notice_for, inbox_page, notices_of, unread_count
from notifications.queries.sent import sent_about
from notifications.queries.wishing import wish_of

__all__ = ["PAGE", "get_notice_for", "inbox_page", "notices_of", "sent_about", "unread_count", "wish_of"]
