"""Which parts of two pages speak of the same thing, told by the terms that they share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from sapere.kit.text import squeeze
from sapere.kit.tokens import tokens
from sapere.research.shapes import Sentence

LEAST_SHARED = 2  # terms, unless the headings share one
LEAST_ALIKE = 0.08
"""Of all their terms, the share that two parts have in common. Parts of two pages on one subject share a few words by
chance; below this nothing but chance was found."""
HEADING = 0.5  # what a heading in common adds
MOST_SENTENCES = 2


@dataclass(frozen=True, slots=True)
class Aspect:
    heading: str
    sentences: tuple[Sentence, ...]
    terms: frozenset[str]


def terms_of(heading: str, sentences: Iterable[Sentence], language: str) -> frozenset[str]:
    return frozenset(tokens(" ".join([heading, *(one.text for one in sentences)]), language))


def aligned(
    left: Sequence[Aspect], right: Sequence[Aspect], *, besides: AbstractSet[str]
) -> list[tuple[Aspect, Aspect]]:
    """Pairs, each part in one at most: the most alike are paired first, and stand in the order of the left page.
    ``besides`` are terms that say nothing here, those of the titles."""
    scored = sorted(
        (
            (-score, here, there)
            for here, one in enumerate(left)
            for there, other in enumerate(right)
            if (score := _alike(one, other, besides))
        ),
    )
    taken: dict[int, int] = {}
    for _, here, there in scored:
        if here not in taken and there not in taken.values():
            taken[here] = there
    return [(left[here], right[there]) for here, there in sorted(taken.items())]


def opposite(
    left: Aspect, right: Aspect, language: str, *, but: AbstractSet[str], besides: AbstractSet[str]
) -> list[tuple[Sentence, Sentence]]:
    """Sentences of the two parts that share terms, those that share most first, each in one pair at most. ``but`` are
    texts that are not taken, as :func:`plain` has them; ``besides`` are terms that say nothing here."""
    sides = [
        [(one, frozenset(tokens(one.text, language)) - besides) for one in dict.fromkeys(part.sentences)]
        for part in (left, right)
    ]
    shared = sorted(
        (
            (-len(terms & others), at, there, one, other)
            for at, (one, terms) in enumerate(sides[0])
            for there, (other, others) in enumerate(sides[1])
            if terms & others and not {plain(one), plain(other)} & but
        ),
        key=lambda pair: pair[:3],
    )
    taken: set[str] = set()
    pairs: list[tuple[Sentence, Sentence]] = []
    for *_, one, other in shared:
        if len(pairs) < MOST_SENTENCES and not {plain(one), plain(other)} & taken:
            taken |= {plain(one), plain(other)}
            pairs.append((one, other))
    return pairs


def plain(sentence: Sentence) -> str:
    """By which a sentence is known on whichever page it stands."""
    return squeeze(sentence.text).casefold()


def _alike(one: Aspect, other: Aspect, besides: AbstractSet[str]) -> float:
    """0 where they share too little to be put beside each other."""
    common = (one.terms & other.terms) - besides
    same = one.heading and one.heading.casefold() == other.heading.casefold()
    if len(common) < LEAST_SHARED and not same:
        return 0.0
    every = (one.terms | other.terms) - besides
    share = len(common) / len(every) if every else 0.0
    if share < LEAST_ALIKE and not same:
        return 0.0
    return share + (HEADING if same else 0.0)
