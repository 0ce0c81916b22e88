"""What is best read before what: a concept whose passages keep using another's name, but not the reverse.

After the reference distance of Liang et al. 2015 ("Measuring prerequisite relations among concepts"), with
mentions in place of links. Edges are taken strongest first; one that would close a circle is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sapere.research.growing.branches import Branch, passages_of
from sapere.research.growing.ground import Words

LEAST_MENTIONS = 3
LEAST_SHARE = 0.12
"""Of a concept's passages, that must use the other's name."""
ASYMMETRY = 2.0
MOST_EACH = 3


def prerequisites(siblings: Sequence[Branch], words: Words) -> dict[int, list[int]]:
    """For each sibling the siblings it needs, by place. No circles."""
    bags = [[set(words[p]) for p in passages_of([branch])] for branch in siblings]
    mentions = [[_mentions(bag, other.title_words) for other in siblings] for bag in bags]
    edges = sorted(
        (
            (mentions[a][b] / (1 + mentions[b][a]), a, b)
            for a in range(len(siblings))
            for b in range(len(siblings))
            if a != b
            and mentions[a][b] >= max(LEAST_MENTIONS, LEAST_SHARE * len(bags[a]))
            and mentions[a][b] > ASYMMETRY * mentions[b][a]
        ),
        key=lambda edge: (-edge[0], edge[1], edge[2]),
    )
    needs: dict[int, list[int]] = {at: [] for at in range(len(siblings))}
    for _, concept, needed in edges:
        if len(needs[concept]) < MOST_EACH and not _reaches(needed, concept, needs):
            needs[concept].append(needed)
    return needs


def reading_order(needs: Mapping[int, Sequence[int]]) -> list[int]:
    """The given order, changed only where a prerequisite would come too late."""
    order: list[int] = []

    def take(at: int) -> None:
        if at not in order:
            for needed in sorted(needs[at]):
                take(needed)
            order.append(at)

    for at in sorted(needs):
        take(at)
    return order


def _mentions(passages: Sequence[set[str]], title_words: frozenset[str]) -> int:
    return sum(1 for bag in passages if title_words and title_words <= bag)


def _reaches(start: int, goal: int, needs: Mapping[int, Sequence[int]]) -> bool:
    seen, waiting = set(), [start]
    while waiting:
        at = waiting.pop()
        if at == goal:
            return True
        if at not in seen:
            seen.add(at)
            waiting.extend(needs[at])
    return False
