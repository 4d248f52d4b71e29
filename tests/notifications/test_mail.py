"""Mail: what goes over the wire, and what is refused."""

import email
import random
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.header import decode_header, make_header
from xml.etree import ElementTree

import pytest

from core.languages import LANGUAGES, use_language
from notifications import letterhead, mail
from notifications.carrier import NotSent
from notifications.letters import Enclosed, Letter, Said
from notifications.terms import Reason
from tests.drill.children import PostOffice

SUBJECT = "دعوة للانضمام إلى تنسيق، نظام وزارة الهجرة والمهجرين للتنسيق بين الجهات الحكومية في محافظات العراق"
SENTENCE = (
    "اجتماع لجنة إعادة الاندماج في محافظة صلاح الدين يوم الأحد ١٥ آذار 2026 ، (المقر) – خطة: Sinjar / شنگال ؛ كۆبوونەوەی لیژنەی گەڕانەوە"
)
WORDS = SENTENCE.split()
FIRST = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
HEAD = mail.Head("<abc@momd.example>", FIRST, "meeting_reminder:m1:2026-03-09T06:00:00Z:karwan:-7:mail")
LETTER = Letter(
    SUBJECT,
    ("السطر الأول\nالسطر الثاني", "Karwan <b>& Co</b> أعاد الخطة"),
    "افتح",
    "/meetings/m1",
    choices=(("سأحضر", "/meetings/m1/answer?answer=coming"), ("لن أحضر", "https://tansiq.example/meetings/m1/answer?answer=not_coming")),
)


@dataclass
class Settings:
    smtp_url: str = "smtp://office%40example.iq:pa%3Ass@mail.example.iq:2525"
    public_url: str = "https://tansiq.example"


def made(letter: Letter = LETTER, language: str = "ar", to: str = "karwan@example.iq", head: mail.Head = HEAD):
    return email.message_from_bytes(mail.compose(Settings(), to, letter, language, head).as_bytes())


def texts(message) -> tuple[str, str]:
    parts = {
        part.get_content_type(): part.get_payload(decode=True).decode() for part in message.walk() if part.get_content_maintype() == "text"
    }
    return parts["text/plain"], parts["text/html"]


def page(message) -> ElementTree.Element:
    text = texts(message)[1].removeprefix("<!DOCTYPE html>\n").replace("<br>", "<br/>")
    return ElementTree.fromstring(
        text.replace('<meta charset="utf-8">', "").replace('<meta name="viewport" content="width=device-width">', "")
    )


def test_the_head_says_when_it_was_first_tried_and_of_which_key_it_is():
    message = made()
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.get_payload()] == ["text/plain", "text/html"]
    assert str(make_header(decode_header(message["Subject"]))) == SUBJECT
    assert message["Date"] == "Mon, 02 Mar 2026 07:00:00 +0000"
    assert (message["From"], message["To"]) == ("office@example.iq", "karwan@example.iq")
    assert (message["Message-ID"], message["X-Tansiq-Key"]) == (HEAD.message_id, HEAD.key)
    assert (message["Content-Language"], message["Auto-Submitted"]) == ("ar", "auto-generated")
    lines = mail.compose(Settings(), "a@b.iq", LETTER, "ar", HEAD).as_bytes().splitlines()
    assert all(line.isascii() and len(line) < 1000 for line in lines)


def test_two_thousand_arabic_subjects_arrive_letter_by_letter():
    """Trap T18."""
    chance = random.Random(18)
    for _each in range(2000):
        subject = " ".join(chance.choices(WORDS, k=chance.randint(1, 25)))
        message = made(replace(LETTER, subject=subject))
        assert str(make_header(decode_header(message["Subject"]))) == subject


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_block_stands_on_its_side(language):
    found = page(made(language=language))
    side, way = ("left", "ltr") if language == "en" else ("right", "rtl")
    assert (found.get("lang"), found.get("dir")) == (language, way)
    assert (found.find("body").get("lang"), found.find("body").get("dir")) == (language, way)
    blocks = [each for each in found.iter() if each.tag in ("p", "li", "table") or (each.tag == "td" and each.get("align") != "center")]
    assert blocks
    assert {each.get("dir") for each in blocks} == {way}
    assert {each.get("align") for each in blocks if each.tag == "p"} == {side}
    plain = texts(made(language=language))[0]
    first = "\u200fKarwan <b>" if language != "en" else "Karwan <b>"
    assert f"\n{first}" in plain


def test_nothing_is_fetched_and_nothing_runs():
    found = page(made())
    tags = {each.tag for each in found.iter()}
    assert tags == {"html", "head", "title", "body", "table", "tr", "td", "p", "br", "a"}
    assert {
        name for each in found.iter() for name in each.attrib if name in ("src", "background", "srcset") or name.startswith("on")
    } == set()
    assert "url(" not in texts(made())[1]
    assert "Karwan &lt;b&gt;&amp; Co&lt;/b&gt;" in texts(made())[1]


def test_every_link_leads_home():
    message = made()
    links = [each.get("href") for each in page(message).iter("a")]
    wanted = ["/meetings/m1", "/meetings/m1/answer?answer=coming", "/meetings/m1/answer?answer=not_coming", letterhead.WISHES]
    assert links == [f"https://tansiq.example{each}" for each in wanted]
    assert all(link in texts(message)[0].splitlines() for link in links)


@pytest.mark.parametrize(
    "link",
    ["https://evil.example/x", "//evil.example", "javascript:alert(1)", "http://tansiq.example/x", "https://tansiq.example.evil/", "x"],
)
def test_no_link_leads_elsewhere(link):
    for letter in (
        replace(LETTER, link=link),
        replace(LETTER, choices=(("x", link),)),
        replace(LETTER, said=(Said("x", link, FIRST, False),)),
    ):
        with pytest.raises(NotSent) as failure:
            made(letter)
        assert (failure.value.reason, failure.value.final) == (Reason.BROKEN_LETTER, True)


