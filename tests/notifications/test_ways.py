"""The other channel: an extra that is asked for only when it is used, and never stops the mail."""

import importlib
from datetime import UTC, datetime

import pytest

from notifications import ways
from notifications.carrier import NotSent
from notifications.jobs import ways_of
from notifications.letters import Letter, Receiver
from notifications.terms import Channel, Reason

TO = Receiver("karwan", "Karwan", "karwan@example.iq", "ar", "western")
LETTER = Letter("الموضوع", ("فقرة",), "افتح", "https://tansiq.example/plans/x")
NOW = datetime(2026, 3, 2, tzinfo=UTC)


class Installed:
    """Stands in for the package."""

    def __init__(self, takes: bool = True, sends: bool = True) -> None:
        self.takes, self.sends, self.seen = takes, sends, []

    def Apprise(self) -> "Installed":
        return self

    def add(self, url: str) -> bool:
        self.seen.append(url)
        return self.takes

    def notify(self, **given: str) -> bool:
        self.seen.append(given)
        return self.sends


def handed_over(monkeypatch: pytest.MonkeyPatch, package: Installed, address: str = "+964 770") -> None:
    monkeypatch.setattr(ways, "is_installed", lambda: True)
    monkeypatch.setattr(importlib, "import_module", lambda _name: package)
    ways.OtherWay("tgram://token/{address}/").hand_over(TO, address, LETTER, "key", NOW)


def test_it_gets_the_text_and_each_persons_own_address(monkeypatch: pytest.MonkeyPatch):
    package = Installed()
    handed_over(monkeypatch, package)
    assert package.seen == [
        "tgram://token/%2B964%20770/",
        {"title": "الموضوع", "body": "فقرة\n\nhttps://tansiq.example/plans/x"},
    ]


def test_an_address_cannot_lead_elsewhere(monkeypatch: pytest.MonkeyPatch):
    package = Installed()
    handed_over(monkeypatch, package, "x/?url=http://127.0.0.1/#")
    assert package.seen[0] == "tgram://token/x%2F%3Furl%3Dhttp%3A%2F%2F127.0.0.1%2F%23/"


@pytest.mark.parametrize(
    ("package", "reason", "final"),
    [(Installed(takes=False), Reason.NO_ADDRESS, True), (Installed(sends=False), Reason.LINE_BROKE, False)],
)
def test_what_it_refuses(monkeypatch: pytest.MonkeyPatch, package: Installed, reason: Reason, final: bool):
    with pytest.raises(NotSent) as failure:
        handed_over(monkeypatch, package)
    assert (failure.value.reason, failure.value.final) == (reason, final)


def test_where_it_is_not_installed_it_says_so(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(ways, "is_installed", lambda: False)
    with pytest.raises(NotSent) as failure:
        ways.OtherWay("tgram://token/{address}/").hand_over(TO, "x", LETTER, "key", NOW)
    assert failure.value.reason == Reason.NOT_INSTALLED


def test_only_what_is_set_up_is_a_way_out():
    class Settings:
        smtp_url = other_url = ""
        public_url = "http://localhost"

    settings = Settings()
    assert ways_of(settings) == {}
    settings.other_url = "tgram://x/{address}"
    assert set(ways_of(settings)) == {Channel.OTHER}
    settings.smtp_url = "smtp://127.0.0.1:25"
    assert set(ways_of(settings)) == {Channel.MAIL, Channel.OTHER}
