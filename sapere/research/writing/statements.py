"""A concept's passages as a row of statements: the smallest things that a page can take."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from textwrap import dedent
from types import MappingProxyType
from typing import NamedTuple

from sapere.kit.sentences import sentences
from sapere.kit.tex import without_formulas
from sapere.kit.text import squeeze
from sapere.research.shapes import Blocks, Citation, Passage, Sentence, SentenceState
from sapere.research.writing import blocks as b
from sapere.research.writing.displayed import Display, display, is_named, put_aside, speaks_of
from sapere.research.writing.leaning import leans
from sapere.research.writing.shape import LONGEST, ends_sentence, introduces, is_clean, reads_as_sentence

MOST_CODE_LINES, MOST_CODE, MOST_ITEMS = 14, 700, 8
_GRAMMAR_LINES = 4
_NOTATION = re.compile(r"\+-{2,}|={4,}|^\s*\|", re.MULTILINE)
_IDENTIFIER = re.compile(r"[\"'`“‘*]?(?:[\w.]*[a-z0-9][_.(A-Z][\w.()]*|\w+\(\))")
_MODULE = re.compile(r"\b([a-z]\w{2,})\.(?=[a-zA-Z_]\w)")
_FULL_STOP = re.compile("[。！？]+[”’」』）)]*")
_FIRST_WORD = re.compile(r"[\"'`“‘*(\[]*([\w.]+)")


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence, or a sentence with what it introduces: code or a list behind a colon, a formula, a table.

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
    describes: bool  # stands below the name of a function or setting that it describes

    @property
    def size(self) -> int:
        return len(self.sentences)

    @property
    def displays(self) -> str:
        """``formula`` or ``table`` where it leads over to one, else empty."""
        kinds = (sentence.kind for sentence in self.sentences)
        return next((kind for kind in kinds if kind in (b.FORMULA, b.TABLE)), "")


def statements(
    passages: Sequence[Passage],
    texts: Mapping[str, str],
    languages: Mapping[str, str],
    noted: Mapping[str, Blocks] = MappingProxyType({}),
) -> list[Statement]:
    """In the order of the sources' first passages, and inside a source as it stands there.

    ``noted`` are the blocks that the sources' readers noted: without them formulas and tables are not known.

    Passages that touch under one heading are read as one stretch, so that a sentence at the start of one can
    stand behind the last of the other. A passage whose source has no kept text is passed over.
    """
    order = list(dict.fromkeys(p.source for p in passages if p.source in texts))
    found: list[Statement] = []
    for source in order:
        own = sorted((p for p in passages if p.source == source), key=lambda p: (p.start, p.end))
        for stretch in _stretches(own, texts[source]):
            found.extend(
                _of_stretch(stretch, texts[source], languages.get(source, ""), noted.get(source, ()))
            )
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


def _of_stretch(stretch: Sequence[Passage], text: str, language: str, noted: Blocks) -> Iterator[Statement]:
    titles = {squeeze(title).casefold() for title in stretch[0].path}
    start, end = max(stretch[0].start, 0), stretch[-1].end
    names = frozenset(_MODULE.findall(text, start, end)) | {
        m[1].casefold() for title in stretch[0].path if (m := _FIRST_WORD.match(title))
    }
    pieces = [
        piece
        for piece in _pieces(text, start, end, language, noted)
        if squeeze(text[piece.start : piece.end]).strip("*=-~#¶ ").casefold() not in titles
    ]
    at, opens, touching = 0, 0, False
    named = first = False
    while at < len(pieces):
        piece = pieces[at]
        shown = squeeze(text[piece.start : piece.end])
        if piece.kind != b.PROSE or b.is_signature(shown):
            named = named or b.is_signature(shown)
            at, touching = at + 1, False
            first = b.is_signature(shown)
            continue
        judged, carried, after = _with_what_follows(pieces, at, text, language, names)
        # The first sentence below a name says what that is and leaves the name out.
        usable = (judged.stands or bool(carried)) and not (named and first)
        home = next((p for p in reversed(stretch) if p.start <= piece.start), stretch[0])
        made = tuple(_sentence(home.source, text, one) for one in (piece, *carried))
        yield Statement(
            source=home.source,
            passage=home.id,
            path=home.path,
            start=piece.start,
            text=shown,
            sentences=made,
            usable=usable,
            leans=judged.leans,
            follows=touching,
            opens=opens,
            describes=named,
        )
        at, opens, touching, first = after, opens + 1, usable, False


def _pieces(text: str, start: int, end: int, language: str, noted: Blocks) -> list[b.Block]:
    """Blocks, those of prose cut into sentences."""
    found: list[b.Block] = []
    for block in b.all_blocks(text, start, end, noted):
        if block.kind != b.PROSE:
            found.append(block)
            continue
        for first, last in _cut(text[block.start : block.end], language):
            found.append(b.Block(b.PROSE, block.start + first, block.start + last))
    return found


@lru_cache(maxsize=8_000)
def _cut(prose: str, language: str) -> tuple[tuple[int, int], ...]:
    """Sentences; a full stop inside a name (``asyncio.Task``) ends none."""
    found: list[tuple[int, int]] = []
    for start, end in sentences(prose, language):
        if language == "zh":
            found += _ended_by_full_stops(prose, start, end)
        elif found and found[-1][1] == start and prose[start - 1] == "." and prose[start].isalnum():
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(found)


def _ended_by_full_stops(prose: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Chinese: every full stop ends a sentence, whatever follows it."""
    for found in _FULL_STOP.finditer(prose, start, end):
        yield start, found.end()
        start = found.end()
    if start < end:
        yield start, end


