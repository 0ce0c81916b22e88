"""The few words of our own that stand in a book."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from unicodedata import east_asian_width

from sapere.exports.book import Book, Chapter, Source

EXTRACTIVE = "extractive"


def by_line(chapter: Chapter) -> str:
    """Who wrote the page of a concept."""
    if not chapter.sections:
        return "This page is not written yet."
    if chapter.writer in ("", EXTRACTIVE):
        return "Quoted from its sources."
    return f"Written by {chapter.writer}, each sentence checked against its sources."


def source_facts(source: Source) -> str:
    told = (source.author, source.published, source.licence, f"read {source.read}", source.address)
    return ". ".join(filter(None, told))


def unfinished(book: Book) -> str:
    """What is missing while the research goes on; empty when nothing is."""
    left, pages = book.unwritten(), len(book.chapters)
    return f"Not finished yet: {pages - left} of {pages} pages are written." if left else ""


def shortened(text: str, longest: int) -> str:
    """At most so many letters wide, cut between words where there are any, with the sign for it."""
    ends = list(accumulate(2 if east_asian_width(sign) in "WF" else 1 for sign in text))
    if not ends or ends[-1] <= longest:
        return text
    cut = text[: bisect_right(ends, longest - 1)]
    words = cut.rsplit(" ", 1)[0]
    return (words if len(words) > len(cut) // 2 else cut).rstrip(" ,;:") + "…"
