"""What a sentence can be asked for: its names, figures, terms and words of code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from sapere.kit.language import is_unspaced
from sapere.kit.stop_words import stop_words
from sapere.kit.tokens import words
from sapere.research.writing.definition import defines


class KeyKind(StrEnum):
    YEAR = "year"
    NUMBER = "number"
    NAME = "name"
    TERM = "term"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Key:
    """``start`` and ``end`` are offsets in its sentence."""

    text: str
    kind: KeyKind
    start: int
    end: int


_YEAR = re.compile(r"(?<![\d.,])(?:1\d|20)\d\d(?![\d.,]*\d)(?=年|\b)")
_NUMBER = re.compile(
    r"(?<![\w.,/-])\d+(?:[.,]\d+)*(?: ?%| ?(?:million|billion|thousand))?(?![\w/-])|\d+(?:\.\d+)?(?=[个只条年月日米公里人次种])"
)
_CODE = re.compile(r"(?<=[`\"“])[\w.]*(?:[_.(]|[a-z][A-Z])[\w.()]*(?=[`\"”])|\b__\w+__\b|\b\w+\(\)")
_NAME = re.compile(
    r"(?<![.!?:] )(?<!^)(?<![\"“(])\b(?:[A-ZÀ-ÞА-Я][\w’'-]+)(?: (?:(?:of|the|de|von|van|der|la) )?[A-ZÀ-ÞА-Я][\w’'-]+)*"
)
_TITLED = re.compile(r"(?<=[《「『])[^》」』]{2,20}(?=[》」』])")
_CALENDAR = frozenset(
    """january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday""".split()
)
_OWNING = re.compile(r"[’']s$")
LONGEST, MOST_WORDS = 60, 6
_CLEAR = 0.5  # of 1: says what the thing is


def keys(sentence: str, titles: Iterable[str], language: str) -> list[Key]:
    """In order of place; those that stand but once in the sentence, so that a gap hides them."""
    found = [
        key
        for key in _all(sentence, titles, language)
        if sentence.casefold().count(key.text.casefold()) == 1
        and 0 < len(key.text) <= LONGEST
        and key.text.casefold() not in _CALENDAR
    ]
    found.sort(key=lambda key: (key.start, -(key.end - key.start)))
    kept: list[Key] = []
    for key in found:
        if not kept or key.start >= kept[-1].end:
            kept.append(key)
    return kept


def _all(sentence: str, titles: Iterable[str], language: str) -> Iterator[Key]:
    for kind, pattern in (
        (KeyKind.CODE, _CODE),
        (KeyKind.YEAR, _YEAR),
        (KeyKind.NUMBER, _NUMBER),
        (KeyKind.NAME, _TITLED),
        *([] if language == "de" else [(KeyKind.NAME, _NAME)]),
    ):
        for found in pattern.finditer(sentence):
            text = _OWNING.sub("", found.group())
            if kind is not KeyKind.NUMBER or not _YEAR.fullmatch(text):
                yield Key(text, kind, found.start(), found.start() + len(text))
    for title in titles:
        yield from _terms(sentence, title, language)


def _terms(sentence: str, title: str, language: str) -> Iterator[Key]:
    """A heading of the same sources, where the sentence names it; one of a single word only where the sentence says
    what it is, for else it may be a word like any other."""
    bare = words(title, language)
    if not 0 < len(title) <= LONGEST or not 0 < len(bare) <= MOST_WORDS or set(bare) <= stop_words(language):
        return
    if len(bare) == 1 and defines(sentence, title, language) < _CLEAR:
        return
    around = "{}" if is_unspaced(language) else r"\b{}\b"
    found = re.search(around.format(re.escape(title)), sentence, re.IGNORECASE)
    if found:
        yield Key(found.group(), KeyKind.TERM, found.start(), found.end())
