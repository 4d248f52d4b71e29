"""Attaching, giving out, taking away. Each asks the thing beside which the file stands."""

import logging
from typing import IO, Any
from urllib.parse import quote

from flask import Blueprint, Response, abort, current_app, flash, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.wsgi import wrap_file

from attachments import services
from attachments.forms import AttachForm, RemoveForm, key_of
from attachments.holders import Holder, find_holder
from attachments.labels import FAULTS
from attachments.models import Attachment
from attachments.queries import get_attachment, wait_of
from attachments.rules import MEDIA_TYPES, safe_name, type_of
from attachments.store import NoRoom, Store
from attachments.terms import Fault, FileType, KeptFile, Offer
from core.forms import sent
from core.languages import gettext
from core.listing import asked_for
from core.references import SubjectRef, kind_of
from core.saving import carry_out
from core.uploads import Upload, takes_files
from core.web import now, page, read_session
from people.gate import actor, requires
from people.terms import Permission

log = logging.getLogger("tansiq")
blueprint = Blueprint("attachments", __name__, template_folder="templates")
#: reliability.md 4.3: whatever it holds, a file given out runs nothing and opens nothing.
SANDBOX = "default-src 'none'; sandbox"
ANCHOR = "attachments"


def store() -> Store:
    """The folder of this application's files."""
    found: Store = current_app.extensions["tansiq_store"]
    return found


@blueprint.route("/attach/<kind>/<subject_id>", methods=["GET", "POST"])
@requires(Permission.OWN_PAGES)
@takes_files
def attach(kind: str, subject_id: str) -> ResponseReturnValue:
    """Puts a file beside a thing: its signed approval, or another document. ``what`` in the address chooses beforehand."""
    holder = find_holder(read_session(), actor(), kind, subject_id, now()) or abort(404)
    if not holder.offers:
        abort(403)
    form = AttachForm(sent(), {"what": asked_for("what") or (key_of(holder.offers[0]) if len(holder.offers) == 1 else "")})
    form.between(holder.offers)
    wait = 0
    if request.method == "POST" and form.validate():
        wait = wait_of(read_session(), actor().person_id, form.file.data.size, now())
        if wait:
            form.refuse("file", services.TooManyFiles(wait).message)
        elif done := _attached(form, holder, SubjectRef(kind, subject_id)):
            flash(gettext("The file was attached."), "success")
            return done
    answer = page(
        "attachments/attach.html", _status(form, wait), form=form, holder=holder, kind=kind_of(kind), back=address(kind, subject_id)
    )
    if wait:
        answer.headers["Retry-After"] = str(wait)
    return answer


def _status(form: AttachForm, wait: int) -> int:
    if form.no_room:
        return 507
    return 429 if wait else 413 if form.file.too_large else form.status


def _attached(form: AttachForm, holder: Holder, subject: SubjectRef) -> Response | None:
    """The file first, then its row: what stops in between leaves a file for the sweeper, never a row without a file."""
    offer = next(each for each in holder.offers if key_of(each) == form.what.data)
    try:
        kept = _kept(form.file.data)
    except NoRoom:
        form.no_room = True
        form.refuse("file", gettext("The server has no room for this file. Nothing was saved; tell your administrator."))
        return None
    return carry_out(form, lambda session: _added(session, subject, offer, kept, form.title.data or ""))


def _kept(upload: Upload) -> KeptFile:
    file_type = type_of(upload.name)
    if file_type is None:
        raise ValueError(str(FAULTS[Fault.WRONG_TYPE]))  # the form has looked
    written = store().take_in(upload.content)
    return KeptFile(written.name, written.size, written.sha256, safe_name(upload.name, file_type), file_type)


def _added(session: Session, subject: SubjectRef, offer: Offer, kept: KeptFile, title: str) -> str:
    services.attach(session, actor(), subject, offer.purpose, kept, now(), number=offer.number, title=title)
    return address(subject.kind, subject.id)


@blueprint.get("/attachments/<attachment_id>")
@requires(Permission.OWN_PAGES)
def fetch(attachment_id: str) -> Response:
    """Gives a file out, piece by piece, to be kept and not to be shown inside Tansiq."""
    attachment, _holder = _found(attachment_id)
    try:
        file = store().open(attachment.stored_as)
    except OSError:
        log.error("attachment %s has lost its file %s", attachment.id, attachment.stored_as)
        abort(410)
    return given_out(attachment, file)


def given_out(attachment: Attachment, file: IO[bytes]) -> Response:
    """The answer that carries a file: our own type and name for it, in a sandbox."""
    response = Response(wrap_file(request.environ, file), direct_passthrough=True)
    response.headers["Content-Type"] = MEDIA_TYPES[FileType(attachment.file_type)]
    response.headers["Content-Length"] = str(attachment.size)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(attachment.file_name, safe='')}"
    response.headers["Content-Security-Policy"] = SANDBOX
    return response


@blueprint.route("/attachments/<attachment_id>/remove", methods=["GET", "POST"])
@requires(Permission.OWN_PAGES)
def remove(attachment_id: str) -> ResponseReturnValue:
    """Says what happens, and takes an attachment away with the reason."""
    attachment, holder = _found(attachment_id)
    if not holder.offers:
        abort(403)
    form = RemoveForm(sent())
    back = address(attachment.subject_kind, attachment.subject_id)
    if request.method == "POST" and form.validate():
        done = carry_out(form, lambda session: _removed(session, attachment_id, str(form.reason.data), back))
        if done is not None:
            flash(gettext("The attachment was removed."), "success")
            return done
    kind = kind_of(attachment.subject_kind)
    return page("attachments/remove.html", form.status, form=form, attachment=attachment, holder=holder, kind=kind, back=back)


def _removed(session: Session, attachment_id: str, reason: str, back: str) -> str:
    services.remove(session, actor(), attachment_id, reason, now())
    return back


def _found(attachment_id: str) -> tuple[Attachment, Holder]:
    """An attachment with its thing; 404 for what is not there or not among what this person may have there."""
    attachment = get_attachment(read_session(), attachment_id) or abort(404)
    holder = find_holder(read_session(), actor(), attachment.subject_kind, attachment.subject_id, now()) or abort(404)
    if all(each.id != attachment.id for each in holder.attachments):
        abort(404)
    return attachment, holder


def address(kind: str, subject_id: str) -> str:
    """Where a thing's attachments stand."""
    found = kind_of(kind)
    arguments: dict[str, Any] = {found.id_argument: subject_id, "_anchor": ANCHOR}
    return url_for(found.endpoint, **arguments)
