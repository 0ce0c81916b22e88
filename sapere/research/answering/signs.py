"""What speaks for a sentence as the answer to a question, and how much each sign counts.

The weights are those of a regression (which of the sentences that were looked at hold the answer?) over questions in
English, Arabic and Chinese; those of every second question were left out of it and are answered as well
(``docs/decisions/0027-how-an-answer-is-chosen.md``). Round ones were set by hand.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from sapere.kit.language import primary
from sapere.research.answering.asked import Asked, terms
from sapere.research.answering.characters import telling
from sapere.research.answering.kinds import Wanted, holds
from sapere.research.answering.meanings import meanings
from sapere.research.answering.measures import measured
from sapere.research.answering.rows import Row, bare
from sapere.research.answering.spelling import alike
from sapere.research.answering.unasked import dated, others, person
from sapere.research.asking import subject
from sapere.research.writing.definition import defines


class Signs(NamedTuple):
    """What speaks for a sentence, or what each of these counts."""

    # Of its passage
    home: float  # what speaks for it as the place of the answer
    score: float  # the index's, beside the best
    covered: float  # the share of the question's weight in it or above it
    joined_there: float  # of the question's neighbours that are neighbours there
    # Its own
    own: float  # the share of the question's weight in the sentence
    plain: float  # the same of what is no name and no number
    unnamed: float  # the share of the question's names and numbers that the whole passage does not have
    rest: float  # the same without what the title and the headings say already
    above: float  # the share that only these have
    before: float  # that only the sentence before has
    around: float  # that the sentence behind it has, too, or any of these
    related: float  # of which it has another word of the family
    spelt: float  # of which it has one spelt nearly so
    meant: float  # of which it has a word that says nearly the same
    characters: float  # of the question's Chinese characters, one by one
    joined: float  # of the question's neighbours that are neighbours here
    together: float  # the largest share of the question's weight within a few words
    has: float  # something of the kind that is wanted; missing, it counts against it
    beside: float  # a number beside what is counted
    measured: float  # an amount of what is to be measured
    lists: float  # where some of many are asked for
    whole: float  # ends as a sentence does
    defines: float
    named: float  # the share of the question's weight that the title has and the sentence says again
    titled: float  # of the title's and the headings' words that the question has
    opening: float  # begins the passage, where a place is asked for
    life: float  # dates in brackets, where birth or death is asked for
    foreign: float  # Latin letters, where a word of another language is asked for
    place: float  # among the sentences of its passage, of which the first say most of the thing itself
    person: float  # a whole name that the question does not have, where somebody is asked for
    dated: float  # another year than the question's, where a time is asked for
    others: float  # stems that the question does not have


_SPACED = Signs(
    home=0.91,
    score=0.0,
    covered=-2.05,
    joined_there=0.0,
    own=1.55,
    plain=1.46,
    unnamed=-1.31,
    rest=1.54,
    above=2.89,
    before=1.92,
    around=1.54,
    related=0.61,
    spelt=0.0,
    meant=2.45,
    characters=0.0,
    joined=1.08,
    together=1.62,
    has=1.0,
    beside=1.74,
    measured=2.38,
    lists=0.0,
    whole=0.0,
    defines=0.83,
    named=0.0,
    titled=0.0,
    opening=0.0,
    life=0.0,
    foreign=0.0,
    place=-0.8,
    person=0.74,
    dated=1.24,
    others=-0.82,
)
# Most forms of an Arabic word differ inside it; in Chinese what a word shares with another is a character.
_ARABIC = Signs(
    home=0.0,
    score=4.15,
    covered=0.0,
    joined_there=1.85,
    own=4.82,
    plain=0.0,
    unnamed=0.0,
    rest=2.66,
    above=11.28,
    before=2.74,
    around=0.56,
    related=2.69,
    spelt=8.38,
    meant=0.0,
    characters=0.0,
    joined=0.74,
    together=0.0,
    has=0.92,
    beside=0.71,
    measured=0.0,
    lists=1.14,
    whole=0.34,
    defines=3.08,
    named=7.22,
    titled=1.23,
    opening=1.28,
    life=5.03,
    foreign=2.88,
    place=0.0,
    person=0.0,
    dated=0.0,
    others=0.0,
)
_UNSPACED = Signs(
    home=0.0,
    score=3.28,
    covered=2.21,
    joined_there=0.0,
    own=2.42,
    plain=0.69,
    unnamed=0.0,
    rest=1.94,
    above=1.4,
    before=1.41,
    around=3.14,
    related=0.0,
    spelt=0.0,
    meant=0.0,
    characters=3.9,
    joined=0.0,
    together=0.0,
    has=1.25,
    beside=0.35,
    measured=0.0,
    lists=0.19,
    whole=0.0,
    defines=1.72,
    named=0.0,
    titled=0.0,
    opening=0.0,
    life=0.0,
    foreign=0.0,
    place=-1.0,
    person=0.0,
    dated=0.0,
    others=-0.33,
)

_ENDS = re.compile(r"[.!?。！？؟:：…;；][\"'”’」』）)\]]*$")
_AND = re.compile("、|, | and |，|و")
_MANY = 4  # ands
_FAR = 8  # sentences
_NEAR_BY = 7  # terms
_NUMBER = re.compile(
    r"\d|[一二两三四五六七八九十百千万亿]|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|hundred|million)\b",
    re.IGNORECASE,
)
_LIFE = re.compile(r"ولد|ميلاد|توف|مات|وفا|\b(?:born|birth|die[ds]?|death)\b")
_DATES = re.compile(r"\([^)]*[\d٠-٩]{3,4}")
_FOREIGN = re.compile(
    "نجليز|نكليز|لاتين|فرنسي|يونان|بالترك|بالألمان|بالالمان|بالاسبان|بالإسبان|بالإيطال|بالايطال"
)
_LATIN = re.compile("[A-Za-z]{3}")
_NEAR_HAN, _NEAR = 4, 30  # characters
_SAID = 0.02  # of the question's weight: less than this is nothing left


@dataclass(frozen=True)
class Look:
    """One question before one passage: the weights of its terms, which the title and the headings have, and what the
    passage has."""

    asked: Asked
    weights: Mapping[str, float]
    about: str
    above: frozenset[str]
    score: float  # the index's, beside the best
    covered: float
    joined: float
    home: float  # what speaks for it all in all

    @cached_property
    def even(self) -> Mapping[str, float]:
        """The weights nearer to each other: all passages that are read have the rare words, and their sentences differ in
        the others."""
        if primary(self.asked.language) == "ar":
            return self.weights
        return {term: math.sqrt(weight) for term, weight in self.weights.items()}


def share(held: frozenset[str], weights: Mapping[str, float]) -> float:
    """Of the question's weight, what these terms carry: 0 to 1."""
    total = sum(weights.values())
    return sum(weight for term, weight in weights.items() if term in held) / total if total else 0.0


