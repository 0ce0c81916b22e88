"""Takes out of a published page whatever tells where in its work it stood."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urldefrag, urljoin

from lxml import html

NAVIGATION = (
    "//head/link",
    "//head/script",
    "//div[contains(@class, 'navheader') or contains(@class, 'navfooter')]",
    "//div[contains(@class, 'related') or contains(@class, 'sphinxsidebar')]",
    "//div[contains(@class, 'mobile-nav') or contains(@class, 'footer')]",
)
NUMBERED = re.compile(r"^\s*(?:(?:Chapter|Appendix)\s+)?(?:\d+|[A-Z])(?:\.\d+)*\.[\s\u00a0]+")
TITLES = "//title | //h1 | //h2 | //h3 | //h4 | //h5 | //h6 | //dt//a"


def text_alone(body: bytes, path: str, names: Mapping[str, str]) -> bytes:
    """The page without navigation and section numbers; ``names`` gives the new name of each page kept.

    A link to a page that is not kept, or that is the work's own table of contents, loses its address.
    """
    page = html.document_fromstring(body, parser=html.HTMLParser(encoding="utf-8"))
    for where in NAVIGATION:
        for element in page.xpath(where):
            element.drop_tree()
    for title in page.xpath(TITLES):
        title.text = NUMBERED.sub("", title.text or "", count=1)
    for link in page.xpath("//a[@href]"):
        _rename(link, path, names)
    return bytes(html.tostring(page, encoding="utf-8", doctype="<!DOCTYPE html>"))


def _rename(link: html.HtmlElement, path: str, names: Mapping[str, str]) -> None:
    target, fragment = urldefrag(urljoin(path, link.get("href", "")))
    if target in names:
        link.set("href", names[target] + (f"#{fragment}" if fragment else ""))
    elif "//" not in target:
        del link.attrib["href"]
