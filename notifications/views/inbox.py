"""The inbox: what a person was told, and the way to what it is about."""

from typing import Any

from flask import Response, url_for

from core.listing import page_asked, page_url
from core.references import kinds
from core.saving import NotYours
from core.web import answer, now, page, read_session, transaction
from notifications.labels import sentence_of
from notifications.models import Notice
from notifications.queries import get_notice_for, inbox_page, unread_count
from notifications.services import mark_read
from notifications.views import blueprint
from people.gate import actor, requires
from people.terms import Permission


@blueprint.get("/inbox")
@requires(Permission.OWN_PAGES)
def inbox() -> Response:
    """What this person was told, unread first."""
    me = actor().person_id
    rows, total, shown, pages = inbox_page(read_session(), me, page_asked())
    return page(
        "notifications/inbox.html",
        rows=rows,
        total=total,
        page=shown,
        pages=pages,
        page_url=page_url,
        waiting=unread_count(read_session(), me),
        sentence=_sentence,
        kind_word=_kind_word,
    )


@blueprint.post("/inbox/<notice_id>")
@requires(Permission.OWN_PAGES)
def open_notice(notice_id: str) -> Response:
    """Marks a notice as read and leads to what it is about."""
    me = actor().person_id
    with transaction() as session:
        notice = get_notice_for(session, me, notice_id)
        if notice is None:
            raise NotYours(notice_id)
        mark_read(session, me, now(), notice_id)
        kind = kinds().get(notice.subject_kind)
        if kind is None:
            return answer(session, url_for("notifications.inbox"))
        arguments: dict[str, Any] = {kind.id_argument: notice.subject_id}
        return answer(session, url_for(kind.endpoint, **arguments))


@blueprint.post("/inbox/read")
@requires(Permission.OWN_PAGES)
def read_all() -> Response:
    """Marks everything as read."""
    with transaction() as session:
        mark_read(session, actor().person_id, now())
        return answer(session, url_for("notifications.inbox"))


def _sentence(notice: Notice) -> str:
    return sentence_of(notice.kind, notice.words)


def _kind_word(notice: Notice) -> str:
    kind = kinds().get(notice.subject_kind)
    return str(kind.word) if kind else ""
