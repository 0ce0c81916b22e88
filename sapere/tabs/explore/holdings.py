"""All sources of a topic: looked through by what they are, in the order one wants, some of them at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import QueryDict

from sapere.kit.text import squeeze
from sapere.tabs.explore.reading import reference
from sapere.topics import ledger
from sapere.topics.models import Source, Topic
from sapere.web.citations import Reference

AT_ONCE = 50
MOST_WORDS = 200  # characters that one may look for
_LAST_YEAR = 9999


@dataclass(frozen=True, slots=True)
class Holding:
    """A source, and how many of the topic's pages quote it. ``year`` is 0 where none is known."""

    row: Source
    kind: str
    language: str
    licence: str
    year: int
    score: float
    pages: int
    words: str  # title, author and address, folded

    @property
    def agent(self) -> str:
        return self.row.agent


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one looks for; empty, 0 and no word for all."""

    q: str = ""
    agent: str = ""
    kind: str = ""
    language: str = ""
    licence: str = ""
    since: int = 0
    until: int = 0
    used: str = ""
    sort: str = "number"

    @property
    def asked(self) -> dict[str, str]:
        """As it stands in an address, without what is as it comes."""
        all_of = {name: str(getattr(self, name) or "") for name in _FIELDS}
        return {name: said for name, said in all_of.items() if said and (name, said) != ("sort", "number")}

    @property
    def narrowed(self) -> bool:
        return bool(self.asked.keys() - {"sort"})


_FIELDS = ("q", "agent", "kind", "language", "licence", "since", "until", "used", "sort")
NO_LICENCE = "-"
"""Looks for sources that state none."""

ORDERS: Mapping[str, Callable[[Holding], tuple[object, ...]]] = {
    "number": lambda one: (one.row.number,),
    "pages": lambda one: (-one.pages, one.row.number),
    "quality": lambda one: (-one.score, one.row.number),
    "newest": lambda one: (-one.year, one.row.number),
    "oldest": lambda one: (one.year or _LAST_YEAR, one.row.number),
    "title": lambda one: (one.row.title.casefold(), one.row.number),
}


@dataclass(frozen=True, slots=True)
class Line:
    source: Reference
    pages: int


@dataclass(frozen=True, slots=True)
class Shelf:
    """``lines`` of those ``found``, beginning with ``first``, of ``all``. ``choices`` are what each filter may be, with
    how many sources are so; ``earlier`` and ``later`` lead to the lines before and after."""

    lines: tuple[Line, ...]
    first: int
    found: int
    all: int
    unused: int
    choices: Mapping[str, Sequence[tuple[str, int]]] = field(default_factory=dict)
    earlier: str = ""
    later: str = ""

    @property
    def last(self) -> int:
        return self.first + len(self.lines) - 1


def wanted(asked: QueryDict) -> Wanted:
    """Nonsense counts as nothing: every address gives a list."""
    said = {name: asked.get(name, "").replace("\0", "").strip()[:MOST_WORDS] for name in _FIELDS}
    return Wanted(
        q=squeeze(said["q"]),
        agent=said["agent"],
        kind=said["kind"],
        language=said["language"],
        licence=said["licence"],
        since=_year(said["since"]),
        until=_year(said["until"]),
        used=said["used"] if said["used"] in ("yes", "no") else "",
        sort=said["sort"] if said["sort"] in ORDERS else "number",
    )


def shelf(mine: Topic, want: Wanted, begin: int = 0) -> Shelf:
    """From the line ``begin``, counted from 0."""
    every = _holdings(mine)
    found = sorted((one for one in every if _fits(one, want)), key=ORDERS[want.sort])
    begin = min(begin, max(len(found) - 1, 0)) // AT_ONCE * AT_ONCE
    shown = found[begin : begin + AT_ONCE]
    return Shelf(
        lines=tuple(Line(reference(mine.slug, one.row), one.pages) for one in shown),
        first=begin + 1,
        found=len(found),
        all=len(every),
        unused=sum(not one.pages for one in every),
        choices=_choices(every),
        earlier=_address(want, begin - AT_ONCE) if begin else "",
        later=_address(want, begin + AT_ONCE) if begin + AT_ONCE < len(found) else "",
    )


def _holdings(mine: Topic) -> list[Holding]:
    """Out of the rows as they are: whole sources are only made of those that are shown."""
    pages = ledger.used(mine)
    return [_holding(row, pages[str(row.pk)]) for row in mine.sources.order_by("number")]


def _holding(row: Source, pages: int) -> Holding:
    told = row.detail
    parts = [value for value in told["quality"].values() if value is not None]
    return Holding(
        row=row,
        kind=told["kind"],
        language=told["language"],
        licence=told["licence"],
        year=_year(told["published"][:4]),
        score=sum(parts) / len(parts) if parts else 0.0,
        pages=pages,
        words=f"{row.title} {told['author']} {row.url}".casefold(),
    )


def _fits(one: Holding, want: Wanted) -> bool:
    same = all(
        getattr(one, name) == value
        for name in ("agent", "kind", "language")
        if (value := getattr(want, name))
    )
    return (
        same
        and (not want.licence or (one.licence or NO_LICENCE) == want.licence)
        and (not want.since or one.year >= want.since)
        and (not want.until or 0 < one.year <= want.until)
        and (not want.used or (one.pages > 0) == (want.used == "yes"))
        and all(word in one.words for word in want.q.casefold().split())
    )


def _choices(every: Sequence[Holding]) -> dict[str, list[tuple[str, int]]]:
    """The most frequent first."""
    named = {
        "agent": Counter(one.agent for one in every),
        "kind": Counter(one.kind for one in every),
        "language": Counter(one.language for one in every if one.language),
        "licence": Counter(one.licence or NO_LICENCE for one in every),
    }
    return {name: counted.most_common() for name, counted in named.items()}


def _address(want: Wanted, begin: int) -> str:
    return "?" + urlencode({**want.asked, **({"from": str(begin)} if begin > 0 else {})})


def _year(said: str) -> int:
    return int(said) if said.isascii() and said.isdigit() and len(said) == 4 else 0
