"""Security headers on every answer, the session cookie's flags, the check of forms."""

from flask import Flask, Response, abort, request
from flask_wtf.csrf import CSRFProtect

from config import Settings
from core import uploads
from people.gate import signed_in

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; "
    "manifest-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()",
}
HTTPS_ONLY = "max-age=31536000; includeSubDomains"
A_YEAR = "public, max-age=31536000, immutable"


def install(app: Flask, settings: Settings) -> None:
    """Puts headers, CSRF check and the Host check around every route."""
    app.config.update(
        SESSION_COOKIE_NAME="__Host-tansiq-forms" if settings.is_https else "tansiq-forms",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.is_https,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
    )
    _larger_requests(app)  # before the check of forms, which reads the request
    CSRFProtect(app)
    if settings.is_production:
        _only_our_host(app, settings)

    @app.after_request
    def headed(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if settings.is_https:
            response.headers["Strict-Transport-Security"] = HTTPS_ONLY
        if request.endpoint == "static" or (request.endpoint or "").endswith(".static"):
            if response.status_code == 200:
                response.headers["Cache-Control"] = A_YEAR if "v" in request.args else "no-cache"
            return response
        response.vary.add("Cookie")
        if signed_in() or request.method != "GET":
            response.headers["Cache-Control"] = "no-store"
        else:
            response.headers.setdefault("Cache-Control", "no-cache")
        return response


def _larger_requests(app: Flask) -> None:
    """Where a view takes files, a person who has signed in may send more than text."""

    @app.before_request
    def files() -> None:
        if hasattr(app.view_functions.get(request.endpoint or ""), "takes_files") and signed_in():
            request.max_content_length = uploads.LARGEST_REQUEST
            request.max_form_parts = uploads.MOST_PARTS


def _only_our_host(app: Flask, settings: Settings) -> None:
    ours = {settings.public_url.split("//", 1)[1]}

    @app.before_request
    def known_host() -> None:
        if request.host not in ours and request.endpoint != "app.health":
            abort(400)
