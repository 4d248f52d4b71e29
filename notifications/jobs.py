"""What this room does by itself: putting the outbox in order and sending."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, current_app

from core.jobs import Job, stopping
from core.languages import lazy
from core.processes import name_of_process
from core.references import SubjectRef, kinds
from core.web import Runtime
from notifications.dispatcher import Clocks, Dispatcher
from notifications.terms import Channel
from notifications.ways import MailWay, OtherWay, Way

OWNER = name_of_process()
INBOX = "/inbox"


def deliver(place: Runtime, _now: datetime) -> int:
    """Sends what is due. Returns how many messages were tried. Only inside an application's context."""
    return dispatcher_of(current_app, place).round()


def dispatcher_of(app: Flask, place: Runtime, **more: Any) -> Dispatcher:
    """The dispatcher of this installation, with the ways out that are set up."""
    given: dict[str, Any] = {"clocks": Clocks(place.clock), "owner": OWNER, "is_over": stopping.is_set, **more}
    return Dispatcher(database=place.database, ways=ways_of(place.settings), address_of=addresses(app, place.settings.public_url), **given)


def ways_of(settings: Any) -> dict[Channel, Way]:
    """The ways out of the house by the settings; none without a mail server."""
    ways: dict[Channel, Way] = {}
    if settings.smtp_url:
        ways[Channel.MAIL] = MailWay(settings)
    if settings.other_url:
        ways[Channel.OTHER] = OtherWay(settings.other_url)
    return ways


def addresses(app: Flask, public_url: str) -> Callable[[SubjectRef], str]:
    """Makes whole addresses of things, for people who are not in the browser; the inbox for a kind that no room knows any more."""
    map_ = app.url_map.bind(urlsplit(public_url).netloc or "localhost")

    def address_of(subject: SubjectRef) -> str:
        kind = kinds().get(subject.kind)
        if kind is None or kind.endpoint not in app.view_functions:
            return public_url + INBOX
        return public_url + map_.build(kind.endpoint, {kind.id_argument: subject.id})

    return address_of


JOBS = (Job("deliver", work=deliver, every_seconds=2, words=lazy("Send messages that are due")),)
