"""Sections of a real textbook, as a page and as a book, keep their tables with header and rows, and their formulas."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from benchmarks.textbook import ASTRONOMY, TAGS
from sapere.readers import formats
from sapere.readers.limits import Limits
from sapere.research.shapes import Document, Raw
from tests.readers.packing import epub
from tests.readers.test_html import blocks, check

pytestmark = pytest.mark.skipif(not ASTRONOMY.is_dir(), reason="the shared test data is not here")


def section(path: Path) -> str:
    """What stands in the section, in HTML: its own XML has other names for the same elements."""
    content = etree.parse(path).getroot().find("{*}content")
    assert content is not None
    etree.strip_tags(content, "{*}tgroup", "{*}colspec")  # HTML has none of these
    for element in content.iter(etree.Element):
        name = etree.QName(element).localname
        element.tag = {**TAGS, "title": "h2", "equation": "div"}.get(name, name)
    return etree.tostring(content, encoding="unicode", method="html")


def read(name: str, *, book: bool) -> Document:
    inside = section(ASTRONOMY / name)
    body = epub(inside) if book else f"<html><body><main>{inside}</main></body></html>".encode()
    document = formats.parse(Raw(body=body), Limits())
    check(document)
    return document


@pytest.mark.parametrize("book", [False, True])
def test_a_table_of_a_textbook(book: bool) -> None:
    tables = [text for kind, text in blocks(read("ch03/m59776.cnxml", book=book)) if kind == "table"]
    assert any("Material | Density (g/cm³)\nGold | 19.3\nLead | 11.3\n" in text for text in tables)


@pytest.mark.parametrize("book", [False, True])
def test_the_formulas_of_a_textbook(book: bool) -> None:
    chapter = read("ch03/m59777.cnxml", book=book)
    assert r"F_{\text{gravity}} = G\frac{M_{1}M_{2}}{R^{{}_{2}}}" in [
        text for kind, text in blocks(chapter) if kind == "formula"
    ]
    assert r"reduce by a factor of \frac{1}{3}, so" in chapter.text
