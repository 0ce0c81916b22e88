"""Which of the sentences that were looked at are said."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from sapere.research.answering.passages import Line, Weighed

_AHEAD = 0.5  # support from behind the direct sentence
_ECHO, _ALIKE = 8.5, 0.6  # what it costs to say again what was said, and from which share of the stems on


def best_lines(weighed: Sequence[Weighed], most: int) -> list[Line]:
    """The sentence that answers, then those that support it best; none twice, whatever it was copied from."""
    lines = [line for one in weighed for line in one.lines]
    if not lines:
        return []
    direct = max(lines, key=lambda line: line.worth)
    chosen = [direct]
    ranked = sorted(((line.worth + _support(line, direct), line) for line in lines), key=lambda one: -one[0])
    while len(chosen) < most and (line := _next(ranked, chosen)):
        chosen.append(line)
    return chosen


def _next(ranked: Sequence[tuple[float, Line]], chosen: Sequence[Line]) -> Line | None:
    """Of these, the best first, the one that is worth most after those chosen."""
    said = {_plain(line.text) for line in chosen}
    best, most = None, -math.inf
    for alone, line in ranked:
        if alone <= most:
            break
        left = alone - _ECHO * _echoes(line, chosen)
        if left > most and _plain(line.text) not in said:
            best, most = line, left
    return best


def _support(line: Line, direct: Line) -> float:
    return _AHEAD if line.excerpt is direct.excerpt and line.place == direct.place + 1 else 0.0


def _echoes(line: Line, chosen: Sequence[Line]) -> int:
    """How many of those chosen say nearly the same."""
    return sum(len(line.held & one.held) > _ALIKE * len(line.held | one.held) for one in chosen)


def _plain(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold())
