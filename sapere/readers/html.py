"""HTML to a document: the main text with its headings and blocks, without the page's furniture."""

from __future__ import annotations

import re

from lxml import etree
from lxml.etree import _Element

from sapere.readers.details import details_of
from sapere.readers.draft import Draft
from sapere.readers.limits import Limits
from sapere.readers.main_text import main_text
from sapere.readers.markup import Markup
from sapere.readers.mathml import write_as_tex
from sapere.readers.navigation import add_navigation
from sapere.research.errors import Unreadable
from sapere.research.shapes import Document

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*?(/?)>")
_RAW = re.compile(
    r"<(script|style|textarea|template)\b[^>]*>.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_NOT_CLOSED = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th thead tbody tfoot "
    "option optgroup colgroup rp rt html head body".split()
)
_NO_TEXT = "There is no text on the page: perhaps it is put together by a script in the browser."
_FEW = 12  # words; with fewer, a contents list that was left out is put back


def read(text: str, locator: str, limits: Limits, *, partial: bool = False) -> Document:
    """Raises ``Unreadable`` when no words are left once the furniture is out."""
    page, whole = opened(text, limits)
    write_as_tex(page, limits)
    main = main_text(page)
    draft = _draft(page, main, locator, limits, contents=False)
    if draft.words() < _FEW:
        draft = _draft(page, main, locator, limits, contents=True)
    document = draft.document(details_of(page, main), partial=partial or not whole)
    if not any(map(str.isalpha, document.text)):
        raise Unreadable(
            _NO_TEXT if whole else "There is no text in the part of the page that can be read safely."
        )
    return document


def _draft(page: _Element, main: _Element, locator: str, limits: Limits, *, contents: bool) -> Draft:
    draft = Draft(limits.text)
    add_navigation(draft, page, locator)
    Markup(draft, locator, contents=contents).lay(main)
    return draft


def opened(text: str, limits: Limits) -> tuple[_Element, bool]:
    """The page as a tree, and whether that is all of it. Raises ``Unreadable`` when there is nothing in it."""
    cut, whole = _cut(text, limits)
    return _parsed(cut), whole


def _cut(text: str, limits: Limits) -> tuple[str, bool]:
    """The page as far as it is not too long and its elements do not stand too deep inside one another; and
    whether that is all of it.

    Both are looked at before any parser sees the page: parsers take time that grows with the square of the
    depth, or run out of stack. Comments and scripts go out on the way, as they may hold anything.
    """
    whole = len(text) <= limits.markup
    text = _RAW.sub(_kept_data, text[: limits.markup])
    depth = 0
    for tag in _TAG.finditer(text):
        if tag.group(2).lower() in _NOT_CLOSED or tag.group(3):
            continue
        depth = max(depth - 1, 0) if tag.group(1) else depth + 1
        if depth > limits.depth:
            return text[: tag.start()], False
    return text, whole


def _kept_data(raw: re.Match[str]) -> str:
    """Scripts that hold data about the page, or a formula, stay; all else raw goes."""
    opening = raw.group()[:200].lower()
    return raw.group() if "ld+json" in opening or "math/tex" in opening else " "


def _parsed(text: str) -> _Element:
    # As bytes in a declared encoding, since lxml refuses text that declares an encoding of its own.
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        page = etree.fromstring(text.encode("utf-8", "ignore"), parser=parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable("There is no text on the page.") from error
    if page is None:
        raise Unreadable("There is no text on the page.")
    return page