def joined(asked: Asked, pairs: frozenset[tuple[str, str]]) -> float:
    """The share of the question's neighbouring terms that are neighbours here too."""
    own = set(pairwise(asked.terms))
    return len(own & pairs) / len(own) if own else 0.0


def worth(look: Look, rows: Sequence[Row], at: int) -> float:
    """What speaks for the row, all in all."""
    by = _weights(look.asked.language)
    return sum(weight * said for weight, said in zip(by, signs(look, rows, at), strict=True))


def _weights(language: str) -> Signs:
    code = primary(language)
    return _ARABIC if code == "ar" else _UNSPACED if code in ("zh", "ja") else _SPACED


def signs(look: Look, rows: Sequence[Row], at: int) -> Signs:
    """What the row says for itself, and its passage for it."""
    row, held, above = rows[at], rows[at].stems.all, look.above
    before = rows[at - 1].stems.all if at else frozenset[str]()
    behind = rows[at + 1].stems.all if at + 1 < len(rows) else frozenset[str]()
    asked, said = look.asked, beyond(row.text, look.asked)
    weights = look.even
    return Signs(
        home=look.home,
        score=look.score,
        covered=look.covered,
        joined_there=look.joined,
        own=share(held, weights),
        rest=_rest(look, held),
        plain=_plain(look, held),
        unnamed=_unnamed(look, rows),
        above=share(above - held, weights),
        before=share(before - held - above, weights),
        around=share(held | above | before | behind, weights),
        related=_related(look, row),
        spelt=_spelt(look, held),
        meant=_meant(look, held),
        characters=_characters(look, row.text),
        joined=joined(asked, row.stems.joined),
        together=_together(look, row.stems.order),
        has=_has(asked, said),
        beside=asked.kind is Wanted.NUMBER and _counts(asked, said),
        measured=measured(asked.text, said, asked.language),
        lists=_lists(asked, said),
        whole=bool(_ENDS.search(row.text)),
        defines=_defines(asked, row.text),
        named=share(held & above, weights),
        titled=len(above & set(asked.terms)) / len(above) if above else 0.0,
        opening=asked.kind is Wanted.WHERE and not at,
        life=asked.kind is Wanted.WHEN and bool(_LIFE.search(asked.text) and _DATES.search(said)),
        foreign=bool(_FOREIGN.search(asked.text) and _LATIN.search(said)),
        place=min(at, _FAR) / _FAR,
        person=person(asked, row.text),
        dated=dated(asked, row.text),
        others=others(asked, held),
    )


