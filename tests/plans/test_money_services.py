"""Recording money through the services: the limits with their figures, who may, across versions, taking back, two at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from sqlalchemy import select

from core.audit import AuditEntry
from core.languages import use_language
from core.saving import NotYours, Refused
from plans import commands, queries
from plans.documents import to_snapshot
from plans.models import BudgetRow, MoneyRow
from plans.services import deciding, editing, reviewing
from plans.services.money import record_money, take_back_money
from plans.terms import BudgetSource, LineMoney, MoneyKind, Verdict
from tests import cast as build

A, D, R, S = MoneyKind.ALLOCATED, MoneyKind.REDUCED, MoneyKind.RELEASED, MoneyKind.SPENT
ASKED, DAY = 250_000_000, date(2026, 3, 1)


def command(kind, amount, moved_on=DAY, letter="م/2024"):
    return commands.RecordMoney(kind, amount, moved_on, letter, "")


def entries(session, plan):
    return queries.money_entries(session, plan.id)


def entry_of(session, plan, kind):
    return next(each.id for each in entries(session, plan) if each.kind == kind)


@pytest.fixture
def sent(sent_plan):
    return sent_plan


def test_in_parts_and_never_more_than_came(database, cast, clock, sent):
    with database.write() as session:
        key = build.some_money(session, cast.karwan, sent, clock(), (A, 94), (R, 40), (R, 20), (S, 47))
        assert queries.money_of(session, sent.id) == {key: LineMoney(ASKED, 94, 60, 47)}
        for kind, amount, figures in (
            (R, 35, ("34 IQD", "94 IQD", "60 IQD")),
            (S, 14, ("13 IQD", "60 IQD", "47 IQD")),
            (D, 35, ("34 IQD", "94 IQD")),
        ):
            with use_language("en"), pytest.raises(Refused) as refused:
                record_money(session, cast.karwan, sent.id, key, command(kind, amount), clock())
            assert refused.value.field == "amount"
            assert all(figure in str(refused.value.message) for figure in figures)
        record_money(session, cast.karwan, sent.id, key, command(D, 34), clock())
        record_money(session, cast.karwan, sent.id, key, command(S, 13), clock())
        assert queries.money_of(session, sent.id) == {key: LineMoney(ASKED, 60, 60, 60)}


def test_a_day_that_has_not_come_is_refused(database, cast, clock, sent):
    with database.write() as session:
        key = build.some_money(session, cast.karwan, sent, clock())
        with pytest.raises(Refused) as refused:
            record_money(session, cast.karwan, sent.id, key, command(R, 5, date(2026, 3, 3)), clock())
        assert refused.value.field == "moved_on"
        record_money(session, cast.karwan, sent.id, key, command(R, 5, date(2026, 3, 2)), clock())


def test_a_wrong_entry_is_taken_back_once_and_stays(database, cast, clock, sent):
    with database.write() as session:
        key = build.some_money(session, cast.karwan, sent, clock(), (A, 100), (R, 60), (S, 50))
        for kind in (A, R):
            with use_language("en"), pytest.raises(Refused, match=r"cannot be taken back: \d+ IQD"):
                take_back_money(session, cast.karwan, sent.id, entry_of(session, sent, kind), "خطأ", clock())
        for kind in (S, R, A):
            take_back_money(session, cast.salma, sent.id, entry_of(session, sent, kind), "خطأ", clock() + timedelta(hours=1))
            with pytest.raises(Refused):
                take_back_money(session, cast.salma, sent.id, entry_of(session, sent, kind), "خطأ", clock())
        assert queries.money_of(session, sent.id) == {key: LineMoney(ASKED)}
        assert [(each.taken_back_name, each.taken_back_reason) for each in entries(session, sent)] == [
            (build.PEOPLE["salma"].name, "خطأ")
        ] * 3
        acts = session.scalars(select(AuditEntry).where(AuditEntry.verb.in_(("money", "taken_back"))).order_by(AuditEntry.id)).all()
        assert [(each.verb, each.reason) for each in acts] == [("money", "")] * 3 + [("taken_back", "خطأ")] * 3
        assert {(each.part, each.part_title) for each in acts} == {("budget", "نقل ولجان كشف")}
        assert acts[3].changes[:2] == [["movement", "spent", None], ["amount", 50, None]]


def test_who_records(database, cast, clock, sent):
    with database.write() as session:
        key = build.some_money(session, cast.noor, sent, clock(), (A, 10))
        for stranger in (cast.dara, cast.nabil):
            with pytest.raises(NotYours):
                record_money(session, stranger, sent.id, key, command(A, 1), clock())
        for reader in (cast.zainab, cast.hadi, cast.rana):
            with pytest.raises(Refused):
                record_money(session, reader, sent.id, key, command(A, 1), clock())
            with pytest.raises(Refused):
                take_back_money(session, reader, sent.id, entry_of(session, sent, A), "لا", clock())
        with pytest.raises(NotYours):
            record_money(session, cast.karwan, sent.id, "nothing", command(A, 1), clock())
        with pytest.raises(NotYours):
            take_back_money(session, cast.karwan, sent.id, "nothing", "لا", clock())


def test_a_focal_point_records_for_its_own_activities_only(database, cast, clock):
    with database.write() as session:
        plan = build.a_complete_plan(session, cast, cast.karwan, clock())
        objective = queries.build_document(session, cast.directory, build.open_version(session, plan)).objectives[0].key
        governor = cast.organisation("GOV-NI")
        given = commands.SaveActivity(objective, "كشف", governor, "", (), date(2026, 3, 1), date(2026, 4, 1), None, "", "")
        activity = editing.save_part(session, cast.karwan, plan.id, "activities", None, given, 0, clock())[1]
        line = commands.SaveBudgetLine(activity, "وقود", 50, BudgetSource.UN)
        key = editing.save_part(session, cast.karwan, plan.id, "budget", None, line, 0, clock())[1]
        with pytest.raises(NotYours):
            record_money(session, cast.noor, plan.id, key, command(A, 1), clock())


def test_of_another_organisations_activity_it_reads_only(database, cast, clock, sent):
    with database.write() as session:
        key = build.some_money(session, cast.karwan, sent, clock())
        row = session.scalars(select(BudgetRow).where(BudgetRow.key == key)).one()
        session.execute(
            BudgetRow.metadata.tables["plan_activity"].update().where(BudgetRow.metadata.tables["plan_activity"].c.key == row.activity_key),
            {"responsible_id": cast.organisation("GOV-NI")},
        )
        with pytest.raises(Refused):
            record_money(session, cast.noor, sent.id, key, command(R, 1), clock())


def test_it_carries_on_across_versions(database, cast, clock):
    with database.write() as session:
        sent = build.communicated(session, cast, cast.karwan, clock())
        key = build.some_money(session, cast.karwan, sent, clock(), (A, 100), (R, 60))
        reviewing.revise(session, cast.karwan, sent.id, "موازنة جديدة", clock())
        record_money(session, cast.karwan, sent.id, key, command(S, 60), clock())
        activity = queries.current_line(session, sent, key)[1].key
        less = commands.SaveBudgetLine(activity, "نقل", 80, BudgetSource.FEDERAL)
        editing.save_part(session, cast.karwan, sent.id, "budget", key, less, 1, clock())
        assert queries.money_of(session, sent.id) == {key: LineMoney(ASKED, 100, 60, 60)}, "the valid version asks for as much as before"
        deciding.submit(session, cast.karwan, cast.directory, sent.id, build.open_version(session, sent).edits, clock())
        deciding.approve(session, cast.salma, cast.directory, sent.id, build.open_version(session, sent).edits, clock())
        assert queries.money_of(session, sent.id) == {key: LineMoney(80, 100, 60, 60)}


def test_what_was_spent_on_a_dropped_line_is_kept(database, cast, clock):
    with database.write() as session:
        sent = build.communicated(session, cast, cast.karwan, clock())
        key = build.some_money(session, cast.karwan, sent, clock(), (A, 100), (R, 60))
        valid = queries.document_of(session, cast.directory, queries.get_version(session, sent.id, 1))
        reviewing.begin_review(session, cast.karwan, sent.id, clock())
        for part in (valid.objectives[0].key, valid.activities[0].key):
            reviewing.save_finding(
                session, cast.karwan, sent.id, part, commands.SaveFinding("لا", Verdict.DROP, "لم يعد لازماً"), 0, clock()
            )
        reviewing.conclude(session, cast.karwan, sent.id, True, "هدف آخر", clock())
        assert queries.former_lines(session, sent.id, [key])[key].purpose == "نقل ولجان كشف"
        second = queries.get_version(session, sent.id, 2)
        second.snapshot = to_snapshot(queries.build_document(session, cast.directory, second))
        sent.valid_number, sent.open_number = 2, None
        session.flush()
        assert queries.money_of(session, sent.id) == {key: LineMoney(0, 100, 60, 0)}
        with pytest.raises(NotYours):
            record_money(session, cast.karwan, sent.id, key, command(R, 1), clock())
        take_back_money(session, cast.karwan, sent.id, entry_of(session, sent, R), "خطأ", clock())


def test_on_a_draft_too_and_its_line_then_stays(database, cast, clock):
    with database.write() as session:
        plan = build.a_complete_plan(session, cast, cast.karwan, clock())
        key = build.some_money(session, cast.karwan, plan, clock(), (A, 5))
        row, activity = queries.current_line(session, plan, key)
        for kind, part in (("budget", key), ("activities", activity.key), ("objectives", activity.objective_key)):
            with pytest.raises(Refused):
                editing.remove_part(session, cast.karwan, plan.id, kind, part, 1, clock())
        take_back_money(session, cast.karwan, plan.id, entry_of(session, plan, A), "خطأ", clock())
        editing.remove_part(session, cast.karwan, plan.id, "budget", key, row.version, clock())
        assert queries.money_of(session, plan.id) == {}
        assert len(entries(session, plan)) == 1


def test_an_ended_plan_takes_none(database, cast, clock, sent):
    with database.write() as session:
        key = build.some_money(session, cast.karwan, sent, clock())
        deciding.close(session, cast.karwan, sent.id, "تم", clock())
        with pytest.raises(Refused):
            record_money(session, cast.karwan, sent.id, key, command(R, 1), clock())
        with pytest.raises(Refused):
            take_back_money(session, cast.karwan, sent.id, entry_of(session, sent, A), "خطأ", clock())


def test_two_at_once_do_not_pass_the_limit_together(database, cast, clock, sent):
    with database.write() as session:
        key = build.some_money(session, cast.karwan, sent, clock(), (A, 100))
    start = Barrier(4)

    def release(_number):
        start.wait(20)
        try:
            with database.write() as session:
                record_money(session, cast.karwan, sent.id, key, command(R, 40), clock())
        except Refused:
            return "refused"
        return "released"

    with ThreadPoolExecutor(4) as pool:
        results = sorted(pool.map(release, range(4)))
    assert results == ["refused", "refused", "released", "released"]
    with database.read() as session:
        assert queries.money_of(session, sent.id)[key] == LineMoney(ASKED, 100, 80, 0)
        assert len(session.scalars(select(MoneyRow).where(MoneyRow.kind == R)).all()) == 2
