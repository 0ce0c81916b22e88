"""Titles that a model gives: short, and of words that its sources have."""

from __future__ import annotations

from sapere.kit.text import has_words, normalise, squeeze
from sapere.kit.tokens import tokens

LONGEST_TITLE = 80
"""Characters."""


def title_from(said: str, evidence: str, language: str) -> str:
    """The title as it may be shown; empty where it is no title, or says what the evidence does not."""
    title = squeeze(normalise(said)).strip(" .:;,-–—#*")
    if not has_words(title) or len(title) > LONGEST_TITLE:
        return ""
    return title if set(tokens(title, language)) <= set(tokens(evidence, language)) else ""
