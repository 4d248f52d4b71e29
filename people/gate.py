"""The gate of every route: who enters. A route declares a permission, or says why it is public; nothing else is let in."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from flask import Flask, abort, current_app, g
from flask_login import current_user

from core.web import read_session
from people.queries import Directory, read_directory
from people.terms import Actor, Permission

View = TypeVar("View", bound=Callable[..., Any])


class _Kept:
    """The directory of this process."""

    def __init__(self) -> None:
        self.directory: Directory | None = None


def keep_directory(app: Flask) -> None:
    """Gives the application a place for its directory."""
    app.extensions["tansiq_directory"] = _Kept()


def directory() -> Directory:
    """The directory at the revision that this request's session row named; reloaded when it has changed."""
    kept: _Kept = current_app.extensions["tansiq_directory"]
    wanted: int | None = g.get("directory_revision")
    if kept.directory is None or (wanted is not None and kept.directory.revision != wanted):
        kept.directory = read_directory(read_session())
    return kept.directory


def actor() -> Actor:
    """The person who acts in this request. Only behind ``requires``."""
    return cast(Actor, current_user._get_current_object())


def signed_in() -> bool:
    """Whether somebody has signed in."""
    return bool(current_user.is_authenticated)


def requires(permission: Permission) -> Callable[[View], View]:
    """Lets in only persons with this permission, wherever it reaches: strangers go to sign in, others get 403."""

    def guarded(view: View) -> View:
        @wraps(view)
        def entered(*args: Any, **kwargs: Any) -> Any:
            if not signed_in():
                return current_app.login_manager.unauthorized()  # type: ignore[attr-defined]
            if not actor().may(permission):
                abort(403)
            return view(*args, **kwargs)

        entered.permission = permission  # type: ignore[attr-defined]
        return cast(View, entered)

    return guarded


def public(reason: str) -> Callable[[View], View]:
    """Marks a route that everybody may call, and why."""

    def marked(view: View) -> View:
        view.public_because = reason  # type: ignore[attr-defined]
        return view

    return marked


def unguarded(app: Flask) -> list[str]:
    """Endpoints that declare neither a permission nor that they are public."""
    views = {name: view for name, view in app.view_functions.items() if name != "static" and not name.endswith(".static")}
    return sorted(n for n, v in views.items() if not (hasattr(v, "permission") or hasattr(v, "public_because")))
