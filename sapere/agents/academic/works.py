"""What each of the services tells of a work, in one form, and the findings that come of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sapere.agents.academic.identifiers import landing
from sapere.agents.academic.plain_text import beginning
from sapere.kit.http import HttpClient
from sapere.kit.plain import plain
from sapere.research.errors import Unreadable
from sapere.research.reach import as_page, whole
from sapere.research.shapes import Finding, Raw

MOST_QUERIES = 2
"""How many queries a service is asked: the next one only when the one before found nothing."""

_WITHDRAWN = re.compile(
    r"\W*(?:RETRACTED|WITHDRAWN|Retracted(?: article)?:|Withdrawn:|Retraction(?: notice)?(?: to)?:|Retraction note)"
)
_BLOCK_END = re.compile(r"</(?:p|h[1-6]|li|td|th)>")


@dataclass(frozen=True, slots=True)
class Work:
    """``abstract`` is HTML of our own making; ``doi``, ``arxiv`` and ``pmid`` are bare (see ``identifiers``).

    ``page`` is where the service itself shows the work: its address where it has none of the three.
    """

    title: str
    authors: str = ""
    published: str = ""
    venue: str = ""
    doi: str = ""
    arxiv: str = ""
    pmid: str = ""
    page: str = ""
    abstract: str = ""
    full_text: str = ""
    language: str = ""
    licence: str = ""
    citations: int | None = None
    kind: str = "paper"
    retracted: bool = False

    @property
    def locator(self) -> str:
        return landing(self.doi, self.arxiv, self.pmid) or self.page


def findings(works: Iterable[Work], service: str, agent: str = "academic") -> list[Finding]:
    """Those that can be read first, otherwise in the order given, each once.

    Left out are works that were withdrawn, and such as have no title or no address.
    """
    kept: dict[str, Finding] = {}
    for work in works:
        if work.title and work.locator and not (work.retracted or _WITHDRAWN.match(work.title)):
            kept.setdefault(work.locator, _finding(work, service, agent))
    return sorted(kept.values(), key=lambda one: not (one.body or one.full_text))


def first_that_finds(
    queries: Sequence[str], prepared: Callable[[str], str], ask: Callable[[str], list[Finding]]
) -> list[Finding]:
    """What the first query finds, or else the second; ``prepared`` is the query as the service takes it."""
    asked = [query for query in dict.fromkeys(map(prepared, queries)) if query]
    for query in asked[:MOST_QUERIES]:
        if found := ask(query):
            return found
    return []


def to_read(http: HttpClient, finding: Finding) -> Raw:
    """The open full text where there is one, else the abstract; landing pages are left in peace."""
    if finding.full_text:
        return whole(http, finding)
    if not finding.body:
        raise Unreadable(f"{finding.service} knows neither a summary nor an open full text of this work.")
    return as_page(finding)


def counted(value: object) -> int | None:
    """A count of citations, or None where there is none."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _finding(work: Work, service: str, agent: str) -> Finding:
    return Finding(
        agent=agent,
        locator=work.locator,
        title=work.title,
        kind=work.kind,
        snippet=_snippet(work),
        language=work.language,
        author=work.authors,
        published=work.published,
        licence=work.licence,
        service=service,
        full_text=work.full_text,
        body=work.abstract,
        citations=work.citations,
    )


def _snippet(work: Work) -> str:
    """Where and when it came out, and how its abstract begins."""
    where = ", ".join(part for part in (work.venue, work.published[:4]) if part)
    text = plain(_BLOCK_END.sub(" ", work.abstract))
    return " ".join(part for part in (f"{where}." if where else "", beginning(text)) if part)
