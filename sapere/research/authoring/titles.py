"""Titles that a model gives: short, of words that its sources have, and not turned round."""

from __future__ import annotations

from functools import lru_cache

from sapere.kit.language import primary
from sapere.kit.sentences import sentences
from sapere.kit.text import has_words, normalise, squeeze
from sapere.kit.tokens import tokens
from sapere.research.checking.negation import negation, turns
from sapere.research.checking.opposites import opposites
from sapere.research.checking.pairs import Compared
from sapere.research.checking.words import read

LONGEST_TITLE = 80
"""Characters."""


def title_from(said: str, evidence: str, language: str) -> str:
    """The title as it may be shown; empty where it is no title, or says what the evidence does not."""
    title = squeeze(normalise(said)).strip(" .:;,-–—#*")
    if not has_words(title) or len(title) > LONGEST_TITLE:
        return ""
    words = set(tokens(title, language))
    if not words <= _words_of(evidence, language) or _turned_round(title, words, evidence, language):
        return ""
    return title


@lru_cache(maxsize=32)
def _words_of(evidence: str, language: str) -> frozenset[str]:
    """Remembered: all headings of a page are held against the same evidence."""
    return frozenset(tokens(evidence, language))


def _turned_round(title: str, said: set[str], evidence: str, language: str) -> bool:
    """Whether every sentence with all the title's words says the opposite; with a "not" in it a title needs one that
    says so too."""
    code = primary(language)
    bearing = [one for one, words in _statements(evidence, language) if said <= words]
    if not bearing:
        return bool(turns(read(title, code), code))
    compared = (Compared(title, one, "", "", code) for one in bearing)
    return all(negation(one) or opposites(one) for one in compared)


@lru_cache(maxsize=32)
def _statements(evidence: str, language: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Its sentences, each with its words."""
    found = [line[start:end] for line in evidence.splitlines() for start, end in sentences(line, language)]
    return tuple((one, frozenset(tokens(one, language))) for one in found)
