"""What speaks for a sentence as the answer to a question, and how much each sign counts.

The weights are those of a regression (which of the sentences that were looked at hold the answer?) over questions in
English, Arabic and Chinese; those of every second question were left out of it and are answered as well
(``docs/decisions/0027-how-an-answer-is-chosen.md``). Round ones were set by hand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sapere.kit.language import primary
from sapere.research.answering.asked import Asked, terms
from sapere.research.answering.characters import telling
from sapere.research.answering.kinds import Wanted, holds
from sapere.research.answering.meanings import meanings
from sapere.research.answering.measures import measured
from sapere.research.answering.rows import Row, bare
from sapere.research.answering.spelling import alike
from sapere.research.asking import subject
from sapere.research.writing.definition import defines

HOME = (5.05, 1.25, 1.36)  # of its passage: the index's score, what is covered, what is joined
_OWN = 2.36  # the share of the question's weight in the sentence
_REST = 2.58  # the same without what the title and the headings say already
_ABOVE = 2.04  # the share that only these have
_BEFORE = 1.17  # that only the sentence before has
_AROUND = 0.4  # that the sentence behind it has, too, or any of these
_RELATED = 2.07  # of which it has another word of the family
_SPELT = 2.5  # in Arabic, of which it has one spelt nearly so: most forms of a word differ inside it
_MEANT = 2.0  # of which it has a word that says nearly the same
_CHARACTERS = 3.57  # of the question's Chinese characters, one by one
_JOINED = 1.33  # of the question's neighbours that are neighbours here
_HAS = 0.82  # something of the kind that is wanted; missing, it counts against it
_BESIDE = 1.01  # a number beside what is counted
_MEASURED = 1.0  # an amount of what is to be measured
_LISTS = 0.44  # where some of many are asked for
_WHOLE = 0.31  # ends as a sentence does
_DEFINES = 0.86

_ENDS = re.compile(r"[.!?。！？؟:：…;；][\"'”’」』）)\]]*$")
_AND = re.compile("、|, | and |，|و")
_MANY = 4  # ands
_NUMBER = re.compile(
    r"\d|[一二两三四五六七八九十百千万亿]|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|hundred|million)\b",
    re.IGNORECASE,
)
_NEAR_HAN, _NEAR = 4, 30  # characters
_SAID = 0.02  # of the question's weight: less than this is nothing left


@dataclass(frozen=True, slots=True)
class Look:
    """One question before one passage: the weights of its terms, and which the title and the headings have."""

    asked: Asked
    weights: Mapping[str, float]
    about: str
    above: frozenset[str]


def share(held: frozenset[str], weights: Mapping[str, float]) -> float:
    """Of the question's weight, what these terms carry: 0 to 1."""
    total = sum(weights.values())
    return sum(weight for term, weight in weights.items() if term in held) / total if total else 0.0


def joined(asked: Asked, pairs: frozenset[tuple[str, str]]) -> float:
    """The share of the question's neighbouring terms that are neighbours here too."""
    own = set(pairwise(asked.terms))
    return len(own & pairs) / len(own) if own else 0.0


def worth(look: Look, rows: Sequence[Row], at: int) -> float:
    """What the row says for itself."""
    row, held, above = rows[at], rows[at].stems.all, look.above
    before = rows[at - 1].stems.all if at else frozenset[str]()
    behind = rows[at + 1].stems.all if at + 1 < len(rows) else frozenset[str]()
    return (
        _OWN * share(held, look.weights)
        + _REST * _rest(look, held)
        + _ABOVE * share(above - held, look.weights)
        + _BEFORE * share(before - held - above, look.weights)
        + _AROUND * share(held | above | before | behind, look.weights)
        + _RELATED * _related(look, row)
        + _SPELT * _spelt(look, held)
        + _MEANT * _meant(look, held)
        + _CHARACTERS * _characters(look, row.text)
        + _JOINED * joined(look.asked, row.stems.joined)
        + _WHOLE * bool(_ENDS.search(row.text))
        + _of_kind(look.asked, row.text)
    )


def _rest(look: Look, held: frozenset[str]) -> float:
    rest = {term: weight for term, weight in look.weights.items() if term not in look.above}
    left = sum(rest.values())
    return share(held, rest) if left > _SAID * sum(look.weights.values()) else 1.0


def _related(look: Look, row: Row) -> float:
    language = look.asked.language
    if primary(language) in ("zh", "ja"):
        return 0.0
    missing = set(look.weights) - row.stems.all - look.above
    forms = ((term, bare(term, language)) for term in missing)
    return share(
        frozenset(term for term, form in forms if len(form) > 1 and form in row.stems.bare), look.weights
    )


def _spelt(look: Look, held: frozenset[str]) -> float:
    return alike(look.weights, held, look.above) if primary(look.asked.language) == "ar" else 0.0


def _meant(look: Look, held: frozenset[str]) -> float:
    others = meanings(look.asked.language)
    missing = others.keys() & look.weights.keys() - held - look.above
    return share(frozenset(term for term in missing if not held.isdisjoint(others[term])), look.weights)


def _characters(look: Look, text: str) -> float:
    if primary(look.asked.language) not in ("zh", "ja"):
        return 0.0
    rest = telling(look.asked.text) - telling(look.about)
    return len(rest & telling(text)) / len(rest) if rest else 1.0


def _of_kind(asked: Asked, text: str) -> float:
    said = beyond(text, asked)
    has = holds(said, asked.kind)
    worth = 0.0 if has is None else _HAS if has else -_HAS
    worth += _MEASURED * measured(asked.text, said, asked.language)
    if asked.kind is Wanted.MEANING:
        worth += _DEFINES * defines(text, subject(asked.text), asked.language)
    elif asked.kind is Wanted.NUMBER:
        worth += _BESIDE * _counts(asked, said)
    elif asked.kind is Wanted.OTHER:
        worth += _LISTS * min(len(_AND.findall(text)), _MANY) / _MANY
    return worth


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
