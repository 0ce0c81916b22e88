"""What speaks for and against a sentence and its passage answering at all: how much of the question they tell."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from sapere.kit.language import primary
from sapere.kit.tokens import words
from sapere.research.answering.arabic import naming, telling_apart
from sapere.research.answering.asked import Asked, terms
from sapere.research.answering.characters import telling, unspaced
from sapere.research.answering.kinds import holds
from sapere.research.answering.meanings import meanings
from sapere.research.answering.passages import Line, Weighed
from sapere.research.answering.rows import bare, stems
from sapere.research.answering.signs import beyond, share
from sapere.research.answering.spelling import alike, most_alike


class Doubts(NamedTuple):
    """The signs, or what each of them counts. "Near" is the sentence with those beside it and the headings above."""

    nothing: float = 0.0  # where nothing of the question is found
    short: float = 0.0  # for each term, by its logarithm: of a few words all are found somewhere
    said: float = 0.0  # by how often the passage says what the question says, its headings included
    near: float = 0.0  # by the share of the question's weight that is near
    alike: float = 0.0  # that is near but for a letter: words misspelt, and names written in another way
    characters: float = 0.0  # by the share of its Chinese characters near
    unnamed: float = 0.0  # by the share of the question's names and numbers that the passage does not have
    above: float = 0.0  # by the share in the title and the headings
    told: float = 0.0  # by the share that is told in some way, the rarest words before all
    letters: float = 0.0  # by the letters of what is told: a long word says more than a short one
    untold: float = 0.0  # and of what is not
    nameless: float = 0.0  # by the share of names that are not told
    dense: float = 0.0  # by how often each of its words stands in so short a passage; of many words more
    long: float = 0.0  # by the passage's length, by its logarithm
    phrased: float = 0.0  # by the share of its neighbouring words, little ones too, that stand so near
    written: float = 0.0  # of its letters in words that are near in the very form
    titled: float = 0.0  # by the share of the title's and the headings' words that the question has
    entitled: float = 0.0  # where it has all of them
    undated: float = 0.0  # where it has a year that the passage does not have
    unkind: float = 0.0  # where the sentence has nothing of the kind that is wanted
    best: float = 0.0  # by what speaks for the first of all passages as the place of the answer
    misnamed: float = 0.0  # where an Arabic name has another neighbour there: another king, another war
    above_alike: float = 0.0  # by the share that the title and the headings have but for a letter
    above_rarest: float = 0.0  # by how rare the rarest of its words is that they have


_OFTEN, _FLAT = 1.2, 0.25  # of BM25: how soon saying it again counts no more, how little its length matters
_USUAL = 180  # terms of a passage
_DENSE, _LEAST = 100, 50  # of so many terms, each time counts; a passage counts as having so many more
_FAMILY, _MEANT = 0.75, 0.5  # told of a word by another of the family, by one that means nearly the same
_YEAR = re.compile(r"(?<!\d)(?:1\d|20)\d\d(?!\d)")


def doubts(asked: Asked, weights: Mapping[str, float], direct: Line, weighed: Sequence[Weighed]) -> Doubts:
    """For the sentence that would answer."""
    language = asked.language
    home = next(one for one in weighed if one.excerpt is direct.excerpt)
    beside = [line for line in home.lines if abs(line.place - direct.place) < 2]
    text = " ".join(line.text for line in beside)
    near = home.above.union(*(line.held for line in beside))
    held = home.above | stems(home.excerpt.passage.text, language).all
    tells = {term: (_told(term, near, language) + _told(term, held, language)) / 2 for term in weights}
    return Doubts(
        nothing=1.0,
        short=math.log(1 + len(weights)),
        said=_said(asked, weights, home),
        near=share(near, weights),
        alike=0.0 if unspaced(language) else alike(weights, near),
        characters=_of_characters(asked, home, text),
        unnamed=len(asked.names - held) / len(asked.names) if asked.names else 0.0,
        above=share(home.above, weights),
        told=_mean(tells, {term: weight**2 for term, weight in weights.items()}),
        letters=sum(len(term) * told for term, told in tells.items()),
        untold=sum(len(term) * (1 - told) for term, told in tells.items()),
        nameless=sum(weights[t] * (1 - tells[t]) for t in asked.names) / (sum(weights.values()) or 1.0),
        dense=_dense(asked, home),
        long=math.log(1 + _counted(_whole(home), language)[1]),
        phrased=_phrased(asked, text),
        written=_written(asked, f"{home.excerpt.about} {text}"),
        titled=len(home.above & weights.keys()) / (len(home.above) or 1),
        entitled=bool(home.above) and home.above <= weights.keys(),
        undated=not set(_YEAR.findall(asked.text)) <= set(_YEAR.findall(_whole(home))),
        unkind=holds(beyond(direct.text, asked), asked.kind) is False,
        best=max(one.worth for one in weighed),
        misnamed=_misnamed(asked, home),
        above_alike=0.0 if unspaced(language) else alike(weights, home.above),
        above_rarest=max((weight for term, weight in weights.items() if term in home.above), default=0.0),
    )


def _told(term: str, held: frozenset[str], language: str) -> float:
    """How nearly the stems say it: 0 to 1."""
    if term in held:
        return 1.0
    if unspaced(language):
        return 0.0
    form = bare(term, language)
    family = len(form) > 1 and form in _forms(held, language)
    meant = not held.isdisjoint(meanings(language).get(term, ()))
    return max(most_alike(term, held), _FAMILY * family, _MEANT * meant)


@lru_cache(maxsize=500)
def _forms(held: frozenset[str], language: str) -> frozenset[str]:
    return frozenset(bare(stem, language) for stem in held)


def _mean(parts: Mapping[str, float], weights: Mapping[str, float]) -> float:
    total = sum(weights.values())
    return sum(weights[term] * part for term, part in parts.items()) / total if total else 0.0


def _said(asked: Asked, weights: Mapping[str, float], home: Weighed) -> float:
    """The sum of BM25 for the passage, for each unit of the question's weight: 0 to 1 + ``_OFTEN``."""
    counted, length = _counted(_whole(home), asked.language)
    flat = _OFTEN * (_FLAT + (1 - _FLAT) * length / _USUAL)
    return _mean({term: counted[term] * (1 + _OFTEN) / (counted[term] + flat) for term in weights}, weights)


