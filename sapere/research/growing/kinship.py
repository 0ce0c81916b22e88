"""How akin parts are: by their words, their order, their links and the work they come from.

Kinship is a symmetric matrix with zeros on the diagonal. The text view is a rank kernel over TF-IDF of words
and word pairs: what counts is not how similar two parts are but how near the top each stands in the other's
list, which keeps long general pages from being everybody's neighbour ("hubs", Radovanović et al. 2010).
The other views are added only as far as they agree with the text: loose pages in a random order gain nothing
from it and lose nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any
from urllib.parse import urldefrag, urljoin

import numpy as np
import numpy.typing as npt

from sapere.research.growing.parts import Part
from sapere.research.growing.weights import Vocabulary
from sapere.research.growing.works import section_number
from sapere.research.shapes import Document

Matrix = npt.NDArray[np.float64]

REACH = 2.0
"""Ranks after which a neighbour counts only 1/e."""
_NEIGHBOURS_IN_ORDER = 2.0
_NAMES_ALONE = 0.3
_SOME, _MANY, _BOOK = 4, 8, 20
"""Parts from which a word must stand in two of them; may stand in half of them at most; in a quarter at most."""
_SHUFFLES = 200
_CERTAIN = 8.0
"""Standard deviations above a random order at which an order is believed in full."""


def similarity(words: Sequence[Sequence[str]]) -> Matrix:
    """Cosine of TF-IDF over words and pairs of neighbouring words, each in two parts or more."""
    documents = [[*some, *(f"{a} {b}" for a, b in pairwise(some))] for some in words]
    count = len(words)
    most = 0.25 if count >= _BOOK else 0.5 if count >= _MANY else 1.0
    vectors = Vocabulary(documents, fewest=2 if count >= _SOME else 1, most=most).vectors(documents)
    return np.asarray((vectors @ vectors.T).toarray(), dtype=np.float64)


def by_titles(parts: Sequence[Part], words: Sequence[Sequence[str]]) -> Matrix:
    """How much parts use the words of each other's titles, rare words before common ones; as a rank kernel."""
    known = sorted({word for part in parts for word in part.title_words})
    column = {word: at for at, word in enumerate(known)}
    used = np.zeros((len(parts), len(known)))
    for row, some in enumerate(words):
        for word in some:
            if word in column:
                used[row, column[word]] += 1
    rarity = np.log(len(parts) / np.maximum(1, (used > 0).sum(axis=0)))
    titles = np.array([[word in part.title_words for word in known] for part in parts], dtype=np.float64)
    titles /= np.maximum(1, titles.sum(axis=1, keepdims=True))
    speaks = np.log1p(used) @ (titles * rarity).T
    return by_rank(speaks + speaks.T)


def by_rank(similar: Matrix) -> Matrix:
    """Rank kernel of a similarity matrix."""
    count = len(similar)
    ranked = similar.copy()
    np.fill_diagonal(ranked, -1.0)
    ranks = (count - 1) - np.argsort(np.argsort(ranked, axis=1, kind="stable"), axis=1, kind="stable")
    weight = np.exp(-ranks.astype(np.float64) / REACH) * (ranked > 0)
    kin = (weight + weight.T) / 2
    np.fill_diagonal(kin, 0.0)
    return np.asarray(kin)


def by_order(
    parts: Sequence[Part], documents: Sequence[Document], similar: Matrix
) -> tuple[Matrix, list[int]]:
    """Kinship of neighbours in the work's own order, as far as the text bears that order out; and the order."""
    count = len(parts)
    order, worth = _own_order(parts, documents)
    trust = worth * _trust(similar, order)
    position = np.empty(count)
    position[order] = np.arange(count)
    kin = np.exp(-np.abs(position[:, None] - position[None, :]) / _NEIGHBOURS_IN_ORDER)
    same = np.array([[a.source.id == b.source.id or a.level == b.level == 0 for b in parts] for a in parts])
    kin = kin * same * trust
    np.fill_diagonal(kin, 0.0)
    return kin, order


