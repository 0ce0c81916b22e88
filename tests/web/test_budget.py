"""What the browser has to fetch, in bytes; see docs/decisions/0016-budget-of-a-page.md, for scripts 0031 there."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

import sapere

HOME = Path(sapere.__file__).parent
PAGES = (
    "tabs/home/home.html",
    "tabs/run/run.html",
    "tabs/explore/topic.html",
    "tabs/explore/source.html",
    "tabs/growing/base.html",
    "tabs/ask/base.html",
    "tabs/code/page.html",
    "tabs/mindmap/map.html",
    "tabs/notes/room.html",
    "tabs/notes/form.html",
    "tabs/notes/all.html",
    "tabs/notes/card.html",
    "tabs/export/formats.html",
    "tabs/bring/door.html",
    "tabs/explore/shelf.html",
    "tabs/sharing/share.html",
    "tabs/sharing/copy.html",
    "tabs/sharing/delete.html",
    "tabs/library/library.html",
    "tabs/library/documents.html",
    "tabs/costs/costs.html",
    "web/modes.html",
)


OF_A_ROOM = {
    "mindmap/map.js": 6 * 1024,
    "ask/ask.js": 4 * 1024,
    "code/code.js": 2560,
    "code/frame.js": 5 * 1024,
    "run/live.js": 4 * 1024,
}
"""Modules that one room loads for itself, and how long each may be, as it lies in the source."""


def linked(template: Path) -> list[Path]:
    """The files of ours that a template asks the browser to fetch."""
    names = re.findall(r"{% static '([^']+)' %}", template.read_text())
    return [next(HOME.rglob(f"static/{name}")) for name in names]


READING = "tabs/explore/topic.html"
STYLES = {READING: (28 * 1024, 9 * 1024)}
"""Where more is allowed than on every page: as the styles lie in the source, and compressed."""
OF_NOTES = "notes.css"
"""Loaded by a page that one reads only where its reader wrote something on it, or is about to."""


@pytest.mark.parametrize("page", PAGES)
def test_styles_of_a_page(page: str) -> None:
    styles = styles_of(page)
    if page == READING:
        styles = [file for file in styles if file.name != OF_NOTES]
    written, compressed = STYLES.get(page, (24 * 1024, 8 * 1024))
    assert len(styles) >= 4
    assert sum(file.stat().st_size for file in styles) <= written
    assert weight(styles) <= compressed


def test_styles_of_a_page_with_notes() -> None:
    assert "{% if own.any %}<link" in next(HOME.rglob("explore/topic.html")).read_text()
    assert weight(styles_of(READING)) <= 10 * 1024


def weight(files: Iterable[Path]) -> int:
    return sum(len(gzip.compress(file.read_bytes())) for file in files)


def styles_of(page: str) -> list[Path]:
    room, name = page.rsplit("/", 1)
    templates = (HOME / "web/templates/web/base.html", next((HOME / room).rglob(f"templates/**/{name}")))
    return [file for template in templates for file in linked(template) if file.suffix == ".css"]


def test_scripts_of_the_pages_that_are_read() -> None:
    own = {next(HOME.rglob(f"static/{name}")): most for name, most in OF_A_ROOM.items()}
    shared = [file for file in HOME.rglob("static/**/*.js") if file not in own]
    assert weight(shared) <= 12 * 1024
    assert sum(file.stat().st_size for file in shared) <= 24 * 1024
    assert {file.name for file, most in own.items() if file.stat().st_size > most} == set()


@pytest.mark.parametrize("name", OF_A_ROOM)
def test_a_rooms_own_script_is_loaded_there_only(name: str) -> None:
    loading = [
        one for one in HOME.rglob("templates/**/*.html") if f"{{% static '{name}' %}}" in one.read_text()
    ]
    assert [one.parent.name for one in loading] == [name.partition("/")[0]]


def test_no_template_has_an_inline_script_or_style() -> None:
    for template in HOME.rglob("templates/**/*.html"):
        text = template.read_text()
        assert " style=" not in text, template
        assert "<style" not in text, template
        if template.name == "frame.html":  # its origin is nobody's, which no module may be fetched from
            text = text.replace('<script nonce="{{ nonce }}" src=', '<script type="module" src=')
        assert "<script" not in text or 'type="module" src=' in text, template
        assert " on" + "click" not in text, template


def test_markup_is_declared_safe_in_one_place_only() -> None:
    """Icons come out of their own package as safe strings; nothing else may."""
    raw = ("|safe", "mark_safe", "autoescape off", "SafeString(", "format_html(")
    for file in [*HOME.glob("web/**/*.py"), *HOME.glob("tabs/**/*.py"), *HOME.rglob("templates/**/*.html")]:
        if file.name != "face.py":
            assert not any(sink in file.read_text() for sink in raw), file
