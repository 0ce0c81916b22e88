"""What the rooms are given back: answers, explanations, a tutor's turns, question items. Frozen, and fit for JSON.

``writer`` is ``extractive`` or the model's name, ``prompt`` then the version of what it was told; ``fallback`` says why
a model that was asked for did not write it, ``dropped`` how many of its sentences did not pass the check.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from sapere.research.shapes import EXTRACTIVE, Citation, Passage, Sentence

_FILE = re.compile(r"[^\W\d_a-z]\S*\Z")
_WRITTEN = re.compile(r"(?<=\w)_(?=\w)")


@lru_cache(maxsize=4_000)
def _in_words(part: str) -> str:
    return _WRITTEN.sub(" ", part) if _FILE.match(part) else part


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage with what is needed to name it. ``score`` is comparable within one search only."""

    passage: Passage
    title: str
    locator: str = ""
    language: str = ""
    score: float = 0.0

    @property
    def about(self) -> str:
        """The title and the headings above it, outermost first, none twice. A title that is written as a file's name is
        ("Super_Bowl_50") stands in words; another heading may be a name in code."""
        parts = (part for part in (self.title, *self.passage.path) if part)
        return " › ".join(dict.fromkeys(_in_words(part) if part == self.title else part for part in parts))


@dataclass(frozen=True, slots=True)
class Answer:
    """``sentences`` begin with the one that answers. ``abstained``: not in these sources; ``nearest`` are then the
    passages that come closest, else those that the sentences were taken from."""

    question: str
    language: str
    sentences: tuple[Sentence, ...] = ()
    abstained: bool = False
    nearest: tuple[Excerpt, ...] = ()
    writer: str = EXTRACTIVE
    prompt: str = ""
    fallback: str = ""
    dropped: int = 0


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a term means in these sources; no sentences where none of them says it."""

    term: str
    sentences: tuple[Sentence, ...] = ()
    writer: str = EXTRACTIVE
    prompt: str = ""
    fallback: str = ""
    dropped: int = 0


class Speaker(StrEnum):
    LEARNER = "learner"
    TUTOR = "tutor"


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a talk with the tutor.

    ``hint`` counts the hints given so far, this one included. ``may_show``: the learner has tried, or had hints
    enough, and may ask for the answer; ``shows``: this turn is the answer, quoted.
    """

    speaker: Speaker
    text: str
    citations: tuple[Citation, ...] = ()
    hint: int = 0
    may_show: bool = False
    shows: bool = False
    writer: str = EXTRACTIVE
    prompt: str = ""
    fallback: str = ""


class ItemKind(StrEnum):
    CHOICE = "choice"
    CLOZE = "cloze"
    TYPED = "typed"
    TRUE_FALSE = "true-false"


@dataclass(frozen=True, slots=True)
class Option:
    """``against`` says why it is wrong; empty for the key."""

    text: str
    against: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A question with its key, what the key rests on, and why each other option is wrong.

    ``options`` are in the order in which they are shown, the key among them; none for what is typed. ``accepted`` are
    other spellings of the key that count as right. The ``explanation`` is the sentence of the source.
    """

    id: str
    kind: ItemKind
    stem: str
    key: str
    citation: Citation
    explanation: str
    options: tuple[Option, ...] = ()
    accepted: tuple[str, ...] = ()
    writer: str = EXTRACTIVE
    prompt: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """What sources disagree about, in a sentence or two, every side cited."""

    sentences: tuple[Sentence, ...]
    writer: str = EXTRACTIVE
    prompt: str = ""
    fallback: str = ""
    dropped: int = 0
