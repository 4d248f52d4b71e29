"""Mail: what goes over the wire, and what is refused."""

import email
import smtplib
from dataclasses import dataclass
from email.header import decode_header, make_header

import pytest

from notifications import mail

SUBJECT = "دعوة للانضمام إلى تنسيق، نظام وزارة الهجرة والمهجرين للتنسيق بين الجهات الحكومية في محافظات العراق"


@dataclass
class Settings:
    smtp_url: str = "smtp://office%40example.iq:pa%3Ass@mail.example.iq:2525"


class Server:
    """Stands in for smtplib.SMTP and writes down what is asked of it."""

    log: list = []
    offers = ("starttls",)
    fails = False

    def __init__(self, host, port, timeout, context=None):
        Server.log.append(("connect", host, port, timeout, context is not None))

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        Server.log.append(("quit",))

    def ehlo(self):
        pass

    def has_extn(self, name):
        return name in self.offers

    def starttls(self, context):
        Server.log.append(("starttls", context.check_hostname))

    def login(self, user, password):
        Server.log.append(("login", user, password))

    def close(self):
        Server.log.append(("close",))

    def sendmail(self, sender, receivers, content):
        if self.fails:
            raise smtplib.SMTPRecipientsRefused({})
        Server.log.append(("mail", sender, receivers, content))


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setattr(Server, "log", [])
    monkeypatch.setattr(smtplib, "SMTP", Server)
    monkeypatch.setattr(smtplib, "SMTP_SSL", Server)
    return Server


def test_arabic_arrives_letter_by_letter(server):
    mail.send(Settings(), "karwan@example.iq", SUBJECT, "السطر الأول\nالسطر الثاني", "ar")
    connect, tls, login, sent, _quit = server.log
    assert connect == ("connect", "mail.example.iq", 2525, 10.0, False)
    assert tls == ("starttls", True)
    assert login == ("login", "office@example.iq", "pa:ss")
    assert sent[1:3] == ("office@example.iq", ["karwan@example.iq"])
    message = email.message_from_bytes(sent[3])
    assert str(make_header(decode_header(message["Subject"]))) == SUBJECT
    assert message.get_payload(decode=True).decode() == "السطر الأول\nالسطر الثاني"
    assert message["Content-Language"] == "ar"
    assert all(line.isascii() for line in sent[3].decode().splitlines())


def test_smtps_is_encrypted_from_the_first_byte(server):
    mail.send(Settings("smtps://mail.example.iq?from=tansiq@momd.example"), "a@example.iq", "s", "t", "en")
    assert server.log[0] == ("connect", "mail.example.iq", 465, 10.0, True)
    assert server.log[1][1] == "tansiq@momd.example"


def test_nothing_goes_out_in_the_clear(server, monkeypatch):
    monkeypatch.setattr(Server, "offers", ())
    with pytest.raises(mail.NotSent):
        mail.send(Settings(), "a@example.iq", "s", "t", "en")
    assert ("close",) in server.log
    assert not [step for step in server.log if step[0] in ("login", "mail")]
    mail.send(Settings("smtp://127.0.0.1:25"), "a@example.iq", "s", "t", "en")


@pytest.mark.parametrize(
    ("to", "subject"),
    [("a@example.iq\r\nBcc: b@example.iq", "s"), ("a@example.iq,c@example.iq", "s"), ("a@example.iq", "s\nBcc: x@y.z"), ("", "s")],
)
def test_line_breaks_and_second_addresses_are_refused(server, to, subject):
    with pytest.raises(mail.NotSent):
        mail.send(Settings(), to, subject, "t", "en")
    assert server.log == []


def test_a_refusal_of_the_server_is_logged_without_address_and_text(server, monkeypatch, caplog):
    monkeypatch.setattr(Server, "fails", True)
    thread = mail.send_later(Settings(), "a@example.iq", "s", "the secret link", "en")
    thread.join(5)
    assert "a mail was not sent: SMTPRecipientsRefused" in caplog.text
    assert "a@example.iq" not in caplog.text
    assert "secret" not in caplog.text


def test_without_a_server_nothing_is_tried(server):
    assert mail.send_later(Settings(""), "a@example.iq", "s", "t", "en") is None
    assert server.log == []
