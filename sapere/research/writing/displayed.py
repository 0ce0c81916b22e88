"""Formulas and tables that stand on lines of their own, with the sentence before them that leads over to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from sapere.kit.tex import without_formulas
from sapere.kit.text import squeeze
from sapere.research.writing import blocks as b
from sapere.research.writing.shape import LONGEST, ends_sentence, is_clean
from sapere.research.writing.weight import bag

MOST_FORMULAS, MOST_FORMULA = 3, 300  # one below the other; characters of one
MOST_TABLE_LINES, MOST_TABLE = 14, 800  # twelve rows, a caption and a head; characters
_MOST_CAPTION = 200
_CELLS = " | "
_WORD = r"(?:\b(?:table|tab\.|tabelle|tableau|tabla|tabella|tabela|таблиц\w{1,2})(?![^\W\d_])|表|جدول)"
_LABEL = re.compile(_WORD, re.IGNORECASE)
_NAMES_IT = re.compile(
    r"\b(?:the |this )?(?:following|above|next) (?:table|equation|formula)\b(?: below)?"
    r"|\b(?:the |this )?(?:table|equation|formula)(?: \(?\d+(?:[.-]\d+)*\)?)?(?: (?:below|above)\b| (?=(?:lists|shows|gives|"
    r"compares|summari[sz]es|contains|presents|sets out|says|relates)\b))"
    r"|\b(?:in|by) (?:the |this )?(?:table|equation|formula)(?: \(?\d+(?:[.-]\d+)*\)?)?",
    re.IGNORECASE,
)


class Display(NamedTuple):
    """What stands behind a sentence: ``after`` is the place of the piece that comes next; ``words`` are a table's
    caption and head."""

    kind: str  # formula | table
    pieces: list[b.Block]
    after: int
    words: str = ""


def display(pieces: Sequence[b.Block], at: int, text: str) -> Display | None:
    """The formulas directly behind the piece ``at``, with the rest of the sentence that says what their letters
    stand for, or the table with its caption. None where there is none, or more than one reads on a page."""
    if at + 1 >= len(pieces):
        return None
    if pieces[at + 1].kind == b.FORMULA:
        return _formulas(pieces, at + 1, text)
    return _table(pieces, at, text)


def put_aside(shown: str) -> str:
    """The sentence with other words where it points at a table or formula, so that it can be judged as any other:
    with that right behind it, it points at something that is there."""
    return re.sub(r"^the", "The", _NAMES_IT.sub("the overview ", shown)).replace("overview  ", "overview ")


def is_named(shown: str) -> bool:
    return _NAMES_IT.search(shown) is not None


def speaks_of(shown: str, found: Display, language: str) -> bool:
    """Whether a sentence that is whole without it belongs to what stands behind it."""
    if found.kind == b.FORMULA or _LABEL.search(shown):
        return True
    return not set(bag(shown, language)).isdisjoint(bag(found.words, language))


def _formulas(pieces: Sequence[b.Block], at: int, text: str) -> Display | None:
    run = list(takewhile(lambda piece: piece.kind == b.FORMULA, pieces[at:]))
    if len(run) > MOST_FORMULAS or any(one.end - one.start > MOST_FORMULA for one in run):
        return None
    after = at + len(run)
    if after < len(pieces) and _goes_on(pieces[after], text):
        return Display(b.FORMULA, [*run, pieces[after]], after + 1)
    return Display(b.FORMULA, run, after)


def _goes_on(piece: b.Block, text: str) -> bool:
    """Whether the sentence goes on behind its formula: 'where F is the force and m the mass.'"""
    if piece.kind != b.PROSE:
        return False
    shown = squeeze(text[piece.start : piece.end])
    plain = without_formulas(shown)
    return (
        shown[:1].islower()
        and len(shown) <= LONGEST
        and ends_sentence(shown)
        and is_clean(plain, language="")
    )


def _table(pieces: Sequence[b.Block], at: int, text: str) -> Display | None:
    place = _behind_caption(pieces, at + 1, text)
    if place >= len(pieces) or pieces[place].kind != b.TABLE:
        return None
    table = b.Block(b.TABLE, pieces[at + 1].start, pieces[place].end)
    lines = [line for line in text[table.start : table.end].splitlines() if line.strip()]
    rows = [line for line in lines if _CELLS in line]
    if len(rows) < 2 or len(lines) > MOST_TABLE_LINES or table.end - table.start > MOST_TABLE:
        return None
    head = lines[: lines.index(rows[0]) + 1]
    return Display(b.TABLE, [table], place + 1, " ".join(head))


def _behind_caption(pieces: Sequence[b.Block], at: int, text: str) -> int:
    """The place behind the line that begins at ``at``, if that is no sentence of the text but a table's name."""
    line = list(takewhile(lambda piece: piece.kind == b.PROSE, pieces[at : at + 4]))
    if not line or "\n" not in text[pieces[at - 1].end : line[0].start]:
        return at
    own = list(takewhile(lambda piece: "\n" not in text[line[0].start : piece.start], line))
    shown = text[own[0].start : own[-1].end]
    named = _LABEL.match(shown) and not _NAMES_IT.match(shown)
    open_ended = not ends_sentence(shown) and shown[-1] not in ":："
    return at + len(own) if len(shown) <= _MOST_CAPTION and (named or open_ended) else at
