"""What speaks for each sentence and each passage as the answer to a question."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from sapere.kit.sentences import sentences
from sapere.kit.text import squeeze
from sapere.research.answering.asked import Asked, terms
from sapere.research.answering.kinds import Wanted, holds
from sapere.research.asking import subject
from sapere.research.replies import Excerpt
from sapere.research.writing.definition import defines

_FULL_STOP = re.compile("[。！？][”’」』）)]*")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_OF_NAME = 1.35  # a term of a name or number, beside another as rare
_READ = 12  # passages whose sentences are looked at
_WIDE = 5  # characters of two rows of a table that say less than one
_NEXT = 0.07  # what a term counts that only a neighbouring sentence holds
_ABOVE = 0.85  # and one that stands in the title or a heading
_HAS, _HAS_NOT = 0.26, -0.17  # something of the kind that is wanted
_EMPTY = -0.18  # hardly more than the question
_WHOLE = 0.19  # ends as a sentence does
_DEFINES = 0.74
_SAME, _CLOSE, _AHEAD = (
    -0.16,
    0.24,
    0.55,
)  # support from the same passage, beside the direct sentence, behind it
_RANK = (0.70, 0.31, 0.69)  # the index's score, what is covered, what is joined: for a passage
_HOME = (1.13, 0.18, 0.47)  # the same, for its sentences
_ENDS = re.compile(r"[.!?。！？؟:：…;；][\"'”’」』）)\]]*$")


_Row = tuple[int, int, str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of a passage: its offsets in the source, its stems, what it is worth as the answer."""

    excerpt: Excerpt
    place: int  # among the sentences of the passage
    start: int
    end: int
    text: str
    held: frozenset[str]
    worth: float


@dataclass(frozen=True, slots=True)
class Weighed:
    """A passage's lines and what they hold together: ``covered`` is the share of the question's weight in the passage
    or above it, ``joined`` the share of the question's neighbouring terms that are neighbours here too."""

    excerpt: Excerpt
    lines: tuple[Line, ...]
    above: frozenset[str]
    covered: float
    joined: float
    worth: float
    home: float  # what its lines have of it


def rarity(asked: Asked, excerpts: Sequence[Excerpt]) -> dict[str, float]:
    """Each term's weight by how few of the excerpts hold it; those of names count more."""
    held: Counter[str] = Counter()
    for excerpt in excerpts:
        held.update(set(asked.terms) & _stems(f"{excerpt.about}\n{excerpt.passage.text}", asked.language))
    total = len(excerpts) + 10
    return {
        term: math.log(1 + (total - held[term] + 0.5) / (held[term] + 0.5))
        * (_OF_NAME if term in asked.names else 1.0)
        for term in asked.terms
    }


def weigh(asked: Asked, excerpts: Sequence[Excerpt]) -> list[Weighed]:
    """Every excerpt weighed, the most promising first; the lines of these alone are looked at. The weights were found by
    trying them on questions in English, Chinese and Arabic (``benchmarks/answers.py`` measures them)."""
    weights = rarity(asked, excerpts)
    best = max((excerpt.score for excerpt in excerpts), default=0.0) or 1.0
    found = [_weighed(asked, weights, excerpt, excerpt.score / best) for excerpt in excerpts]
    found.sort(key=lambda one: -one.worth)
    return [_with_lines(one, asked, weights) if at < _READ else one for at, one in enumerate(found)]


def _weighed(asked: Asked, weights: Mapping[str, float], excerpt: Excerpt, score: float) -> Weighed:
    whole = f"{excerpt.about}\n{excerpt.passage.text}"
    above = _stems(excerpt.about, asked.language)
    covered, joined = share(_stems(whole, asked.language), weights), _joined(asked, whole)
    worth, home = (
        sum(weight * part for weight, part in zip(by, (score, covered, joined), strict=True))
        for by in (_RANK, _HOME)
    )
    return Weighed(excerpt, (), above, covered, joined, worth, home)


