"""EPUB books: the chapters in the order of the spine, each read as the page that it is.

Pandoc reads them too, but takes ten times as long, and a book is long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urldefrag

from lxml.etree import _Element

from sapere.kit.text import normalise, squeeze
from sapere.readers import html, sniff
from sapere.readers.container import Container
from sapere.readers.draft import Draft
from sapere.readers.limits import Limits
from sapere.readers.markup import Markup
from sapere.readers.mathml import write_as_tex
from sapere.readers.properties import package_of, parsed, properties_of
from sapere.research.errors import Unreadable
from sapere.research.shapes import Document, Raw

_PAGES = frozenset(("application/xhtml+xml", "text/html", "application/x-dtbook+xml"))
_CLOSED = re.compile(r"<([A-Za-z][\w:-]*)((?:\s[^<>]*?)?)\s*/>")
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def read(container: Container, locator: str, limits: Limits, *, partial: bool = False) -> Document:
    """A chapter that has no heading of its own gets the one that the table of contents gives it."""
    path = package_of(container.parts)
    package = parsed(container.parts.get(path, b""))
    if package is None:
        raise Unreadable("The EPUB book is damaged and cannot be read.")
    titles = dict(_contents(container, package, path))
    draft, whole = Draft(limits.text), True
    for chapter in _spine(package, path):
        body = container.parts.get(chapter)
        if body is None or draft.full:
            whole = False
            continue
        whole = _lay(draft, body, titles.get(chapter, ""), locator, limits) and whole
    return draft.document(properties_of("epub", container.parts), partial=partial or not whole)


def _lay(draft: Draft, body: bytes, title: str, locator: str, limits: Limits) -> bool:
    """One chapter; whether all of it could be laid down."""
    try:
        page, whole = html.opened(_CLOSED.sub(_both_tags, sniff.text_of(Raw(body))), limits)
    except Unreadable:
        return True  # an empty page, as books have them between their parts
    write_as_tex(page, limits)
    found = page.find("body")
    main = page if found is None else found
    if title and next(main.iter(*_HEADINGS), None) is None:
        draft.heading(1, title)
    Markup(draft, locator, contents=False).lay(main)
    return whole


def _both_tags(tag: re.Match[str]) -> str:
    """``<title/>`` opens what nothing closes where a page is not read as XML."""
    name = tag.group(1)
    return tag.group() if name.lower() in _VOID else f"<{name}{tag.group(2)}></{name}>"


def _spine(package: _Element, path: str) -> Iterator[str]:
    """The chapters' places in the container (https://www.w3.org/TR/epub-33/#sec-spine-elem)."""
    items = {item.get("id", ""): item for item in package.iter("{*}item")}
    for reference in package.iter("{*}itemref"):
        item = items.get(reference.get("idref", ""))
        if item is None or "nav" in item.get("properties", "").split():
            continue
        if item.get("media-type", "") in _PAGES:
            yield _place(path, item.get("href", ""))


def _contents(container: Container, package: _Element, path: str) -> Iterator[tuple[str, str]]:
    """The place of a chapter and its title, by the table of contents of either version of the format."""
    for item in package.iter("{*}item"):
        place = _place(path, item.get("href", ""))
        is_nav = "nav" in item.get("properties", "").split()
        if is_nav or item.get("media-type") == "application/x-dtbncx+xml":
            root = parsed(container.parts.get(place, b""))
            for href, title in () if root is None else _entries(root):
                yield _place(place, href), squeeze(normalise(title))


def _entries(root: _Element) -> Iterator[tuple[str, str]]:
    """From the last to the first, so that of several places in one chapter the first one counts."""
    for link in reversed(list(root.iter("{*}a"))):
        yield link.get("href", ""), "".join(link.itertext())
    for point in reversed(list(root.iter("{*}navPoint"))):
        content, label = point.find("{*}content"), point.find("{*}navLabel")
        if content is not None and label is not None:
            yield content.get("src", ""), "".join(label.itertext())


def _place(beside: str, href: str) -> str:
    return normpath(join("/", dirname(beside), unquote(urldefrag(href).url)))[1:]
