"""What a tree is about, and where a text speaks of it.

A word of the topic is found in its singular and plural, not by its stem: a page that *generates* something is
not about *generators*. Several words are looked for together, in their order, with at most two words between;
only where they stand together nowhere is it enough that a passage has them all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from sapere.kit.language import is_unspaced, script_language
from sapere.kit.stop_words import stop_words
from sapere.kit.tokens import tokens
from sapere.kit.tokens import words as words_of
from sapere.research.qualified import without_qualifier

_BETWEEN = r"(?:\W+\w+){0,2}?\W+"
STRONG = 2
"""Mentions from which a passage speaks of the topic rather than in passing."""


class Subject:
    """``stems`` are the topic's words as titles are compared, ``bare`` those of its name without a qualifier in
    brackets; ``mentions`` counts it in a text, by its bare name."""

    def __init__(self, topic: str, language: str) -> None:
        self._language = language
        self.stems = frozenset(tokens(topic, language))
        topic = without_qualifier(topic)
        self.bare = frozenset(tokens(topic, language))
        self._qualifier = self.stems - self.bare
        little = stop_words(language)
        written = [word for word in words_of(topic, language) if word not in little] or words_of(
            topic, language
        )
        if is_unspaced(script_language(topic) or language) or not written:
            self._phrase = re.compile(re.escape(topic.casefold()))
            self._words = [self._phrase]
        else:
            forms = [_arabic(word) if language == "ar" else _forms(word) for word in written]
            self._phrase = re.compile(rf"\b{_BETWEEN.join(forms)}\b")
            self._words = [re.compile(rf"\b{form}\b") for form in forms]

    def mentions(self, text: str) -> int:
        return len(self._phrase.findall(text.casefold()))

    def scattered(self, text: str) -> int:
        """As often as its rarest word stands there."""
        folded = text.casefold()
        return min(len(word.findall(folded)) for word in self._words)

    def weigh(self, texts: Mapping[str, str]) -> dict[str, float]:
        """How much each text speaks of it: 0 not at all, 0.5 in passing, 1 truly. Only what is above 0."""
        counts = {name: self.mentions(text) for name, text in texts.items()}
        if not any(counts.values()):
            counts = {name: self.scattered(text) for name, text in texts.items()}
        return {name: min(1.0, count / STRONG) for name, count in counts.items() if count}

    def named_by(self, title: str) -> bool:
        """Whether a title has all its words; one whose own qualifier tells of something else (``Mercury (god)``)
        does not."""
        qualifier = tokens(title.removeprefix(without_qualifier(title)), self._language)
        of_another = bool(self._qualifier) and bool(qualifier) and self._qualifier.isdisjoint(qualifier)
        return not of_another and self.scattered(title) > 0


def _arabic(word: str) -> str:
    """A pattern for a word with or without what is written in front of it: and, so, by, as, for, the."""
    return rf"[وفبكل]{{0,2}}(?:ال|ل)?{re.escape(word.removeprefix('ال'))}"


def _forms(word: str) -> str:
    """A pattern for a word and its English plural or singular; other endings are left to what is written."""
    if len(word) > 4 and word.endswith("ies"):
        return rf"{re.escape(word[:-3])}(?:y|ies)"
    if len(word) > 4 and word.endswith(("ses", "xes", "ches", "shes")):
        return rf"{re.escape(word[:-2])}(?:es)?"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return rf"{re.escape(word[:-1])}s?"
    if word.endswith("y") and len(word) > 3:
        return rf"{re.escape(word[:-1])}(?:y|ies)"
    return rf"{re.escape(word)}(?:s|es)?"