def _with_lines(one: Weighed, asked: Asked, weights: Mapping[str, float]) -> Weighed:
    rows = _rows(one.excerpt, asked.language)
    lines = (
        Line(one.excerpt, at, start, end, text, held, one.home + _worth(asked, weights, rows, at, one.above))
        for at, (start, end, text, held) in enumerate(rows)
    )
    return replace(one, lines=tuple(lines))


def share(held: frozenset[str], weights: Mapping[str, float]) -> float:
    """Of the question's weight, what these terms carry: 0 to 1."""
    total = sum(weights.values())
    return sum(weight for term, weight in weights.items() if term in held) / total if total else 0.0


def _worth(
    asked: Asked, weights: Mapping[str, float], rows: Sequence[_Row], at: int, above: frozenset[str]
) -> float:
    _, _, text, held = rows[at]
    beside = frozenset[str]().union(*(rows[near][3] for near in (at - 1, at + 1) if 0 <= near < len(rows)))
    worth = (
        share(held, weights) + _NEXT * share(beside - held, weights) + _ABOVE * share(above - held, weights)
    )
    has = holds(beyond(text, asked), asked.kind)
    worth += 0.0 if has is None else _HAS if has else _HAS_NOT
    worth += _EMPTY * (len(held - set(asked.terms)) < 2) + _WHOLE * bool(_ENDS.search(text))
    if asked.kind is Wanted.MEANING:
        worth += _DEFINES * defines(text, subject(asked.text), asked.language)
    return worth


def best_lines(weighed: Sequence[Weighed], most: int) -> list[Line]:
    """The sentence that answers, then those that support it best; none twice, whatever it was copied from."""
    lines = [line for one in weighed for line in one.lines]
    if not lines:
        return []
    direct = max(lines, key=lambda line: line.worth)
    said, chosen = {_plain(direct.text)}, [direct]
    for line in sorted(lines, key=lambda line: -(line.worth + _support(line, direct))):
        if len(chosen) == most:
            break
        if _plain(line.text) not in said:
            said.add(_plain(line.text))
            chosen.append(line)
    return chosen


def _support(line: Line, direct: Line) -> float:
    if line.excerpt is not direct.excerpt:
        return 0.0
    if abs(line.place - direct.place) != 1:
        return _SAME
    return _SAME + _CLOSE + (_AHEAD if line.place > direct.place else 0.0)


def _plain(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold())


def beyond(text: str, asked: Asked) -> str:
    """The text without the question's own numbers: the year that was asked about is no answer."""
    if asked.kind not in (Wanted.NUMBER, Wanted.WHEN):
        return text
    own = [re.escape(number) for number in re.findall(r"\d+", asked.text)]
    return re.sub(rf"(?<!\d)(?:{'|'.join(own)})(?!\d)", " ", text) if own else text


def _joined(asked: Asked, text: str) -> float:
    pairs = set(pairwise(asked.terms))
    if not pairs:
        return 0.0
    return len(pairs & set(pairwise(terms(text, asked.language)))) / len(pairs)


@lru_cache(maxsize=4_000)
def _stems(text: str, language: str) -> frozenset[str]:
    return frozenset(terms(text, language))


def _rows(excerpt: Excerpt, language: str) -> list[_Row]:
    passage = excerpt.passage
    return [
        (passage.start + start, passage.start + end, text, _stems(text, language))
        for start, end, text in _cut(passage.text, excerpt.language or language)
    ]


@lru_cache(maxsize=2_000)
def _cut(text: str, language: str) -> tuple[tuple[int, int, str], ...]:
    found = []
    for start, end in sentences(text, language):
        for first, last in _stopped(text, start, end):
            shown = squeeze(text[first:last])
            if len(shown) >= _WIDE or _CJK.search(shown):
                found.append((first, last, shown))
    return tuple(found)


def _stopped(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Chinese and Japanese: every full stop ends a sentence, whatever follows it."""
    found = []
    for stop in _FULL_STOP.finditer(text, start, end):
        found.append((start, stop.end()))
        start = stop.end()
    return [*found, (start, end)] if start < end else found
