"""The elements of a page laid down as paragraphs, headings and blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import nullcontext

from lxml.etree import _Element

from sapere.readers.addresses import absolute
from sapere.readers.draft import Draft
from sapere.readers.formulas import bare, formula_source, is_displayed, is_marked, raised
from sapere.readers.furniture import is_contents, is_furniture, is_permalink

_BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer "
    "header hgroup hr html li main ol p section summary table tbody td tfoot th thead tr ul caption "
    # what trafilatura calls the same things
    "list item quote row cell table".split()
)
_ADMONITIONS = frozenset(
    "admonition note warning caution important tip danger hint attention seealso error callout".split()
)
_SIGNATURES = frozenset(("sig", "sig-object", "descname", "function-signature"))
_SPELLED = frozenset(("math", "span", "sup"))


class Markup:
    """Walks an element and lays what it finds into a draft. Understands HTML and trafilatura's own tags."""

    def __init__(self, draft: Draft, locator: str, *, contents: bool) -> None:
        self._draft = draft
        self._locator = locator
        self._contents = contents
        self._lists = 0
        self._special: dict[str, Callable[[_Element], None]] = {
            **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "head"), self._heading),
            **dict.fromkeys(("ul", "ol", "dir", "list"), self._list),
            **dict.fromkeys(("blockquote", "quote"), self._quote),
            **dict.fromkeys(("pre", "listing", "xmp"), self._code),
            **dict.fromkeys(("a", "ref"), self._link),
            "br": self._break, "lb": self._break, "table": self._table, "math": self._formula,
            "script": self._formula, "img": self._picture, "code": self._code_or_name, "dt": self._term, "sup": self._raised,
            "span": self._span,
        }  # fmt: skip

    def lay(self, element: _Element) -> None:
        """The element with all in it, as paragraphs of its own."""
        self._draft.end_paragraph()
        self._inside(element)
        self._draft.end_paragraph()

    def lay_one(self, element: _Element) -> None:
        """One child of an element, as it stands there."""
        self._element(element)
        self._draft.inline(element.tail or "")

    def _inside(self, element: _Element) -> None:
        self._draft.inline(element.text or "")
        for child in element:
            if not self._draft.full:
                self._element(child)
            self._draft.inline(child.tail or "")

    def _element(self, element: _Element) -> None:
        if is_furniture(element):
            return
        if is_contents(element) and not self._contents:
            self._links_of(element, "contents")
            return
        tag = element.tag
        if tag in self._special:
            self._special[tag](element)
        elif tag in _BLOCKS:
            self._block(element)
        else:
            self._inside(element)

    def _block(self, element: _Element) -> None:
        classes = element.get("class", "").split()
        if "admonition-title" in classes:
            self._draft.lead_in(_words(element))
            return
        if is_marked(element):
            self._formula(element)
            return
        self._draft.end_paragraph()
        self._inside(element)
        self._draft.end_paragraph()

    def _heading(self, element: _Element) -> None:
        title = _words(element)
        parent = element.getparent()
        if parent is not None and not _ADMONITIONS.isdisjoint(parent.get("class", "").split()):
            self._draft.lead_in(title)
            return
        tag = element.get("rend", "h2") if element.tag == "head" else str(element.tag)
        level = int(tag[1]) if tag[1:2].isdigit() else 2
        self._draft.heading(level, title)

    def _list(self, element: _Element) -> None:
        """Each item a line. A list inside a list goes on with the outer one."""
        self._lists += 1
        self._draft.end_paragraph()
        with self._draft.block("list") if self._lists == 1 else nullcontext():
            self._inside(element)
            self._draft.end_paragraph()
        self._lists -= 1

    def _term(self, element: _Element) -> None:
        """What a definition list explains; the signature of a function is code, line for line."""
        if _SIGNATURES.isdisjoint(element.get("class", "").split()):
            self._block(element)
        else:
            self._draft.verbatim(" ".join(_words(element).split()), "code")

    def _quote(self, element: _Element) -> None:
        # Documentation generators indent with this element: what only holds lists, code or tables is no quote.
        quoted = any(child.tag in ("p", "lb") for child in element) or (element.text or "").strip()
        with self._draft.block("quote") if quoted and not self._lists else nullcontext():
            self._inside(element)
            self._draft.end_paragraph()

    def _code(self, element: _Element) -> None:
        self._draft.verbatim(_lines(element), "code")

    def _code_or_name(self, element: _Element) -> None:
        """In trafilatura's tree a block of code and a name in a sentence have one tag."""
        if "\n" in _words(element).strip() and not _is_within_paragraph(element):
            self._code(element)
        else:
            self._inside(element)

    def _link(self, element: _Element) -> None:
        href = element.get("href") or element.get("target") or ""
        if is_permalink(element):
            return
        if href:
            self._draft.link(absolute(self._locator, href), _words(element))
        self._inside(element)

    def _links_of(self, element: _Element, rel: str) -> None:
        for link in element.iter("a"):
            self._draft.link(absolute(self._locator, link.get("href", "")), _words(link), rel)

    def _break(self, _: _Element) -> None:
        self._draft.line_break()

    def _picture(self, element: _Element) -> None:
        """A picture says nothing that can be read, unless it is one of a formula."""
        classes = element.get("class", "")
        parent = element.getparent()
        if parent is not None and parent.find(".//math") is not None:
            return  # the same formula stands beside it, for those who do not see pictures
        if any(name in classes for name in ("math", "tex", "latex")):
            self._draft.inline(f" {bare(element.get('alt', ''))} ")

    def _span(self, element: _Element) -> None:
        if element.attrib and is_marked(element):
            self._formula(element)
        else:
            self._inside(element)

    def _raised(self, element: _Element) -> None:
        if len(element) == 0 and element.text:
            self._draft.inline(raised(element.text))
        else:
            self._inside(element)

    def _formula(self, element: _Element) -> None:
        source = formula_source(element)
        if is_displayed(element):
            self._draft.verbatim(source, "formula")
        else:
            self._draft.inline(source)

    def _table(self, element: _Element) -> None:
        rows = _rows(element)
        if not _holds_data(element, rows):
            self._block(element)
            return
        caption = element.find("caption")
        self._draft.end_paragraph()
        if caption is not None:
            self._block(caption)
        with self._draft.block("table"):
            for row in rows:
                cells = [" ".join(_words(cell).split()) for cell in row]
                while cells and not cells[-1]:
                    cells.pop()
                if cells:
                    self._draft.inline(" | ".join(cells))
                    self._draft.end_paragraph()
        for link in element.iter("a"):
            self._draft.link(absolute(self._locator, link.get("href", "")), _words(link))


