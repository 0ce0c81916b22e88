"""The article on a page that is not documentation: trafilatura tells it from what surrounds it, helped where it errs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, cast

from lxml import etree
from lxml.etree import _Element
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from sapere.kit.text import squeeze
from sapere.readers.formulas import formula_source, is_displayed, is_formula, is_marked, raised

_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd mark math q s samp small span strike "
    "strong sub sup time tt u var wbr".split()
)
_DRAWN = frozenset(("katex-html", "MathJax_Preview", "MathJax", "MJX_Assistive_MathML"))
_HOLDERS = frozenset("div article section main td center".split())
_BESIDE = re.compile(r"comment|discuss|disqus|repl(?:y|ies)|related|recirc|sidebar|footer", re.IGNORECASE)
_LONG = 80  # characters of a paragraph that is prose, not a label
_LINKED = 0.8  # of a paragraph's letters; what is linked as a whole leads away from the article
_NAMED = 4  # words; with fewer, a link names where the paragraph before it comes from
_FEW = 100  # letters; with fewer, nothing was found


def article(page: _Element) -> _Element | None:
    """The article as a new tree of trafilatura's tags; None where it finds too little to be one."""
    copy = document_fromstring(etree.tostring(page, encoding="utf-8"), parser=HTMLParser(encoding="utf-8"))
    _write_formulas(copy)
    _break_into_paragraphs(copy)
    found = _extracted(copy)
    if found is not None and _joined_parts(copy, squeeze("".join(found.itertext()))):
        longer = _extracted(copy)
        found = found if longer is None else longer
    if found is None or len("".join("".join(found.itertext()).split())) < _FEW:
        return None
    _drop_promotions(found)
    return found


def _extracted(page: HtmlElement) -> _Element | None:
    # Imported here: it takes half a second, and documentation does not need it.
    from trafilatura import bare_extraction

    found: Any = bare_extraction(
        page, include_comments=False, include_tables=True, include_links=True, include_formatting=False, fast=False,
        with_metadata=False,
    )  # fmt: skip
    return None if found is None or found.body is None else cast(_Element, found.body)


def _write_formulas(page: _Element) -> None:
    """Formulas and raised figures as words of the text, since trafilatura leaves out the elements that say so."""
    for element in list(page.iter("mjx-container", "math", "script", "span", "div", "sup")):
        if element.tag == "mjx-container":
            math = element.find(".//math")
            _replace(element, "" if math is None else _written(math))
        elif element.tag == "span" and not _DRAWN.isdisjoint(element.get("class", "").split()):
            _replace(element, "")  # drawn for the eye, beside its source
        elif element.tag == "sup":
            if len(element) == 0:
                _replace(element, raised(element.text or ""))
        elif _is_formula(element):
            _replace(element, _written(element))


def _is_formula(element: _Element) -> bool:
    if element.tag in ("span", "div"):
        return bool(element.attrib) and is_marked(element)
    return element.tag == "math" or "math/tex" in element.get("type", "")


def _written(element: _Element) -> str:
    source = formula_source(element)
    return f"\\[{source}\\]" if is_displayed(element) and source else source


def _replace(element: _Element, words: str) -> None:
    """By a paragraph when the words are a formula in a line of its own, else by the words."""
    tail = element.tail
    element.clear()
    element.tag, element.text, element.tail = "p" if is_formula(words) else "span", words, tail


def _break_into_paragraphs(page: _Element) -> None:
    """Text that is parted by double line breaks only, as paragraphs: otherwise it is torn at every link."""
    for holder in {id(one): one for one in map(_held_by_break, page.iter("br")) if one is not None}.values():
        pieces = list(_pieces(holder))
        for child in holder:
            holder.remove(child)
        holder.text = None
        for piece in pieces:
            holder.append(piece)


def _held_by_break(line_break: _Element) -> _Element | None:
    """The element whose text this line break and the next one part; None when it is but the end of a line."""
    after, holder = line_break.getnext(), line_break.getparent()
    double = after is not None and after.tag == "br" and not (line_break.tail or "").strip()
    return holder if double and holder is not None and holder.tag in _HOLDERS else None


def _pieces(holder: _Element) -> Iterator[_Element]:
    """Its content as paragraphs, cut at its double breaks, and the blocks between them as they are."""
    paragraph = etree.Element("p")
    paragraph.text = holder.text
    breaks = 0
    for child in list(holder):
        tail, child.tail = child.tail, None
        breaks = breaks + 1 if child.tag == "br" else 0
        if breaks > 1 or not (child.tag in _INLINE or child.tag == "br"):
            if paragraph.text or len(paragraph):
                yield paragraph
            if child.tag != "br":
                yield child
            paragraph = etree.Element("p")
            paragraph.text = tail
        else:
            child.tail = tail
            paragraph.append(child)
            if (tail or "").strip():
                breaks = 0
    if paragraph.text or len(paragraph):
        yield paragraph


def _joined_parts(page: _Element, found: str) -> bool:
    """Whether the page broke its article in parts of one class (by what it advertises between them), of which only
    some were found. If so, the others are moved behind the first of those."""
    parts: dict[tuple[str, str], dict[_Element, list[str]]] = {}
    for paragraph in page.iter("p"):
        parent = paragraph.getparent()
        words = squeeze("".join(paragraph.itertext()))
        if parent is not None and parent.get("class") and len(words) > _LONG:
            alike = parts.setdefault((str(parent.tag), parent.get("class", "")), {})
            alike.setdefault(parent, []).append(words)
    moved = False
    for alike in parts.values():
        there = [part for part, words in alike.items() if words[0][:_LONG] in found]
        lost = [
            part
            for part, words in alike.items()
            if len(words) > 1 and part not in there and not _beside(part)
        ]
        if there and lost and not any(one in part.iterancestors() for part in lost for one in alike):
            for part in lost:
                there[0].extend(part)
            moved = True
    return moved


def _beside(part: _Element) -> bool:
    """Whether it is among comments or the like, by the names that the page gives to what it stands in."""
    around = (part, *part.iterancestors())
    return any(_BESIDE.search(f"{one.get('class', '')} {one.get('id', '')}") for one in around)


def _drop_promotions(found: _Element) -> None:
    """Paragraphs between others that are nothing but a link: *Read also*. A page that is a list of links keeps them."""
    paragraphs = list(found.iter("p"))
    linked = [one for one in paragraphs if _is_linked(one)]
    if len(linked) > len(paragraphs) / 3:
        return
    for paragraph in linked:
        parent = paragraph.getparent()
        if parent is not None and not (paragraph.tail or "").strip():
            parent.remove(paragraph)


def _is_linked(paragraph: _Element) -> bool:
    words = squeeze("".join(paragraph.itertext()))
    linked = sum(len("".join(link.itertext())) for link in paragraph.iter("ref"))
    return linked >= _LINKED * len(words) and len(words.split()) >= _NAMED