def test_a_digest_lists_what_was_said():
    said = (Said("الأول", "/meetings/1", FIRST, False), Said("الثاني", "/meetings/2", FIRST, True))
    plain, html = texts(made(replace(LETTER, said=said), language="en"))
    assert "• الأول (2 March 2026 10:00)\nhttps://tansiq.example/meetings/1\n" in plain
    assert "• الثاني (2 March 2026 10:00): has passed meanwhile" in plain
    assert html.count("<li") == 2


def test_a_meeting_goes_along_for_the_calendar():
    calendar = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:اجتماع\r\nEND:VCALENDAR\r\n".encode()
    files = (
        Enclosed("meeting.ics", "text/calendar; method=REQUEST; charset=utf-8", calendar),
        Enclosed("محضر.pdf", "application/pdf", b"%PDF"),
    )
    message = made(replace(LETTER, enclosed=files))
    assert [part.get_content_type() for part in message.get_payload()] == ["multipart/alternative", "text/calendar", "application/pdf"]
    ics, pdf = message.get_payload()[1:]
    assert (ics.get_param("method"), ics.get_content_charset(), ics.get_filename()) == ("REQUEST", "utf-8", "meeting.ics")
    assert ics.get_content_disposition() == "attachment"
    assert ics.get_payload(decode=True) == calendar
    assert pdf.get_filename() == "محضر.pdf"


@pytest.mark.parametrize(
    ("to", "reason"),
    [
        ("a@example.iq\r\nBcc: b@example.iq", Reason.NO_ADDRESS),
        ("a@example.iq,c@example.iq", Reason.NO_ADDRESS),
        ("a b@example.iq", Reason.NO_ADDRESS),
        ("a <b@example.iq>", Reason.NO_ADDRESS),
        ("كاروان@example.iq", Reason.NO_ADDRESS),
        ("", Reason.NO_ADDRESS),
    ],
)
def test_an_address_that_is_none_or_two_is_refused(to, reason):
    with pytest.raises(NotSent) as failure:
        made(to=to)
    assert (failure.value.reason, failure.value.final) == (reason, True)


@pytest.mark.parametrize("sign", ["\n", "\r", "\0", "\r\nBcc: b@example.iq"])
def test_line_breaks_in_the_head_are_refused(sign):
    file = Enclosed(f"a{sign}.ics", "text/calendar", b"")
    kind = Enclosed("a.ics", f"text/calendar; method=REQUEST{sign}", b"")
    broken = [
        lambda: made(replace(LETTER, subject=f"s{sign}x")),
        lambda: made(replace(LETTER, enclosed=(file,))),
        lambda: made(replace(LETTER, enclosed=(kind,))),
        lambda: made(head=replace(HEAD, message_id=f"<a{sign}>")),
        lambda: made(head=replace(HEAD, key=f"k{sign}")),
        lambda: made(language=f"ar{sign}"),
    ]
    for each in broken:
        with pytest.raises(NotSent) as failure:
            each()
        assert failure.value.reason == Reason.BROKEN_LETTER


def test_a_mail_stays_small():
    assert len(mail.compose(Settings(), "a@b.iq", LETTER, "ar", HEAD).as_bytes()) < 8_000
    with pytest.raises(NotSent):
        made(replace(LETTER, enclosed=(Enclosed("x.pdf", "application/pdf", b"x" * mail.MOST),)))


def test_from_whom():
    assert mail.sender_of("smtps://mail.example.iq?from=tansiq@momd.example") == "tansiq@momd.example"
    assert mail.sender_of("smtp://name:word@mail.example.iq") == "tansiq@mail.example.iq"


def test_a_link_for_signing_in_goes_out_by_itself(tmp_path):
    with PostOffice(tmp_path, name="full") as office:
        settings = Settings(office.url, "https://tansiq.example")
        text = "Dear Karwan,\n\nyou are invited.\nOpen this link.\n\nhttps://tansiq.example/invitation/abc\n\nIf not, delete it."
        mail.send(settings, "karwan@example.iq", SUBJECT, text, "en")
        (line,) = office.ledger.lines()
    message = email.message_from_string(line["content"])
    plain, _html = texts(message)
    assert plain.startswith(
        "Dear Karwan,\n\nyou are invited.\nOpen this link.\n\nIf not, delete it.\n\nOpen it in Tansiq\nhttps://tansiq.example/invitation/abc\n"
    )
    assert next(each.get("href") for each in page(message).iter("a")) == "https://tansiq.example/invitation/abc"


def test_a_refusal_of_the_server_is_logged_without_address_and_text(tmp_path, caplog):
    with PostOffice(tmp_path) as office:
        office.ledger.plan({"a@example.iq": ["550"]})
        thread = mail.send_later(Settings(office.url), "a@example.iq", "s", "the secret link", "en")
        thread.join(5)
    assert "a mail was not sent: no_address" in caplog.text
    assert "a@example.iq" not in caplog.text
    assert "secret" not in caplog.text


def test_without_a_server_nothing_is_tried():
    assert mail.send_later(Settings(""), "a@example.iq", "s", "t", "en") is None


def test_what_no_page_can_hold_is_left_out():
    with use_language("en"):
        letter = Letter("s", ("a\x00b\x1b\ud800c",))
        assert letterhead.plain(letter, "https://t.iq").startswith("abc\n")
        assert "abc" in letterhead.html(letter, "https://t.iq")
