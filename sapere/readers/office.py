"""Documents of office programs, notebooks and papers in source: to a document by way of Pandoc's HTML."""

from __future__ import annotations

from lxml.etree import _Element

from sapere.kit.text import normalise, squeeze
from sapere.readers.container import Container
from sapere.readers.details import details_of
from sapere.readers.draft import Details, Draft
from sapere.readers.html import opened
from sapere.readers.limits import Limits
from sapere.readers.markup import Markup
from sapere.readers.pandoc import to_html
from sapere.readers.properties import properties_of
from sapere.research.shapes import Document

NAMES = {
    "rtf": "RTF document", "ipynb": "Jupyter notebook", "fb2": "FictionBook", "org": "Org file", "latex": "LaTeX file",
}  # fmt: skip
_TITLE_BLOCK = (
    "//header[@id='title-block-header']/*[contains(' title author date ', concat(' ', @class, ' '))]"
)
_NOTE_MARKS = "//a[contains(@class, 'footnote-ref') or contains(@class, 'footnote-back')]"


def read_packed(container: Container, locator: str, limits: Limits, *, partial: bool = False) -> Document:
    """DOCX, PPTX, ODT. Slides are pages; the title and the rest come from the document's own properties."""
    page = to_html(container.repacked(), container.kind, limits, name=container.name)
    own = properties_of(container.kind, container.parts)
    return _document(page, container.kind, own, locator, limits, partial=partial)


def read_source(body: bytes, form: str, locator: str, limits: Limits, *, partial: bool = False) -> Document:
    """RTF, notebooks, FictionBook, Org and LaTeX, by the bytes of one file."""
    page = to_html(body, form, limits, name=NAMES[form])
    return _document(page, form, Details(), locator, limits, partial=partial)


def _document(text: str, form: str, own: Details, locator: str, limits: Limits, *, partial: bool) -> Document:
    page, whole = opened(text, limits)
    titled = _prepared(page)
    body = page.find("body")
    main = page if body is None else body
    said = details_of(page, main)
    draft = Draft(limits.text)
    if form == "pptx":
        _lay_slides(draft, main, locator)
    else:
        Markup(draft, locator, contents=False).lay(main)
    details = Details(
        title=titled or own.title or _first_heading(main),
        language=own.language or said.language,
        author=own.author or said.author,
        published=own.published or said.published,
        licence=own.licence or said.licence,
    )
    return draft.document(details, partial=partial or not whole)


def _prepared(page: _Element) -> str:
    """The title that Pandoc put above the text, which is taken out with the author and the date beside it; so are the
    marks of notes, since each note is a paragraph behind the one that it belongs to."""
    titled = [squeeze(normalise("".join(one.itertext()))) for one in page.xpath("//h1[@class='title']")]
    for element in (*page.xpath(_TITLE_BLOCK), *page.xpath(_NOTE_MARKS)):
        _drop(element)
    for element in page.xpath("//aside[@role='doc-footnote']//ol | //aside[@role='doc-footnote']//li"):
        element.tag = "div"
    return next(iter(titled), "")


def _drop(element: _Element) -> None:
    """Take it out, but not the words behind it."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)


def _first_heading(main: _Element) -> str:
    heading = next(main.iter("h1", "h2"), None)
    return "" if heading is None else squeeze(normalise("".join(heading.itertext())))


def _lay_slides(draft: Draft, main: _Element, locator: str) -> None:
    """Each slide as a page; its title is its heading, unless Pandoc only counted it."""
    markup = Markup(draft, locator, contents=False)
    number = 0
    for element in main:
        if element.tag == "h2" and element.get("id", "").startswith("slide-"):
            number += 1
            draft.mark("page", number)
            if squeeze("".join(element.itertext())) == f"Slide {number}":
                continue
        markup.lay_one(element)
