"""How well a sentence says what a thing is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from sapere.research.qualified import without_qualifier
from sapere.research.writing.headings import clean_heading, stem_of_plural

_CJK = "\u2e80"  # scripts from here on have no plural endings
_NAMED = 0.8  # a sentence that ends in the name says what it is as well
_BEGUN = 0.3  # one that only begins with it at least speaks of it
_QUALIFIED = re.compile(
    r"\W*(?:usually|often|also|not|always|typically|never|only|already|still|then|now|generally|performed|done|created)\b",
    re.IGNORECASE,
)
# What stands between a thing's name and what it is, per language.
_COPULAS: Mapping[str, str] = MappingProxyType(
    {
        "en": r"is|are|was|were|refers? to|means?|denotes?|describes?|provides?|defines?|represents?|consists? of|"
        r"allows?|comprises?|implements?|(?:is|are) used|can be (?:defined|described)",
        "de": r"ist|sind|war|waren|bezeichnet|bezeichnen|bedeutet|beschreibt|heißt|wird|werden",
        "fr": r"est|sont|était|étaient|désigne|désignent|signifie|fut",
        "es": r"es|son|fue|era|eran|se refiere|designa|significa|denomina",
        "it": r"è|sono|era|erano|fu|indica|designa|significa",
        "pt": r"é|são|foi|era|eram|refere-se|designa|significa",
        "ru": r"—|–|-|это|является|называется|называют|называются|представляет",
        "zh": r"是|指|为|乃|又称|，是|,是|（",
        "ja": r"は|とは|（|\(",
        "ar": r"هو|هي|هم|يعد|تعد|يعتبر|تعتبر|يشير|تشير",
    }
)
_ARTICLE = r"(?:(?:a|an|the|in \w+,?|der|die|das|ein|eine|le|la|les|un|une|l['’]|el|los|las|una|il|lo|gli|i|o|os|as|um|uma)\s+)"


_LEADING = re.compile(rf"^[\W_]*{_ARTICLE}?(?:l['’])?[\W_]{{0,3}}", re.IGNORECASE)
_CALLED = re.compile(
    r"\b(?:is|are) (?:\w+ )?(?:called|known as|referred to as|termed) (?:an? |the )?\W{0,2}", re.IGNORECASE
)
_DETERMINED = re.compile(
    r"\W*(?:an?|the|one|any|used|called|defined|ein|eine|der|die|das|un|une|la|le|el|una|uno|il|um|uma)\b",
    re.IGNORECASE,
)


def defines(text: str, title: str, language: str) -> float:
    """0 to 1: 1 for 'X is a …' and 'X (Y) is a …', less where the copula is hedged or other words stand between.

    A sentence that only begins with the name has 0.3.
    """
    name = _name(title)
    leading = _LEADING.match(text)
    begun = (leading and name.match(text, leading.end())) or name.match(text)
    if begun is None:
        called = language == "en" and any(name.match(text, found.end()) for found in _CALLED.finditer(text))
        return _NAMED if called else 0.0
    found = _copula(language).match(text, begun.end())
    aside = (found["aside"] or "").strip() if found else ""
    # A word behind the name makes another name of it: "a class definition is" does not define classes.
    if found is None or (aside and aside[0] not in "(,（「"):
        return _BEGUN
    if _DETERMINED.match(text, found.end()):
        return 1.0
    return 0.5 if _QUALIFIED.match(text, found.end()) else 0.85


@lru_cache(maxsize=2048)
def _name(title: str) -> re.Pattern[str]:
    """The title's words whatever stands between them, singular or plural."""
    words = re.findall(r"\w+", without_qualifier(clean_heading(title)))
    pieces = [
        re.escape(stem_of_plural(word)) + (r"\w{0,3}" if len(word) > 3 and word < _CJK else "")
        for word in words
    ]
    return re.compile(r"[\W_]{1,4}".join(pieces) or r"(?!)", re.IGNORECASE)


@cache
def _copula(language: str) -> re.Pattern[str]:
    copula = _COPULAS.get(language, _COPULAS["en"])
    if language in ("zh", "ja"):
        return re.compile(rf"(?P<aside>[（(「][^）)」]{{0,60}}[）)」])?(?:{copula})")
    return re.compile(
        rf"(?![^\W_])(?P<aside>[^.;:]{{0,90}}?)(?:\s|,\s|\b|(?<=\W))(?:{copula})(?![\w'’])", re.IGNORECASE
    )


def mentions(text: str, title: str) -> float:
    """The share of the title's words that the text holds, 0 to 1."""
    wanted = _wanted(title)
    if not wanted:
        return 0.0
    held = text.casefold()
    return sum(w in held for w in wanted) / len(wanted)


@lru_cache(maxsize=512)
def _wanted(title: str) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            stem_of_plural(w) for w in re.findall(r"\w+", without_qualifier(clean_heading(title)).casefold())
        )
    )
