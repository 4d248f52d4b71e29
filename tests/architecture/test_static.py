"""What is sent with every page stays small; nothing is marked safe; what is installed is pinned by hash."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.source import ROOT, sources, templates

STATIC = ROOT / "core" / "static" / "core"
#: issue 2, "Measured": a first visit has at most 50 KB compressed without fonts; a page's own HTML is about 12 KB of it.
MOST_COMPRESSED = 38 * 1024
MOST_STYLE = 12 * 1024
PINNED = re.compile(r"^([a-z0-9._-]+(?:\[[a-z,]+\])?)==(\S+)", re.IGNORECASE)


def compressed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 6))


def test_style_and_scripts_are_small():
    style = sum(compressed(path) for path in STATIC.rglob("*.css"))
    scripts = sum(compressed(path) for path in STATIC.rglob("*.js"))
    pictures = sum(compressed(path) for path in STATIC.rglob("*.svg"))
    assert style <= MOST_STYLE
    assert style + scripts + pictures <= MOST_COMPRESSED


def test_style_is_written_for_both_directions():
    sided = re.compile(
        r"(?:margin|padding|border)-(?:left|right)\b|(?<![-\w])(?:left|right)\s*:|text-align:\s*(?:left|right)|float:\s*(?:left|right)"
    )
    for path in STATIC.rglob("*.css"):
        assert not sided.findall(path.read_text(encoding="utf-8")), path.name


def test_nothing_comes_from_elsewhere():
    for path in [*STATIC.rglob("*.css"), *STATIC.rglob("*.js")]:
        assert not re.findall(r"https?://(?!www\.w3\.org)", path.read_text(encoding="utf-8")), path.name
    for each in templates():
        assert not re.findall(r"(?:src|href|action)=[\"']https?:", each.text), each.name


def test_nothing_is_marked_safe():
    for each in templates():
        assert not re.findall(r"\|\s*safe\b|autoescape\s+false|Markup", each.text), each.name
    for source in sources():
        if source.name == "core/slots.py":
            continue
        assert not re.findall(r"\bMarkup\(|render_template_string|\|safe|autoescape=False", source.text), source.name


def test_templates_hold_no_style_and_no_script_of_their_own():
    for each in templates():
        assert not re.findall(r"\sstyle=|\son[a-z]+=[\"']|<style|<script(?![^>]*\ssrc=)|javascript:", each.text), each.name


def test_scripts_ask_for_no_evaluation():
    for path in STATIC.rglob("*.js"):
        text = path.read_text(encoding="utf-8")
        assert not re.findall(r"\beval\(|new Function|innerHTML|outerHTML|document\.write|insertAdjacentHTML", text), path.name


def _requirements(name: str) -> Iterator[tuple[str, str]]:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            found = PINNED.match(line)
            assert found, f"{name}: not pinned: {line[:80]}"
            yield found[1], line


def test_requirements_are_pinned_by_hash_and_name_no_registry():
    for name in ("run.txt", "test.txt"):
        for package, line in _requirements(name):
            assert "--hash=sha256:" in line, f"{name}: {package}"
        text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
        assert not re.findall(r"https?://|--index-url|--extra-index", text), name


def test_what_runs_is_tested_in_the_same_version():
    run, test = ({package: PINNED.match(line)[2] for package, line in _requirements(name)} for name in ("run.txt", "test.txt"))
    assert {package: version for package, version in run.items() if test.get(package) != version} == {}
