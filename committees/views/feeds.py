"""Private calendar feeds: the page where a person makes and takes them back, and the feed itself."""

from flask import Response, abort, make_response, request, url_for
from sqlalchemy.orm import Session

from accounts.queries import grants_by_person
from committees.forms.setting import FeedForm
from committees.queries.calendar import calendar_file, committees_sat_in, feed_by, feeds_of
from committees.queries.committees import committee_choices, get_committee_for
from committees.services.feeds import make_feed, revoke_feed
from committees.views.entrance import meetings as blueprint
from core.clock import local_day
from core.forms import sent
from core.languages import OWN_NAMES, gettext, language, named, use_language
from core.saving import carry_out, say_done
from core.web import answer, now, page, read_session, runtime, transaction
from people.gate import actor, directory, public, requires
from people.queries import actor_of
from people.terms import Permission

LONGEST = 100


@blueprint.route("/meetings/feeds", methods=["GET", "POST"])
@requires(Permission.COMMITTEE_READ)
def feeds() -> Response:
    """The calendars to which this person subscribes; a new address is shown once."""
    form = _form(FeedForm(sent(), {"language": language(), "committee_id": request.args.get("committee", "")[:LONGEST]}))
    made: list[str] = []

    def make(writing: Session) -> str:
        made.append(make_feed(writing, actor(), form.committee_id.data, form.language.data or "ar", now()))
        return url_for("meetings.feeds")

    status = form.status
    if request.method == "POST" and form.validate() and carry_out(form, make) is not None:
        form, status = _form(FeedForm(None, {"language": language()})), 200
    elif request.method == "POST":
        status = form.status
    address = f"{runtime().settings.public_url}{url_for('meetings.feed', token=made[0])}" if made else ""
    shown = feeds_of(read_session(), actor().person_id)
    response = page("committees/feeds.html", status, form=form, feeds=shown, address=address, languages_known=OWN_NAMES)
    response.headers["Cache-Control"] = "no-store"
    return response


def _form(form: FeedForm) -> FeedForm:
    offered = committee_choices(read_session(), actor(), local_day(now()))
    form.committee_id.choices = [("", gettext("All committees in which I sit")), *offered]
    return form


@blueprint.post("/meetings/feeds/<feed_id>/revoke")
@requires(Permission.COMMITTEE_READ)
def revoke(feed_id: str) -> Response:
    """Takes a feed back."""
    with transaction() as session:
        revoke_feed(session, actor(), feed_id, now())
        done = answer(session, url_for("meetings.feeds"))
    say_done(gettext("The address is taken back; calendar programs get nothing from it any more."))
    return done


@blueprint.get("/feeds/<token>.ics")
@public("calendar programs cannot sign in: the address itself is the key, and only its digest is kept")
def feed(token: str) -> Response:
    """The meetings of a committee, or of all in which the person sits, for a calendar program."""
    session, today = read_session(), local_day(now())
    found = feed_by(session, token) if len(token) <= LONGEST else None
    if found is None:
        abort(404)
    row, person = found
    if row.committee_id is None:
        name, committee_ids = gettext("My meetings"), committees_sat_in(session, person.id, today)
    else:
        reader = actor_of(person, grants_by_person(session, [person.id], today).get(person.id, ()), directory())
        committee = get_committee_for(session, reader, row.committee_id, Permission.COMMITTEE_READ, today) or abort(404)
        name, committee_ids = named(committee, row.language), [committee.id]
    with use_language(row.language):
        name = gettext("My meetings") if row.committee_id is None else name
        response = make_response(calendar_file(session, name, committee_ids, now()))
    response.mimetype = "text/calendar"
    return response
