"""Where a page says it stands: the pages above, before, behind, and the lists it belongs to."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from sapere.readers.addresses import absolute
from sapere.readers.draft import Draft

_RELS = {
    "up": "up", "parent": "up", "prev": "prev", "previous": "prev", "next": "next", "index": "index",
    "genindex": "index", "contents": "contents", "toc": "contents", "start": "home", "top": "home", "home": "home",
    "glossary": "glossary", "chapter": "chapter", "section": "section", "canonical": "canonical",
}  # fmt: skip
# The keys that Sphinx and DocBook give to the links of their bars.
_KEYS = {"u": "up", "n": "next", "p": "prev", "i": "index", "h": "home"}
_TRAILS = (
    "//div[contains(@class, 'related')]//li[contains(@class, 'nav-item') and not(contains(@class, 'nav-item-this'))]/a",
    (
        "//*[contains(concat(' ', normalize-space(@class), ' '), ' breadcrumb ')"
        " or contains(concat(' ', normalize-space(@class), ' '), ' breadcrumbs ')"
        " or contains(concat(' ', normalize-space(@class), ' '), ' wy-breadcrumbs ')]//a"
    ),
)


def add_navigation(draft: Draft, page: _Element, locator: str) -> None:
    """The links of the page's head and bars, each with its ``rel`` in one spelling; one of each but ``chapter``."""
    seen: set[str] = set()
    for rel, element in _related(page):
        target = absolute(locator, element.get("href", ""))
        if target and (rel not in seen or rel in ("chapter", "section")):
            seen.add(rel)
            draft.link(target, element.get("title") or "".join(element.itertext()), rel)


def _related(page: _Element) -> Iterator[tuple[str, _Element]]:
    for element in page.iter("link", "a"):
        for rel in element.get("rel", "").lower().split():
            if rel in _RELS:
                yield _RELS[rel], element
    for element in page.iter("a"):
        if key := _KEYS.get(element.get("accesskey", "").lower()):
            yield key, element
    for trail in _TRAILS:
        links = [link for link in page.xpath(trail) if not link.get("href", "").startswith("#")]
        if links:
            yield "up", links[-1]
