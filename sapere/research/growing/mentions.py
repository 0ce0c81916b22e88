"""Runs of words that may be names of things, and where texts mention them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from sapere.kit.sentences import sentences
from sapere.kit.stop_words import stop_words
from sapere.kit.tokens import tokens
from sapere.research.growing.nouns import is_abstract, is_common, is_empty, is_known, tells
from sapere.research.shapes import Document, Passage

Stems: TypeAlias = tuple[str, ...]

_LONGEST = 4  # words of a run, without *of*
_SHORTEST = 3  # letters of a word
_LONGEST_NAME = 60  # letters of a title
_FEWEST_MENTIONS = 4
_THING, _ABSTRACT = (
    0.8,
    0.6,
)  # of the mentions that tell anything, must tell of a thing; of something abstract
_SURE = 4  # mentions that tell of a thing, from which a run of words needs no other evidence
_ALONE = (
    0.5  # of its mentions, have no further word behind them; of a single word's, are written as a common noun
)
_TOLD = 0.2  # of a single word's mentions, tell of a thing
_WORD = re.compile(r"[^\W\d_](?:[^\W_]|['’-](?=[^\W_]))*")
_JOINT = re.compile(r"['’]?\s")


class Line(NamedTuple):
    """A sentence of a passage."""

    passage: Passage
    text: str
    language: str


class Mention(NamedTuple):
    stems: Stems
    form: str
    ends: bool  # no further word of the same run stands behind it
    tells: int
    common: bool  # written as a common noun is


@dataclass(slots=True)
class Term:
    """``at`` are the lines that mention it, in order, one for each mention; ``things`` and ``others`` the mentions
    whose company tells that it is a thing, or that it is none."""

    forms: Counter[str] = field(default_factory=Counter)
    at: list[int] = field(default_factory=list)
    ends: int = 0
    things: int = 0
    others: int = 0
    common: int = 0

    def add(self, mention: Mention, at: int) -> None:
        self.forms[mention.form] += 1
        self.at.append(at)
        self.ends += mention.ends
        self.things += mention.ends and mention.tells > 0
        self.others += mention.tells < 0
        self.common += mention.common

    @property
    def name(self) -> str:
        """The most frequent form; of equal ones that with small letters, which does not only begin a sentence."""
        return min(self.forms, key=lambda form: (-self.forms[form], not form.islower(), form))


def lines(passages: Sequence[Passage], documents: Mapping[str, Document]) -> list[Line]:
    """The sentences in a language of which :mod:`~sapere.research.growing.nouns` knows the company that nouns keep."""
    return [
        Line(passage, text[start:end], document.language)
        for passage in passages
        if is_known((document := documents[passage.source]).language)
        for text in [document.text[passage.start : passage.end]]
        for start, end in sentences(text, document.language)
    ]


def terms(rows: Sequence[Line]) -> dict[Stems, Term]:
    """Every run that stands in a line, by its stems; those inside longer ones too."""
    found: dict[Stems, Term] = {}
    for at, row in enumerate(rows):
        for mention in _mentions(row.text, row.language):
            found.setdefault(mention.stems, Term()).add(mention, at)
    return found


def names_a_thing(stems: Stems, found: Mapping[Stems, Term]) -> bool:
    """Whether it is mentioned often enough to tell, and as a thing: a single word also not as somebody's name."""
    term = found[stems]
    if len(term.at) < _FEWEST_MENTIONS or len(term.name) > _LONGEST_NAME:
        return False
    words = term.name.lower().split()
    if is_empty(words[0]) or is_empty(words[-1]) or term.ends < _ALONE * len(term.at):
        return False
    least = _ABSTRACT if is_abstract(term.name) else _THING
    if term.things < max(2, least * (term.things + term.others)):
        return False
    if len(stems) > 1:
        last = found.get(stems[-1:], term)
        return term.things >= _SURE or last.things >= last.others
    written = len(term.name) > _SHORTEST or term.name.isupper()
    return written and term.common >= _ALONE * len(term.at) and term.things >= max(3, _TOLD * len(term.at))


def _mentions(text: str, language: str) -> Iterator[Mention]:
    found = list(_WORD.finditer(text))
    words = [match.group().lower().replace("’", "'") for match in found]
    joint = [_JOINT.fullmatch(text, a.end(), b.start()) is not None for a, b in pairwise(found)]
    stems = [_stems(word, language) for word in words]
    for first in range(len(found)):
        before = words[first - 1] if first and joint[first - 1] else ""
        run: list[str] = []
        for last in _ends(first, words, joint, stems):
            run.extend(stems[last])
            behind = words[last + 1] if last < len(joint) and joint[last] else ""
            goes_on = bool(behind) and bool(stems[last + 1])
            form = text[found[first].start() : found[last].end()]
            told = tells(before, behind, language)
            yield Mention(tuple(run), form, not goes_on, told, is_common(form, language))


@lru_cache(maxsize=20_000)
def _stems(word: str, language: str) -> Stems:
    """None of a little word, and of one that is too short to name anything."""
    short = len(word) < _SHORTEST or word in stop_words(language)
    return () if short else tuple(tokens(word, language))


def _ends(first: int, words: Sequence[str], joint: Sequence[bool], stems: Sequence[Stems]) -> Iterator[int]:
    """The places of the words with which a run from ``first`` may end."""
    at = first
    for _ in range(_LONGEST):
        if not stems[at]:
            return
        yield at
        of = at + 1 < len(joint) and words[at + 1] == "of" and joint[at] and joint[at + 1]
        if not of and not (at < len(joint) and joint[at]):
            return
        at += 2 if of else 1
