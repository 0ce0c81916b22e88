"""A topic's tree as OPML 2.0 (http://opml.org/spec2.opml), which outliners and mind maps read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lxml import etree

from sapere.exports.book import Chapter
from sapere.exports.reading import book, flat


def opml(topic: Mapping[str, Any]) -> bytes:
    """A node for each concept: its title, its id, and what it is in a sentence as ``_note``."""
    told = book(topic)
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = told.title
    body = etree.SubElement(root, "body")
    nodes: dict[str, etree._Element] = {}
    for chapter in told.chapters:
        nodes[chapter.id] = etree.SubElement(nodes.get(chapter.parent, body), "outline", _facts(chapter))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _facts(chapter: Chapter) -> dict[str, str]:
    first = next(chapter.prose(), None)
    note = flat(first.text) if first else chapter.summary
    facts = {"text": chapter.title, "_note": note, "question": chapter.question, "id": chapter.id}
    return {name: value for name, value in facts.items() if value}
