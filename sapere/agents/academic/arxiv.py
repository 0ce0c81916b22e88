"""arXiv, the archive of preprints, through its Atom interface.

How it is asked and what it answers: https://info.arxiv.org/help/api/user-manual.html. Its terms, kept here and in
the guarded client: at most one request every three seconds, one connection at a time; titles, abstracts and
authors are free (CC0), the papers themselves belong to their authors and are not handed on
(https://info.arxiv.org/help/api/tou.html). The papers' own licences are not in the answer, so none is named.
"""

from __future__ import annotations

import re

from sapere.agents.academic.catalogue import Catalogue
from sapere.agents.academic.identifiers import arxiv_of, doi_of, open_text
from sapere.agents.academic.names import author_names
from sapere.agents.academic.plain_text import paragraphs, query_words
from sapere.agents.academic.refusals import explained
from sapere.agents.academic.untrusted_xml import Element, text_of, tree
from sapere.agents.academic.works import Work
from sapere.kit.dates import day_of
from sapere.kit.http import HttpClient
from sapere.kit.plain import plain
from sapere.kit.stop_words import stop_words
from sapere.kit.web_address import web_address
from sapere.research.errors import BadAnswer
from sapere.research.reach import endpoint
from sapere.research.search import DEADLINE

ARXIV = "https://export.arxiv.org"
GAP = 3.0
"""Seconds between two requests. https://info.arxiv.org/help/api/tou.html, "Rate limits"."""
_MOST_WORDS = 10
_ATOM = "{http://www.w3.org/2005/Atom}"
_OWN = "{http://arxiv.org/schemas/atom}"
_ERRORS = re.compile(r"https?://(?:export\.)?arxiv\.org/api/errors", re.IGNORECASE)
_TAKEN_BACK = re.compile(r"\s*this (?:paper|article|submission|work) has been withdrawn", re.IGNORECASE)


class Arxiv(Catalogue):
    name = "arXiv"
    most_results = 2000
    """Of one answer (user manual, 3.1.1.2)."""
    spare = 1  # all of it can be read

    def __init__(self, http: HttpClient, address: str = ARXIV) -> None:
        super().__init__(http)
        self._url = endpoint(address, "/api/query")

    def _prepared(self, query: str, language: str) -> str:
        return search_query(query, language)

    def _ask(self, query: str, most: int) -> list[Work]:
        params = {
            "search_query": query,
            "start": "0",
            "max_results": str(most),
            "sortBy": "relevance",
            "sortOrder": "descending",
        }
        with explained(self.name):
            answer = self._http.get(
                self._url, params=params, accept="application/atom+xml", seconds=DEADLINE, gap=GAP
            )
        return works(tree(self.name, answer, "feed"))


def search_query(query: str, language: str) -> str:
    """Every word of it that says something, anywhere in a paper (user manual, 5.1); "" when there is none."""
    words = query_words(query, '"()[]{}:\\').split()
    telling = [word for word in words if word.lower() not in stop_words(language)] or words
    return " AND ".join(f'all:"{word}"' for word in telling[:_MOST_WORDS])


def works(feed: Element) -> list[Work]:
    """The papers of an answer. Raises BadAnswer when it is an error, which is a feed with one entry (3.4)."""
    entries = feed.findall(f"{_ATOM}entry")
    for entry in entries:
        if _ERRORS.match(_said(entry, "id")):
            raise BadAnswer(f"arXiv did not understand what it was asked: {plain(_said(entry, 'summary'))}")
    return [_work(entry) for entry in entries]


def _work(entry: Element) -> Work:
    abstract = _said(entry, "summary")
    return Work(
        title=plain(_said(entry, "title")),
        authors=author_names(text_of(name) for name in entry.iterfind(f"{_ATOM}author/{_ATOM}name")),
        published=day_of(_said(entry, "published")),
        venue=plain(_said(entry, "journal_ref", _OWN)) or "arXiv",
        doi=_doi(entry),
        arxiv=arxiv_of(_said(entry, "id")),
        page=web_address(_said(entry, "id").strip()),
        abstract=paragraphs(abstract),
        full_text=_pdf(entry),
        language="en",  # the abstract always: https://info.arxiv.org/help/faq/multilang.html
        retracted=bool(_TAKEN_BACK.match(abstract)),
    )


def _doi(entry: Element) -> str:
    """The first one: several are parted by spaces (https://info.arxiv.org/help/prep.html#doi)."""
    return next(filter(None, map(doi_of, _said(entry, "doi", _OWN).split())), "")


def _pdf(entry: Element) -> str:
    for link in entry.iterfind(f"{_ATOM}link"):
        if link.get("title") == "pdf" or link.get("type") == "application/pdf":
            return open_text(link.get("href"))
    return ""


def _said(entry: Element, name: str, space: str = _ATOM) -> str:
    return text_of(entry.find(f"{space}{name}"))
