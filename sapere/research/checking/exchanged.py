"""A word put in the place of another, with the words around it left as they are: a copy with one thing changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sapere.research.checking.coverage import LIGHT_EN
from sapere.research.checking.pairs import Compared
from sapere.research.checking.roles import BEFORE_VERBS
from sapere.research.checking.words import Word


def exchanged(compared: Compared) -> str:
    """The reason why a word is another than in the evidence, or ""."""
    said, found = compared.said, compared.found
    stems, there = Counter(w.stem for w in said if w.stem), Counter(w.stem for w in found if w.stem)
    places = {beside: word for word in found if (beside := _beside(found, word))}
    for word in said:
        beside = _beside(said, word)
        other = places.get(beside) if beside else None
        if other is None or not _differ(word, other) or _after_a_helper(said, word):
            continue
        if stems[word.stem] > there[word.stem] and there[other.stem] > stems[other.stem]:
            return f"You write “{word.form}” where the words you quote say “{other.form}”."
    return ""


def _beside(words: Sequence[Word], word: Word) -> tuple[str, ...] | None:
    """The words before and behind it; at the end of its clause two before it. None where there are not so many."""
    before = tuple(w.form for w in words[max(0, word.at - 2) : word.at])
    behind = words[word.at + 1] if word.at + 1 < len(words) else None
    if behind is not None and behind.clause == word.clause:
        return (*before[-1:], behind.form) if before else None
    return (*before, "") if len(before) == 2 else None


def _after_a_helper(words: Sequence[Word], word: Word) -> bool:
    """Behind "has" or "can" stands a verb, and verbs are what an honest writer puts otherwise."""
    return words[word.at - 1].form in BEFORE_VERBS


def _differ(one: Word, other: Word) -> bool:
    if not (one.heavy and other.heavy) or one.stem == other.stem or {one.form, other.form} & LIGHT_EN:
        return False
    return one.key != other.key and one.form[:4] != other.form[:4]