def _together(look: Look, order: Sequence[str]) -> float:
    places = [(at, term) for at, term in enumerate(order) if term in look.even]
    near = (
        frozenset(term for to, term in places[k:] if to - at < _NEAR_BY) for k, (at, _) in enumerate(places)
    )
    return max((share(held, look.even) for held in near), default=0.0)


def _plain(look: Look, held: frozenset[str]) -> float:
    return share(held, {term: weight for term, weight in look.even.items() if term not in look.asked.names})


def _unnamed(look: Look, rows: Sequence[Row]) -> float:
    missing = look.asked.names - look.above
    if not missing:
        return 0.0
    return len(missing.difference(*(row.stems.all for row in rows))) / len(look.asked.names)


def _rest(look: Look, held: frozenset[str]) -> float:
    rest = {term: weight for term, weight in look.even.items() if term not in look.above}
    left = sum(rest.values())
    return share(held, rest) if left > _SAID * sum(look.even.values()) else 1.0


def _related(look: Look, row: Row) -> float:
    language = look.asked.language
    if primary(language) in ("zh", "ja"):
        return 0.0
    missing = set(look.even) - row.stems.all - look.above
    forms = ((term, bare(term, language)) for term in missing)
    return share(
        frozenset(term for term, form in forms if len(form) > 1 and form in row.stems.bare), look.even
    )


def _spelt(look: Look, held: frozenset[str]) -> float:
    return alike(look.even, held, look.above) if primary(look.asked.language) == "ar" else 0.0


def _meant(look: Look, held: frozenset[str]) -> float:
    others = meanings(look.asked.language)
    missing = others.keys() & look.even.keys() - held - look.above
    return share(frozenset(term for term in missing if not held.isdisjoint(others[term])), look.even)


def _characters(look: Look, text: str) -> float:
    if primary(look.asked.language) not in ("zh", "ja"):
        return 0.0
    rest = telling(look.asked.text) - telling(look.about)
    return len(rest & telling(text)) / len(rest) if rest else 1.0


def _has(asked: Asked, said: str) -> float:
    has = holds(said, asked.kind)
    return 0.0 if has is None else 1.0 if has else -1.0


def _lists(asked: Asked, text: str) -> float:
    return min(len(_AND.findall(text)), _MANY) / _MANY if asked.kind is Wanted.OTHER else 0.0


def _defines(asked: Asked, text: str) -> float:
    return defines(text, subject(asked.text), asked.language) if asked.kind is Wanted.MEANING else 0.0


def _counts(asked: Asked, text: str) -> bool:
    """Whether a number stands beside something that was asked about."""
    if primary(asked.language) in ("zh", "ja"):
        own = telling(asked.text)
        around = (
            text[max(0, at.start() - _NEAR_HAN) : at.end() + _NEAR_HAN] for at in _NUMBER.finditer(text)
        )
        return any(not own.isdisjoint(part) for part in around)
    behind = (text[at.end() : at.end() + _NEAR] for at in _NUMBER.finditer(text))
    return any(not set(asked.terms).isdisjoint(terms(part, asked.language)) for part in behind)


def beyond(text: str, asked: Asked) -> str:
    """The text without the question's own numbers: the year that was asked about is no answer."""
    if asked.kind not in (Wanted.NUMBER, Wanted.WHEN):
        return text
    own = [re.escape(number) for number in re.findall(r"\d+", asked.text)]
    return re.sub(rf"(?<!\d)(?:{'|'.join(own)})(?!\d)", " ", text) if own else text
