"""The administration of people: list, invitation, page of a person, roles, shutting out."""

from collections.abc import Callable
from enum import StrEnum

from flask import Response, abort, request, url_for
from sqlalchemy.orm import Session

from accounts import queries
from accounts.forms import NewPersonForm, OptionalReasonForm, PersonForm, ReasonForm, RoleForm
from accounts.labels import STATE_PILLS, STATE_WORDS
from accounts.queries import PeopleFilters
from accounts.services import persons
from accounts.terms import LinkPurpose
from accounts.views.frame import NewLink, blueprint
from core.audit import history
from core.clock import local_day
from core.forms import Form, sent
from core.history import lines
from core.languages import OWN_NAMES, gettext, language, lazy
from core.listing import Asked, asked_of_list, choice, page_asked, page_url
from core.paging import page_of
from core.references import SubjectRef
from core.saving import NotYours, carry_out
from core.web import answer, now, page, read_session, transaction
from people.gate import actor, directory, requires
from people.labels import ROLE_DOES, ROLE_WORDS
from people.models import Person, RoleGrant
from people.terms import Permission, Role

LATEST = 20
MOST_HISTORY = 200


class State(StrEnum):
    """Whether a person may sign in: yes, not yet, no more."""

    ACTIVE = "active"
    INVITED = "invited"
    DISABLED = "disabled"


def state_of(person: Person) -> State:
    """Whether this person may sign in."""
    if person.disabled:
        return State.DISABLED
    return State.ACTIVE if person.password_hash is not None else State.INVITED


@blueprint.get("/admin/people")
@requires(Permission.PEOPLE_MANAGE)
def people() -> Response:
    """Everybody, by what is asked for."""
    asked, today = filters_offered(), local_day(now())
    found = page_of(read_session(), queries.people_listed(filters_of(asked), today), page_asked())
    return page(
        "accounts/people.html",
        found=found,
        grants=queries.grants_by_person(read_session(), [each.id for each in found.rows], today),
        asked=asked,
        page_url=page_url,
        state_of=state_of,
        states=STATE_WORDS,
        pills=STATE_PILLS,
        roles=ROLE_WORDS,
    )


def filters_offered() -> Asked:
    """What the list of people can be narrowed by, and what this request chooses."""
    return asked_of_list(
        (
            choice("role", lazy("Role"), [(each.value, ROLE_WORDS[each]) for each in Role]),
            choice("organisation", lazy("Organisation"), directory().organisation_choices()),
            choice("state", lazy("State"), STATE_WORDS.items()),
        )
    )


def filters_of(asked: Asked) -> PeopleFilters:
    """The same as the query takes it."""
    return PeopleFilters(asked.words or "", Role(asked["role"]) if asked["role"] else None, asked["organisation"], asked["state"])


def filters_asked() -> PeopleFilters:
    """What the address of this request asks of the list of people."""
    return filters_of(filters_offered())


@blueprint.route("/admin/people/new", methods=["GET", "POST"])
@requires(Permission.PEOPLE_MANAGE)
def new_person() -> Response:
    """A person with the first role; shows the link to hand over."""
    form = NewPersonForm(sent(), {"language": language(), "since": local_day(now())})
    link = NewLink(LinkPurpose.INVITATION)
    made: list[str] = []

    def invited(session: Session) -> str:
        person = persons.add_person(session, actor(), form.command(), [form.granted()], now())
        link.make(session, actor(), person)
        made.append(person.id)
        return _page_of(person.id)

    if request.method == "POST" and form.validate() and carry_out(form, invited) is not None:
        return link.shown(made[0])
    return page("accounts/person_new.html", form.status, form=form, does=ROLE_DOES, roles=ROLE_WORDS)


@blueprint.get("/admin/people/<person_id>")
@requires(Permission.PEOPLE_MANAGE)
def person(person_id: str) -> Response:
    """What is known of a person, the roles, what can be done, the history."""
    found = _person(person_id)
    today = local_day(now())
    grants = queries.grants_of(read_session(), person_id)
    entries = history(read_session(), SubjectRef("person", person_id), LATEST + 1)
    return page(
        "accounts/person.html",
        person=found,
        state=state_of(found),
        states=STATE_WORDS,
        pills=STATE_PILLS,
        roles=ROLE_WORDS,
        language_names=OWN_NAMES,
        current=[grant for grant in grants if grant.until is None or grant.until >= today],
        former=[grant for grant in grants if grant.until is not None and grant.until < today],
        today=today,
        is_me=found.id == actor().person_id,
        history_lines=lines(entries[:LATEST]),
        more_url=url_for("accounts.person_history", person_id=person_id) if len(entries) > LATEST else "",
    )


@blueprint.get("/admin/people/<person_id>/history")
@requires(Permission.PEOPLE_MANAGE)
def person_history(person_id: str) -> Response:
    """The whole history of a person, as far as a page holds."""
    found = _person(person_id)
    entries = history(read_session(), SubjectRef("person", person_id), MOST_HISTORY)
    return page("accounts/person_history.html", person=found, history_lines=lines(entries))


