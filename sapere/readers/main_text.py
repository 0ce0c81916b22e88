"""Which part of a page is its text.

Documentation and encyclopaedias are known by their marks and taken whole, with their structure. On all other
pages the article is told from what surrounds it.
"""

from __future__ import annotations

from typing import cast

from lxml.etree import _Element

from sapere.readers.articles import article

_KNOWN = (
    "//div[@class='mw-parser-output']", "//*[@id='mw-content-text']",  # MediaWiki
    "//div[@class='manual-text']", "//body[@id='docContent']",  # manual pages, DocBook
    "//body[.//div[@class='navheader' or @class='navfooter']]", "//body/div[@class='refentry']",
    "//article[contains(@class, 'md-content__inner') or contains(@class, 'bd-article')]",
    "//main[.//pre or .//dl or .//math][not(.//form)]",
)  # fmt: skip
_SPHINX = (
    "//*[contains(@src, 'documentation_options.js') or contains(@src, '_static/doctools.js')"
    " or (@name='generator' and (contains(@content, 'Docutils') or contains(@content, 'Sphinx')))]"
)
_SPHINX_BODIES = ("//*[@role='main']", "//div[@class='body']", "//div[@class='document']", "//main", "//body")


def main_text(page: _Element) -> _Element:
    """The element that holds the text: one of the page's own, or a new tree of trafilatura's tags."""
    for path in (*_KNOWN, *(_SPHINX_BODIES if page.xpath(_SPHINX) else ())):
        found = page.xpath(path)
        if len(found) == 1 or (found and _words(found[0]) > 50):
            return cast(_Element, found[0])
    body = page.find("body")
    whole = body if body is not None else page
    if _is_bare(whole):
        return whole
    found = article(page)
    return whole if found is None else found


def _words(element: _Element) -> int:
    return len("".join(element.itertext()).split())


def _is_bare(body: _Element) -> bool:
    """A page without furniture, as programs write them: few links, and none of the elements for surroundings."""
    if next(body.iter("nav", "aside", "footer", "header", "form", "iframe", "main"), None) is not None:
        return False
    linked = sum(len("".join(link.itertext())) for link in body.iter("a"))
    return linked <= 0.1 * len("".join(body.itertext())) and len(list(body.iter("div"))) < 20
