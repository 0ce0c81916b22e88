"""Texts as they are compared with a question: their stems, which of them are neighbours, and where sentences end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from sapere.kit.language import primary
from sapere.kit.sentences import sentences
from sapere.kit.text import squeeze
from sapere.research.answering.arabic import root
from sapere.research.answering.asked import terms
from sapere.research.replies import Excerpt

_FULL_STOP = re.compile("[。！？][”’」』）)]*")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_WIDE = 5  # characters of two rows of a table that say less than one
_TERM = re.compile('(?:["“]?[\\w.*!-]+["”]?,? ?){1,3}')
_BRACKET = re.compile(r"[(\[]")
_BLANKS = 8  # characters before a line at most
_LINE_BEGINS, _LINE_ENDS = re.compile(r"(?:^|\n)[ \t]*\Z"), re.compile(r"[ \t]*\n")
_LONGEST_TERM = 60  # characters, with its brackets
_ITEM = (">>>", "...", "*", "-", "|")  # how a line begins that says nothing of the term above it
_SHORTEST = 4  # letters of a stem's beginning by which its relatives are known


@dataclass(frozen=True, slots=True)
class Stems:
    """Of a text: all, those that follow each other, what they have in common with their relatives, and as they stand."""

    all: frozenset[str]
    joined: frozenset[tuple[str, str]]
    bare: frozenset[str]
    order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence and its offsets in the source."""

    start: int
    end: int
    text: str
    stems: Stems


@lru_cache(maxsize=2_000)
def stems(text: str, language: str) -> Stems:
    found = terms(text, language)
    held = frozenset(found)
    family = frozenset(bare(one, language) for one in held)
    return Stems(held, frozenset(pairwise(found)), family, tuple(found))


@lru_cache(maxsize=100_000)
def bare(stem: str, language: str) -> str:
    """What a stem shares with other words of its family: the consonants in Arabic, else how it begins."""
    if primary(language) == "ar":
        return root(stem)
    return stem[: max(_SHORTEST, len(stem) - 2)]


def rows(excerpt: Excerpt, language: str) -> list[Row]:
    """The sentences of a passage in order. A term that is a line of its own belongs to what is said of it below."""
    passage = excerpt.passage
    return [
        Row(passage.start + start, passage.start + end, text, stems(text, language))
        for start, end, text in _cut(passage.text, excerpt.language or language)
    ]


@lru_cache(maxsize=2_000)
def _cut(text: str, language: str) -> tuple[tuple[int, int, str], ...]:
    found = []
    for first, last in _defined(
        text, [span for part in sentences(text, language) for span in _stopped(text, *part)]
    ):
        shown = squeeze(text[first:last])
        if len(shown) >= _WIDE or _CJK.search(shown):
            found.append((first, last, shown))
    return tuple(found)


def _defined(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans, each term in one with the sentence below it."""
    found: list[tuple[int, int]] = []
    term: int | None = None  # where it starts
    for at, (start, end) in enumerate(spans):
        if (
            term is None
            and at + 1 < len(spans)
            and _is_term(text, start, end)
            and not _is_item(text, spans[at + 1])
        ):
            term = start
        else:
            found.append((start if term is None else term, end))
            term = None
    return found


def _is_term(text: str, start: int, end: int) -> bool:
    """Whether it is a name of few words in a line of its own, with what it takes in brackets, if anything."""
    line = text[start:end]
    if len(line) > _LONGEST_TERM or _CJK.search(line) or line.endswith("."):
        return False
    name, *brackets = _BRACKET.split(line, maxsplit=1)
    named = _TERM.fullmatch(name) and (not brackets or line.endswith((")", "]")))
    return bool(
        named and _LINE_BEGINS.search(text[max(0, start - _BLANKS) : start]) and _LINE_ENDS.match(text, end)
    )


def _is_item(text: str, span: tuple[int, int]) -> bool:
    return text.startswith(_ITEM, span[0])


def _stopped(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Chinese and Japanese: every full stop ends a sentence, whatever follows it."""
    found = []
    for stop in _FULL_STOP.finditer(text, start, end):
        found.append((start, stop.end()))
        start = stop.end()
    return [*found, (start, end)] if start < end else found
