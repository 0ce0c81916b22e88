"""Two texts of a page, sentence by sentence: what came, what went, what stayed."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher

from sapere.topics.history import Spoken

KEPT, ADDED, GONE = "kept", "added", "gone"
_MOST_LOOKS = 2_000_000  # under half a second
_SHOWN_AROUND = 1  # sentences that stayed, shown before and after what changed


@dataclass(frozen=True, slots=True)
class Change:
    """``state``: kept, added, gone; or skipped, for ``count`` sentences that stayed and are not shown."""

    state: str
    said: Spoken
    count: int = 1


def compared(before: Sequence[Spoken], after: Sequence[Spoken]) -> list[Change]:
    """In the order in which one reads; what went stands before what came in its place."""
    found: list[Change] = []
    old = new = 0
    for block in _blocks(before, after):
        found += [Change(GONE, one) for one in before[old : block.a]]
        found += [Change(ADDED, one) for one in after[new : block.b]]
        old, new = block.a + block.size, block.b + block.size
        found += [Change(KEPT, one) for one in after[block.b : new]]
    return found


def _blocks(before: Sequence[Spoken], after: Sequence[Spoken]) -> list[Match]:
    """What stayed, as stretches, and one of no length at the end. Where sentences come again and again so that the best
    stretches would be long to find, each repeat counts as a sentence of its own."""
    if _pairs(before, after) * min(len(before), len(after)) <= _MOST_LOOKS:
        return SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    stayed = _in_both_orders(_numbered(before), _numbered(after))
    return [*(Match(old, new, 1) for old, new in stayed), Match(len(before), len(after), 0)]


def _pairs(before: Sequence[Spoken], after: Sequence[Spoken]) -> int:
    """Of equal sentences, one of either text: as many are looked at for each stretch that is found."""
    then, now = Counter(before), Counter(after)
    return sum(often * now[one] for one, often in then.items())


def _numbered(text: Sequence[Spoken]) -> list[tuple[Spoken, int]]:
    """Each sentence with how often it stood before, so that none is there twice."""
    seen: Counter[Spoken] = Counter()
    found = []
    for one in text:
        found.append((one, seen[one]))
        seen[one] += 1
    return found


def _in_both_orders(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[tuple[int, int]]:
    """The places of as many as can be that follow one another in both; none is in either twice. By piles: of each length
    the chain with the earliest end, and of each link the one before it (Fredman 1975)."""
    places = {one: at for at, one in enumerate(after)}
    ends: list[int] = []  # in ``after``
    links: list[tuple[int, int]] = []
    chain: dict[int, tuple[int, int] | None] = {}
    for old, one in enumerate(before):
        new = places.get(one)
        if new is None:
            continue
        pile = bisect_left(ends, new)
        ends[pile : pile + 1], links[pile : pile + 1] = [new], [(old, new)]
        chain[old] = links[pile - 1] if pile else None
    found: list[tuple[int, int]] = []
    link = links[-1] if links else None
    while link is not None:
        found.append(link)
        link = chain[link[0]]
    return found[::-1]


def counted(changes: Sequence[Change]) -> Counter[str]:
    """How many sentences are in each state; headings aside."""
    return Counter(one.state for one in changes if one.said.kind != "heading")


def shortened(changes: Sequence[Change]) -> list[Change]:
    """Without long stretches that stayed: of each the first and last sentence, and how many are between."""
    left: list[Change] = []
    run: list[Change] = []
    for one in [*changes, None]:
        if one is not None and one.state == KEPT:
            run.append(one)
            continue
        left += _short(run)
        run = []
        if one is not None:
            left.append(one)
    return left


def _short(run: Sequence[Change]) -> list[Change]:
    between = run[_SHOWN_AROUND:-_SHOWN_AROUND]
    if len(between) < 2:
        return list(run)
    return [*run[:_SHOWN_AROUND], Change("skipped", between[0].said, len(between)), *run[-_SHOWN_AROUND:]]
