"""Every form of the URL map, who may send it, and values that it takes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus

from flask import Flask
from werkzeug.datastructures import MultiDict

from tests.cast import PASSWORD, email_of
from tests.pages import Browser, SentForm, forms_in
from tests.world import World, routes, urls_of

#: Forms of strangers; all others belong to the person who may do it in the cast.
STRANGERS = {"accounts.sign_in", "accounts.ask_reset", "accounts.reset", "accounts.invitation"}
SENDERS = {
    "powers.edit": "salma",
    "powers.new": "salma",
    "actions.give_back": "salma",
    "actions.verify": "salma",
    "meetings.approve": "hadi",
    "notifications.delivery": "amal",
    "meetings.confirm": "salma",
    "meetings.remark": "noor",
    "committees.holiday": "amal",
    "committees.new_holiday": "amal",
    "people.keep_filter": "karwan",
    "plans.acknowledge": "noor",
    "plans.approve": "salma",
    "plans.return": "salma",
    "teams.new": "salma",
    "teams.show": "salma",
}
#: Their pages are shown at once, with the link that was made.
SHOWN_AT_ONCE = {"accounts.new_person", "accounts.invite_again", "accounts.make_reset", "meetings.feeds"}
#: Attempts to sign in are counted in transactions of their own.
COUNTED = {"accounts.sign_in", "accounts.own_password", "accounts.ask_reset"}
BOUNDARY = b"----the-boundary-of-the-tests"
NEW_PASSWORD = "nine quiet herons by the canal"

DAYS = {
    "starts_on": "1/3/2026",
    "baseline_on": "1/2/2026",
    "since": "1/3/2026",
    "moved_on": "1/3/2026",
    "ends_on": "31/12/2026",
    "target_on": "1/9/2026",
    "due_on": "30/6/2026",
    "happened_on": "1/3/2026",
    "until": "",
    "anchor": "15/3/2026",
    "day": "15/3/2026",
}
TEXTS = {
    "email": "somebody@tansiq.example",
    "password": NEW_PASSWORD,
    "again": NEW_PASSWORD,
    "old": PASSWORD,
    "code": "IQG15Q9",
    "amount": "250000",
    "families": "2500",
    "percent": "40",
    "quorum_number": "",
    "weeks": "2",
    "month_day": "15",
    "starts": "10:00",
    "minutes": "120",
    "progress": "40",
    "likelihood": "3",
    "impact": "3",
    "residual_likelihood": "2",
    "residual_impact": "2",
    "baseline": "0",
    "target": "10",
    "tolerance": "",
    "baseline_denominator": "",
    "next": "",
    "kept": "",
}
CHOSEN = {
    "kind": "number",
    "role": "hq_planner",
    "scope_id": "IQ",
    "direction": "up",
    "for_organisation_id": "",
    "deputy_id": "",
    "language": "en",
    "member_ids": "karwan",
    "baseline_not_applicable": None,
    "quiet_from": "22",
    "quiet_until": "6",
}


@dataclass(frozen=True)
class FormAt:
    """A form of a page: where it was found, who sends it."""

    endpoint: str
    url: str
    person: str
    form: SentForm


def sender_of(endpoint: str) -> str:
    """The person of the cast who sends this form; empty for a stranger."""
    if endpoint in STRANGERS:
        return ""
    if endpoint in SENDERS or endpoint.startswith("plans.template_"):
        return SENDERS.get(endpoint, "salma")
    return "amal" if endpoint.split(".", maxsplit=1)[0] in ("accounts", "people") else "karwan"


def every_form(app: Flask, world: World, browsers: dict[str, Browser]) -> Iterator[FormAt]:
    """The main form of every page that takes a POST at its own address, by the browser of who may send it."""
    for rule, method in routes(app):
        if method != "POST" or "GET" not in (rule.methods or ()):
            continue
        person = sender_of(rule.endpoint)
        for url in urls_of(app, world, rule):
            answer = browsers[person].get(url)
            if rule.endpoint == "accounts.ask_reset" and answer.status_code == 200 and not forms_in(answer.text, url):
                continue  # without a mail server the page only says whom to ask
            found = [each for each in forms_in(answer.text, url) if each.action.split("#")[0] == url]
            assert found, f"{url} shows {person} no form of its own"
            yield FormAt(rule.endpoint, url, person, found[0])


def good_values(form: SentForm) -> dict[str, Any]:
    """Values for the fields that are empty; those that the page gave stay as they are."""
    values: dict[str, Any] = {}
    for name in form.typed:
        if form.fields.get(name) or name.startswith("keep-"):
            continue
        if name in form.options:
            values[name] = _choice(name, [option for option in form.options[name] if option])
        elif name in DAYS or name.endswith("_on") or name == "by_when":
            # In a template a day is a share of the period, in per cent.
            values[name] = "50" if form.action.startswith("/templates/") else DAYS.get(name, "1/5/2026")
        else:
            values[name] = TEXTS.get(name, f"نص {name}")
    if "email" in values and "password" in values:
        values |= {"email": email_of("karwan"), "password": PASSWORD}
    return values


def _choice(name: str, options: list[str]) -> str | None:
    wanted = CHOSEN.get(name, options[0] if options else None)
    if wanted in options or wanted is None or wanted == "":
        return wanted
    return options[0] if options else None


def is_text(form: SentForm, name: str) -> bool:
    """A field in which a person types."""
    return name not in form.options and name not in ("csrf_token", "form_key", "version", "next", "kept")


def in_parts(data: MultiDict[str, str], files: frozenset[str], content: bytes) -> bytes:
    """The same as multipart with ``content`` in every field that takes a file. The boundary is ``BOUNDARY``."""
    parts = [(name, "", value.encode("utf-8", "surrogatepass")) for name, value in data.items(multi=True)]
    parts += [(name, '; filename="scan.pdf"', content) for name in sorted(files)]
    heads = [(f'Content-Disposition: form-data; name="{name}"{more}'.encode(), value) for name, more, value in parts]
    return b"".join(b"--%s\r\n%s\r\n\r\n%s\r\n" % (BOUNDARY, head, value) for head, value in heads) + b"--%s--\r\n" % BOUNDARY


def encoded(data: MultiDict[str, str]) -> bytes:
    """As a browser would send it; lone surrogates go through as bytes."""
    return "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in data.items(multi=True)).encode("ascii")


def _quoted(text: str) -> str:
    return quote_plus(text.encode("utf-8", "surrogatepass"))
