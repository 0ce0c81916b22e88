"""PubMed, the index of medicine and the life sciences, through NCBI's E-utilities.

How they are asked: https://www.ncbi.nlm.nih.gov/books/NBK25499/ (esearch for ids, efetch for what stands behind
them, esummary where that fails). The etiquette: ``tool`` and ``email`` with every request, three requests a
second, ten with a key (https://www.ncbi.nlm.nih.gov/books/NBK25497/). The records are free, but an abstract may
belong to its publisher (https://www.nlm.nih.gov/databases/download.html), so no licence is named.

Full texts come from PubMed Central. Its pages keep programs out, its own interface lets them in: efetch with
``db=pmc`` gives the articles whose publishers allow it (https://www.ncbi.nlm.nih.gov/pmc/tools/textmining/).
"""

from __future__ import annotations

import json
from dataclasses import replace

from sapere.agents.academic.catalogue import Catalogue
from sapere.agents.academic.contact import mail_of
from sapere.agents.academic.identifiers import pmc_of
from sapere.agents.academic.markup import article_of
from sapere.agents.academic.plain_text import query_words
from sapere.agents.academic.pubmed_records import PMC_PAGE, works
from sapere.agents.academic.pubmed_summaries import summarised
from sapere.agents.academic.refusals import explained, told
from sapere.agents.academic.untrusted_xml import Element, local_name, text_of, tree
from sapere.agents.academic.works import Work
from sapere.kit.http import Answer, HttpClient
from sapere.kit.plain import plain
from sapere.research.errors import BadAnswer, RateLimited, Refused
from sapere.research.reach import as_page
from sapere.research.search import DEADLINE
from sapere.research.shapes import Finding, Raw

PUBMED = "https://eutils.ncbi.nlm.nih.gov"
GAP, GAP_WITH_KEY = 0.34, 0.1
"""Seconds between two requests: three a second, and ten with a key. NBK25497, "Usage Guidelines"."""
_UTILITIES = "/entrez/eutils"
_RECORDS = ("PubmedArticleSet", "PubmedArticle", "PubmedBookArticle")


class PubMed(Catalogue):
    name = "PubMed"
    most_results = 200
    """``retmax`` may be up to 10,000; more than 200 ids would have to be posted (NBK25499, "EFetch")."""

    def __init__(self, http: HttpClient, address: str = PUBMED, *, key: str = "") -> None:
        super().__init__(http)
        self._base = address.rstrip("/").removesuffix("/esearch.fcgi").removesuffix(_UTILITIES) + _UTILITIES
        self._key = key

    def _prepared(self, query: str, language: str) -> str:  # noqa: ARG002
        return query_words(query, '[]"')

    def fetch(self, finding: Finding) -> Raw:
        """The article out of PubMed Central where it is there, else the abstract."""
        if not finding.full_text.startswith(PMC_PAGE):
            return super().fetch(finding)
        answer = self._call("efetch", db="pmc", id=pmc_of(finding.full_text), retmode="xml")
        body = article_of(tree(self.name, answer, "pmc-articleset", "article"))
        if not body:
            raise Refused(
                "PubMed Central shows this article to people only: its publisher keeps programs out."
            )
        return as_page(replace(finding, body=body))

    def _ask(self, query: str, most: int) -> list[Work]:
        """In PubMed's own order of relevance ("Best match")."""
        ids = self._ids(query, most)
        return self._records(ids) if ids else []

    def _ids(self, query: str, most: int) -> list[str]:
        answer = self._call(
            "esearch", db="pubmed", term=query, retmax=str(most), sort="relevance", retmode="xml"
        )
        return ids_of(tree(self.name, answer, "eSearchResult"))

    def _records(self, ids: list[str]) -> list[Work]:
        """Whole, or else as summaries: an answer that was cut off or garbled must not hide what was found."""
        joined = ",".join(ids)
        try:
            answer = self._call("efetch", db="pubmed", id=joined, retmode="xml")
            found = works(tree(self.name, answer, *_RECORDS))
        except BadAnswer:
            answer = self._call("esummary", db="pubmed", id=joined, retmode="json", version="2.0")
            return summarised(answer)
        places = {number: place for place, number in enumerate(ids)}
        return [work for _, work in sorted(found, key=lambda one: places.get(one[0], len(ids)))]

    def _call(self, utility: str, **params: str) -> Answer:
        asked = params | {"tool": "sapere"}
        if mail := mail_of(self._http):
            asked["email"] = mail
        with explained(self.name, self._key):
            answer = self._http.get(
                f"{self._base}/{utility}.fcgi",
                params=asked,
                secret={"api_key": self._key} if self._key else None,
                accept="text/xml",
                seconds=DEADLINE,
                gap=GAP_WITH_KEY if self._key else GAP,
            )
        _refuse_error(answer)
        return answer


def ids_of(result: Element) -> list[str]:
    """The ids of an answer to esearch. A phrase that is nowhere found is no error; ``ERROR`` is."""
    wrong = result.find("ERROR")
    if wrong is not None:
        raise BadAnswer(f"PubMed did not understand what it was asked: {plain(text_of(wrong))}")
    if local_name(result) != "eSearchResult" or result.find("IdList") is None:
        raise BadAnswer("PubMed answered in a form that its documentation does not promise.")
    ids = (text_of(one).strip() for one in result.iterfind("IdList/Id"))
    return [number for number in ids if number.isascii() and number.isdecimal()]


def _refuse_error(answer: Answer) -> None:
    """NCBI tells some of its errors as JSON with status 200, whatever form was asked for."""
    if not answer.body.lstrip().startswith(b'{"error"'):
        return
    try:
        words = told(json.loads(answer.body))
    except (ValueError, RecursionError):
        words = ""
    if "rate limit" in words.lower():
        raise RateLimited("PubMed asks us to come back later.", advice="Try again a little later.")
    raise BadAnswer(f"PubMed did not understand what it was asked: {words or 'it does not say why.'}")
