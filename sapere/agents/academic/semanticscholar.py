"""Semantic Scholar, the Allen Institute's graph of papers.

How it is asked: https://api.semanticscholar.org/api-docs/graph. Without a key all the world shares one rate and
429 is common; a key of one's own has one request a second at first
(https://www.semanticscholar.org/product/api#api-key-form). Semantic Scholar wants to be named where its data are shown
(https://api.semanticscholar.org/), under its licence: https://api.semanticscholar.org/supp/legal/.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sapere.agents.academic.catalogue import Catalogue
from sapere.agents.academic.identifiers import arxiv_of, doi_of, open_text, pmid_of
from sapere.agents.academic.licences import licence_name
from sapere.agents.academic.names import author_names
from sapere.agents.academic.plain_text import paragraphs, query_words
from sapere.agents.academic.refusals import explained, listed
from sapere.agents.academic.works import Work, counted
from sapere.kit.dates import day_of, iso_date
from sapere.kit.fields import part
from sapere.kit.http import HttpClient
from sapere.kit.plain import plain
from sapere.kit.web_address import web_address
from sapere.research.reach import endpoint
from sapere.research.search import DEADLINE

SEMANTIC_SCHOLAR = "https://api.semanticscholar.org"
GAP = 1.0
"""Seconds between two requests; see above."""
FIELDS = (
    "title,abstract,authors,year,publicationDate,venue,journal,citationCount,externalIds,openAccessPdf,"
    "publicationTypes,url"
)
_PAGE = "https://www.semanticscholar.org/paper/"


class SemanticScholar(Catalogue):
    name = "Semantic Scholar"
    most_results = 100
    """``limit`` of a search by relevance is 1 to 100."""

    def __init__(self, http: HttpClient, address: str = SEMANTIC_SCHOLAR, *, key: str = "") -> None:
        super().__init__(http)
        self._url = endpoint(address, "/graph/v1/paper/search")
        self._key = key

    def _prepared(self, query: str, language: str) -> str:  # noqa: ARG002
        """Without hyphens: with one in it nothing is found (api-docs, "Paper relevance search")."""
        return query_words(query, "-")

    def _ask(self, query: str, most: int) -> list[Work]:
        headers = {"x-api-key": self._key} if self._key else None
        params = {"query": query, "limit": str(most), "fields": FIELDS}
        with explained(self.name, self._key):
            answer = self._http.get_json(self._url, params=params, headers=headers, seconds=DEADLINE, gap=GAP)
        return works(answer)


def works(answer: object) -> list[Work]:
    """The papers of a list. Raises BadAnswer when it is none."""
    return [work(item) for item in listed(SemanticScholar.name, answer, "data")]


def work(item: Mapping[str, Any]) -> Work:
    """One paper (https://api.semanticscholar.org/api-docs/graph, "FullPaper")."""
    ids, open_pdf, journal = (part(item, name) for name in ("externalIds", "openAccessPdf", "journal"))
    authors, abstract, types = (item.get(name) for name in ("authors", "abstract", "publicationTypes"))
    return Work(
        title=plain(item.get("title")).removeprefix("[PDF] "),
        authors=author_names(_name(one) for one in (authors if isinstance(authors, list) else ())),
        published=day_of(item.get("publicationDate")) or iso_date(item.get("year")),
        venue=plain(journal.get("name")) or plain(item.get("venue")),
        doi=doi_of(ids.get("DOI")),
        arxiv=arxiv_of(ids.get("ArXiv")),
        pmid=pmid_of(ids.get("PubMed")),
        page=_page(item),
        abstract=paragraphs(abstract) if isinstance(abstract, str) else "",
        full_text=open_text(open_pdf.get("url")) or _preprint(ids),
        licence=licence_name(open_pdf.get("license")),
        citations=counted(item.get("citationCount")),
        kind="book" if isinstance(types, list) and "Book" in types else "paper",
    )


def _name(author: object) -> object:
    return author.get("name") if isinstance(author, Mapping) else ""


def _preprint(ids: Mapping[str, Any]) -> str:
    number = arxiv_of(ids.get("ArXiv"))
    return f"https://arxiv.org/pdf/{number}" if number else ""


def _page(item: Mapping[str, Any]) -> str:
    number = plain(item.get("paperId"))
    return web_address(item.get("url")) or (_PAGE + number if number.isalnum() else "")
