"""What of a text's structure is believed that a file brings along: what the text itself bears out, and no more.

A text lies in the store once for everybody who has it, and its structure beside it. What a file could say of it freely
(a title, an author, links, a passage that hides another) would be read by people who never saw that file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sapere.imports.incoming import Origin, Structure
from sapere.kit.language import detect
from sapere.research import shapes
from sapere.research.cut import Span, cut, fits

_BLOCKS = frozenset({"code", "formula", "list", "quote", "table"})
_MARKS = frozenset({"page", "second"})
_DEEPEST = 20
_LANGUAGE = re.compile(r"(?:[a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)?")


@dataclass(frozen=True, slots=True)
class Kept:
    """A text with its structure, as it is put into the store."""

    document: shapes.Document
    spans: tuple[Span, ...]


def document_of(one: Origin) -> Kept:
    """The text with as much of what came along as may be believed; the rest is made of the text as it is here."""
    text, told = one.text or "", one.structure
    if told is None or not _is_borne_out(told.document, text):
        made = shapes.Document(text, "", _language(one.language, text))
        return Kept(made, cut(made))
    document = shapes.Document(
        text,
        "",
        _language(told.document.language, text),
        headings=told.document.headings,
        marks=told.document.marks,
        blocks=told.document.blocks,
        partial=told.document.partial,
    )
    return Kept(document, _spans(told, document))


def _spans(told: Structure, document: shapes.Document) -> tuple[Span, ...]:
    spans = tuple(Span(start, end, path) for start, end, path in told.passages)
    return spans if fits(document, spans) else cut(document)


def _language(said: str, text: str) -> str:
    return said if _LANGUAGE.fullmatch(said) else detect(text[:20_000])


def _is_borne_out(told: shapes.Document, text: str) -> bool:
    """Offsets were looked at before: none lies outside."""
    return (
        _in_order([one.start for one in told.headings])
        and all(1 <= one.level <= _DEEPEST and _stands(one, text) for one in told.headings)
        and all(start < end and kind in _BLOCKS for start, end, kind in told.blocks)
        and len(told.blocks) <= len(text)
        and all(one.kind in _MARKS and 0 <= one.value < 2**31 for one in told.marks)
        and len(told.marks) <= len(text) + 1
    )


def _stands(heading: shapes.Heading, text: str) -> bool:
    """Its title is in the text where it says, or as much of it as a text has that was cut off there."""
    there = text[heading.start : heading.start + len(heading.title)]
    cut_off = heading.start + len(heading.title) > len(text)
    return bool(there) and (there == heading.title or (cut_off and heading.title.startswith(there)))


def _in_order(starts: Sequence[int]) -> bool:
    return all(first < second for first, second in pairwise(starts))
