"""How well a sentence says what a thing is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from sapere.research.writing.headings import clean_heading, stem_of_plural

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


@lru_cache(maxsize=512)
def _pattern(title: str, language: str) -> re.Pattern[str]:
    words = re.findall(r"\w+", clean_heading(title))
    name = (
        r"[\W_]{1,4}".join(re.escape(stem_of_plural(w)) + (r"\w{0,3}" if len(w) > 3 else "") for w in words)
        or r"\b\B"
    )
    copula = _COPULAS.get(language, _COPULAS["en"])
    if language in ("zh", "ja"):
        return re.compile(
            rf"^[\W_]*(?P<name>{name})(?P<aside>[（(「][^）)」]{{0,60}}[）)」])?(?P<copula>{copula})"
        )
    return re.compile(
        rf"^[\W_]*(?:{_ARTICLE}|l['’])?(?P<name>[\"'“‘*(«]*{name}(?![^\W_]))(?P<aside>[^.;:]{{0,90}}?)"
        rf"(?:\s|,\s|\b|(?<=\W))(?P<copula>{copula})(?![\w'’])",
        re.IGNORECASE,
    )


@lru_cache(maxsize=512)
def _naming(title: str) -> re.Pattern[str]:
    """ "Queries that … are called join queries." """
    words = r"[\W_]{1,4}".join(re.escape(stem_of_plural(w)) for w in re.findall(r"\w+", clean_heading(title)))
    return re.compile(
        rf"\b(?:is|are) (?:\w+ )?(?:called|known as|referred to as|termed) (?:an? |the )?\W{{0,2}}{words or '$^'}",
        re.IGNORECASE,
    )


@lru_cache(maxsize=512)
def _beginning(title: str) -> re.Pattern[str]:
    words = r"[\W_]{1,4}".join(re.escape(stem_of_plural(w)) for w in re.findall(r"\w+", clean_heading(title)))
    return re.compile(rf"^[\W_]*{_ARTICLE}?\W{{0,2}}{words or '$^'}\w{{0,3}}(?![^\W_])", re.IGNORECASE)


def defines(text: str, title: str, language: str) -> float:
    """0 to 1: 1 for 'X is a …', less the more words stand between the name and the copula.

    A sentence that only begins with the name has 0.3.
    """
    found = _pattern(title, language).match(text)
    if found is None and language == "en" and _naming(title).search(text):
        return _NAMED
    if found is None:
        return _BEGUN if _beginning(title).match(text) else 0.0
    aside = (found["aside"] or "").strip()
    # A word behind the name makes another name of it: "a class definition is" does not define classes.
    score = 1.0 if not aside or aside[0] in "(,（「" else _BEGUN
    if not re.match(
        r"\W*(?:an?|the|one|any|used|called|defined|ein|eine|der|die|das|un|une|la|le|el|una|uno|il|um|uma)\b",
        text[found.end() :],
        re.IGNORECASE,
    ):
        score *= 0.5 if _QUALIFIED.match(text, found.end()) else 0.85
    return round(score, 4)


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
        dict.fromkeys(stem_of_plural(w) for w in re.findall(r"\w+", clean_heading(title).casefold()))
    )
