"""Documents taken apart along their own headings: the candidates for concepts, each with its evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sapere.kit.language import letters
from sapere.kit.text import squeeze
from sapere.kit.tokens import tokens
from sapere.research.boilerplate import bare_title, is_boilerplate, is_label
from sapere.research.shapes import Document, Heading, Passage, Source

SHORTEST_PART = 200
"""Letters of an alphabet. A section with less text is no concept of its own; its passages stay with its parent."""

_GENERAL = frozenset(
    """introduction|overview|summary|conclusion|conclusions|examples|example|description|synopsis|usage|general
    |getting started|basics|background|preface|foreword|thinking ahead|motivation|abstract|purpose|scope|about|details
    |miscellaneous|other|others|discussion|results|methods|rationale|parameters|notes|options|syntax|requirements
    |history|module contents|contents|functions|classes|objects|reference|constants|exceptions|compatibility|caveats
    |einleitung|überblick|introducción|introduction générale|introduzione|introdução|введение|概要|概述|简介|引言|はじめに
    |مقدمة""".replace("\n", "")
    .replace("    ", "")
    .split("|")
)


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A document, or what stands under one of its headings, with the parts inside it."""

    source: Source
    title: str
    start: int
    end: int
    level: int  # 0 is the whole document
    passages: tuple[Passage, ...]  # all that lie in it, those of its inner parts included
    inner: tuple[Part, ...] = ()
    title_words: frozenset[str] = frozenset()

    @property
    def size(self) -> int:
        return self.end - self.start

    @property
    def own(self) -> tuple[Passage, ...]:
        """Passages that lie in none of its inner parts."""
        within = [(part.start, part.end) for part in self.inner]
        return tuple(p for p in self.passages if not any(a <= p.start < b for a, b in within))

    @property
    def general(self) -> bool:
        """Whether the title only says what kind of text it is, and names nothing."""
        return is_general(self.title)


def is_general(title: str) -> bool:
    return is_label(title) or bare_title(title).casefold().strip(" .:") in _GENERAL


def part_of(source: Source, document: Document, passages: Sequence[Passage]) -> Part:
    """The whole document as a part, its headings nested inside."""
    headings = [h for h in document.headings if not is_boilerplate(h.title)]
    title = concept_title(source.title) or _first_title(headings) or source.title
    own_title = headings and _is_whole(headings[0], headings, title)
    tops = headings[1:] if own_title else headings
    inner = tuple(_nested(tops, source, document, passages))
    return _part(source, document, title, 0, len(document.text), 0, passages, inner)


def concept_title(title: str) -> str:
    """A heading as the name of a concept: without number, on one line, at most 120 characters."""
    name = squeeze(bare_title(squeeze(title))).strip(" .:¶#")
    return name if len(name) <= 120 else name[:119].rsplit(" ", 1)[0] + "…"


def _first_title(headings: Sequence[Heading]) -> str:
    return concept_title(headings[0].title) if headings else ""


def _is_whole(first: Heading, headings: Sequence[Heading], title: str) -> bool:
    """Whether the first heading is the document's own title rather than that of a section."""
    alone = all(h.level > first.level for h in headings[1:])
    return (alone and first.start < 400) or concept_title(first.title).casefold() == title.casefold()


def _nested(
    headings: Sequence[Heading], source: Source, document: Document, passages: Sequence[Passage]
) -> Iterator[Part]:
    """Headings as parts, each with those of a lower level that follow it inside."""
    at = 0
    while at < len(headings):
        heading = headings[at]
        after = at + 1
        while after < len(headings) and headings[after].level > heading.level:
            after += 1
        end = headings[after].start if after < len(headings) else max(heading.end, headings[after - 1].end)
        inside = [p for p in passages if heading.start <= p.start < end]
        inner = tuple(_nested(headings[at + 1 : after], source, document, inside))
        if (end - heading.start) * letters(document.language) >= SHORTEST_PART and inside:
            yield _part(
                source,
                document,
                concept_title(heading.title),
                heading.start,
                end,
                heading.level,
                inside,
                inner,
            )
        at = after


def _part(
    source: Source,
    document: Document,
    title: str,
    start: int,
    end: int,
    level: int,
    passages: Sequence[Passage],
    inner: tuple[Part, ...],
) -> Part:
    return Part(
        source, title, start, end, level, tuple(passages), inner,
        title_words=frozenset(tokens(title, document.language)),
    )  # fmt: skip
