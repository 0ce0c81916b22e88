"""What speaks for a sentence as the answer to a question."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from sapere.kit.language import primary
from sapere.research.answering.asked import Asked, terms
from sapere.research.answering.characters import telling, unspaced
from sapere.research.answering.kinds import Wanted, holds
from sapere.research.answering.meanings import meanings
from sapere.research.answering.measures import measured
from sapere.research.answering.rows import Row, bare
from sapere.research.answering.spelling import alike
from sapere.research.answering.unasked import dated, others, person
from sapere.research.answering.weights import Signs, weights
from sapere.research.asking import subject
from sapere.research.writing.definition import defines

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
_DATES = re.compile(r"\([^()]*[\d٠-٩]{3,4}")
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
    def script(self) -> str:
        """The language, whatever its region."""
        return primary(self.asked.language)

    @cached_property
    def even(self) -> Mapping[str, float]:
        """The weights nearer to each other: all passages that are read have the rare words, and their sentences differ in
        the others."""
        if self.script == "ar":
            return self.weights
        return {term: math.sqrt(weight) for term, weight in self.weights.items()}

    @cached_property
    def plain(self) -> Mapping[str, float]:
        """Without names and numbers."""
        return {term: weight for term, weight in self.even.items() if term not in self.asked.names}

    @cached_property
    def rest(self) -> Mapping[str, float]:
        """Without what the title and the headings say; empty where they say nearly all."""
        left = {term: weight for term, weight in self.even.items() if term not in self.above}
        return left if sum(left.values()) > _SAID * sum(self.even.values()) else {}


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
    by = weights(look.script)
    return sum(weight * said for weight, said in zip(by, signs(look, rows, at), strict=True))


def signs(look: Look, rows: Sequence[Row], at: int) -> Signs:
    """What the row says for itself, and its passage for it."""
    row, held, above = rows[at], rows[at].stems.all, look.above
    before = rows[at - 1].stems.all if at else frozenset[str]()
    behind = rows[at + 1].stems.all if at + 1 < len(rows) else frozenset[str]()
    asked, said = look.asked, beyond(row.text, look.asked)
    even = look.even
    return Signs(
        home=look.home,
        score=look.score,
        covered=look.covered,
        joined_there=look.joined,
        own=share(held, even),
        rest=share(held, look.rest) if look.rest else 1.0,
        plain=share(held, look.plain),
        unnamed=_unnamed(look, rows),
        above=share(above - held, even),
        before=share(before - held - above, even),
        around=share(held | above | before | behind, even),
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
        named=share(held & above, even),
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


def _unnamed(look: Look, rows: Sequence[Row]) -> float:
    missing = look.asked.names - look.above
    if not missing:
        return 0.0
    return len(missing.difference(*(row.stems.all for row in rows))) / len(look.asked.names)


def _related(look: Look, row: Row) -> float:
    language = look.asked.language
    if unspaced(look.script):
        return 0.0
    missing = set(look.even) - row.stems.all - look.above
    forms = ((term, bare(term, language)) for term in missing)
    return share(
        frozenset(term for term, form in forms if len(form) > 1 and form in row.stems.bare), look.even
    )


def _spelt(look: Look, held: frozenset[str]) -> float:
    return alike(look.even, held, look.above) if look.script == "ar" else 0.0


def _meant(look: Look, held: frozenset[str]) -> float:
    others = meanings(look.asked.language)
    missing = others.keys() & look.even.keys() - held - look.above
    return share(frozenset(term for term in missing if not held.isdisjoint(others[term])), look.even)


def _characters(look: Look, text: str) -> float:
    if not unspaced(look.script):
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
    if unspaced(asked.language):
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
