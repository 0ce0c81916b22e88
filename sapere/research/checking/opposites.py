"""A word is not put for its opposite: more for less, before for after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from sapere.research.checking.negation import turns
from sapere.research.checking.pairs import Compared
from sapere.research.checking.roles import turned_about
from sapere.research.checking.words import Word

_COMPARING = frozenset("more less fewer larger bigger smaller higher lower longer shorter older younger faster slower heavier lighter better worse stronger weaker".split())  # fmt: skip


def opposites(compared: Compared) -> str:
    """The reason why a direction does not hold, or "". "A is larger than B" and "B is smaller than A" say the same."""
    if wrong := _exchanged(compared) or _compared_anew(compared):
        return wrong
    said = {w.start for turn in turns(compared.said, compared.language) for w in (*turn.over, turn.word)}
    found = {w.start for turn in turns(compared.found, compared.language) for w in (*turn.over, turn.word)}
    for pair in compared.pairs:
        turned = (pair.said.start in said) != (pair.found.start in found)
        if pair.said.sign * pair.found.sign < 0 and not turned and not turned_about(pair, compared):
            return f"You write “{pair.said.form}” where the words you quote say “{pair.found.form}”."
    return ""


def _compared_anew(compared: Compared) -> str:
    """A "more" or "faster" where the evidence compares nothing of the kind."""
    keys = {word.key for word in compared.found}
    for word in compared.said:
        if word.sign and word.form in _COMPARING and word.key not in keys and not _compares(compared.found):
            return f"The words you quote do not compare (“{word.form}”)."
    return ""


def _compares(words: Sequence[Word]) -> bool:
    return any(
        w.form == "than" or w.form in _COMPARING or (w.form.endswith("er") and w.stem not in ("", w.form))
        for w in words
    )


def _exchanged(compared: Compared) -> str:
    """ "Less often" for "more often": the neighbour is the same, the word beside it the opposite."""
    there = {(word.key, word.sign, beside) for word, beside in _beside(compared.found)}
    for word, beside in _beside(compared.said):
        if (word.key, -word.sign, beside) in there and (word.key, word.sign, beside) not in there:
            return f"You write “{word.form}” where the words you quote say the opposite."
    return ""


def _beside(words: Sequence[Word]) -> Iterator[tuple[Word, str]]:
    """Each word that has an opposite, with the word before or behind it; "than" with what it compares to."""
    for one, other in pairwise(words):
        if one.clause != other.clause:
            continue
        if one.sign:
            compared_to = (
                words[other.at + 1].form if other.form == "than" and other.at + 1 < len(words) else ""
            )
            yield one, f"+{other.form} {compared_to}"
        if other.sign and one.stem:
            yield other, f"-{one.form}"
