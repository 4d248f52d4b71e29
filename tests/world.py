"""A world in which every route has something to show: a plan in each state, an issue, a team, notices, links, people in each state.

Everything belongs to Ninewa (IQG15), with the Ministry of Finance as mandated and responsible organisation: Karwan and Noor find
their things, Dara, Ziad and Nabil find nothing. ``ADDRESSES`` says for each endpoint with which arguments it is opened.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from accounts.models import OneTimeLink, SignInSession
from accounts.queries import digest
from attachments.models import Attachment
from committees.models import Committee, CommitteeMember, FeedToken, Holiday, Meeting, Reactivation, ReactivationStep, Rhythm
from committees.services.finding import index_committees
from core.clock import local_day
from core.references import SubjectRef
from followup.models import Action, FollowUpTeam, Issue
from followup.services import raise_action
from followup.services.actions import report_done
from followup.terms import Sector
from indicators.models import Indicator
from notifications.models import Delivery, Notice
from people.models import Organisation, Person, RoleGrant, SavedFilter
from people.terms import Role
from plans import commands
from plans.commands import SaveContact, SaveLesson
from plans.models import ActivitySheet, Contact, Lesson, MoneyRow, Plan, PlanVersion, Receipt, Review, TemplateRow
from plans.queries import template_rows
from plans.services.contacts import add_contact
from plans.services.deciding import return_
from plans.services.editing import PARTS, save_section
from plans.services.learning import add_lesson
from plans.services.reviewing import begin_review, revise
from plans.terms import Approach, LessonKind
from tests import cast as build
from tests.attachments import files
from tests.cast import PEOPLE, People
from tests.committees import table

INVITATION = "invitation-token-for-the-tests-0123456789abc"
FEED = "feed-token-for-the-tests-0123456789abcdefghi"
RESET = "reset-token-for-the-tests-0123456789abcdefgh"
LESSON = SaveLesson(LessonKind.LESSON, "كتاب بلا لقاء يبقى بلا جواب.", "", Sector.HOUSING, None)
SCAN = "scanscanscanscanscan"
SECTIONS = ("identity", "aim", "review")
#: endpoint -> the plan (by its English name) with which it is opened.
PLAN_FOR = {
    "submit": "draft",
    "confirm": "draft",
    "from_earlier": "communicated",
    "edit_section": "draft",
    "new_part": "draft",
    "edit_part": "draft",
    "remove_part": "draft",
    "cancel": "draft",
    "activity_sheet": "draft",
    "send_sheet": "draft",
    "take_sheet": "draft",
    "approve": "submitted",
    "return": "submitted",
    "communicate": "approved",
    "acknowledge": "communicated",
    "receipt": "communicated",
    "progress": "communicated",
    "show": "communicated",
    "version": "communicated",
    "whole_history": "communicated",
    "printed": "communicated",
    "printed_sheet": "communicated",
    "printed_communication": "communicated",
    "money_page": "communicated",
    "record_money": "communicated",
    "take_back_money": "communicated",
    "review": "communicated",
    "revise": "communicated",
    "close": "communicated",
    "finding": "reviewed",
    "look_back": "reviewed",
    "conclude": "reviewed",
    "add_lesson": "communicated",
    "add_contact": "communicated",
    "contacts": "communicated",
    "edit_contact": "communicated",
    "take_back_contact": "communicated",
    "earlier_review": "reviewed",
    "abandon": "revised",
    "revision": "revised",
    "compare_versions": "revised",
    "pictures": "communicated",
}


def build_world(session: Session, now: datetime) -> None:
    """Fills a database that holds the reference data and the cast."""
    cast = People.read(session)
    karwan = cast.karwan
    earlier = now - timedelta(days=7)
    issue = build.an_issue(session, cast, karwan, earlier)
    build.a_team(session, cast, earlier)
    _actions(session, cast, issue.id, earlier)
    draft = build.a_complete_plan(session, cast, karwan, earlier, name_en="draft", issue_id=issue.id, theme="")
    cells = {"objective_key": "تخصيص أرض كافية", "title": "نشاط من الورقة"}
    session.add(
        ActivitySheet(id="sheet-karwan", plan_id=draft.id, person_id="karwan", at=now, rows=[{"row": 5, "key": "", "cells": cells}])
    )
    build.submitted(session, cast, karwan, earlier, name_en="submitted")
    returned = build.submitted(session, cast, karwan, earlier, name_en="returned")
    return_(session, cast.salma, returned.id, "الكلفة غير واضحة", build.open_version(session, returned).edits, now)
    build.approved(session, cast, karwan, earlier, name_en="approved")
    communicated = build.communicated(session, cast, karwan, earlier, name_en="communicated")
    add_lesson(session, karwan, communicated.id, LESSON, earlier)
    build.some_money(session, karwan, communicated, earlier)
    session.add(_scan_of_approval(communicated.id, now))
    contact = SaveContact(
        approach=Approach.OFFICIAL_LETTER,
        happened_on=local_day(earlier),
        organisation_ids=(cast.organisation("MOF"), cast.organisation("GOV-NI")),
        others="",
        subject="طلب تخصيص أرض",
        outcome="",
        answer_asked=True,
        answered_ids=(),
        reference="ع/114",
        activity_key=None,
    )
    add_contact(session, karwan, communicated.id, contact, earlier)
    begin_review(session, karwan, build.communicated(session, cast, karwan, earlier, name_en="reviewed").id, now)
    revised = build.communicated(session, cast, karwan, earlier, name_en="revised")
    revise(session, karwan, revised.id, "ميزانية جديدة", now)
    aim = commands.Aim("أرض كافية قبل نهاية السنة", "تسكين عائلات سنجار", "اجتماعات شهرية", "قلة الأرض والمال")
    save_section(session, karwan, revised.id, "aim", aim, 1, now)
    a_committee(session, cast, earlier)
    table.meetings_in_each_state(session, cast, now)
    an_idle_committee(session, earlier)
    _people_in_each_state(session, cast, now)
    session.add(SavedFilter(id="filter-karwan", person_id="karwan", list="plans", name="متأخرة", query="overdue=yes", created_at=now))
    for name in PEOPLE:
        session.add(SignInSession(id=f"session-{name}", token_hash=digest(f"{name}-a"), person_id=name, created_at=now, last_seen_at=now))
        session.add(
            Notice(
                id=f"notice-{name}",
                key=f"test:{name}",
                person_id=name,
                kind="plan_approve",
                subject_kind="plan",
                words={"who": "سلمى", "plan": "خطة"},
                subject_id=revised.id,
                at=now,
            )
        )
    session.flush()
    _deliveries(session, revised.id, now)


def _deliveries(session: Session, plan_id: str, now: datetime) -> None:
    """Messages about a plan to Karwan: what could not be delivered, what may have arrived."""
    for name, state in (("delivery", "failed"), ("delivery-b", "uncertain")):
        row = Delivery(id=name, key=f"test:{name}", person_id="karwan", channel="mail", kind="plan_approve", subject_kind="plan")
        row.subject_id, row.created_at, row.due_at, row.next_try_at, row.ended_at = plan_id, now, now, now, now
        row.state, row.reason, row.attempts, row.first_tried_at = state, "refused", 1, now
        session.add(row)
    session.flush()


def _actions(session: Session, cast: People, issue_id: str, at: datetime) -> None:
    """Actions of the Ministry of Finance in Ninewa; ids say what they are for."""
    subject, due_on = SubjectRef("issue", issue_id), local_day(at) + timedelta(days=14)
    for name in ("action-open", "action-done"):
        action = raise_action(session, cast.karwan, subject, "IQG15", "تخصيص الأرض", cast.organisation("MOF"), None, due_on, at)
        session.execute(update(Action).where(Action.id == action.id).values(id=name))
    report_done(session, cast.noor, "action-done", "كتاب الوزارة 114", 1, at, cast.directory)


def a_committee(session: Session, cast: People, now: datetime) -> None:
    """The committee of Ninewa with its chair, its secretary and two members, and a meeting eight days after now."""
    names = {"name_ar": "لجنة إعادة الاندماج في نينوى", "name_en": "Re-integration committee of Ninewa"}
    committee = Committee(id="committee", kind="reintegration", scope_id="IQG15", standing="active", created_by="karwan", created_at=now)
    committee.formed_on = local_day(now)
    committee.name_ar, committee.name_en = names.values()
    session.add(committee)
    session.flush()
    seats = (("GOV-NI", "hadi", "chair"), ("MOMD", "karwan", "secretary"), ("MOF", "noor", "member"), ("UNHCR", "huda", "member"))
    for organisation, person, part in seats:
        seat = CommitteeMember(id=f"seat-{person}", committee_id="committee", person_id=person, part=part, since=date(2024, 1, 10))
        seat.organisation_id, seat.decision_maker = cast.organisation(organisation), part != "secretary"
        session.add(seat)
    begins = now + timedelta(days=15)
    session.add(Meeting(id="meeting", committee_id="committee", starts_at=begins, ends_at=begins + timedelta(hours=2)))
    rhythm = Rhythm(id="rhythm", committee_id="committee", kind="weeks", weeks=2, weekday=6, starts=time(10), minutes=120, created_at=now)
    rhythm.anchor = date(2026, 3, 15)
    session.add_all([rhythm, Holiday(id="holiday", name_ar="عيد الفطر", name_en="Eid al-Fitr", day=date(2026, 3, 22), scope_id="IQ")])
    feed = FeedToken(id="feed-karwan", person_id="karwan", committee_id="committee", digest=digest(FEED), language="ar", created_at=now)
    session.add(feed)
    session.flush()
    index_committees(session, "committee")


def an_idle_committee(session: Session, now: datetime) -> None:
    """A committee of Ninewa that does not meet, with its reactivation open."""
    idle = Committee(id="committee-idle", kind="reintegration", scope_id="IQG15", standing="inactive", created_by="karwan", created_at=now)
    idle.name_ar, idle.name_en, idle.formed_on = "اللجنة الفرعية في سنجار", "Sub-committee of Sinjar", date(2025, 1, 5)
    found = Reactivation(id="reactivation", committee_id="committee-idle", opened_on=local_day(now), created_at=now)
    found.steps = [ReactivationStep(id="step-idle", position=1, what="لقاء مع المحافظ", due_on=local_day(now) + timedelta(days=7))]
    session.add(idle)
    session.flush()
    session.add(found)
    session.flush()
    index_committees(session, "committee-idle")


def _scan_of_approval(plan_id: str, now: datetime) -> Attachment:
    content = files.pdf()
    return Attachment(
        id="attachment",
        subject_kind="plan",
        subject_id=plan_id,
        purpose="signed_approval",
        number=1,
        file_name="اعتماد موقّع.pdf",
        file_type="pdf",
        size=len(content),
        sha256=sha256(content).hexdigest(),
        stored_as=SCAN,
        at=now,
        person_id="karwan",
        person_name=PEOPLE["karwan"].name,
    )


def put_files(home: Path) -> None:
    """Puts the files that the attachments of this world name below a test's own folder."""
    folder = home / "attachments" / "kept"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / SCAN).write_bytes(files.pdf())


