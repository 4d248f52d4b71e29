"""What differs between two texts, word by word. Pure, and bounded: no text makes it slow.

Words that stand once in each text are its anchors (Bram Cohen's patience diff); only what lies between two anchors is compared word
against word, and not even that where a passage repeats itself so much that it would take long: it counts as replaced.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, pairwise
from operator import itemgetter

#: A word with the space after it; vowel signs and joiners belong to it. Punctuation stands alone.
_WORDS = re.compile(r"(?:[\w\u0300-\u036f\u064b-\u065f\u0670\u200c\u200d]+|[^\w\s])\s*|\s+")
#: Equal pairs of words that may be looked at between two anchors.
MOST_PAIRS = 2_000
#: Below this share of equal text, two texts are shown as one replaced by the other.
ALIKE = 0.25

Span = tuple[bool, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text: ``changed`` when the other text does not have it."""

    text: str
    changed: bool


Side = tuple[Piece, ...]


def by_words(old: str, new: str) -> tuple[Side, Side]:
    """Both texts in pieces, the old one with what is gone, the new one with what has come; joined they are the texts again."""
    if old == new or not old or not new:
        return _whole(old, old != new), _whole(new, old != new)
    first, second = _WORDS.findall(old), _WORDS.findall(new)
    spans = _joined(_spans([each.rstrip() for each in first], [each.rstrip() for each in second]))
    gone = _side((changed, "".join(first[a:b])) for changed, a, b, _c, _d in spans)
    come = _side((changed, "".join(second[c:d])) for changed, _a, _b, c, d in spans)
    kept = sum(len(each.text) for each in (*gone, *come) if not each.changed)
    if kept < ALIKE * (len(old) + len(new)):
        return _whole(old, True), _whole(new, True)
    return gone, come


def _whole(text: str, changed: bool) -> Side:
    return (Piece(text, changed),) if text else ()


def _side(parts: Iterable[tuple[bool, str]]) -> Side:
    """One text in pieces; what stands side by side here, and only in the other text apart, is one piece."""
    return tuple(
        Piece("".join(text for _changed, text in each), changed) for changed, each in groupby((p for p in parts if p[1]), itemgetter(0))
    )


def _spans(old: Sequence[str], new: Sequence[str]) -> list[Span]:
    """(changed, from, until in the old text, from, until in the new one), in order and without holes."""
    spans: list[Span] = []
    for (a, c), (b, d) in pairwise([(-1, -1), *_anchors(old, new), (len(old), len(new))]):
        spans += _between(old, new, (a + 1, b, c + 1, d))
        spans.append((False, b, min(b + 1, len(old)), d, min(d + 1, len(new))))
    return spans


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Places of words that stand once in each text: the longest row of them that runs forward in both."""
    once = {word for word, count in Counter(new).items() if count == 1} & {word for word, count in Counter(old).items() if count == 1}
    place = {word: n for n, word in enumerate(new) if word in once}
    pairs = [(n, place[word]) for n, word in enumerate(old) if word in once]
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for n, (_a, c) in enumerate(pairs):
        at = bisect_left(ends, c)
        before.append(last[at - 1] if at else -1)
        ends[at : at + 1], last[at : at + 1] = [c], [n]
    found, n = [], last[-1] if last else -1
    while n >= 0:
        found.append(pairs[n])
        n = before[n]
    return found[::-1]


def _between(old: Sequence[str], new: Sequence[str], bounds: tuple[int, int, int, int]) -> list[Span]:
    a, b, c, d = bounds
    start = 0
    while a + start < b and c + start < d and old[a + start] == new[c + start]:
        start += 1
    end = 0
    while b - end > a + start and d - end > c + start and old[b - end - 1] == new[d - end - 1]:
        end += 1
    spans: list[Span] = [(False, a, a + start, c, c + start)]
    spans += _compared(old, new, (a + start, b - end, c + start, d - end))
    spans.append((False, b - end, b, d - end, d))
    return spans


def _compared(old: Sequence[str], new: Sequence[str], bounds: tuple[int, int, int, int]) -> list[Span]:
    a, b, c, d = bounds
    first, second = old[a:b], new[c:d]
    counted = Counter(first)
    pairs = sum(counted[each] for each in second)
    if not 0 < pairs <= MOST_PAIRS:
        return [(True, a, b, c, d)]
    steps = SequenceMatcher(None, first, second, autojunk=False).get_opcodes()
    return [(kind != "equal", a + i, a + j, c + k, c + m) for kind, i, j, k, m in steps]


def _joined(spans: Sequence[Span]) -> list[Span]:
    """Neighbours of one kind together. A single equal word between two changes counts as changed: mostly it is chance, and it reads
    badly."""
    runs: list[Span] = []
    for span in spans:
        if span[1] == span[2] and span[3] == span[4]:
            continue
        if runs and runs[-1][0] == span[0]:
            runs[-1] = (span[0], runs[-1][1], span[2], runs[-1][3], span[4])
        else:
            runs.append(span)
    lone = {n for n in range(1, len(runs) - 1) if not runs[n][0] and runs[n][2] - runs[n][1] == 1}
    return _joined([(True, *run[1:]) if n in lone else run for n, run in enumerate(runs)]) if lone else runs
