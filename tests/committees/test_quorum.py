"""The quorum and the weight of a decision."""

import pytest

from committees.rules.quorum import SeatTaken, binding, count, needed, weigh
from committees.terms import Force, Presence, QuorumKind

MORE, SHARE, NUMBER = QuorumKind.MORE_THAN_HALF, QuorumKind.SHARE, QuorumKind.NUMBER


@pytest.mark.parametrize(
    ("kind", "number", "seats", "expected"),
    [
        (MORE, None, 12, 7),
        (MORE, None, 13, 7),
        (MORE, None, 1, 1),
        (MORE, None, 0, 1),
        (SHARE, 50, 12, 6),
        (SHARE, 50, 13, 7),
        (SHARE, 67, 12, 9),
        (SHARE, 100, 5, 5),
        (SHARE, 10, 3, 1),
        (SHARE, 50, 0, 1),
        (SHARE, None, 12, 7),
        (NUMBER, 5, 12, 5),
        (NUMBER, 5, 3, 5),
        (NUMBER, None, 4, 3),
    ],
)
def test_how_many_are_needed(kind, number, seats, expected):
    assert needed(kind, number, seats) == expected


def seat(organisation: str, presence: Presence | None, decides: bool = True, stand_in: bool = False) -> SeatTaken:
    return SeatTaken(organisation, decides, presence, stand_in)


def test_who_counts_as_present():
    seats = [
        seat("a", Presence.PRESENT),
        seat("b", Presence.DEPUTY),
        seat("c", Presence.EXCUSED),
        seat("d", Presence.ABSENT),
        seat("e", None),
        seat("f", Presence.PRESENT, stand_in=True),
    ]
    counted = count(MORE, None, seats)
    assert (counted.seats, counted.needed, counted.present, counted.is_quorate) == (6, 4, 3, False)
    assert binding(seats) == {"a", "b"}


def test_an_organisation_with_two_seats_is_bound_by_either():
    assert binding([seat("a", Presence.ABSENT), seat("a", Presence.PRESENT)]) == {"a"}
    assert binding([seat("a", Presence.PRESENT, decides=False)]) == frozenset()


@pytest.mark.parametrize(
    ("present", "organisation", "expected"),
    [
        (("a", "b"), "a", (Force.DECISION, False, False)),
        (("a", "b"), "c", (Force.RECOMMENDATION, False, True)),
        (("a",), "a", (Force.RECOMMENDATION, True, False)),
        ((), "elsewhere", (Force.RECOMMENDATION, True, True)),
    ],
)
def test_what_a_decision_is_worth(present, organisation, expected):
    seats = [seat(each, Presence.PRESENT if each in present else Presence.ABSENT) for each in ("a", "b", "c")]
    weight = weigh(count(MORE, None, seats), binding(seats), organisation)
    assert (weight.force, weight.no_quorum, weight.no_decision_maker) == expected
