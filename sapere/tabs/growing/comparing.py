"""Two texts of a page, sentence by sentence: what came, what went, what stayed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from sapere.topics.history import Spoken

KEPT, ADDED, GONE = "kept", "added", "gone"
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
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for _tag, old, old_end, new, new_end in matcher.get_opcodes():
        if _tag == "equal":
            found += [Change(KEPT, one) for one in after[new:new_end]]
            continue
        found += [Change(GONE, one) for one in before[old:old_end]]
        found += [Change(ADDED, one) for one in after[new:new_end]]
    return found


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
