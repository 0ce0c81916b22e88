"""What the signs of a sentence are, and how much each counts.

The weights for text with spaces and for text without are those of regressions (which of the sentences that were looked
at holds the answer?) over questions in English, and in Chinese; those of every second question were left out of it and are
answered as well (``docs/decisions/0027-how-an-answer-is-chosen.md``). Arabic has weights of its own.
"""

from __future__ import annotations

from typing import NamedTuple

from sapere.kit.language import primary
from sapere.research.answering.characters import unspaced


class Signs(NamedTuple):
    """What speaks for a sentence, or what each of these counts."""

    # Of its passage
    home: float = 0.0  # what speaks for it as the place of the answer
    score: float = 0.0  # the index's, beside the best
    covered: float = 0.0  # the share of the question's weight in it or above it
    joined_there: float = 0.0  # of the question's neighbours that are neighbours there
    # Its own
    own: float = 0.0  # the share of the question's weight in the sentence
    plain: float = 0.0  # the same of what is no name and no number
    unnamed: float = 0.0  # the share of the question's names and numbers that the whole passage does not have
    rest: float = 0.0  # the share in the sentence of what the title and the headings do not say already
    above: float = 0.0  # the share that only the title and the headings have
    before: float = 0.0  # that only the sentence before has
    around: float = 0.0  # that the sentence behind it has, too, or any of these
    related: float = 0.0  # of which it has another word of the family
    spelt: float = 0.0  # of which it has one spelt nearly so
    meant: float = 0.0  # of which it has a word that says nearly the same
    characters: float = 0.0  # of the question's Chinese characters, one by one
    joined: float = 0.0  # of the question's neighbours that are neighbours here
    together: float = 0.0  # the largest share of the question's weight within a few words
    has: float = 0.0  # something of the kind that is wanted; missing, it counts against it
    beside: float = 0.0  # a number beside what is counted
    measured: float = 0.0  # an amount of what is to be measured
    lists: float = 0.0  # where some of many are asked for
    whole: float = 0.0  # ends as a sentence does
    defines: float = 0.0
    named: float = 0.0  # the share of the question's weight that the title has and the sentence says again
    titled: float = 0.0  # of the title's and the headings' words that the question has
    opening: float = 0.0  # begins the passage, where a place is asked for
    life: float = 0.0  # dates in brackets, where birth or death is asked for
    foreign: float = 0.0  # Latin letters, where a word of another language is asked for
    place: float = 0.0  # among the sentences of its passage, of which the first say most of the thing itself
    person: float = 0.0  # a whole name that the question does not have, where somebody is asked for
    dated: float = 0.0  # another year than the question's, where a time is asked for
    others: float = 0.0  # stems that the question does not have


_SPACED = Signs(
    home=0.91,
    covered=-2.05,
    own=1.55,
    plain=1.46,
    unnamed=-1.31,
    rest=1.54,
    above=2.89,
    before=1.92,
    around=1.54,
    related=0.61,
    meant=2.45,
    joined=1.08,
    together=1.62,
    has=1.0,
    beside=1.74,
    measured=2.38,
    defines=0.83,
    place=-0.8,
    person=0.74,
    dated=1.24,
    others=-0.82,
)
# Most forms of an Arabic word differ inside it; in Chinese what a word shares with another is a character.
_ARABIC = Signs(
    home=0.4,
    score=1.82,
    covered=-1.21,
    joined_there=0.54,
    own=1.33,
    plain=1.79,
    unnamed=-1.95,
    rest=2.47,
    above=8.34,
    before=2.62,
    around=0.61,
    related=2.15,
    spelt=7.18,
    joined=0.51,
    together=1.53,
    has=0.87,
    beside=0.84,
    lists=1.1,
    whole=0.39,
    defines=2.78,
    named=4.47,
    titled=1.32,
    opening=0.94,
    life=4.74,
    foreign=2.51,
    place=-0.93,
)
_UNSPACED = Signs(
    score=3.28,
    covered=2.21,
    own=2.42,
    plain=0.69,
    rest=1.94,
    above=1.4,
    before=1.41,
    around=3.14,
    characters=3.9,
    has=1.25,
    beside=0.35,
    lists=0.19,
    defines=1.72,
    place=-1.0,
    others=-0.33,
)


def weights(language: str) -> Signs:
    if unspaced(language):
        return _UNSPACED
    return _ARABIC if primary(language) == "ar" else _SPACED