@blueprint.route("/admin/people/<person_id>/edit", methods=["GET", "POST"])
@requires(Permission.PEOPLE_MANAGE)
def edit_person(person_id: str) -> Response:
    """Name, e-mail, office."""
    found = _person(person_id)
    form = PersonForm(sent(), persons.values_of_person(found), found.version)

    def changed(session: Session) -> str:
        persons.change_person(session, actor(), person_id, form.command(), form.shown_version, now())
        return _page_of(person_id)

    return _filled_in("accounts/person_form.html", form, changed, found)


@blueprint.route("/admin/people/<person_id>/roles/new", methods=["GET", "POST"])
@requires(Permission.PEOPLE_MANAGE)
def give_role(person_id: str) -> Response:
    """One more role; the person signs in again."""
    found = _person(person_id)
    form = RoleForm(sent(), {"since": local_day(now())})

    def given(session: Session) -> str:
        persons.give_role(session, actor(), person_id, form.command(), now())
        return _page_of(person_id)

    return _filled_in("accounts/role_form.html", form, given, found)


@blueprint.route("/admin/people/<person_id>/roles/<grant_id>/end", methods=["GET", "POST"])
@requires(Permission.PEOPLE_MANAGE)
def end_role(person_id: str, grant_id: str) -> Response:
    """Ends a role at once, after saying what that means."""
    found = _person(person_id)
    grant = _grant(person_id, grant_id)
    form = OptionalReasonForm(sent())
    role = str(ROLE_WORDS[Role(grant.role)])
    happens = [
        gettext("The role “%(role)s” ends now, not at the end of the day.", role=role),
        gettext("The person is signed out and signs in again with the roles that remain."),
    ]

    def ended(session: Session) -> str:
        persons.end_role(session, actor(), person_id, grant_id, form.reason.data or "", now())
        return _page_of(person_id)

    return _confirmed(form, ended, found, gettext("End this role"), happens)


@blueprint.route("/admin/people/<person_id>/disable", methods=["GET", "POST"])
@requires(Permission.PEOPLE_MANAGE)
def disable_person(person_id: str) -> Response:
    """Shuts a person out, after saying what that means."""
    found = _person(person_id)
    form = ReasonForm(sent())
    happens = [
        gettext("The person is signed out everywhere at once and cannot sign in any more."),
        gettext("Open invitations and links for a new password stop working."),
        gettext("What the person wrote, and the history, stay as they are."),
    ]

    def disabled(session: Session) -> str:
        persons.disable_person(session, actor(), person_id, form.reason.data or "", now())
        return _page_of(person_id)

    return _confirmed(form, disabled, found, gettext("Disable this person"), happens)


@blueprint.route("/admin/people/<person_id>/enable", methods=["GET", "POST"])
@requires(Permission.PEOPLE_MANAGE)
def enable_person(person_id: str) -> Response:
    """Lets a person in again."""
    found = _person(person_id)
    form = ReasonForm(sent())
    happens = [gettext("The person can sign in again with the old password and the roles that are in force.")]

    def enabled(session: Session) -> str:
        persons.enable_person(session, actor(), person_id, form.reason.data or "", now())
        return _page_of(person_id)

    return _confirmed(form, enabled, found, gettext("Enable this person again"), happens)


@blueprint.post("/admin/people/<person_id>/invitation")
@requires(Permission.PEOPLE_MANAGE)
def invite_again(person_id: str) -> Response:
    """A new invitation for somebody who has no password yet; the earlier one stops working."""
    return _linked(person_id, LinkPurpose.INVITATION, State.INVITED)


@blueprint.post("/admin/people/<person_id>/reset-link")
@requires(Permission.PEOPLE_MANAGE)
def make_reset(person_id: str) -> Response:
    """A link for a new password, to hand over where there is no mail."""
    return _linked(person_id, LinkPurpose.RESET, State.ACTIVE)


def _linked(person_id: str, purpose: LinkPurpose, wanted: State) -> Response:
    link = NewLink(purpose)
    with transaction() as session:
        found = queries.get_person(session, person_id, lock=True)
        if found is None or state_of(found) is not wanted:
            raise NotYours(person_id)
        link.make(session, actor(), found)
        answer(session, _page_of(person_id))
    return link.shown(person_id)


def _filled_in(template: str, form: Form, verb: Callable[[Session], str], found: Person) -> Response:
    if request.method == "POST" and form.validate():
        done = carry_out(form, verb, gettext("Saved."))
        if done is not None:
            return done
    return page(template, form.status, form=form, person=found, does=ROLE_DOES, roles=ROLE_WORDS)


def _confirmed(form: Form, verb: Callable[[Session], str], found: Person, title: str, happens: list[str]) -> Response:
    if request.method == "POST" and form.validate():
        done = carry_out(form, verb, gettext("Saved."))
        if done is not None:
            return done
    return page("accounts/person_confirm.html", form.status, form=form, person=found, verb=title, happens=happens)


def _page_of(person_id: str) -> str:
    return url_for("accounts.person", person_id=person_id)


def _person(person_id: str) -> Person:
    return queries.get_person(read_session(), person_id) or abort(404)


def _grant(person_id: str, grant_id: str) -> RoleGrant:
    """A role that has not ended yet."""
    today = local_day(now())
    mine = (grant for grant in queries.grants_of(read_session(), person_id) if grant.id == grant_id)
    return next((grant for grant in mine if grant.until is None or grant.until >= today), None) or abort(404)
