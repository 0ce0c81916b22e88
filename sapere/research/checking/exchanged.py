"""A word put in the place of another, with the words around it left as they are: a copy with one thing changed."""

from __future__ import annotations

from collections import Counter

from sapere.research.checking.coverage import LIGHT_EN
from sapere.research.checking.pairs import Compared
from sapere.research.checking.words import Word


def exchanged(compared: Compared) -> str:
    """The reason why a word is another than in the evidence, or ""."""
    said, found = compared.said, compared.found
    stems, there = Counter(w.stem for w in said if w.stem), Counter(w.stem for w in found if w.stem)
    places = {(found[at - 1].form, found[at + 1].form): found[at] for at in range(1, len(found) - 1)}
    for at in range(1, len(said) - 1):
        word = said[at]
        other = places.get((said[at - 1].form, said[at + 1].form))
        if other is None or not _differ(word, other):
            continue
        if stems[word.stem] > there[word.stem] and there[other.stem] > stems[other.stem]:
            return f"You write “{word.form}” where the words you quote say “{other.form}”."
    return ""


def _differ(one: Word, other: Word) -> bool:
    if not (one.heavy and other.heavy) or one.stem == other.stem or {one.form, other.form} & LIGHT_EN:
        return False
    return one.key != other.key and one.form[:4] != other.form[:4]
