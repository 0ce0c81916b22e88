"""A concept's passages as a row of statements: the smallest things that a page can take."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from textwrap import dedent

from sapere.kit.sentences import sentences
from sapere.kit.text import squeeze
from sapere.research.shapes import Citation, Passage, Sentence, SentenceState
from sapere.research.writing import blocks as b
from sapere.research.writing.leaning import leans
from sapere.research.writing.shape import LONGEST, introduces, is_clean, reads_as_sentence

MOST_CODE_LINES, MOST_CODE, MOST_ITEMS = 14, 700, 8
_NOTATION = re.compile(r"::=|\+-{2,}|={4,}|^\s*\|", re.MULTILINE)
_IDENTIFIER = re.compile(r"[\"'`“‘*]?(?:[\w.]*[a-z0-9][_.(A-Z][\w.()]*|\w+\(\))")
_FIRST_WORD = re.compile(r"[\"'`“‘*(\[]*([\w.]+)")


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence, or a sentence that ends with a colon and what it introduces.

    ``usable`` is whether it reads as a sentence at all; ``leans`` whether it needs the statement before it,
    which ``follows`` says to stand directly before it in the source. ``opens`` is 0 for the first sentence of
    its passage's heading, then counts on.
    """

    source: str
    passage: str
    path: tuple[str, ...]
    start: int
    text: str  # the prose sentence, for weighing
    sentences: tuple[Sentence, ...]
    usable: bool
    leans: bool
    follows: bool
    opens: int

    @property
    def size(self) -> int:
        return len(self.sentences)


def statements(
    passages: Sequence[Passage], texts: Mapping[str, str], languages: Mapping[str, str]
) -> list[Statement]:
    """In the order of the sources' first passages, and inside a source as it stands there.

    Passages that touch under one heading are read as one stretch, so that a sentence at the start of one can
    stand behind the last of the other. A passage whose source has no kept text is passed over.
    """
    order = list(dict.fromkeys(p.source for p in passages if p.source in texts))
    found: list[Statement] = []
    for source in order:
        own = sorted((p for p in passages if p.source == source), key=lambda p: (p.start, p.end))
        for stretch in _stretches(own, texts[source]):
            found.extend(_of_stretch(stretch, texts[source], languages.get(source, "")))
    return found


def _stretches(own: Sequence[Passage], text: str) -> Iterator[list[Passage]]:
    """Runs of passages under one heading with nothing but white space between them."""
    run: list[Passage] = []
    for passage in own:
        if run and passage.end <= run[-1].end:
            continue
        touches = run and run[-1].path == passage.path and not text[run[-1].end : passage.start].strip()
        if run and not touches:
            yield run
            run = []
        run.append(passage)
    if run:
        yield run


def _of_stretch(stretch: Sequence[Passage], text: str, language: str) -> Iterator[Statement]:
    titles = {squeeze(title).casefold() for title in stretch[0].path}
    names = frozenset(m[1].casefold() for title in stretch[0].path if (m := _FIRST_WORD.match(title)))
    start = max(stretch[0].start, 0)
    pieces = [
        piece
        for piece in _pieces(text, start, stretch[-1].end, language)
        if squeeze(text[piece.start : piece.end]).strip("*=-~#¶ ").casefold() not in titles
    ]
    at, opens, touching = 0, 0, False
    while at < len(pieces):
        statement, after = _statement(pieces, at, text, stretch, language, names)
        if statement is None:
            touching = False
        else:
            yield replace(statement, follows=touching, opens=opens)
            opens += 1
            touching = statement.usable
        at = after


def _pieces(text: str, start: int, end: int, language: str) -> list[b.Block]:
    """Blocks, those of prose cut into sentences."""
    found: list[b.Block] = []
    for block in b.blocks(text, start, end):
        if block.kind != b.PROSE:
            found.append(block)
            continue
        for first, last in sentences(text[block.start : block.end], language):
            found.append(b.Block(b.PROSE, block.start + first, block.start + last))
    return found


def _statement(
    pieces: Sequence[b.Block],
    at: int,
    text: str,
    stretch: Sequence[Passage],
    language: str,
    names: frozenset[str],
) -> tuple[Statement | None, int]:
    """The statement that begins at a piece (None for a piece that is no prose) and the piece after it."""
    piece = pieces[at]
    if piece.kind != b.PROSE:
        return None, at + 1
    home = next((p for p in reversed(stretch) if p.start <= piece.start), stretch[0])
    shown = squeeze(text[piece.start : piece.end])
    judged = _as_opened(shown, names)
    carried, after = (
        _carried(pieces, at + 1, text, language) if introduces(judged, language) else ([], at + 1)
    )
    usable = bool(carried) or reads_as_sentence(judged, language)
    made = (_sentence(home.source, text, piece), *(_sentence(home.source, text, c) for c in carried))
    statement = Statement(
        home.source, home.id, home.path, piece.start, shown, made, usable, leans(judged, language), False, 0
    )
    return statement, after


def _as_opened(shown: str, names: frozenset[str]) -> str:
    """With a capital in front where the first word is a name that is written small (``asyncio``, ``os.path``)."""
    first = _FIRST_WORD.match(shown)
    if first is None or not first[1][0].islower():
        return shown
    quoted = first.start(1) > 0 and shown[0] in "\"'`“‘"
    if quoted or first[1].casefold().rstrip(".") in names or _IDENTIFIER.match(shown):
        return shown[: first.start(1)] + shown[first.start(1)].upper() + shown[first.start(1) + 1 :]
    return shown


def _carried(pieces: Sequence[b.Block], at: int, text: str, language: str) -> tuple[list[b.Block], int]:
    """What a sentence with a colon introduces: one short piece of code, or a list; nothing when too long."""
    if at >= len(pieces) or pieces[at].kind == b.PROSE:
        return [], at
    if pieces[at].kind == b.CODE:
        return ([pieces[at]] if _code_fits(text[pieces[at].start : pieces[at].end]) else []), at + 1
    items = [list(run) for kind, run in groupby(pieces[at:], key=lambda p: p.kind) if kind == b.ITEM][0]
    after = at + len(items)
    fits = len(items) <= MOST_ITEMS and all(_item_fits(text[i.start : i.end], language) for i in items)
    broken = after < len(pieces) and pieces[after].kind == b.CODE
    return (items if fits and not broken else []), after


def _code_fits(code: str) -> bool:
    """A short example; no grammar in BNF and no drawn table, which are looked up rather than read."""
    return code.count("\n") < MOST_CODE_LINES and len(code) <= MOST_CODE and not _NOTATION.search(code)


def _item_fits(item: str, language: str) -> bool:
    shown = squeeze(item)
    return 3 <= len(shown) <= LONGEST and is_clean(shown, language)


def _sentence(source: str, text: str, block: b.Block) -> Sentence:
    """Quoted as it stands. Shown with white space squeezed; code with its common indent taken away."""
    quote = text[block.start : block.end]
    shown = dedent(quote) if block.kind == b.CODE else squeeze(quote)
    citation = Citation(source, quote, block.start, block.end)
    return Sentence(shown, SentenceState.QUOTED, (citation,), block.kind)
