"""The conversation with a real mail server: what each way of failing means for the message."""

import socket
import threading
import time
from contextlib import closing, suppress

import pytest

from notifications import carrier
from notifications.carrier import Carrier, NotSent
from notifications.terms import Reason
from tests.drill.children import PostOffice, free_port

CONTENT = b"Subject: x\r\nMessage-ID: <1@x>\r\nX-Tansiq-Key: k\r\n\r\n.one dot\n..two\r\nend"


@pytest.fixture
def office(tmp_path):
    with PostOffice(tmp_path, name="full") as started:
        yield started


@pytest.fixture(autouse=True)
def _short_waits(monkeypatch):
    monkeypatch.setattr(carrier, "CONNECT", 0.5)
    monkeypatch.setattr(carrier, "COMMAND", 1.0)


def refused(url: str, to: str = "a@b.iq") -> tuple[Reason, bool, bool]:
    with Carrier(url) as line, pytest.raises(NotSent) as failure:
        line.carry("t@b.iq", to, CONTENT)
    assert str(failure.value) == failure.value.reason.value
    return failure.value.reason, failure.value.final, failure.value.doubtful


def test_many_messages_on_one_line_arrive_as_they_were(office):
    with Carrier(office.url) as line:
        for number in range(5):
            line.carry("t@b.iq", f"a{number}@b.iq", CONTENT)
    found = office.ledger.lines()
    assert [each["to"] for each in found] == [f"a{number}@b.iq" for number in range(5)]
    assert found[0]["content"].endswith("\r\n\r\n.one dot\r\n..two\r\nend\r\n")


def test_each_fault_says_how_far_it_came(office):
    office.ledger.plan(
        {
            f"{fault}@b.iq".replace(" ", "-"): [fault]
            for fault in ("421", "450", "550", "drop before 354", "drop after data", "451 after data")
        }
    )
    assert refused(office.url, "421@b.iq") == (Reason.PUT_OFF, False, False)
    assert refused(office.url, "450@b.iq") == (Reason.PUT_OFF, False, False)
    assert refused(office.url, "550@b.iq") == (Reason.NO_ADDRESS, True, False)
    assert refused(office.url, "drop-before-354@b.iq") == (Reason.LINE_BROKE, False, False)
    assert refused(office.url, "451-after-data@b.iq") == (Reason.PUT_OFF, False, False)
    assert not office.ledger.lines()
    assert refused(office.url, "drop-after-data@b.iq") == (Reason.LINE_BROKE, False, True)
    assert len(office.ledger.lines()) == 1


def test_one_bad_receiver_does_not_spoil_the_line(office):
    office.ledger.plan({"gone@b.iq": ["550"], "busy@b.iq": ["421"]})
    with Carrier(office.url) as line:
        for to in ("gone@b.iq", "a@b.iq", "busy@b.iq", "c@b.iq"):
            if to in ("gone@b.iq", "busy@b.iq"):
                with pytest.raises(NotSent):
                    line.carry("t@b.iq", to, CONTENT)
            else:
                line.carry("t@b.iq", to, CONTENT)
    assert [each["to"] for each in office.ledger.lines()] == ["a@b.iq", "c@b.iq"]


def test_a_line_that_the_server_left_is_opened_anew(office):
    with Carrier(office.url) as line:
        line.carry("t@b.iq", "a@b.iq", CONTENT)
        line._server.sock.shutdown(socket.SHUT_RDWR)
        line.carry("t@b.iq", "b@b.iq", CONTENT)
    assert len(office.ledger.lines()) == 2


def test_nobody_there_and_nobody_speaking(office):
    assert refused(f"smtp://127.0.0.1:{free_port()}") == (Reason.UNREACHABLE, False, False)
    office.ledger.mute(True)
    begun = time.monotonic()
    assert refused(office.url) == (Reason.UNREACHABLE, False, False)
    assert time.monotonic() - begun < 2


def test_nothing_goes_out_in_the_clear_and_no_password_is_shown_to_a_server_without_encryption(office):
    assert refused(f"smtp://name:word@127.0.0.2:{office.port}") == (Reason.NOT_LET_IN, False, False)
    assert refused(f"smtp://name:word@127.0.0.1:{office.port}") == (Reason.NOT_LET_IN, False, False)
    assert not office.ledger.lines()


def test_a_server_that_dribbles_does_not_hold_a_message_for_ever(monkeypatch):
    monkeypatch.setattr(carrier, "ALL", 1.0)
    with closing(socket.create_server(("127.0.0.1", 0))) as server:

        def dribble() -> None:
            line, _who = server.accept()
            with closing(line), suppress(OSError):
                line.sendall(b"220 post.example\r\n")
                for _command in range(3):
                    line.recv(1000)
                    time.sleep(0.6)
                    line.sendall(b"250 yes\r\n")

        thread = threading.Thread(target=dribble, daemon=True)
        thread.start()
        begun = time.monotonic()
        assert refused(f"smtp://127.0.0.1:{server.getsockname()[1]}")[0] == Reason.LINE_BROKE
        assert time.monotonic() - begun < 4
        thread.join(5)
