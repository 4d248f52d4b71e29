"""What each kind of notice says by mail, in three languages, beside the letters that somebody has read (tests/notifications/letters).

``TANSIQ_WRITE_LETTERS=1`` writes them anew: then read what git shows.
"""

import os
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from core.languages import LANGUAGES, use_language
from core.references import SubjectRef
from notifications import labels, letterhead, letters
from notifications.letters import Message, Receiver, Said, letter_of
from notifications.terms import DIGEST

FOLDER = Path(__file__).parent / "letters"
PUBLIC = "https://tansiq.example"
AT = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
PLAN = {"ar": "خطة عودة أسر سنجار", "ckb": "پلانی گەڕانەوەی خێزانەکانی شنگال", "en": "Return of the families of Sinjar"}
COMMITTEE = {"ar": "لجنة إعادة الاندماج في نينوى", "ckb": "لیژنەی تێکەڵکردنەوەی نەینەوا", "en": "Re-integration committee of Ninewa"}
WORDS: dict[str, Any] = {
    "who": "كاروان شنگالی",
    "plan": PLAN,
    "committee": COMMITTEE,
    "number": 7,
    "name": COMMITTEE,
    "what": "ترميم مدرستين",
}
SAID = (
    Said("The first thing", f"{PUBLIC}/plans/p1", AT, False),
    Said("الثاني: Sinjar", f"{PUBLIC}/meetings/m1", AT, True),
)
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


class Words(dict[str, Any]):
    """A sample for each word that a sentence asks for."""

    def __init__(self, sentence: str) -> None:
        super().__init__({name: sample(name) for name in re.findall(r"%\((\w+)\)", sentence)})


def sample(name: str) -> Any:
    """A word as it is kept: a day and an instant as ISO text, a name in three languages, a text."""
    if name.endswith("_on"):
        return "2026-03-09"
    if name.endswith("_at"):
        return "2026-03-09T07:00:00Z"
    return WORDS.get(name, f"[{name}]")


def kinds() -> list[str]:
    """All kinds that the rooms registered, and the digest."""
    return sorted({*labels._sentences, DIGEST} - {"test_notice", "drill_notice"})


def written(kind: str, language: str, **more: str) -> tuple[str, str]:
    """The letter of a kind as text and as a page; ``more``: words that its sentence does not ask for."""
    sentence = labels._sentences.get(kind)
    words: Mapping[str, Any] = {**Words(sentence.message if sentence else ""), **more}
    to = Receiver("karwan", "كاروان شنگالی", "karwan@tansiq.example", language, "western")
    message = Message("key", kind, SubjectRef("plan", "p1"), "x", "", words, to, f"{PUBLIC}/plans/p1", AT, SAID if kind == DIGEST else ())
    with use_language(language):
        letter = letters.plain_letter(None, message) if kind in letters._builders and kind != DIGEST else letter_of(None, message)
        return f"{letter.subject}\n\n{letterhead.plain(letter, PUBLIC)}", letterhead.html(letter, PUBLIC)


def are_as_they_were_read(folder: Path, language: str, found: dict[str, str]) -> None:
    """Compares letters with the files of this folder and language, or writes them."""
    if os.environ.get("TANSIQ_WRITE_LETTERS"):
        folder.mkdir(exist_ok=True)
        for old in folder.glob(f"*.{language}.*"):
            old.unlink()
        for name, text in found.items():
            (folder / name).write_text(text, encoding="utf-8")
    kept = {path.name: path.read_text(encoding="utf-8") for path in folder.glob(f"*.{language}.*")}
    assert sorted(kept) == sorted(found), "a kind is new or gone: run this test with TANSIQ_WRITE_LETTERS=1 and read the letters"
    assert kept == found


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_are_as_they_were_read(app, language):
    found = {}
    for kind in kinds():
        text, page = written(kind, language)
        found[f"{kind}.{language}.txt"] = text
        found[f"{kind}.{language}.html"] = page
    are_as_they_were_read(FOLDER, language, found)


def test_no_letter_is_left_in_english(app):
    for kind in kinds():
        english = written(kind, "en")[0].split("\n")[0]
        for language in ("ar", "ckb"):
            assert written(kind, language)[0].split("\n")[0] != english, f"{kind} is not translated to {language}"


def test_a_letter_holds_only_what_its_sentence_asks_for(app):
    """What else is kept beside a notice (a household's name, a number) never reaches a mail."""
    for kind in kinds():
        for language in LANGUAGES:
            text, page = written(kind, language, household="CANARY-7f3a", phone="CANARY-0770")
            assert "CANARY" not in text + page