def _people_in_each_state(session: Session, cast: People, now: datetime) -> None:
    momd = cast.organisation("MOMD")
    session.add_all(
        [
            Person(id="disabled", name="معطّل", email="disabled@tansiq.example", password_hash="x", disabled=True, created_at=now),
            Person(id="invited", name="مدعو", email="invited@tansiq.example", organisation_id=momd, created_at=now),
            Organisation(id="retired", kind="ngo", name_en="Retired", active=False),
        ]
    )
    session.flush()
    session.add(RoleGrant(id="grant", person_id="invited", role=Role.SENIOR_READER.value, scope_id="IQ", since=local_day(now)))
    for token, purpose, person in ((INVITATION, "invitation", "invited"), (RESET, "reset", "wisam")):
        link = OneTimeLink(
            purpose=purpose, token_hash=digest(token), person_id=person, created_at=now, expires_at=now + timedelta(minutes=20)
        )
        session.add(link)
    session.flush()


@dataclass(frozen=True)
class World:
    """The ids of what is there. ``plans`` by English name; ``parts`` of the draft by kind."""

    plans: dict[str, str]
    parts: dict[str, str]
    activity: dict[str, str]
    movement: MoneyRow
    issue: str
    team: str
    indicator: str
    lesson: str
    contact: str
    review: str
    receiver: str
    template: str
    template_parts: dict[str, str]

    @classmethod
    def read(cls, session: Session) -> "World":
        """As it stands in the database."""
        plans = {each.name_en: each for each in session.scalars(select(Plan))}
        first = {each.plan_id: each.id for each in session.scalars(select(PlanVersion).order_by(PlanVersion.number.desc()))}
        draft = first[plans["draft"].id]
        waiting = select(Receipt.organisation_id).where(Receipt.plan_id == plans["communicated"].id, Receipt.acknowledged_at.is_(None))
        activities = {
            name: session.scalar(select(PARTS["activities"].model.key).where(PARTS["activities"].model.version_id == first[plan.id])) or ""
            for name, plan in plans.items()
        }
        return cls(
            {name: plan.id for name, plan in plans.items()},
            {kind: session.scalar(select(spec.model.key).where(spec.model.version_id == draft)) or "" for kind, spec in PARTS.items()},
            activities,
            session.scalars(select(MoneyRow)).one(),
            session.scalars(select(Issue.id)).first() or "",
            session.scalars(select(FollowUpTeam.id).order_by(FollowUpTeam.id)).first() or "",
            session.scalars(select(Indicator.id).where(Indicator.in_force)).first() or "",
            session.scalars(select(Lesson.id)).first() or "",
            session.scalars(select(Contact.id)).first() or "",
            session.scalars(select(Review.id)).first() or "",
            session.scalars(waiting.order_by(Receipt.organisation_id)).first() or "",
            template := session.scalars(select(TemplateRow.id).where(TemplateRow.code == "schools")).one(),
            {each.kind: each.key for each in template_rows(session, template)},
        )

    def arguments(self, endpoint: str) -> list[dict[str, Any]]:
        """With which arguments an endpoint is opened; several for those that serve several kinds of things. Raises KeyError."""
        if endpoint in FIXED:
            return FIXED[endpoint]
        room, _dot, name = endpoint.partition(".")
        if room == "plans" and name in PLAN_FOR:
            return self._of_plan(name)
        if room == "plans" and name.startswith(("template", "from_template")):
            return self._of_template(name)
        return [self._own(endpoint)]

    def _of_plan(self, name: str) -> list[dict[str, Any]]:
        plan = PLAN_FOR[name]
        given: dict[str, Any] = {"plan_id": self.plans[plan]}
        if name == "edit_section":
            return [{**given, "section": section} for section in SECTIONS]
        if name == "new_part":
            return [{**given, "kind": part} for part in PARTS]
        if name in ("edit_part", "remove_part"):
            return [{**given, "kind": part, "key": key} for part, key in self.parts.items()]
        if name == "record_money":
            return [{**given, "key": self.movement.budget_key}]
        if name == "take_back_money":
            return [{**given, "movement_id": self.movement.id}]
        if name in ("progress", "finding"):
            return [{**given, "key": self.activity[plan]}]
        if name in ("edit_contact", "take_back_contact"):
            return [{**given, "contact_id": self.contact}]
        if name == "receipt":
            return [{**given, "organisation_id": self.receiver}]
        if name == "earlier_review":
            return [{**given, "review_id": self.review}]
        if name == "take_sheet":
            return [{**given, "sheet_id": "sheet-karwan"}]
        return [{**given, "number": 1}] if name == "version" else [given]

    def _of_template(self, name: str) -> list[dict[str, Any]]:
        given = {"template_id": self.template}
        if name == "template_part_new":
            return [{**given, "kind": kind} for kind in self.template_parts]
        if name in ("template_part", "template_part_remove"):
            return [{**given, "kind": kind, "key": key} for kind, key in self.template_parts.items()]
        return [given]

    def _own(self, endpoint: str) -> dict[str, Any]:
        return {
            "issues.show": {"issue_id": self.issue},
            "issues.edit": {"issue_id": self.issue},
            "issues.whole_history": {"issue_id": self.issue},
            "teams.show": {"team_id": self.team},
            "attachments.attach": {"kind": "plan", "subject_id": self.plans["communicated"]},
            "indicators.show": {"indicator_id": self.indicator},
            "plans.lesson": {"lesson_id": self.lesson},
            "plans.edit_lesson": {"lesson_id": self.lesson},
            "plans.take_back_lesson": {"lesson_id": self.lesson},
        }[endpoint]


