"""What a source is worth, in parts that a learner can open and judge for himself.

Every part is 0 to 1. Age and citations are left out where they do not matter or are not known: a book of 1930
and a paper that no service counts are not the worse for it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from urllib.parse import urlsplit

from sapere.research.read import Reading
from sapere.research.shapes import Document, Quality

KIND_WORTH = {
    "paper": 1.0,
    "book": 0.95,
    "reference": 0.9,
    "manual": 0.9,
    "facts": 0.9,
    "article": 0.8,
    "page": 0.6,
    "video": 0.55,
    "discussion": 0.3,
}
"""How far such a source is written, checked and kept by people who answer for it; a discussion is opinion."""

HALF_LIFE = {"page": 6, "discussion": 4, "video": 6, "paper": 15}
"""Years after which a source of that kind is worth half, as far as age goes. Other kinds are kept up to date, or
are as true as on their first day. The kind decides and not the topic: nobody can tell from a name whether what
is said of it grows old."""

FULL_LENGTH = 6000
"""Characters at which a source counts as complete."""
MANY_CITATIONS = 1000
"""From which more of them say nothing more."""
_UNCITED = 0.3  # what is not cited yet is not bad for it

_ALONE, _ANOTHER_AGENT, _ANOTHER_SITE, _MOST_FOR_SITES = 0.4, 0.3, 0.1, 0.2


def quality(copies: Sequence[Reading], kind: str, document: Document) -> Quality:
    """Of a source with these ``copies``; the first is the one whose ``document`` is used."""
    return Quality(
        kind=KIND_WORTH.get(kind, 0.5),
        agreement=agreement(copies),
        completeness=completeness(document),
        readability=readability(document.text),
        age=age(kind, copies[0].published, copies[0].retrieved_at),
        citations=cited(copies),
    )


def agreement(copies: Sequence[Reading]) -> float:
    """How many found it on their own: other agents count much, other sites that print the same little, since one
    who wants to be believed can print a text on two hundred sites."""
    agents = {copy.finding.agent for copy in copies}
    sites = {_site(copy.finding.locator) for copy in copies}
    printed = min(_MOST_FOR_SITES, _ANOTHER_SITE * (len(sites) - 1))
    return round(min(1.0, _ALONE + _ANOTHER_AGENT * (len(agents) - 1) + printed), 3)


def completeness(document: Document) -> float:
    return 0.3 if document.partial else round(min(1.0, len(document.text) / FULL_LENGTH), 3)


def readability(text: str) -> float:
    """The share of it that stands in lines as long as a paragraph's, a little forgiven."""
    prose = sum(len(line) for line in text.split("\n") if len(line) > 80)
    return round(min(1.0, prose / max(1, len(text)) * 1.25), 3)


def age(kind: str, published: str, read: str) -> float | None:
    """1 in the year it was published, half of that after each of :data:`HALF_LIFE`. Whole years only, so that the
    figure does not change from day to day. None where age does not matter or is not known."""
    if kind not in HALF_LIFE or not (published[:4].isdecimal() and read[:4].isdecimal()):
        return None
    years = max(0, int(read[:4]) - int(published[:4]))
    return float(round(0.5 ** (years / HALF_LIFE[kind]), 3))


def cited(copies: Sequence[Reading]) -> float | None:
    """On a scale where ten times as many is one step up; the services count differently, the largest is taken."""
    counts = [copy.finding.citations for copy in copies if copy.finding.citations is not None]
    if not counts:
        return None
    share = math.log1p(max(0, *counts)) / math.log1p(MANY_CITATIONS)
    return round(_UNCITED + (1 - _UNCITED) * min(1.0, share), 3)


def _site(locator: str) -> str:
    try:
        return urlsplit(locator).hostname or locator
    except ValueError:
        return locator
