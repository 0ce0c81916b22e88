"""Plain text to a document: paragraphs, indented code, and headings where the text shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import dedent

from sapere.readers.draft import Details, Draft
from sapere.readers.limits import Limits
from sapere.research.shapes import Document

_UNDERLINE = re.compile(r"([=\-~^\"'#*+_])\1{2,}$")
_PROMPT = ">>> "  # of Python: what follows is a session, however little it is indented
_SENTENCE_ENDS = tuple(".!?:;,。！？：；，؟؛")
_ITEM = re.compile(r"\s*(?:[-*+•‣◦·]|\d{1,3}[.)]|\([a-z\d]\))\s+\S")


def read(text: str, limits: Limits, *, partial: bool = False) -> Document:
    """Lines that were only wrapped are joined; a line under a title of dashes makes it a heading."""
    draft = Draft(limits.text)
    title = ""
    styles: list[str] = []  # of underlining; as in reStructuredText the one met first is the highest
    cut = text[: limits.markup]
    for place, lines in enumerate(_paragraphs(cut)):
        heading = _heading(lines) or (_named(lines) if place == 0 else None)
        rest = lines
        if heading:
            style, words, rest = heading
            title = title or words
            if style not in styles:
                styles.append(style)
            draft.heading(1 + styles.index(style), words)
        _lay(draft, rest)
        if draft.full:
            break
    return draft.document(Details(title=title), partial=partial or len(cut) < len(text))


def lay(draft: Draft, text: str) -> None:
    """The text as paragraphs, lists and code of a larger document."""
    for lines in _paragraphs(text):
        _lay(draft, lines)


def _paragraphs(text: str) -> Iterator[list[str]]:
    lines: list[str] = []
    for line in text.expandtabs(4).splitlines():
        if line.strip():
            lines.append(line.rstrip())
        elif lines:
            yield lines
            lines = []
    if lines:
        yield lines


def _heading(lines: list[str]) -> tuple[str, str, list[str]] | None:
    """How it is underlined, title and the lines that are left, when the paragraph begins with an underlined title."""
    if len(lines) > 2 and _UNDERLINE.match(lines[0]) and lines[0][:1] == lines[2][:1]:
        return lines[0][0] * 2, lines[1].strip(), lines[3:]
    if len(lines) < 2 or len(lines[0]) > 120:
        return None
    underline = _UNDERLINE.match(lines[1].strip())
    if underline and len(lines[1].strip()) >= len(lines[0].strip()) * 0.6 and any(map(str.isalpha, lines[0])):
        return underline.group(1), lines[0].strip(), lines[2:]
    return None


def _named(lines: list[str]) -> tuple[str, str, list[str]] | None:
    """The first paragraph of a text as its title, when it is one short line that ends no sentence."""
    title = lines[0].strip()
    short = len(lines) == 1 and len(title) <= 100 and not _ITEM.match(lines[0])
    if short and not title.endswith(_SENTENCE_ENDS) and any(map(str.isalpha, title)):
        return "", title, []
    return None


def _lay(draft: Draft, lines: list[str]) -> None:
    if not lines:
        return
    indented = all(line.startswith("    ") for line in lines) and not _is_prose(lines)
    if indented or lines[0].lstrip().startswith(_PROMPT):
        draft.verbatim(dedent("\n".join(lines)), "code")
    elif _ITEM.match(lines[0]):
        with draft.block("list"):
            for item in _items(lines):
                draft.inline(" ".join(item))
                draft.end_paragraph()
    else:
        wrapped = _is_prose(lines)
        for line in lines:
            draft.inline(line + " ")
            if not wrapped:
                draft.line_break()
        draft.end_paragraph()


def _items(lines: list[str]) -> Iterator[list[str]]:
    item: list[str] = []
    for line in lines:
        if item and _ITEM.match(line):
            yield item
            item = []
        item.append(line)
    yield item


def _is_prose(lines: list[str]) -> bool:
    """Whether the lines were broken for width alone: all but the last reach about as far as the longest."""
    if len(lines) == 1:
        return lines[0].rstrip().endswith((".", "!", "?")) and len(lines[0].split()) > 8
    longest = max(map(len, lines))
    full = sum(len(line) > longest * 0.6 for line in lines[:-1])
    words = sum(len(line.split()) for line in lines)
    signs = sum(line.count(sign) for line in lines for sign in "{};=<>|\\")
    return longest > 40 and full >= (len(lines) - 1) * 0.7 and signs < words / 5