FILES = [{"ending": "xlsx"}, {"ending": "csv"}]
FIXED: dict[str, list[dict[str, Any]]] = {
    **table.addresses(),
    **{f"committees.{name}": [{"committee_id": "committee"}] for name in ("show", "edit", "new_member", "rhythm", "call")},
    **{f"meetings.{name}": [{"meeting_id": "meeting"}] for name in ("change", "cancel")},
    "committees.member": [{"committee_id": "committee", "member_id": "seat-noor"}],
    "committees.holiday": [{"holiday_id": "holiday"}],
    "meetings.feed": [{"token": FEED}],
    "meetings.revoke": [{"feed_id": "feed-karwan"}],
    **{
        f"committees.{name}": [{"committee_id": "committee-idle"}]
        for name in ("record", "reactivation", "reactivation_reason", "reactivation_step", "end_reactivation")
    },
    "committees.record_file": [{"committee_id": "committee-idle", "ending": "xlsx"}],
    "committees.reactivation_step_done": [{"committee_id": "committee-idle", "step_id": "step-idle"}],
    "powers.edit": [{"kind_id": "kind-land"}],
    **{f"actions.{verb}": [{"action_id": "action-open"}] for verb in ("show", "report", "done", "postpone", "cancel")},
    **{f"actions.{verb}": [{"action_id": "action-done"}] for verb in ("verify", "give_back")},
    "accounts.disable_person": [{"person_id": "wisam"}],
    "accounts.edit_person": [{"person_id": "wisam"}],
    "accounts.enable_person": [{"person_id": "disabled"}],
    "accounts.end_own_session": [{"session_id": "session-karwan"}],
    "accounts.end_role": [{"person_id": "invited", "grant_id": "grant"}],
    "accounts.give_role": [{"person_id": "wisam"}],
    "accounts.invitation": [{"token": INVITATION}],
    "accounts.invite_again": [{"person_id": "invited"}],
    "accounts.make_reset": [{"person_id": "wisam"}],
    "accounts.person": [{"person_id": "wisam"}],
    "accounts.person_history": [{"person_id": "wisam"}],
    "accounts.reset": [{"token": RESET}],
    "attachments.fetch": [{"attachment_id": "attachment"}],
    "attachments.remove": [{"attachment_id": "attachment"}],
    "notifications.delivery": [{"delivery_id": "delivery"}],
    "notifications.open_notice": [{"notice_id": "notice-noor"}],
    "people.keep_filter": [{"list_name": "plans", "overdue": "yes"}],
    "people.drop_filter": [{"filter_id": "filter-karwan"}],
    "people.organisation": [{"organisation_id": "retired"}],
    "people.restore_organisation": [{"organisation_id": "retired"}],
    "people.retire_organisation": [{"organisation_id": "retired"}],
    "people.place": [{"place_id": "IQG15Q07"}],
    "people.scope": [{"scope_id": "branch-ninewa"}],
    **dict.fromkeys(
        (
            *(
                "plans.plans_file",
                "plans.activities_file",
                "plans.lessons_file",
                "plans.templates_file",
                "issues.issues_file",
                "actions.actions_file",
                "committees.comparison_file",
                "teams.teams_file",
                "indicators.indicators_file",
                "committees.committees_file",
                "committees.holidays_file",
                "meetings.meetings_file",
            ),
            *("accounts.people_file", "people.organisations_file", "people.places_file", "people.scopes_file", "people.roles_file"),
        ),
        FILES,
    ),
    "static": [{"filename": "core/tansiq.css"}],
}


def routes(app: Flask) -> list[tuple[Rule, str]]:
    """Every (rule, method) of the URL map, HEAD and OPTIONS left out."""
    found = [(rule, method) for rule in app.url_map.iter_rules() for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})]
    return sorted(found, key=lambda pair: (pair[0].endpoint, pair[1]))


def urls_of(app: Flask, world: World, rule: Rule) -> list[str]:
    """The addresses with which a rule is opened in this world. Raises KeyError for a rule that this file does not know."""
    variants = world.arguments(rule.endpoint) if rule.arguments else [{}]
    with app.test_request_context("/"):
        adapter = app.url_map.bind("localhost")
        return [adapter.build(rule.endpoint, given) for given in variants]
