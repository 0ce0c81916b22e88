"""A textbook in CNXML, an XML of textbook publishers: its chapters, and its pages as plain HTML."""

from __future__ import annotations

import csv
from html import escape
from pathlib import Path

from lxml import etree

from benchmarks.works import LoosePage, Work

ASTRONOMY = Path(__file__).resolve().parents[2] / "shared/data/qa/openstax-astronomy"
LEFT_OUT = frozenset({"metadata", "media", "math", "label"})
TAGS = {
    "para": "p",
    "list": "ul",
    "item": "li",
    "note": "aside",
    "figure": "figure",
    "caption": "figcaption",
    "term": "em",
    "emphasis": "em",
    "section": "section",
    "table": "table",
    "row": "tr",
    "entry": "td",
    "quote": "blockquote",
}


def astronomy() -> Work:
    """Three chapters of an introduction to astronomy, each page named by its title."""
    with (ASTRONOMY / "toc.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    pages = []
    for row in rows:
        source = ASTRONOMY / f"ch{int(row['chapter']):02d}" / f"{row['module']}.cnxml"
        if source.is_file():
            pages.append(
                LoosePage(f"{row['module']}.html", row["chapter_title"], to_html(source.read_bytes()))
            )
    return Work("Astronomy", "Astronomy", tuple(pages))


def to_html(cnxml: bytes) -> bytes:
    """The page as plain HTML: headings, paragraphs, lists and tables; figures by their captions."""
    document = etree.fromstring(cnxml)
    title = escape(document.findtext("{*}title") or "")
    body = _inner(document.find("{*}content"), depth=1)
    page = f"<!DOCTYPE html><html lang='en'><head><title>{title}</title></head>"
    return f"{page}<body><main><h1>{title}</h1>{body}</main></body></html>".encode()


def _inner(element: etree._Element | None, depth: int) -> str:
    if element is None:
        return ""
    return escape(element.text or "") + "".join(_outer(child, depth) for child in element)


def _outer(element: etree._Element, depth: int) -> str:
    tail = escape(element.tail or "")
    if not isinstance(element.tag, str):
        return tail
    name = etree.QName(element).localname
    if name in LEFT_OUT:
        return tail
    if name == "title":
        heading = f"h{min(depth, 6)}" if depth > 1 else "h2"
        return f"<{heading}>{_inner(element, depth)}</{heading}>{tail}"
    inner = _inner(element, depth + 1 if name == "section" else depth)
    tag = TAGS.get(name)
    return (f"<{tag}>{inner}</{tag}>" if tag else inner) + tail
