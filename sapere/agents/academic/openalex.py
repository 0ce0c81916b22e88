"""OpenAlex, the open catalogue of scholarly works.

How it is asked: https://developers.openalex.org/api-reference/works. Since February 2026 it counts what is asked
by day instead of asking for a mail address: without a key about a hundred searches a day for one network
address, with a free key ten times that; then it answers 429 until midnight UTC. So one search is made for a
topic, and never more than one page of it (https://developers.openalex.org/api-reference/authentication).
All it tells is free (CC0): https://github.com/ourresearch/openalex-api-tutorials.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sapere.agents.academic.catalogue import Catalogue
from sapere.agents.academic.identifiers import doi_of, open_text, pmid_of
from sapere.agents.academic.licences import licence_name
from sapere.agents.academic.names import author_names
from sapere.agents.academic.plain_text import LONGEST_ABSTRACT, paragraphs, query_words
from sapere.agents.academic.refusals import explained, listed
from sapere.agents.academic.works import Work, counted
from sapere.kit.dates import day_of, iso_date
from sapere.kit.fields import part
from sapere.kit.http import HttpClient
from sapere.kit.language import primary
from sapere.kit.plain import plain
from sapere.kit.web_address import web_address
from sapere.research.reach import endpoint
from sapere.research.search import DEADLINE

OPENALEX = "https://api.openalex.org"
GAP = 0.1
"""Seconds. A hundred requests a second are allowed (.../authentication); we have no use for that many."""
SELECTED = (
    "id,ids,doi,display_name,publication_year,publication_date,language,type,authorships,primary_location,"
    "best_oa_location,open_access,cited_by_count,is_retracted,abstract_inverted_index"
)
_LONGEST_ABSTRACT = 10_000
"""Words; an index may name any place it likes."""
_OWN_HEADING = re.compile(r"(?:A(?:bstract|BSTRACT)|S(?:ummary|UMMARY))\b[:.]?\s+(?=[^a-z])")
_BOOLEAN = re.compile(r"\b(?:AND|OR|NOT)\b")
_BOOKS = frozenset({"book", "book-chapter", "book-section", "monograph"})


class OpenAlex(Catalogue):
    name = "OpenAlex"
    most_results = 100
    """Of one page: ``per_page`` is 1 to 100."""

    def __init__(self, http: HttpClient, address: str = OPENALEX, *, key: str = "") -> None:
        super().__init__(http)
        self._url = endpoint(address, "/works")
        self._key = key

    def _prepared(self, query: str, language: str) -> str:  # noqa: ARG002
        return search_words(query)

    def _ask(self, query: str, most: int) -> list[Work]:
        params = {
            "search": query,
            "filter": "is_retracted:false",
            "per_page": str(most),
            "select": SELECTED,
        }
        secret = {"api_key": self._key} if self._key else None
        with explained(self.name, self._key):
            answer = self._http.get_json(self._url, params=params, secret=secret, seconds=DEADLINE, gap=GAP)
        return works(answer)


def search_words(query: str) -> str:
    """Without wildcards, which are refused, and without what it would take for its own operators."""
    words = query_words(query, '*?~"()\\|!')
    return _BOOLEAN.sub(lambda operator: operator.group().lower(), words)


def works(answer: object) -> list[Work]:
    """The works in a list. Raises BadAnswer when it is none."""
    return [work(item) for item in listed(OpenAlex.name, answer, "results")]


def work(item: Mapping[str, Any]) -> Work:
    """One work (https://developers.openalex.org/api-reference/works)."""
    place, open_place = part(item, "primary_location"), part(item, "best_oa_location")
    authors = item.get("authorships")
    return Work(
        title=plain(item.get("display_name") or item.get("title")),
        authors=author_names(_author(one) for one in (authors if isinstance(authors, list) else ())),
        published=day_of(item.get("publication_date")) or iso_date(item.get("publication_year")),
        venue=plain(part(place, "source").get("display_name")),
        doi=doi_of(item.get("doi")),
        pmid=pmid_of(part(item, "ids").get("pmid")),
        page=web_address(item.get("id")),
        abstract=paragraphs(in_order(item.get("abstract_inverted_index"))),
        full_text=_open_text(open_place, place, part(item, "open_access")),
        language=primary(plain(item.get("language"))),
        licence=licence_name(open_place.get("license")) or licence_name(place.get("license")),
        citations=counted(item.get("cited_by_count")),
        kind="book" if plain(item.get("type")) in _BOOKS else "paper",
        retracted=item.get("is_retracted") is True,
    )


def in_order(index: object) -> str:
    """The abstract out of its inverted index: each word with the places at which it stands, from 0."""
    if not isinstance(index, Mapping):
        return ""
    placed = [
        (place, word)
        for word, places in index.items()
        if isinstance(word, str) and isinstance(places, list)
        for place in places[:_LONGEST_ABSTRACT]
        if isinstance(place, int) and 0 <= place < _LONGEST_ABSTRACT
    ]
    words = " ".join(word for _, word in sorted(placed)[:_LONGEST_ABSTRACT])
    text = plain(words, LONGEST_ABSTRACT)
    return _OWN_HEADING.sub("", text, count=1) if _OWN_HEADING.match(text) else text


def _open_text(*places: Mapping[str, Any]) -> str:
    """The first PDF; a landing page only where it is arXiv's, which leads to one."""
    for place in places:
        if place.get("is_oa") is True:
            page = web_address(place.get("landing_page_url") or place.get("oa_url"))
            found = open_text(place.get("pdf_url")) or (open_text(page) if _is_text(page) else "")
            if found:
                return found
    return ""


def _is_text(address: str) -> bool:
    return "arxiv.org/" in address or address.lower().endswith(".pdf")


def _author(authorship: object) -> object:
    if not isinstance(authorship, Mapping):
        return ""
    return part(authorship, "author").get("display_name") or authorship.get("raw_author_name")