def _rows(table: _Element) -> list[list[_Element]]:
    rows = (row for row in table.iter("tr", "row") if not is_furniture(row))
    return [[cell for cell in row if cell.tag in ("td", "th", "cell")] for row in rows]


def _holds_data(table: _Element, rows: list[list[_Element]]) -> bool:
    """Whether it is a table to be read by rows, and not a way of placing things on the page."""
    if table.get("role") == "presentation" or max(map(len, rows), default=0) < 2:
        return False
    placed = "table", "h1", "h2", "h3", "h4", "pre", "ul", "ol", "dl", "form"
    if any(found is not table for found in table.iter(*placed)):
        return False
    longest = max(len("".join(cell.itertext())) for row in rows for cell in row)
    return longest < 800


def _is_within_paragraph(element: _Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag in ("p", "item", "cell") and bool((parent.text or "").strip())


def _words(element: _Element) -> str:
    """All text in the element but its furniture, in one string as it stands in the source."""
    return "".join(_strings(element, "\n"))


def _lines(element: _Element) -> str:
    """The text of a block of code, with its own line breaks."""
    text = "".join(_strings(element, "\n"))
    return text.expandtabs(4) if "\t" in text else text


def _strings(element: _Element, line_break: str) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        tag = child.tag
        if tag in ("br", "lb"):
            yield line_break
        elif tag in _SPELLED and (words := _spelled(child)) is not None:
            yield words
        elif not (is_furniture(child) or (tag == "a" and is_permalink(child))):
            yield from _strings(child, line_break)
        yield child.tail or ""


def _spelled(element: _Element) -> str | None:
    """A formula as TeX, a raised figure as one; None for what is neither."""
    if element.tag == "sup":
        return raised(element.text or "") if len(element) == 0 else None
    return formula_source(element) if element.tag == "math" or is_marked(element) else None
