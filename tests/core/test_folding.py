"""One spelling for all ways of typing a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.folding import LONGEST_WORD, MOST_WORDS, fits, fold, spellings, words_asked


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("إِسْتِئْنَافُ", "استيناف"),  # tashkeel and hamza
        ("الأُسَر", "الاسر"),
        ("آزادي", "ازادى"),
        ("ئازادی", "ازادي"),  # the carrier of a first vowel
        ("بناء", "بنا"),
        ("مسؤول", "مسوول"),
        ("الموصلــــية", "الموصليه"),  # tatweel, ta marbuta
        ("هەولێر", "هه‌ولير"),  # heh with a zero-width non-joiner, as old Kurdish keyboards write it
        ("سلێمانی", "سليماني"),
        ("کوردستان", "كوردستان"),
        ("دهۆک", "دهوك"),
        ("گوڵ", "گول"),
        ("ﻻﺟﺌﻴﻦ", "لاجئين"),  # presentation forms
        ("٢٠٢٤", "2024"),
        ("۲۰۲۴", "2024"),
        ("2\u0660\u06f24", "2024"),
        ("Élan", "elan"),
        ("İSTANBUL", "istanbul"),
        ("Straße", "STRASSE"),
        ("Şingal", "singal"),
        ("\u2067سنجار\u2069", "سنجار"),  # isolated by marks of direction
        ("IND-0042", "ind 0042"),
    ],
)
def test_typed_either_way(typed, other):
    assert fold(typed) == fold(other) != ""


@pytest.mark.parametrize("pair", ["پارە بارە", "گوند كوند", "چوار جوار", "ژن زن", "ڤان فان", "تل طل", "سين صين"])
def test_letters_that_are_others_stay_apart(pair):
    one, other = pair.split()
    assert fold(one) != fold(other)


@pytest.mark.parametrize(("written", "typed"), [("پارێزگا", "باريزكا"), ("چەمچەماڵ", "جەمجەمال"), ("ڤیان", "فيان"), ("کۆژین", "کوزين")])
def test_kurdish_is_found_by_arabic_keys(written, typed):
    assert fits(words_asked(typed), spellings([written]))
    assert fits(words_asked(written), spellings([written]))
    assert not fits(words_asked(written), spellings([typed]))


@pytest.mark.parametrize("written", ["سكن", "السكن", "والسكن", "بالسكن", "للسكن", "كالسكن", "فالسكن"])
def test_the_article_makes_no_difference(written):
    for typed in ("سكن", "السكن", "السك", "سك"):
        fitting = fits(words_asked(typed), spellings([written]))
        assert fitting is (typed != "السك" or written == "السكن"), typed
    assert not fits(words_asked("كن"), spellings([written]))


@pytest.mark.parametrize("empty", ["", " ", "%", "***", '"', "'", "ـــ", "\u200f", "ء", "!؟،", "\x00"])
def test_signs_are_no_words(empty):
    assert words_asked(empty) == ()
    assert not fits(words_asked(empty), spellings(["anything %*"]))


def test_every_word_must_begin_one():
    found = spellings(["خطة تنسيق السكن في سنجار"])
    assert fits(words_asked("سنج خط"), found)
    assert not fits(words_asked("سنج بغداد"), found)
    assert not fits(words_asked("نجار"), found)


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=3_000))
def test_words_are_letters_and_digits(text):
    words = fold(text).split(" ") if fold(text) else []
    assert all(word.isalnum() and len(word) <= LONGEST_WORD for word in words)
    assert len(words_asked(text)) <= MOST_WORDS


@given(st.lists(st.text(max_size=40), max_size=4))
def test_a_text_is_found_by_its_own_words(texts):
    known = spellings(texts)
    for text in texts:
        assert fits(words_asked(text), known) or not words_asked(text)
