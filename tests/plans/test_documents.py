"""A document kept as JSON comes back the same."""

import json
from dataclasses import replace

from plans.documents import from_snapshot, to_snapshot
from plans.labels import gap_text, name_in
from plans.terms import Gap, Step
from tests.plans.documents import COMPLETE


def test_there_and_back_through_json() -> None:
    assert from_snapshot(json.loads(json.dumps(to_snapshot(COMPLETE)))) == COMPLETE


def test_an_unfilled_document_too() -> None:
    bare = replace(COMPLETE, review_rhythm=None, first_review_on=None, team_id=None, objectives=(), activities=(), risks=(), lines=())
    assert from_snapshot(json.loads(json.dumps(to_snapshot(bare)))) == bare


def test_names_fall_back_to_another_language() -> None:
    assert name_in(COMPLETE, "cabinet") == "مجلس الوزراء"
    assert name_in(COMPLETE, "governor") == "Governor"
    assert name_in(COMPLETE, "nobody") == ""


def test_a_gap_names_an_organisation_and_shortens_long_text() -> None:
    assert "مجلس الوزراء" in gap_text(COMPLETE, Gap(Step.COMMUNICATION, "unreached", "lines", about="cabinet"))
    assert "…" in gap_text(COMPLETE, Gap(Step.ACTIVITIES, "activity", "activities", about="ن" * 200))
