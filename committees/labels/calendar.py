"""The words of meetings in lists and calendars."""

from collections.abc import Mapping

from committees.terms import MeetingState
from core.languages import Text, lazy

MEETING_STATE_WORDS: Mapping[str, Text] = {
    MeetingState.PLANNED: lazy("planned"),
    MeetingState.HELD: lazy("held"),
    MeetingState.CANCELLED: lazy("cancelled"),
    MeetingState.MISSED: lazy("missed"),
}
MEETING_STATE_PILLS: Mapping[str, str] = {
    MeetingState.PLANNED: "not-yet-due",
    MeetingState.HELD: "achieved",
    MeetingState.CANCELLED: "cancelled",
    MeetingState.MISSED: "off-track",
}
