"""Titles that a model gives: short, of words that its sources have, and not turned round."""

from __future__ import annotations

from collections.abc import Iterator

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
    said = set(tokens(title, language))
    if not said <= set(tokens(evidence, language)) or _turned_round(title, said, evidence, language):
        return ""
    return title


def _turned_round(title: str, said: set[str], evidence: str, language: str) -> bool:
    """Whether every sentence with all the title's words says the opposite; with a "not" in it a title needs one that
    says so too."""
    code = primary(language)
    bearing = [one for one in _statements(evidence, language) if said <= set(tokens(one, language))]
    if not bearing:
        return bool(turns(read(title, code), code))
    compared = (Compared(title, one, "", "", code) for one in bearing)
    return all(negation(one) or opposites(one) for one in compared)


def _statements(evidence: str, language: str) -> Iterator[str]:
    for line in evidence.splitlines():
        yield from (line[start:end] for start, end in sentences(line, language))
