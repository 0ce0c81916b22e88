"""A wiki's page that lists what shares a name, line by line.

How such a page is written: https://en.wikipedia.org/wiki/Wikipedia:Manual_of_Style/Disambiguation_pages: one
thing a line, linked once, with a few words; the likeliest stand above the first heading. Other editions keep to
the same form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree, html

from sapere.kit.text import normalise, squeeze

LONGEST_GLOSS = 120
MOST_LINES = 400
_APART = " \t,;:–—-―،、，：()（）"
_NAMESPACE = re.compile(r"[^\s:]+:\S")  # "File:X", "Wikt:x"; "2001: A Space Odyssey" is a title
_ASIDE = "self::table or self::nav or self::sup or contains(@class, 'toc') or contains(@class, 'hatnote')"
_HEADINGS = f"preceding::h2[not(ancestor::*[{_ASIDE}])]"
_LINES = f"//li[not(ancestor::*[{_ASIDE}])]"
_LINKS = ".//a[@title and not(contains(concat(' ', @class, ' '), ' new ') or contains(@class, 'extiw'))]"


@dataclass(frozen=True, slots=True)
class Line:
    """``foremost`` stands above the first heading, where the likeliest meanings are."""

    title: str
    gloss: str
    foremost: bool


def lines(page: str, name: str) -> tuple[Line, ...]:
    """What a page (the HTML inside ``<body>``) lists under ``name``, in its order, each title once."""
    try:
        root = html.document_fromstring(page)
    except (etree.ParserError, ValueError):  # nothing in it, or signs that no page may hold
        return ()
    found: dict[str, Line] = {}
    for item in root.xpath(_LINES)[:MOST_LINES]:
        line = _line(item, name)
        if line is not None:
            found.setdefault(line.title, line)
    return tuple(found.values())


def _line(item: html.HtmlElement, name: str) -> Line | None:
    link = next((link for link in item.xpath(_LINKS) if _nearest(link) is item), None)
    title = _clean(link.get("title", "")) if link is not None else ""
    if link is None or not title or _NAMESPACE.match(title):
        return None
    said = _clean("".join(_text(item)))
    return Line(title, _gloss(said, _clean(link.text_content()), title, name), not item.xpath(_HEADINGS))


def _nearest(link: html.HtmlElement) -> html.HtmlElement | None:
    return next(link.iterancestors("li"), None)


def _text(item: html.HtmlElement) -> Iterator[str]:
    """What a line says itself, without the lines below it."""
    yield item.text or ""
    for child in item:
        if child.tag not in ("ul", "ol", "dl"):
            yield child.text_content() if isinstance(child.tag, str) else ""
        yield child.tail or ""


def _gloss(said: str, linked: str, title: str, name: str) -> str:
    """The line without the name it begins with."""
    for beginning in sorted({linked, title, name}, key=len, reverse=True):
        if beginning and said.casefold().startswith(beginning.casefold()):
            said = said[len(beginning) :]
            break
    told = said.strip(_APART) if not said.lstrip().startswith("(") else said.strip()
    if len(told) <= LONGEST_GLOSS:
        return told
    return (told[:LONGEST_GLOSS].rpartition(" ")[0] or told[:LONGEST_GLOSS]) + "…"


def _clean(text: str) -> str:
    return squeeze(normalise(text))
