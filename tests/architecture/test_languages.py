"""The catalogues are complete: every text of code and templates stands in Arabic and Kurdish, with its placeholders and plural forms."""

import re
from functools import cache

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po
from babel.support import Translations

from tests.architecture.source import ORDER, ROOT

KEYWORDS = {"_": None, "gettext": None, "lazy": None, "ngettext": (1, 2)}
CODES = ("ar", "ckb")
PLACE = re.compile(r"%\((\w+)\)[sd]")


@cache
def extracted() -> dict[str, str | None]:
    """Every message id in the source, with its plural."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found: dict[str, str | None] = {}
    for room in ORDER:
        if not (ROOT / room).is_dir():
            continue
        for _name, _line, message, _comments, _context in extract_from_dir(ROOT / room, methods, options, keywords=KEYWORDS):
            one, many = message if isinstance(message, tuple) else (message, None)
            found[one] = many or found.get(one)
    return found


@cache
def catalogue(code: str) -> Catalog:
    with (ROOT / "app" / "translations" / code / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file)


def texts(message: Message) -> tuple[str, ...]:
    return tuple(message.string) if isinstance(message.string, tuple | list) else (message.string,)


def messages(code: str) -> list[Message]:
    return [each for each in catalogue(code) if each.id]


def key(message: Message) -> str:
    return message.id[0] if isinstance(message.id, tuple | list) else message.id


def test_there_is_something_to_translate():
    assert len(extracted()) > 500


@pytest.mark.parametrize("code", CODES)
def test_every_text_is_translated(code):
    done = {key(each) for each in messages(code) if all(text.strip() for text in texts(each)) and not each.fuzzy}
    missing = sorted(set(extracted()) - done)
    assert not missing, f"{len(missing)} of {len(extracted())} texts are missing in {code}: run make translations and fill them in"


@pytest.mark.parametrize("code", CODES)
def test_nothing_else_is_kept(code):
    left = sorted({key(each) for each in messages(code)} - set(extracted()))
    assert not left, f"{len(left)} texts of {code} stand nowhere any more: run make translations"
    assert not catalogue(code).obsolete


@pytest.mark.parametrize("code", CODES)
def test_placeholders_are_the_same(code):
    wrong = []
    for each in messages(code):
        ids = each.id if isinstance(each.id, tuple | list) else (each.id,)
        wanted = set(PLACE.findall(ids[-1]))
        for number, text in enumerate(texts(each)):
            if not text:
                continue
            given = set(PLACE.findall(text))
            # "no plan", "one plan" and "two plans" need no number in Arabic; in Kurdish "one" needs none.
            free = len(ids) == 2 and number < (3 if code == "ar" else 1)
            if given - wanted or (not free and given != wanted) or "%" in PLACE.sub("", text).replace("%%", ""):
                if "%" in PLACE.sub("", ids[-1]).replace("%%", ""):
                    continue
                wrong.append((ids[0], text))
    assert not wrong


@pytest.mark.parametrize("code", CODES)
def test_plurals_have_all_their_forms(code):
    plural = {one for one, many in extracted().items() if many}
    forms = {"ar": 6, "ckb": 2}[code]
    assert catalogue(code).num_plurals == forms
    wrong = [key(each) for each in messages(code) if key(each) in plural and len(texts(each)) != forms]
    assert not wrong


def test_arabic_counts_in_six_forms():
    spoken = Translations()
    with (ROOT / "app" / "translations" / "ar" / "LC_MESSAGES" / "messages.mo").open("rb") as file:
        spoken = Translations(file)
    assert [spoken.plural(number) for number in (0, 1, 2, 3, 10, 11, 99, 100, 102, 103, 111)] == [0, 1, 2, 3, 3, 4, 4, 5, 5, 3, 4]


@pytest.mark.parametrize("code", CODES)
def test_the_compiled_catalogue_is_the_written_one(code):
    path = ROOT / "app" / "translations" / code / "LC_MESSAGES" / "messages.mo"
    with path.open("rb") as file:
        compiled = Translations(file)
    single = [each for each in messages(code) if isinstance(each.id, str) and each.string and not each.fuzzy]
    assert not [each.id for each in single if compiled.gettext(each.id) != each.string], "run make translations, then make setup"


def test_kurdish_has_its_own_letters():
    wrong = [(key(each), text) for each in messages("ckb") for text in texts(each) if re.search("[يكىة]", text)]
    assert not wrong


def test_no_kurdish_ending_hangs_on_a_placeholder():
    """What is put in may end in any letter or digit: no ending fits them all, and one that stands apart is no Kurdish."""
    hanging = re.compile(r"%\(\w+\)[sd][»)]?(\w|\s?ـ|\s(ی|ە|یە|دا)(?!\w))")
    assert not [(key(each), text) for each in messages("ckb") for text in texts(each) if hanging.search(text)]


@pytest.mark.parametrize("code", CODES)
def test_digits_are_those_that_are_usual(code):
    written = [text for each in messages(code) if "(١٢٣)" not in key(each) for text in texts(each)]
    assert [text for text in written if re.search("[٠-٩۰-۹]", text)] == []


def test_arabic_has_its_own_letters():
    wrong = [
        (key(each), text) for each in messages("ar") for text in texts(each) if re.search("[یکەگچپۆێڕڵ]", text) and "تەنسیق" not in text
    ]
    assert not wrong


@pytest.mark.parametrize("code", CODES)
def test_texts_are_calm_and_whole(code):
    wrong = [
        (key(each), text)
        for each in messages(code)
        for text in texts(each)
        if text and ("!" in text or (text != text.strip() and key(each) == key(each).strip()) or "\u202a" <= text[:1] <= "\u202e")
    ]
    assert not wrong


#: What only data of one language is.
DATA = re.compile(r"/reference/|/translations/|^app/demo/|^committees/rules/holidays\.py$")
BY_HAND = re.compile(r"""["'][,;] ["']\.join\(|join\(["'][,;] ["']\)|[،؛] ?["']\.join|،""")


def test_no_comma_between_words_is_written_by_hand():
    """``core.formats`` knows the reader's comma (``comma``, ``in_a_row``, ``listed``); it alone writes one down."""
    found = []
    for room in ORDER:
        for path in sorted(each for ending in ("py", "html", "txt") for each in (ROOT / room).rglob(f"*.{ending}")):
            name = path.relative_to(ROOT).as_posix()
            if name != "core/formats.py" and not DATA.search(name):
                lines = path.read_text(encoding="utf-8").splitlines()
                found += [f"{name}:{number}" for number, line in enumerate(lines, 1) if BY_HAND.search(line)]
    assert found == []
