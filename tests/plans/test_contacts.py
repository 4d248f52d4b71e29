"""The coordination log of a plan, and the review that looks back on it."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from core.audit import AuditEntry
from core.saving import NotYours, Refused, Stale
from plans import commands, queries
from plans.documents import as_seen
from plans.models import Contact, Review
from plans.services import communicating, contacts, deciding, reviewing
from plans.terms import Approach, Verdict
from tests import cast as build
from tests.pages import forms_in
from tests.plans.learning import a_contact


@pytest.fixture
def sent(database, cast, clock):
    with database.write() as session:
        return build.communicated(session, cast, cast.karwan, clock() - timedelta(days=40))


@pytest.fixture
def letter(database, cast, clock, sent):
    with database.write() as session:
        command = a_contact(cast.organisation("MOF"), cast.organisation("GOV-NI"))
        return contacts.add_contact(session, cast.karwan, sent.id, command, clock())


def judged(session, actor, plan, now):
    """A finding for every objective and activity of the valid version."""
    document = queries.document_of(session, None, queries.get_version(session, plan.id, plan.valid_number))
    for key in reviewing.reviewed(document):
        finding = commands.SaveFinding("شيء", Verdict.ADJUST, "لقاء بدل الكتاب")
        reviewing.save_finding(session, actor, plan.id, key, finding, 0, now)


def test_a_letter_waits_for_each_answer(database, cast, clock, sent, letter):
    finance, governor = cast.organisation("MOF"), cast.organisation("GOV-NI")
    with database.write() as session:
        stored = queries.get_contact(session, sent.id, letter.id)
        assert {each.organisation_id: each.answered for each in stored.parties} == {finance: "no", governor: "no"}
        answered = a_contact(finance, governor, answered_ids=(finance,), answer_asked=False)
        contacts.change_contact(session, cast.salma, sent.id, letter.id, answered, 1, clock())
        session.expire_all()
        stored = queries.get_contact(session, sent.id, letter.id)
        assert {each.organisation_id: each.answered for each in stored.parties} == {finance: "yes", governor: "no"}
        entry = session.scalars(select(AuditEntry).where(AuditEntry.subject_id == sent.id).order_by(AuditEntry.id.desc()).limit(1)).one()
        assert (entry.verb, entry.part, entry.changes) == ("changed", "contacts", [["answered_ids", [], [finance]]])
        contacts.change_contact(session, cast.karwan, sent.id, letter.id, a_contact(governor, answer_asked=False), 2, clock())
        session.expire_all()
        stored = queries.get_contact(session, sent.id, letter.id)
        assert {each.organisation_id: each.answered for each in stored.parties} == {governor: "not_asked"}


def test_who_writes_the_log(database, cast, clock, sent, letter):
    finance = cast.organisation("MOF")
    with database.write() as session:
        own = contacts.add_contact(session, cast.noor, sent.id, a_contact(finance, approach=Approach.CONSULTATION), clock())
        contacts.change_contact(session, cast.noor, sent.id, own.id, a_contact(finance, subject="لقاء"), 1, clock())
        for actor in (cast.hadi, cast.rana, cast.zainab):
            with pytest.raises(Refused):
                contacts.add_contact(session, actor, sent.id, a_contact(finance), clock())
        for actor in (cast.dara, cast.nabil, cast.amal):
            with pytest.raises(NotYours):
                contacts.add_contact(session, actor, sent.id, a_contact(finance), clock())
        with pytest.raises(NotYours):
            contacts.change_contact(session, cast.noor, sent.id, letter.id, a_contact(finance), 1, clock())
        with pytest.raises(Stale):
            contacts.change_contact(session, cast.karwan, sent.id, own.id, a_contact(finance), 1, clock())
        draft = build.a_complete_plan(session, cast, cast.karwan, clock())
        with pytest.raises(Refused):
            contacts.add_contact(session, cast.karwan, draft.id, a_contact(finance), clock())
        other = build.communicated(session, cast, cast.karwan, clock())
        with pytest.raises(NotYours):
            contacts.change_contact(session, cast.karwan, other.id, letter.id, a_contact(finance), 1, clock())
        deciding.close(session, cast.karwan, sent.id, "تم", clock())
        with pytest.raises(Refused):
            contacts.add_contact(session, cast.karwan, sent.id, a_contact(finance), clock())


@pytest.mark.parametrize(
    ("changes", "field"), [({"organisation_ids": ()}, "organisation_ids"), ({"answered_ids": ("somebody",)}, "answered_ids")]
)
def test_it_was_with_somebody_and_only_they_answer(database, cast, clock, sent, changes, field):
    with database.write() as session, pytest.raises(Refused) as refused:
        contacts.add_contact(session, cast.karwan, sent.id, a_contact(cast.organisation("MOF"), **changes), clock())
    assert refused.value.field == field


def test_families_alone_are_enough(database, cast, clock, sent):
    with database.write() as session:
        talk = a_contact(others="عائلات من القرى", approach=Approach.FIELD_VISIT)
        added = contacts.add_contact(session, cast.karwan, sent.id, talk, clock())
        assert (added.parties, added.answer_asked) == ([], False)


def test_what_was_taken_back_counts_nowhere(database, cast, clock, sent, letter):
    with database.write() as session:
        assert queries.written_down(session, sent.id) == (1, 0)
        contacts.take_back_contact(session, cast.karwan, sent.id, letter.id, "أُرسل إلى جهة أخرى", 1, clock())
        assert queries.written_down(session, sent.id) == (0, 0)
        assert queries.get_contact(session, sent.id, letter.id) is None
        assert session.scalars(select(Contact)).one().withdrawn_reason == "أُرسل إلى جهة أخرى"


def test_what_a_concluded_review_saw_never_changes(database, cast, clock, sent, letter):
    finance = cast.organisation("MOF")
    with database.write() as session:
        communicating.acknowledge(session, cast.noor, sent.id, clock() - timedelta(days=20))
        review = reviewing.begin_review(session, cast.karwan, sent.id, clock())
        judged(session, cast.karwan, sent, clock())
        reviewing.conclude(session, cast.karwan, sent.id, False, "تستمر", clock())
        then = as_seen(review.looked_back)
        contacts.change_contact(session, cast.karwan, sent.id, letter.id, a_contact(finance, answered_ids=(finance,)), 1, clock())
        assert as_seen(session.get(Review, review.id).looked_back) == then
    assert (then.since, then.until, then.held) == (date(2026, 1, 21), date(2026, 3, 2), 1)
    assert [(each.approach, each.planned, each.held) for each in then.mix] == [("official_letter", 0, 1), ("periodical_meeting", 1, 0)]
    silent = {each.organisation_id: each for each in then.silent}
    assert (silent[finance].unacknowledged, silent[finance].asked, len(silent[finance].unreported)) == (False, 1, 1)
    assert (silent[cast.organisation("GOV-NI")].unacknowledged, silent[cast.organisation("GOV-NI")].asked) == (True, 1)
    assert silent[cast.organisation("COM")].unacknowledged
    assert [(each.due, each.reached[cast.organisation("COM")]) for each in then.lines] == [(1, 0)]
    assert [each.percent for each in then.late] == [None]
    assert then.agreed == ()
    assert then.names[finance][1] == "Ministry of Finance"


def test_the_next_review_begins_where_the_last_ended(database, cast, clock, sent, letter):
    with database.write() as session:
        reviewing.begin_review(session, cast.karwan, sent.id, clock())
        judged(session, cast.karwan, sent, clock())
        reviewing.conclude(session, cast.karwan, sent.id, False, "تستمر", clock())
        later = clock() + timedelta(days=60)
        second = reviewing.begin_review(session, cast.karwan, sent.id, later)
        document = queries.document_of(session, cast.directory, queries.get_version(session, sent.id, 1))
        back = queries.look_back(session, sent, second, document, later)
    assert (back.since, back.held) == (date(2026, 3, 2), 0)
    assert {(each.title, each.verdict, each.reason) for each in back.agreed} == {
        ("تخصيص أرض كافية", Verdict.ADJUST, "لقاء بدل الكتاب"),
        ("متابعة تخصيص الأرض مع الحكومة المحلية", Verdict.ADJUST, "لقاء بدل الكتاب"),
    }


def test_a_contact_is_a_minutes_work(sent, sign_in, database, cast):
    karwan = sign_in("karwan")
    form = karwan.form(f"/plans/{sent.id}/contacts/new")
    assert form.fields["happened_on"] == "02/03/2026"
    finance = cast.organisation("MOF")
    data = form.filled({"approach": "official_letter", "subject": "طلب أرض", "organisation_ids": [finance], "answer_asked": "y"})
    first, again = (karwan.post(form.action, data, 303) for _ in range(2))
    assert first.headers["Location"] == again.headers["Location"]
    page = karwan.get(f"/plans/{sent.id}/contacts").text
    assert page.count("طلب أرض") >= 1
    with database.read() as session:
        assert len(session.scalars(select(Contact)).all()) == 1
    assert f"/plans/{sent.id}/contacts" in karwan.get(f"/plans/{sent.id}").text


def test_who_reads_the_log_and_who_changes_it(sent, letter, sign_in, client):
    url = f"/plans/{sent.id}/contacts"
    for name in ("karwan", "salma", "noor", "zainab", "hadi", "rana"):
        page = sign_in(name).get(url).text
        assert letter.subject in page
        assert (f"{url}/{letter.id}/edit" in page) == (name in ("karwan", "salma"))
        assert (f"{url}/new" in page) == (name in ("karwan", "salma", "noor"))
    for name in ("dara", "nabil", "ziad"):
        sign_in(name).get(url, 404)
    for name in ("amal", "wisam"):
        sign_in(name).get(url, 403)
    assert "/sign-in" in client.get(url, 303).headers["Location"]
    sign_in("noor").get(f"{url}/{letter.id}/edit", 404)
    sign_in("zainab").get(f"{url}/new", 403)


def test_wrong_input_is_told_beside_the_field_and_kept(sent, sign_in, cast):
    karwan = sign_in("karwan")
    values = {"approach": "magic", "happened_on": "3/3/2026", "subject": "", "outcome": "باقٍ", "organisation_ids": ["nowhere"]}
    answer = karwan.submit(f"/plans/{sent.id}/contacts/new", 0, 422, **values)
    for name in ("approach", "happened_on", "subject", "organisation_ids"):
        assert f'id="{name}-error"' in answer.text
    assert "باقٍ" in answer.text
    good = {"approach": "survey", "subject": "استطلاع"}
    assert 'id="organisation_ids-error"' in karwan.submit(f"/plans/{sent.id}/contacts/new", 0, 422, **good).text


def test_two_editors_choose_between_their_texts(sent, letter, sign_in, database):
    url = f"/plans/{sent.id}/contacts/{letter.id}/edit"
    first, second = sign_in("karwan"), sign_in("salma")
    slow = second.form(url)
    first.submit(url, 0, 303, outcome="نص كاروان")
    shown = second.post(url, slow.filled({"outcome": "نص سلمى"}), 409)
    assert "نص كاروان" in shown.text
    second.post(url, forms_in(shown.text, url)[0].filled({"keep-outcome": "mine"}), 303)
    with database.read() as session:
        assert session.get(Contact, letter.id).outcome == "نص سلمى"


def test_the_review_page_says_what_the_record_says(sent, letter, sign_in, database, clock, cast):
    karwan = sign_in("karwan", language="en")
    karwan.submit(f"/plans/{sent.id}/review", 0, 303)
    page = karwan.get(f"/plans/{sent.id}/review").text
    assert "1 recorded, of which 1 (100%) were official letters" in page
    assert "was asked 1 time and never answered" in page
    assert page.index('id="record"') < page.index('id="whole"')
    with database.write() as session:
        judged(session, cast.karwan, sent, clock())
        reviewing.conclude(session, cast.karwan, sent.id, False, "تستمر", clock())
        contacts.take_back_contact(session, cast.karwan, sent.id, letter.id, "خطأ", 1, clock())
    first = karwan.get(f"/plans/{sent.id}/review").text
    assert "1 recorded, of which 1 (100%) were official letters" in first
    assert "As it stood when the review was concluded." in first
    karwan.submit(f"/plans/{sent.id}/review?new=1", 0, 303)
    second = karwan.get(f"/plans/{sent.id}/review").text
    assert "What the previous review agreed" in second
    with database.read() as session:
        earlier = queries.reviews_of(session, sent.id)[1].id
    assert "1 recorded, of which 1 (100%)" in karwan.get(f"/plans/{sent.id}/reviews/{earlier}").text
    karwan.get(f"/plans/{sent.id}/reviews/unknown", 404)
    sign_in("dara").get(f"/plans/{sent.id}/reviews/{earlier}", 404)


@pytest.mark.parametrize("count", [2, 30])
def test_few_statements_whatever_the_data(database, cast, clock, sent, sign_in, statements, count):
    with database.write() as session:
        for number in range(count):
            command = a_contact(cast.organisation("MOF"), cast.organisation("GOV-NI"), subject=f"كتاب {number}")
            contacts.add_contact(session, cast.karwan, sent.id, command, clock())
        reviewing.begin_review(session, cast.karwan, sent.id, clock())
        judged(session, cast.karwan, sent, clock())
    browser = sign_in("karwan")
    for url, most in ((f"/plans/{sent.id}", 15), (f"/plans/{sent.id}/contacts", 10), (f"/plans/{sent.id}/review", 20)):
        browser.get(url)
        with statements() as seen:
            browser.get(url)
        assert len(seen) <= most, f"{len(seen)}\n" + "\n".join(seen)


def test_the_history_says_what_was_recorded(sent, letter, sign_in, database, cast, clock):
    page = sign_in("karwan", language="en").get(f"/plans/{sent.id}/history").text
    assert "added: Coordination log “طلب تخصيص أرض”" in page
    for name in ("organisation_ids", "answer_asked", "happened_on"):
        assert name not in page
