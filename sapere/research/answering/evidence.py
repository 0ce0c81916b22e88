"""What speaks for each sentence and each passage as the answer to a question."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from sapere.kit.sentences import sentences
from sapere.kit.text import squeeze
from sapere.research.answering.asked import Asked, terms
from sapere.research.answering.kinds import Wanted, holds
from sapere.research.replies import Excerpt

_FULL_STOP = re.compile("[。！？；][”’」』）)]*")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_NEAR = (0.45, 0.25)  # what a term counts that stands one sentence off, and two
_ABOVE = 0.35  # and one that stands in the title or a heading
_OF_NAME = 1.35  # a term of a name or number, beside another as rare
_WIDE = 5  # characters of two rows of a table that say less than one


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of a passage: its offsets in the source, its stems, what it is worth as the answer."""

    excerpt: int  # place among the excerpts
    place: int  # among the sentences of the passage
    start: int
    end: int
    text: str
    held: frozenset[str]
    worth: float = 0.0


@dataclass(frozen=True, slots=True)
class Weighed:
    """A passage's lines and what they hold together. ``covered`` is the share of the question's weight that stands in
    the passage or above it, ``near`` that of its best lines and those around them."""

    excerpt: Excerpt
    lines: tuple[Line, ...]
    above: frozenset[str]
    covered: float
    near: float
    joined: float  # the share of the question's neighbouring terms that are neighbours here too


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
    """Every excerpt weighed, in the order in which they came."""
    weights = rarity(asked, excerpts)
    return [_weighed(asked, weights, at, excerpt) for at, excerpt in enumerate(excerpts)]


def _weighed(asked: Asked, weights: Mapping[str, float], at: int, excerpt: Excerpt) -> Weighed:
    lines = _lines(at, excerpt, asked.language)
    above = _stems(excerpt.about, asked.language)
    scored = tuple(_with_worth(asked, weights, lines, place, above) for place in range(len(lines)))
    total = sum(weights.values()) or 1.0
    held = above.union(*(line.held for line in lines))
    best = max(scored, key=lambda line: line.worth, default=None)
    around = above.union(*(line.held for line in scored if best and abs(line.place - best.place) < 2))
    return Weighed(
        excerpt,
        scored,
        above,
        sum(weights[term] for term in asked.terms if term in held) / total,
        sum(weights[term] for term in asked.terms if term in around) / total,
        _joined(asked, f"{excerpt.about}\n{excerpt.passage.text}"),
    )


def _with_worth(
    asked: Asked, weights: Mapping[str, float], lines: Sequence[Line], place: int, above: frozenset[str]
) -> Line:
    line = lines[place]
    total = sum(weights.values()) or 1.0
    worth = sum(weight * _share(term, lines, place, above) for term, weight in weights.items()) / total
    return Line(line.excerpt, place, line.start, line.end, line.text, line.held, worth + _fits(asked, line))


def _share(term: str, lines: Sequence[Line], place: int, above: frozenset[str]) -> float:
    """1 where the sentence holds the term, less where only its neighbours or the headings do."""
    if term in lines[place].held:
        return 1.0
    found = _ABOVE if term in above else 0.0
    for far, share in enumerate(_NEAR, start=1):
        if share > found and any(
            term in lines[at].held for at in (place - far, place + far) if 0 <= at < len(lines)
        ):
            found = share
    return found


def _fits(asked: Asked, line: Line) -> float:
    """What a sentence gains by holding the kind that is wanted, and loses by being hardly more than the question."""
    found = holds(_beyond(line.text, asked), asked.kind)
    gain = 0.0 if found is None else 0.15 if found else -0.1
    new = len(line.held - set(asked.terms))
    return gain - (0.2 if new < 2 else 0.0) - (0.1 if line.text.endswith(("?", "？", "؟")) else 0.0)


def _beyond(text: str, asked: Asked) -> str:
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


def _lines(at: int, excerpt: Excerpt, language: str) -> list[Line]:
    passage = excerpt.passage
    return [
        Line(at, place, passage.start + start, passage.start + end, text, _stems(text, language))
        for place, (start, end, text) in enumerate(_cut(passage.text, excerpt.language or language))
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
