"""From captions to what was said: without markup, sounds and repeats, in sentences and paragraphs with times."""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from sapere.kit.sentences import sentences
from sapere.kit.text import normalise, squeeze
from sapere.readers.cues import Cue

PAUSE = 1.5  # seconds of silence before a sentence that begin a paragraph
_LONGEST_PARAGRAPH = 700  # characters
_LONGEST_SENTENCE = 400  # characters; a longer one is a transcript without full stops
_READING_PACE = 15  # characters a second, for cues that do not say when they end
_RUBY = re.compile(r"<(rt|rp)\b[^<>]{0,200}>[^<>]{0,200}</\1>")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,300}>|<\d[\d:.]{0,20}>|\{\\[^{}]{0,200}\}|\{/?[biu]\}")
_SOUND = re.compile(r"\[[^\W\d_]{2}[^\[\]\d=+*/^\\]{0,60}\]|\[[\s_]+\]|♪[^♪]{0,300}♪|[♪♫]+")
_ASIDE = re.compile(r"\s*(?:\([^()]{1,60}\)|（[^（）]{1,60}）|【[^【】]{1,60}】)\s*")
_TURN = re.compile(r"\s*(?:>{2,}|[-–]\s?(?=[^\W\d]))\s*")
_LABEL = re.compile(r"\s*([A-Z][A-Z.' -]{2,30}|(?:Speaker|SPEAKER) \d{1,2}):\s+")


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch of speech in clean words. ``turn``: somebody else speaks, or a subject begins, from here on."""

    start: float
    end: float
    text: str
    turn: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    second: int


def said(cues: Iterable[Cue]) -> list[Said]:
    """What is said, in order of time, each word once: captions that roll repeat the line before."""
    ordered = sorted(cues, key=lambda cue: cue.start)
    labels = _labels(ordered)
    pieces: list[Said] = []
    before: Cue | None = None
    for cue, following in zip_longest(ordered, ordered[1:]):
        lines = tuple(filter(None, (_clean(line, labels) for line in cue.lines)))
        fresh = _fresh(before, lines, cue.start)
        before = Cue(cue.start, _end(cue, following, lines), lines) if lines else before
        if words := joined(fresh):
            turn = any(_turns(line, labels) for line in cue.lines[:1])
            pieces.append(Said(cue.start, _end(cue, following, fresh), words, turn))
    return pieces


def paragraphs(pieces: Sequence[Said], language: str) -> Iterator[list[Sentence]]:
    """The speech in sentences, grouped: a pause, another speaker or enough text begins a new paragraph."""
    text, starts = _whole(pieces)
    group: list[Sentence] = []
    length = 0
    for first, last in _sentences(text, starts, language):
        at = bisect_right(starts, first) - 1
        if group and (length > _LONGEST_PARAGRAPH or _begins(pieces, starts, at, first)):
            yield group
            group, length = [], 0
        group.append(Sentence(text[first:last], int(_moment(pieces[at], first - starts[at]))))
        length += last - first
    if group:
        yield group


def joined(lines: Iterable[str]) -> str:
    """Lines put together; without a space where the script has none between words."""
    whole = ""
    for line in filter(None, lines):
        whole += line if not whole or _unspaced(whole[-1], line[0]) else f" {line}"
    return whole


def _clean(line: str, labels: frozenset[str]) -> str:
    words = html.unescape(_MARKUP.sub("", _RUBY.sub("", line)))
    if _ASIDE.fullmatch(words):
        return ""
    words = _SOUND.sub(" ", words)
    words = words[_turns(words, labels) :]
    return squeeze(normalise(words))


def _turns(line: str, labels: frozenset[str]) -> int:
    """How much of the line's beginning only says that somebody else speaks, or who."""
    dash = _TURN.match(line)
    at = dash.end() if dash else 0
    label = _LABEL.match(line, at)
    return label.end() if label and label.group(1) in labels else at


def _labels(cues: Iterable[Cue]) -> frozenset[str]:
    """Names before a colon that come more than once: of speakers, not of what is spoken of."""
    found = Counter(
        label.group(1)
        for cue in cues
        for line in cue.lines
        if (label := _LABEL.match(line, dash.end() if (dash := _TURN.match(line)) else 0))
    )
    return frozenset(name for name, times in found.items() if times > 1)


def _fresh(before: Cue | None, lines: tuple[str, ...], start: float) -> tuple[str, ...]:
    """The lines without what the caption before still shows of them."""
    if before is None or start > (before.end or before.start) + 0.1 or not lines:
        return lines
    shown = before.lines
    for count in range(min(len(shown), len(lines)), 0, -1):
        if shown[-count:] == lines[:count]:
            return lines[count:]
    rest = lines[0].removeprefix(shown[-1])
    if rest != lines[0] and (not rest[0].isalnum() or _is_han(rest[0])):  # one that grows word by word
        return (rest.strip(), *lines[1:])
    return lines


def _end(cue: Cue, following: Cue | None, lines: Sequence[str]) -> float:
    """When a caption's words have been spoken: never after the next one begins."""
    end = cue.end
    if end is None or end <= cue.start:
        end = cue.start + sum(map(len, lines)) / _READING_PACE
    if following is not None and following.start > cue.start:
        end = min(end, following.start)
    return end


def _whole(pieces: Sequence[Said]) -> tuple[str, list[int]]:
    """All that is said as one text, and where each piece begins in it."""
    parts: list[str] = []
    starts: list[int] = []
    length = 0
    for piece in pieces:
        gap = " " if parts and not _unspaced(parts[-1][-1], piece.text[0]) else ""
        starts.append(length + len(gap))
        parts.append(gap + piece.text)
        length += len(gap) + len(piece.text)
    return "".join(parts), starts


def _sentences(text: str, starts: Sequence[int], language: str) -> Iterator[tuple[int, int]]:
    """Extents of sentences; one that is too long for one is cut where captions begin."""
    for first, last in sentences(text, language):
        at = first
        for start in starts[bisect_right(starts, first) : bisect_left(starts, last)]:
            if last - at > _LONGEST_SENTENCE and start - at >= _LONGEST_SENTENCE / 2:
                yield at, start - (text[start - 1] == " ")
                at = start
        yield at, last


def _begins(pieces: Sequence[Said], starts: Sequence[int], at: int, first: int) -> bool:
    if first != starts[at] or not at:
        return False
    return pieces[at].turn or pieces[at].start - pieces[at - 1].end >= PAUSE


def _moment(piece: Said, offset: int) -> float:
    """When the character at ``offset`` of the piece is spoken, at an even pace."""
    return piece.start + (piece.end - piece.start) * offset / len(piece.text)


def _unspaced(left: str, right: str) -> bool:
    return _is_han(left) and _is_han(right)


def _is_han(char: str) -> bool:
    """Chinese and Japanese letters and marks; Korean is as wide, but has spaces."""
    if unicodedata.east_asian_width(char) not in ("W", "F"):
        return False
    return not unicodedata.name(char, "").startswith("HANGUL")


def apart(pieces: Sequence[Said], edges: Sequence[float]) -> list[list[Said]]:
    """The pieces before the first edge, from the first on, from the second on …"""
    parts: list[list[Said]] = [[] for _ in range(len(edges) + 1)]
    for piece in pieces:
        part = parts[bisect_right(edges, piece.start + 0.05)]
        part.append(piece if part else replace(piece, turn=True))
    return parts
