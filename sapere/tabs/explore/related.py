"""Concepts that hang together with the one that is read, though the tree does not say so, each with why."""

from __future__ import annotations

import math
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from sapere.accounts.models import Person
from sapere.kit.lately import Lately
from sapere.kit.tokens import tokens
from sapere.tabs.explore.tree import address, neighbours, trail
from sapere.topics import ledger, queries
from sapere.topics.models import Topic
from sapere.topics.plan import Place, Plan

MOST = 5
NEEDED_BY, NEEDS_THE_SAME = 3.0, 2.0  # what these count beside a source or a term that few concepts have
FEW = 0.35
"""Of all concepts, the share up to which having a source or a term in common says something."""
LEAST = 0.6

Terms = Mapping[uuid.UUID, frozenset[str]]
_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Related:
    title: str
    url: str
    why: str
    id: str = ""


_related: Lately[list[Related]] = Lately(room=2_000)


def related(mine: Topic, of: Plan, here: Place) -> list[Related]:
    """The closest first; worked out once for each state of the tree and its pages, and each language."""
    pages = ledger.ledger(mine)
    name = (of.name, pages.name, mine.slug, mine.language, here.pk, get_language())
    return _related.get(name, lambda: _closest(mine, of, here, pages.by_concept))


def _closest(mine: Topic, of: Plan, here: Place, pages: Mapping[uuid.UUID, ledger.Account]) -> list[Related]:
    quoted = {concept: frozenset(one.quotes) for concept, one in pages.items()}
    close = _Closeness(here, quoted, terms(of, mine.language))
    scored = ((close.score(place), -of.at[place.pk], place) for place in _others(of, here))
    best = sorted((one for one in scored if one[0] >= LEAST), key=lambda one: one[:2], reverse=True)
    return [
        Related(place.title, address(mine.slug, place), ", ".join(close.why(place)), str(place.pk))
        for _score, _at, place in best[:MOST]
    ]


def elsewhere(viewer: Person, mine: Topic, here: Place) -> list[Related]:
    """Concepts of that name in the viewer's other topics."""
    return [
        Related(
            one.title, address(one.topic.slug, one), _("in your topic %(title)s") % {"title": one.topic.title}
        )
        for one in queries.concepts_named(viewer, here.title, besides=mine)
    ]


_terms: Lately[Terms] = Lately(room=20_000)


def terms(of: Plan, language: str) -> Terms:
    """What each concept is about, by what the tree says of it; worked out once for each state of the tree."""
    name = (of.name, language)
    return _terms.get(name, lambda: dict(_spoken(of.places, language)), weight=len(of.places))


def _spoken(places: Iterable[Place], language: str) -> Iterator[tuple[uuid.UUID, frozenset[str]]]:
    for place in places:
        yield place.pk, frozenset(tokens(f"{place.title} {place.summary}", language))


class _Closeness:
    """How close others are to the concept that is read: by the sources and words that it has and few others have."""

    def __init__(self, here: Place, quoted: Terms, spoken: Terms) -> None:
        self._here, self._needs = here.pk, frozenset(here.needs)
        self._quoted, self._spoken = quoted, spoken
        self._sources, self._words = _rare(quoted, here), _rare(spoken, here)

    def score(self, place: Place) -> float:
        score = NEEDED_BY if self._here in place.needs else 0.0
        if place.needs and not self._needs.isdisjoint(place.needs):
            score += NEEDS_THE_SAME
        score += sum(self._sources[one] for one in self._shared(place)) / 2
        return score + sum(self._words[one] for one in self._common(place)) / 2

    def why(self, place: Place) -> Iterator[str]:
        if self._here in place.needs:
            yield _("builds on this")
        if not self._needs.isdisjoint(place.needs):
            yield _("needs the same before it")
        if shared := len(self._shared(place)):
            yield ngettext("shares %(n)s source", "shares %(n)s sources", shared) % {"n": shared}
        if self._common(place):
            yield _("speaks of the same")

    def _shared(self, place: Place) -> AbstractSet[str]:
        return self._sources.keys() & self._quoted.get(place.pk, _NOTHING)

    def _common(self, place: Place) -> AbstractSet[str]:
        return self._words.keys() & self._spoken.get(place.pk, _NOTHING)


def _rare(held: Terms, here: Place) -> dict[str, float]:
    """What this concept holds and few others do, the rarer the heavier: from 0 for what many have, about 1 for what two of
    ten have, about 4 for what two of two hundred have."""
    mine = held.get(here.pk, frozenset())
    counted = Counter(one for all_of in held.values() for one in all_of & mine)
    most = max(2.0, FEW * len(held))
    return {one: math.log(len(held) / times) for one, times in counted.items() if 1 < times <= most}


def _others(of: Plan, here: Place) -> Iterator[Place]:
    """Not what the page leads to anyway: what stands above it, below it, before and after it, and what it needs."""
    before, after = neighbours(of.places, here)
    named = {place.pk for place in trail(of.places, here)} | set(here.needs)
    named |= {place.pk for place in (before, after) if place is not None}
    for place in of.places:
        if place.depth and place.pk not in named and place.parent_id != here.pk:
            yield place
