"""A plan written by following what is missing: the answer to every gap of the six steps, in Arabic."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

from tests.browser.visitor import Visitor
from tests.cast import People

GOAL = "أن تسكن العائلات العائدة إلى سنجار دوراً دائمة على أرض تكفي للشوارع والخدمات"
OBJECTIVE = "تخصيص أرض تكفي لألفين وخمسمئة دار"
ACTIVITY = "متابعة تخصيص الأرض مع الحكومة المحلية"
IDENTITY = {
    "name_ar": "خطة تنسيق السكن واطئ الكلفة في سنجار",
    "name_en": "Coordination plan for low-cost housing in Sinjar",
    "starts_on": "٠١/٠٢/٢٠٢٦",
    "ends_on": "31/12/2026",
}
MOST_GAPS = 40


def answers(cast: People, team_id: str) -> dict[str, dict[str, Any]]:
    """What is written, by part: under "" for a new one, else by the field that is missing."""
    governor, finance, cabinet, momd = (cast.organisation(code) for code in ("GOV-NI", "MOF", "COM", "MOMD"))
    return {
        "aim": {"goal": {"goal": GOAL, "challenges": "قلة الأرض"}},
        "objectives": {
            "": {"change": OBJECTIVE, "for_whom": "٢٥٠٠ عائلة في مركز سنجار", "by_when": "۱/۹/۲۰۲۶", "means": "activity"},
        },
        "stakeholders": {"": {"decides": {"organisation_id": cabinet}, "does": {"organisation_id": governor}}},
        "activities": {
            "": {"title": ACTIVITY},
            "responsible_id": {"responsible_id": finance},
            "starts_on": {"starts_on": "10/2/2026", "due_on": "30/6/2026"},
            "approach": {"approach": "periodical_meeting"},
        },
        "indicators": {
            "": {
                "name_ar": "مساحة الأرض المخصصة",
                "kind": "number",
                "unit": "دونم",
                "direction": "up",
                "over_places": "sum",
                "calculation": "latest",
            },
            "baseline": {"baseline": "٥٠"},
            "baseline_on": {"baseline_on": "1/2/2026"},
            "target": {"target": "200", "target_on": "1/9/2026"},
            "frequency": {"frequency": "monthly"},
            "source": {"source": "سند الأرض في مديرية البلدية"},
            "reporter_id": {"reporter_id": governor},
        },
        "risks": {
            "": {
                "category": "financial",
                "cause": "تأخر إقرار الموازنة",
                "event": "لا تُصرف المبالغ",
                "effect": "يتوقف العمل",
                "likelihood": "4",
                "impact": "٤",
            },
            "mitigation": {"mitigation": "متابعة مبكرة مع وزارة المالية"},
            "owner_id": {"owner_id": finance},
            "next_review_on": {"next_review_on": "15/4/2026"},
        },
        "lines": {"": {"message": "ما تقرر وما ينتظر", "channel": "official_letter", "rhythm": "monthly", "by_id": momd}},
        "review": {
            "first_review_on": {"first_review_on": "1/5/2026", "review_rhythm": "quarterly"},
            "team_id": {"team_id": team_id},
        },
    }


def close_gaps(one: Visitor, plan: str, given: dict[str, dict[str, Any]]) -> int:
    """Goes by the rail to the first step that misses something, follows its first gap, writes, saves; until nothing is missing.

    Returns how many gaps were followed. Every gap must lead to its field, and be gone afterwards.
    """
    for followed in range(MOST_GAPS):
        step = one.page.locator('nav.rail li:not(.is-done) > a[href^="#step-"]')
        if not step.count():
            return followed
        one.press(step.first)
        gap = one.find(f"{step.first.get_attribute('href')} + .gaps a")
        expect(gap).to_be_in_viewport()
        address = gap.get_attribute("href") or ""
        one.press(gap)
        _at_its_field(one, urlsplit(address).fragment)
        _answer(one, address, given)
        one.save()
        assert one.path == plan, one.path
        assert not one.page.locator(f'.gaps a[href="{address}"]').count(), f"still missing: {address}"
    raise AssertionError(f"after {MOST_GAPS} gaps something is still missing")


def _at_its_field(one: Visitor, field: str) -> None:
    """The field that the link names has the focus and is in sight."""
    at = one.find(f'main form [id="{field}"]')
    expect(at).to_be_in_viewport()
    expect(at).to_be_focused()


def _answer(one: Visitor, address: str, given: dict[str, dict[str, Any]]) -> None:
    parts = urlsplit(address)
    part = parts.path.split("/")[3]
    known = given[part]
    if not parts.path.endswith("/new"):
        one.fill(**known[parts.fragment])
        return
    preset = {name: values[0] for name, values in parse_qs(parts.query).items()}
    _is_preset(one, preset)
    one.fill(**(known[""][preset["part"]] if part == "stakeholders" else known[""]))


def _is_preset(one: Visitor, preset: dict[str, str]) -> None:
    """What a gap's link carries stands in the form already."""
    for name, value in preset.items():
        if name == "audience_ids":
            expect(one.find(f'[name="{name}"][value="{value}"]')).to_be_checked()
        else:
            expect(one.find(f'main form [name="{name}"]')).to_have_value(value)


def decide(one: Visitor, verb: str, fill: Callable[[Visitor], None] | None = None) -> None:
    """Takes a step by the plan's own button: the page before it says what will happen; then it is done."""
    if not one.page.locator(f'.actions > a[href$="/{verb}"]').count():
        one.press(".actions .pop > summary")
    one.press(f'.actions a[href$="/{verb}"]')
    expect(one.find(".confirm li")).to_be_visible()
    if fill is not None:
        fill(one)
    one.save()
    expect(one.find("main > .note.success")).to_be_visible()
