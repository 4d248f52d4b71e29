"""The two floors of a run: a bare Flask route, and a *plain page*, which does once what every page of a list must do."""

from flask import Blueprint, Flask, Response
from sqlalchemy import func, select
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from core.languages import LazyText, lazy
from core.web import page, read_session
from people.gate import directory, requires
from people.terms import Permission
from plans.models import Plan
from plans.terms import PlanState

blueprint = Blueprint("bench", __name__, template_folder="templates", url_prefix="/bench")
WORDS: dict[str, LazyText] = {state.value: lazy(state.value) for state in PlanState}


@blueprint.get("/plain")
@requires(Permission.OWN_PAGES)
def plain() -> Response:
    """Session, unread count, total, 25 rows by an index, the filters, a form's token, the frame."""
    session = read_session()
    total = session.scalar(select(func.count()).select_from(Plan)) or 0
    query = select(Plan.id, Plan.name_ar, Plan.scope_id, Plan.state, Plan.changed_at).order_by(
        Plan.attention.desc(), Plan.changed_at.desc()
    )
    return page("bench/plain.html", rows=session.execute(query.limit(25)).all(), total=total, words=WORDS, scopes=directory().scopes)


def install(app: Flask) -> None:
    """Adds both to an application that is otherwise the one people use."""
    app.register_blueprint(blueprint)
    bare = Flask("bare")
    bare.add_url_rule("/", view_func=lambda: "nothing")
    app.wsgi_app = DispatcherMiddleware(app.wsgi_app, {"/bare": bare})  # type: ignore[method-assign]
