"""PDF to a document: the words of every page, paragraphs joined, page numbers as marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, takewhile

import pypdfium2

from sapere.kit.text import has_words, normalise, squeeze
from sapere.readers.draft import Details, Draft
from sapere.readers.limits import Limits
from sapere.research.errors import Unreadable
from sapere.research.shapes import Document

_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?")
_NO_TITLE = re.compile(
    r"^(?:untitled|\(anonymous\)|\(unspecified\)|microsoft (?:word|powerpoint)|.*\.(?:docx?|pdf|tex|dvi|indd|pptx?))(?:\b|$)",
    re.IGNORECASE,
)
_ITEM = re.compile(r"(?:[-*•‣◦·▪]|\d{1,2}[.)]|\([a-z\d]\))\s")
_SENTENCE_ENDS = (".", "!", "?", ":", "。", "！", "？", ".”", '."', ".)")
_BROKEN_WORD = re.compile("[\x02\ufffe\u00ad]\r?\n?")  # how PDFium writes the hyphen at the end of a line
_BOOKMARKS = 5_000
_EDGE = 2  # lines at the top and at the foot of a page that may be its running title or number


def read(body: bytes, limits: Limits, *, partial: bool = False) -> Document:
    """Raises ``Unreadable`` for a PDF that is locked, damaged, or has no text in it (a scan)."""
    if len(body) > limits.body:
        raise Unreadable(f"The PDF is larger than {limits.body // 1_000_000} MB.")
    pdf = _opened(body, partial=partial)
    try:
        total = len(pdf)
        pages = list(_pages(pdf, min(total, limits.pages), limits.text))
        if not any(has_words(line) for lines in pages for line in lines):
            raise Unreadable(
                "There is no text in the PDF: its pages are pictures, as of a scan.",
                advice="Run a text recognition over it first, and add the result.",
            )
        outline, details = _outline(pdf), _details(pdf)
    finally:
        pdf.close()
    draft = Draft(limits.text)
    _lay_pages(draft, pages, outline)
    if not details.title:
        details = replace(details, title=_first_line(pages))
    return draft.document(details, partial=partial or len(pages) < total)


def _opened(body: bytes, *, partial: bool) -> pypdfium2.PdfDocument:
    try:
        pdf = pypdfium2.PdfDocument(body)
        len(pdf)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Unreadable(
                "The PDF is locked with a password.", advice="Save a copy without the password, and add that."
            ) from error
        if "security" in str(error).lower():
            raise Unreadable("The PDF is locked in a way that Sapere cannot open.") from error
        cut = " It was cut off on its way here." if partial else ""
        raise Unreadable(f"The PDF is damaged and cannot be opened.{cut}") from error
    if not len(pdf):
        raise Unreadable("The PDF is damaged: there are no pages in it.")
    return pdf


def _pages(pdf: pypdfium2.PdfDocument, count: int, limit: int) -> Iterator[list[str]]:
    """The lines of each page, until there is more text than is kept. A page that is damaged has none."""
    length = 0
    for number in range(count):
        if length > limit:
            return
        try:
            page = pdf[number]
            text = page.get_textpage().get_text_bounded()
            page.close()
        except pypdfium2.PdfiumError:
            text = ""
        length += len(text)
        yield [line for line in map(squeeze, normalise(_BROKEN_WORD.sub("", text)).split("\n")) if line]


def _outline(pdf: pypdfium2.PdfDocument) -> dict[int, list[tuple[int, str]]]:
    """The bookmarks by page (from 0): level and title."""
    found: dict[int, list[tuple[int, str]]] = {}
    for bookmark in islice(pdf.get_toc(max_depth=6), _BOOKMARKS):
        dest = bookmark.get_dest()
        page = dest.get_index() if dest else None
        title = squeeze(normalise(bookmark.get_title() or ""))
        if page is not None and title:
            found.setdefault(page, []).append((bookmark.level + 1, title))
    return found


def _details(pdf: pypdfium2.PdfDocument) -> Details:
    about = pdf.get_metadata_dict(skip_empty=True)
    title = squeeze(normalise(about.get("Title", "")))
    made = _DATE.match(about.get("CreationDate", ""))
    return Details(
        title="" if _NO_TITLE.match(title) else title,
        author=about.get("Author", ""),
        published="-".join(takewhile(bool, made.groups(""))) if made else "",
    )


def _first_line(pages: list[list[str]]) -> str:
    lines = (line for lines in pages for line in lines if has_words(line))
    return next(lines, "")[:200]


def _running_lines(pages: list[list[str]]) -> frozenset[str]:
    """Titles and numbers that stand at the edge of most pages, figures aside."""
    if len(pages) < 3:
        return frozenset()
    edges = Counter(shape for lines in pages for shape in {_shape(line) for line in _edges(lines)})
    return frozenset(shape for shape, count in edges.items() if count > max(2, len(pages) * 0.4))


def _edges(lines: list[str]) -> list[str]:
    return lines[:_EDGE] + lines[_EDGE:][-_EDGE:]


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", line)


def _lay_pages(draft: Draft, pages: list[list[str]], outline: dict[int, list[tuple[int, str]]]) -> None:
    running = _running_lines(pages)
    for number, lines in enumerate(pages):
        draft.mark("page", number + 1)
        edge = {id(line) for line in _edges(lines)}
        kept = [line for line in lines if not (id(line) in edge and _shape(line) in running)]
        _lay(draft, kept, outline.get(number, []))
        draft.end_paragraph()


def _lay(draft: Draft, lines: list[str], bookmarks: list[tuple[int, str]]) -> None:
    """Join the lines of a page to paragraphs; a line that is a bookmark's title is a heading."""
    titles = {_key(title): level for level, title in bookmarks}
    full = sorted(map(len, lines))[len(lines) * 9 // 10] if lines else 0
    held, before = "", ""
    for line in lines:
        level = titles.pop(_key(line), 0)
        if held and (level or _paragraph_ends(before, line, full)):
            draft.inline(held)
            draft.end_paragraph()
            held = ""
        if level:
            draft.heading(level, line)
        else:
            held = _joined(held, line) if held else line
        before = line
    draft.inline(held)


def _joined(held: str, line: str) -> str:
    """Two lines of one paragraph. A word broken at the line's end is whole again."""
    if held.endswith("-") and held[-2:-1].isalpha() and line[0].islower():
        return held[:-1] + line
    return f"{held} {line}"


def _key(title: str) -> str:
    """A title without its number, marks and case: bookmarks and pages differ in those."""
    return "".join(filter(str.isalpha, title.casefold()))


def _paragraph_ends(before: str, line: str, full: int) -> bool:
    if _ITEM.match(line):
        return True
    short = len(before) < full * 0.8
    return short and (before.endswith(_SENTENCE_ENDS) or not line[0].islower())
