"""A word is not put for its opposite: more for less, before for after."""

from __future__ import annotations

from itertools import pairwise

from sapere.research.checking.negation import turns
from sapere.research.checking.pairs import Compared
from sapere.research.checking.roles import turned_about


def opposites(compared: Compared) -> str:
    """The reason why a direction does not hold, or "". "A is larger than B" and "B is smaller than A" say the same."""
    if exchanged := _exchanged(compared):
        return exchanged
    said = {w.start for turn in turns(compared.said, compared.language) for w in (*turn.over, turn.word)}
    found = {w.start for turn in turns(compared.found, compared.language) for w in (*turn.over, turn.word)}
    for pair in compared.pairs:
        turned = (pair.said.start in said) != (pair.found.start in found)
        if pair.said.sign * pair.found.sign < 0 and not turned and not turned_about(pair, compared):
            return f"You write “{pair.said.form}” where the words you quote say “{pair.found.form}”."
    return ""


def _exchanged(compared: Compared) -> str:
    """ "Less often" for "more often": the neighbour is the same, the word before it the opposite."""
    there = {(one.key, one.sign, other.form) for one, other in pairwise(compared.found) if one.sign}
    for one, other in pairwise(compared.said):
        if one.sign and (one.key, -one.sign, other.form) in there and (one.key, one.sign, other.form) not in there:
            return f"You write “{one.form} {other.form}” where the words you quote say the opposite."
    return ""