def _dense(asked: Asked, home: Weighed) -> float:
    counted, length = _counted(_whole(home), asked.language)
    return sum(math.log(1 + _DENSE * counted[term] / (length + _LEAST)) for term in asked.terms)


def _whole(home: Weighed) -> str:
    return f"{home.excerpt.about}\n{home.excerpt.passage.text}"


@lru_cache(maxsize=500)
def _counted(text: str, language: str) -> tuple[Counter[str], int]:
    found = terms(text, language)
    return Counter(found), len(found)


def _of_characters(asked: Asked, home: Weighed, text: str) -> float:
    wanted = telling(asked.text)
    return len(wanted & (telling(home.excerpt.about) | telling(text))) / len(wanted) if wanted else 0.0


def _phrased(asked: Asked, text: str) -> float:
    own = set(pairwise(words(asked.text, asked.language)))
    return len(own & set(pairwise(words(text, asked.language)))) / len(own) if own else 0.0


def _written(asked: Asked, text: str) -> float:
    own = [word for word in words(asked.text, asked.language) if terms(word, asked.language)]
    there = set(words(text, asked.language))
    return sum(len(word) for word in own if word in there) / (sum(map(len, own)) or 1)


def _misnamed(asked: Asked, home: Weighed) -> bool:
    if primary(asked.language) != "ar":
        return False
    parts = (stems(text, asked.language).joined for text in (home.excerpt.about, home.excerpt.passage.text))
    there = frozenset[tuple[str, str]]().union(*parts)
    names = (pair for pair in pairwise(asked.terms) if pair[0] in naming() or pair[1] in telling_apart())
    return not there.issuperset(names)
