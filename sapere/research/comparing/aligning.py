"""Which parts of two pages speak of the same thing, told by the terms that they share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

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


def best(
    of: Aspect, terms: AbstractSet[str], language: str, *, besides: AbstractSet[Sentence]
) -> tuple[Sentence, ...]:
    """The sentences of the part that say most of what the other part speaks of, in the page's order."""
    left = [one for one in dict.fromkeys(of.sentences) if one not in besides]
    shares = {one: len(terms & frozenset(tokens(one.text, language))) for one in left}
    chosen = sorted(left, key=lambda one: -shares[one])[:MOST_SENTENCES]
    return tuple(one for one in left if one in chosen)


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