class _Judged(NamedTuple):
    stands: bool  # reads as a sentence
    introduces: bool  # would, with what it announces
    leans: bool


@lru_cache(maxsize=20_000)
def _judged(shown: str, language: str, names: frozenset[str]) -> _Judged:
    """What a sentence is worth on its own. Remembered, since a passage serves on several pages."""
    opened = _as_opened(without_formulas(shown), names)
    announces = len(shown) <= LONGEST and introduces(opened, language)
    stands = not announces and len(shown) <= LONGEST and reads_as_sentence(opened, language)
    return _Judged(stands, announces, (stands or announces) and leans(opened, language))


def _as_opened(shown: str, names: frozenset[str]) -> str:
    """With a capital in front where the first word is a name that is written small (``asyncio``, ``os.path``)."""
    first = _FIRST_WORD.match(shown)
    if first is None or not first[1][0].islower():
        return shown
    quoted = first.start(1) > 0 and shown[0] in "\"'`“‘"
    if quoted or first[1].casefold().rstrip(".") in names or _IDENTIFIER.match(shown):
        return shown[: first.start(1)] + shown[first.start(1)].upper() + shown[first.start(1) + 1 :]
    return shown


def _with_what_follows(
    pieces: Sequence[b.Block], at: int, text: str, language: str, names: frozenset[str]
) -> tuple[_Judged, list[b.Block], int]:
    """The sentence judged, what stands behind it and belongs to it, and the place of what comes next."""
    shown = squeeze(text[pieces[at].start : pieces[at].end])
    judged = _judged(shown, language, names)
    found = display(pieces, at, text)
    if found is not None and (leading := _leading(shown, judged, found, language, names)) is not None:
        return leading, found.pieces, found.after
    carried, after = _carried(pieces, at + 1, text, language) if judged.introduces else ([], at + 1)
    return judged, carried, after


def _leading(
    shown: str, judged: _Judged, found: Display, language: str, names: frozenset[str]
) -> _Judged | None:
    """The sentence judged as one that leads over to a formula or table; None where it does not."""
    if judged.introduces or (judged.stands and speaks_of(shown, found, language)):
        return judged
    if is_named(shown):
        judged = _judged(put_aside(shown), language, names)
    elif found.kind == b.FORMULA and not ends_sentence(shown):
        judged = _judged(shown.rstrip(" ,;:") + ":", language, names)
    return judged if judged.introduces or (judged.stands and is_named(shown)) else None


def _carried(pieces: Sequence[b.Block], at: int, text: str, language: str) -> tuple[list[b.Block], int]:
    """What a sentence with a colon introduces: one short piece of code, or a list; nothing when too long."""
    if at >= len(pieces) or pieces[at].kind not in (b.CODE, b.ITEM):
        return [], at
    if pieces[at].kind == b.CODE:
        if _is_entry(pieces, at, text):
            return [], at
        return ([pieces[at]] if _code_fits(text[pieces[at].start : pieces[at].end]) else []), at + 1
    items = list(takewhile(lambda piece: piece.kind == b.ITEM, pieces[at:]))
    after = at + len(items)
    fits = len(items) <= MOST_ITEMS and all(_item_fits(text[i.start : i.end], language) for i in items)
    # An item after a note or a nested example: the list goes on, and half of it would mislead.
    broken = any(piece.kind != b.PROSE for piece in pieces[after : after + 4])
    return (items if fits and not broken else []), after


def _is_entry(pieces: Sequence[b.Block], at: int, text: str) -> bool:
    """Whether a piece of code is the first of several names that are each described: no example, then."""
    near = [squeeze(text[p.start : p.end]) for p in (pieces[at], *pieces[at + 2 : at + 5])]
    return b.is_signature(near[0]) and any(map(b.is_signature, near[1:]))


def _code_fits(code: str) -> bool:
    """A short example; no long grammar and no drawn table, which are looked up rather than read."""
    if "::=" in code and code.count("\n") >= _GRAMMAR_LINES:
        return False
    return code.count("\n") < MOST_CODE_LINES and len(code) <= MOST_CODE and not _NOTATION.search(code)


def _item_fits(item: str, language: str) -> bool:
    shown = squeeze(item)
    return 3 <= len(shown) <= LONGEST and is_clean(shown, language)


def _sentence(source: str, text: str, block: b.Block) -> Sentence:
    """Quoted as it stands, and so shown if it is a formula or a table. Else with white space squeezed; code with its
    common indent taken away."""
    quote = text[block.start : block.end]
    shown = dedent(quote) if block.kind == b.CODE else squeeze(quote)
    if block.kind in (b.FORMULA, b.TABLE):
        shown = quote
    citation = Citation(source, quote, block.start, block.end)
    return Sentence(shown, SentenceState.QUOTED, (citation,), block.kind)
