"""What a sentence has that the question did not have: whole names of people, dates, other words."""

from __future__ import annotations

import re

from sapere.kit.language import primary
from sapere.research.answering.asked import Asked
from sapere.research.answering.kinds import Wanted

_PERSON = re.compile(
    r"\b[A-ZÀ-Þ][\w’'-]{1,60}(?: (?:[A-ZÀ-Þ]\.|de|von|van|of|la|bin|ibn|al-?))* [A-ZÀ-Þ][\w’'-]{1,60}"
)
_YEAR = re.compile(r"\b(?:1\d|20)\d\d\b")
_MONTH = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_MANY = 20  # words


def person(asked: Asked, text: str) -> bool:
    """Whether somebody is named with more than one word, none of them only the question's; where one is asked for."""
    if asked.kind is not Wanted.WHO or primary(asked.language) in ("zh", "ja", "ar"):
        return False
    own = set(re.findall(r"\w+", asked.text.casefold()))
    return any(not own.issuperset(re.findall(r"\w+", name.casefold())) for name in _PERSON.findall(text))


def dated(asked: Asked, text: str) -> float:
    """1 for another year than the question's, 0.5 for a month; where a time is asked for."""
    if asked.kind is not Wanted.WHEN or primary(asked.language) in ("zh", "ja", "ar"):
        return 0.0
    if not set(_YEAR.findall(asked.text)).issuperset(_YEAR.findall(text)):
        return 1.0
    return 0.5 if _MONTH.search(text) else 0.0


def others(asked: Asked, held: frozenset[str]) -> float:
    """How many other stems than the question's it has: 0 to 1, which is 20 and more."""
    return min(len(held.difference(asked.terms)), _MANY) / _MANY