def by_links(parts: Sequence[Part], documents: Sequence[Document]) -> Matrix:
    """Pages that link to each other in their text, or to the same pages above them."""
    count = len(parts)
    kin = np.zeros((count, count))
    addresses = {_address(part): at for at, part in enumerate(parts) if part.level == 0}
    for at, (part, document) in enumerate(zip(parts, documents, strict=True)):
        if part.level:
            continue
        targets = (addresses.get(_target(part, link.target)) for link in document.links if not link.rel)
        seen = {other for other in targets if other is not None and other != at}
        for other in seen:
            kin[at, other] += 1.0 / max(3, len(seen))
    kin = kin + kin.T
    highest = kin.max()
    return kin / highest if highest else kin


def _own_order(parts: Sequence[Part], documents: Sequence[Document]) -> tuple[list[int], float]:
    """Along the pages' section numbers, or their own links, or the numbers in their names, or (worth little) by
    their names alone; and what that is worth."""
    names = {part.source.id: _natural(part.source.url) for part in parts}
    numbers = {
        part.source.id: _natural(".".join(section_number(part, document)))
        for part, document in zip(parts, documents, strict=True)
    }
    places: Mapping[str, Any] = names
    worth = 1.0 if _most(any(number >= 0 for number, _ in name) for name in names.values()) else _NAMES_ALONE
    if _most(map(bool, numbers.values())):
        places, worth = numbers, 1.0
    elif (chained := _chain(parts, documents)) is not None:
        places, worth = chained, 1.0
    return sorted(range(len(parts)), key=lambda at: (places[parts[at].source.id], parts[at].start)), worth


def _most(said: Iterable[bool]) -> bool:
    answers = list(said)
    return sum(answers) >= 0.8 * len(answers)


def _chain(parts: Sequence[Part], documents: Sequence[Document]) -> dict[str, int] | None:
    """Places along the pages' own next and previous links; None where fewer than half of them have any."""
    addresses = {_address(part): part.source.id for part in parts}
    follows: dict[str, str] = {}
    for part, document in zip(parts, documents, strict=True):
        for link in document.links:
            other = addresses.get(_target(part, link.target))
            if other is None or other == part.source.id:
                continue
            if link.rel == "next":
                follows[part.source.id] = other
            elif link.rel == "prev":
                follows.setdefault(other, part.source.id)
    sources = list(dict.fromkeys(part.source.id for part in parts))
    if len(follows) * 2 < len(sources) or len(sources) < 3:
        return None
    return _walked(sources, follows, {p.source.id: _natural(p.source.url) for p in parts})


def _walked(
    sources: list[str], follows: dict[str, str], names: dict[str, tuple[tuple[int, str], ...]]
) -> dict[str, int]:
    """Each chain from its head to its end; the chains by their heads' names. Pages missing between two leave gaps."""
    targets = set(follows.values())
    heads = sorted((s for s in sources if s not in targets), key=lambda s: names[s])
    places: dict[str, int] = {}
    for head in [*heads, *sources]:
        at: str | None = head
        while at is not None and at not in places:
            places[at] = len(places)
            at = follows.get(at)
    return places


def _natural(url: str) -> tuple[tuple[int, str], ...]:
    """``m9.html`` before ``m10.html``."""
    return tuple((int(t), "") if t.isdecimal() else (-1, t) for t in re.split(r"(\d+)", url.lower()) if t)


def _trust(similar: Matrix, order: Sequence[int]) -> float:
    """How far beyond chance neighbours in this order resemble each other: 0 (not at all) to 1 (certainly)."""
    if len(order) < 6:
        return 0.0
    along = np.asarray(order)
    random = np.random.default_rng(0)
    chance = []
    for _ in range(_SHUFFLES):
        shuffled = random.permutation(along)
        chance.append(similar[shuffled[:-1], shuffled[1:]].mean())
    spread = float(np.std(chance)) or 1.0
    beyond = (float(similar[along[:-1], along[1:]].mean()) - float(np.mean(chance))) / spread
    return float(np.clip(beyond / _CERTAIN, 0.0, 1.0))


def _address(part: Part) -> str:
    return urldefrag(part.source.url).url


def _target(part: Part, target: str) -> str:
    return urldefrag(urljoin(part.source.url, target)).url
