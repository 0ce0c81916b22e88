"""What the lines of a kept text are: prose, list items, or code.

The readers put every paragraph, list item and table row on one line of its own and leave code as it was, so
a line break is all the structure that is left to see. Formulas and tables cannot be told by their lines: where
these stand is taken from what the reader noted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sapere.kit.tex import without_formulas

PROSE, CODE, ITEM, GAP = "prose", "code", "list", "gap"
FORMULA, TABLE = "formula", "table"

_MARKER = re.compile(r"\s*(?:[-*•◦‣▪·–—+]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})[.)])\s+(?=\S)")
_BULLET = re.compile(r"\s*[-*•◦‣▪·+]\s+(?=\S)")
_PROMPT = re.compile(r"\s*(?:>>>|\.\.\.(?:\s|$)|In \[\d*\]:|\$ |# [a-z]|[A-Za-z_]\w*[=#]>? |C:\\)")
_KEYWORD = re.compile(
    r"\s*(?:def |async def |class \w+.*:$|import \w|from [\w.]+ import |return\b|for .+:$|while .+:$|if .+:$|elif .+:$"
    r"|else:|try:|except\b.*:$|finally:|with .+:$|async with |await |yield\b|raise \w+|print\(|assert \w+|del \w+|pass$"
    r"|lambda |@\w+|#include|#!|//|/\*|\*/|<\?|</?\w+[^<>]*>$|(?:var|let|const|function|public|private|static|struct"
    r"|void|int|char) \w+.*[;{(]|(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE|ALTER|DROP|BEGIN|COMMIT|ROLLBACK"
    r"|EXPLAIN|GRANT|COPY|VACUUM)\b.*[;(]?$|[{}()\[\];]+$)"
)
_ASSIGNMENT = re.compile(r"\s*[\w.\[\]'\", *]+\s*(?:[-+*/|&]?=|:=|::=)(?!=)\s*\S")
_CALL = re.compile(r"\s*[\w.]+\(.*\)?[;:,]?$")
_OUTPUT = re.compile(
    r"\s*(?:Traceback \(most recent|File \"|\w*(?:Error|Exception|Warning)\b(?::|$)|\[.*\]$|\{.*\}$|\(.*\)$)"
)
_SIGNATURE = re.compile(
    r"(?:(?:async|coroutine|class|classmethod|staticmethod|abstractmethod|exception|property|awaitable|final|static)\s+)*"
    r"@?(?:[\w.]*[a-z]\w*[._][\w.]*|[a-z]\w*|\w+(?=\())(?:\(.*\))?(?:\s*->\s*\S.*)?|(?:class|exception) [\w.]+"
)
_BARE_CALL = re.compile(r"(?:coroutine |class )?([a-z_]\w*)\([\w, *=/]*\)")
_MARK = re.compile(r"[{}\[\]()=<>;|\\/_$#@&*+^~]")
_SENTENCE_END = re.compile(r"[.!?:。！？：؟।][\"'”’»)\]]*$")
_WORDY = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Block:
    """``text[start:end]`` is its content: a list item without its marker, code with its first indent."""

    kind: (
        str  # prose | list | code | formula | table | gap (something left out: what follows touches nothing)
    )
    start: int
    end: int


def blocks(text: str, start: int, end: int) -> Iterator[Block]:
    """The blocks of ``text[start:end]`` in order; runs of code lines are one block."""
    run: Block | None = None
    for block in _lines(text, start, end):
        if run is not None and block.kind == CODE and _goes_on(text, run, block):
            run = Block(CODE, run.start, block.end)
            continue
        if run is not None:
            yield run
        run = block if block.kind == CODE else None
        if run is None:
            yield block
    if run is not None:
        yield run


def all_blocks(text: str, start: int, end: int, noted: Sequence[tuple[int, int, str]]) -> Iterator[Block]:
    """As :func:`blocks`, list items found, with the formulas and tables that the reader ``noted`` as (start, end,
    kind) in their places. One that is cut by ``start`` or ``end`` is a gap."""
    at = start
    for first, last, kind in sorted(noted):
        if kind not in (FORMULA, TABLE) or first >= end or last <= at:
            continue
        yield from with_items(text, blocks(text, at, max(first, at)))
        whole = at <= first and last <= end
        yield Block(kind if whole else GAP, max(first, at), min(last, end))
        at = min(last, end)
    yield from with_items(text, blocks(text, at, end))


def _goes_on(text: str, run: Block, line: Block) -> bool:
    """Code goes on over a blank line, unless what follows is the name of the next thing that is described."""
    gap = text.count("\n", run.end, line.start)
    bare = _BARE_CALL.fullmatch(text, line.start, line.end)
    new = bare is not None and bare[1] not in text[run.start : run.end] and bare[1] != "print"
    return gap == 1 or (gap <= 3 and not new)


def with_items(text: str, found: Iterable[Block]) -> list[Block]:
    """Lines that stand close together behind a colon are its list, though nothing marks them."""
    marked = list(found)
    at = 1
    while at < len(marked):
        end = at
        while end < len(marked) and marked[end].kind == PROSE and (end == at or _close(text, marked, end)):
            end += 1
        if end - at > 1 and text[marked[at - 1].end - 1] in ":：" and marked[at - 1].kind == PROSE:
            marked[at:end] = [replace(block, kind=ITEM) for block in marked[at:end]]
        at = max(end, at + 1)
    return marked


def _close(text: str, marked: list[Block], at: int) -> bool:
    return text.count("\n", marked[at - 1].end, marked[at].start) == 1


def _lines(text: str, start: int, end: int) -> Iterator[Block]:
    in_code = close = False
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        line = text[start:stop]
        if line.strip():
            kind, skipped = _kind(line, in_code=in_code)
            if in_code and close and not _reads_on(line.strip()):
                kind = CODE  # what a piece of code prints stands right below it
            in_code = kind == CODE
            lead = skipped if kind != CODE else 0
            yield Block(kind, start + lead, start + len(line.rstrip()))
        close = bool(line.strip())
        start = stop + 1


@lru_cache(maxsize=20_000)
def _kind(line: str, *, in_code: bool) -> tuple[str, int]:
    """The kind of one line and how many characters at its start are not content. Remembered, since a passage serves
    on several pages."""
    if _PROMPT.match(line):
        return CODE, 0
    marker = _MARKER.match(line)
    if marker and not looks_like_code(line[marker.end() :]):
        sure = _BULLET.match(line) or len(line) < 400
        return (ITEM if sure else PROSE), marker.end()
    indent = len(line) - len(line.lstrip())
    if looks_like_code(line) or (in_code and (indent >= 2 or _OUTPUT.match(line))):
        return CODE, 0
    if indent >= 2 and not _SENTENCE_END.search(line.rstrip()):
        return CODE, 0
    return PROSE, indent


def is_signature(line: str) -> bool:
    """Whether a line names a thing of an interface (``coroutine put(item)``) that is described below it."""
    return len(line) < 300 and bool(_SIGNATURE.fullmatch(line.strip()))


def looks_like_code(line: str) -> bool:
    """Whether one line looks written for a machine. Prose that names code in passing does not."""
    stripped = line.strip()
    if not stripped or len(stripped) > 200:
        return False
    if _PROMPT.match(line):
        return True
    shaped = bool(
        _KEYWORD.match(line)
        or _ASSIGNMENT.match(stripped)
        or _CALL.fullmatch(stripped)
        or _OUTPUT.match(stripped)
    )
    if not shaped:
        marks = len(_MARK.findall(stripped))
        shaped = marks >= 4 and marks / len(stripped) > 0.12
    return shaped and not _reads_on(stripped)


def _reads_on(line: str) -> bool:
    """Several plain words and an end mark: a sentence, whatever signs and formulas it holds."""
    line = without_formulas(line)
    if len(line.split()) < 4:
        return False
    words = _WORDY.findall(line)
    plain = sum(len(w) for w in words)
    return (
        bool(_SENTENCE_END.search(line))
        and not line.endswith("):")
        and len(words) >= 5
        and plain / len(line) > 0.6
    )
