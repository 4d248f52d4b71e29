"""The application: rooms wired together on one runtime."""

import hashlib
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from urllib.parse import quote, urlencode

from flask import Flask, Response, abort, g, request, url_for
from jinja2 import StrictUndefined
from werkzeug.datastructures import MultiDict

import accounts.wiring
import attachments.wiring
import committees.wiring
import followup.wiring
import indicators.wiring
import notifications.wiring
import people.wiring
import plans.wiring
import reports.wiring
from app import compression, errors, health, security, styleguide
from app.memory import keep_little_memory
from app.work import JOBS
from config import Settings
from core import formats, languages, uploads
from core.clock import utc_now
from core.database import Database
from core.downloads import downloads
from core.history import last_saved
from core.jobs import register_jobs
from core.languages import LANGUAGES, OWN_NAMES, direction, language, speak
from core.slots import slot
from core.web import Runtime, close_reading, now, read_session, runtime
from notifications.queries import unread_count
from people.gate import actor, directory, keep_directory, public, signed_in, unguarded
from people.labels import ROLE_WORDS
from reports.navigation import navigation

ROOT = Path(__file__).resolve().parent.parent
LANGUAGE_COOKIE = "language"
LARGEST_FORM = 2 * 1024 * 1024
ROOMS = (people, attachments, notifications, accounts, followup, indicators, plans, committees, reports)


def create_app(settings: Settings, database: Database | None = None, clock: Callable[[], datetime] = utc_now) -> Flask:
    """The application on this database and this clock. Raises ValueError when a route declares no permission."""
    keep_little_memory()
    app = Flask("tansiq", root_path=str(ROOT / "core"), static_folder="static", template_folder="templates")
    app.extensions["tansiq"] = Runtime(database or Database(settings.database_url), clock, settings)
    app.config.update(
        SECRET_KEY=settings.secret_key, MAX_CONTENT_LENGTH=LARGEST_FORM, MAX_FORM_MEMORY_SIZE=LARGEST_FORM, MAX_FORM_PARTS=1000
    )
    compression.install(app)
    uploads.install(app)
    languages.load_catalogues(ROOT / "app" / "translations")
    keep_directory(app)
    equip_templates(app)
    app.context_processor(_frame)
    _languages(app)
    app.teardown_appcontext(close_reading)
    for room in ROOMS:
        room.wiring.install(app)
    register_jobs(JOBS)
    security.install(app, settings)
    errors.install(app)
    health.install(app)
    if not settings.is_production:
        styleguide.install(app)
    app.view_functions["static"] = public("style, scripts and fonts")(app.view_functions["static"])
    open_routes = unguarded(app)
    if open_routes:
        raise ValueError(f"routes without permission: {open_routes}")
    return app


def equip_templates(app: Flask) -> None:
    """Gives the templates of every room what they print with."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.auto_reload = False
    app.jinja_env.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    fingerprints = {name: _fingerprint(Path(app.static_folder or "") / name) for name in _static_names(Path(app.static_folder or ""))}
    urls = {name: f"/static/{name}?v={print_}" for name, print_ in fingerprints.items()}
    app.jinja_env.globals.update(
        _=languages.gettext,
        ngettext=languages.ngettext,
        slot=slot,
        directory=directory,
        static=lambda name: urls[name],
        now=now,
        comma=formats.comma,
        downloads=downloads,
        last_saved=last_saved,
    )
    for each in (
        "day",
        "long_day",
        "short_day",
        "moment",
        "long_moment",
        "hour",
        "number",
        "money",
        "money_in_words",
        "percent",
        "written",
        "size",
    ):
        app.jinja_env.filters[each] = getattr(formats, each)
    app.jinja_env.filters["named"] = languages.named
    app.jinja_env.filters["json"] = lambda value: json.dumps(value, ensure_ascii=False)


def _static_names(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]


def _fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def _languages(app: Flask) -> None:
    secure = runtime(app).settings.is_https

    @app.before_request
    def reader_speaks() -> None:
        if "\0" in request.path:  # PostgreSQL takes no NUL, and no address of ours has one
            abort(404)
        asked = request.args.get("language", "")
        g.language_asked = asked if asked in LANGUAGES else None
        kept = request.cookies.get(LANGUAGE_COOKIE, "")
        kept = kept if kept in LANGUAGES else ""
        if request.endpoint == "static":
            return
        person = actor() if signed_in() else None
        speak(g.language_asked or kept or (person.language if person else "ar"), person.digits if person else "western")

    @app.after_request
    def remembered(response: Response) -> Response:
        if g.get("language_asked") and response.mimetype == "text/html":  # a paper in another language changes nobody's own
            response.set_cookie(LANGUAGE_COOKIE, g.language_asked, max_age=365 * 86400, samesite="Lax", secure=secure, httponly=True)
        return response


def _language_links() -> list[tuple[str, str, str]]:
    path = quote(request.path) if request.method == "GET" else "/"  # browsers take an unquoted /\evil.example for another host
    others = MultiDict((name, value) for name, value in request.args.items(multi=True) if name != "language")
    links = []
    for code in LANGUAGES:
        query = [*others.items(multi=True), ("language", code)]
        links.append((code, OWN_NAMES[code], f"{path}?{urlencode(query)}"))
    return links


def _frame() -> dict[str, object]:
    """What the layout needs on every page."""
    person = actor() if signed_in() else None
    frame: dict[str, object] = {"me": None, "unread": 0, "nav": []}
    if person is not None:
        roles = dict.fromkeys(str(ROLE_WORDS[grant.role]) for grant in person.grants)
        frame = {
            "me": {"id": person.person_id, "name": person.name, "role_label": formats.in_a_row(roles), "url": url_for("accounts.profile")},
            "unread": unread_count(read_session(), person.person_id),
            "nav": navigation(person, request.path),
        }
    return {**frame, "lang": language(), "dir": direction(), "languages": _language_links()}
