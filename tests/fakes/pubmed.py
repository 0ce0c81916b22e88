"""NCBI's E-utilities on loopback, refusing what the real ones refuse: https://www.ncbi.nlm.nih.gov/books/NBK25499/.

A wrong key and too many requests are told as JSON; an empty or missing term as ``ERROR`` with status 200.
Full texts: efetch with ``db=pmc``, for those papers that allow it.
"""

from __future__ import annotations

import json
from html import escape

from tests.fakes.papers import Paper, about, papers, patient
from tests.fakes.server import Handler, Reply, Request

_BASE = "/entrez/eutils/"
_UTILITIES = frozenset({"esearch.fcgi", "efetch.fcgi", "esummary.fcgi"})
_SORTS = frozenset({"relevance", "pub_date", "Author", "JournalName"})
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_SEARCH_DTD = (
    '<?xml version="1.0" encoding="UTF-8" ?>\n<!DOCTYPE eSearchResult PUBLIC "-//NLM//DTD esearch 20060628//EN" '
    '"https://eutils.ncbi.nlm.nih.gov/eutils/dtd/20060628/esearch.dtd">\n'
)
_FETCH_DTD = (
    '<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" '
    '"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n'
)


def pubmed(
    topic: str = "photosynthesis",
    *,
    latency: float = 0.0,
    key: str = "",
    hurried: int = 0,
    garbled: bool = False,
) -> Handler:
    """``key`` is the only one it accepts; the first ``hurried`` requests come too fast for it; ``garbled``: whole
    records are cut off."""
    known, refusing = [paper for paper in papers(topic) if paper.pmid], [hurried]

    def answer(request: Request) -> Reply:
        query, utility = request.query, request.path.removeprefix(_BASE)
        if refusing[0]:
            refusing[0] -= 1
            told = {"error": "API rate limit exceeded", "api-key": "127.0.0.1", "count": "4", "limit": "3"}
            return Reply(
                json.dumps(told).encode(), 429, {"Content-Type": "application/json", "Retry-After": "2"}
            )
        if query.get("api_key", key) != key:
            told = {
                "error": "API key invalid",
                "api-key": query["api_key"],
                "type": "invalid",
                "status": "unknown",
            }
            return Reply(json.dumps(told).encode(), 400, {"Content-Type": "application/json"})
        if not request.path.startswith(_BASE) or utility not in _UTILITIES:
            return Reply(b"<html><h1>404 Not Found</h1></html>", status=404)
        if utility == "esearch.fcgi":
            return _xml(_search(known, topic, query))
        if utility == "esummary.fcgi":
            return _summaries(known, query)
        reply = _fetch(known, query)
        return Reply(reply.body[:-40], headers=reply.headers) if garbled else reply

    return patient(answer, latency)


def _search(known: list[Paper], topic: str, query: dict[str, str]) -> str:
    if not query.get("term", "").strip():
        return _error("Empty term and query_key - nothing todo")
    if query.get("db") != "pubmed":
        return _error(f"Invalid db name specified: {query.get('db', '')}")
    if query.get("sort", "pub_date") not in _SORTS:
        return _error("Unknown sort schema")
    most = query.get("retmax", "20")
    if not most.isdecimal() or int(most) > 10_000:
        return _error("Search Backend failed: retmax is out of range")
    found = [one.pmid for one in known if about(topic, query["term"])][: int(most)]
    ids = "".join(f"<Id>{number}</Id>\n" for number in found)
    nowhere = f"<ErrorList><PhraseNotFound>{escape(query['term'])}</PhraseNotFound></ErrorList>"
    return (
        f"{_SEARCH_DTD}<eSearchResult><Count>{len(found)}</Count><RetMax>{len(found)}</RetMax><RetStart>0</RetStart>"
        f"<IdList>{ids}</IdList><TranslationSet/>{'' if found else nowhere}</eSearchResult>"
    )


def _fetch(known: list[Paper], query: dict[str, str]) -> Reply:
    ids = query.get("id", "").split(",")
    if query.get("retmode") != "xml" or not all(number.isdecimal() for number in ids) or len(ids) > 200:
        return Reply(b"Error occurred: ID list is empty or malformed!", 400, {"Content-Type": "text/plain"})
    if query.get("db") == "pmc":
        wanted = [one for one in known if one.pmc.removeprefix("PMC") in ids]
        return _xml(f"<pmc-articleset>{''.join(map(_article, wanted))}</pmc-articleset>")
    wanted = [one for one in known if one.pmid in ids]
    return _xml(f"{_FETCH_DTD}<PubmedArticleSet>{''.join(map(_record, wanted))}</PubmedArticleSet>")


def _summaries(known: list[Paper], query: dict[str, str]) -> Reply:
    """Version 2.0 as JSON; other forms are not asked for."""
    if (query.get("retmode"), query.get("version")) != ("json", "2.0"):
        return Reply(
            b"<eSummaryResult><ERROR>form</ERROR></eSummaryResult>", 400, {"Content-Type": "text/xml"}
        )
    wanted = [one for one in known if one.pmid in query.get("id", "").split(",")]
    result = {"uids": [one.pmid for one in wanted], **{one.pmid: _summary(one) for one in wanted}}
    told = {"header": {"type": "esummary", "version": "0.3"}, "result": result}
    return Reply(json.dumps(told).encode(), headers={"Content-Type": "application/json"})


def _summary(paper: Paper) -> dict[str, object]:
    ids = {"pubmed": paper.pmid, "doi": paper.doi, "pmc": paper.pmc}
    return {
        "uid": paper.pmid,
        "pubdate": " ".join(paper.date.split("-")[:1]),
        "authors": [
            {"name": f"{family} {given[0]}", "authtype": "Author"} for given, family in paper.authors
        ],
        "title": f"{paper.title}.",
        "lang": ["eng"],
        "pubtype": ["Journal Article"],
        "articleids": [{"idtype": kind, "value": value} for kind, value in ids.items() if value],
        "fulljournalname": paper.venue,
    }


def _record(paper: Paper) -> str:
    authors = "".join(
        f'<Author ValidYN="Y"><LastName>{family}</LastName><ForeName>{given}</ForeName></Author>'
        for given, family in paper.authors
    )
    doi = f'<ArticleId IdType="doi">{paper.doi}</ArticleId>' if paper.doi else ""
    pmc = f'<ArticleId IdType="pmc">{paper.pmc}</ArticleId>' if paper.pmc else ""
    return (
        f'<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">{paper.pmid}</PMID>'
        f'<Article PubModel="Print"><Journal><JournalIssue CitedMedium="Internet"><PubDate>{_date(paper.date)}'
        f"</PubDate></JournalIssue><Title>{escape(paper.venue)}</Title></Journal>"
        f"<ArticleTitle>{escape(paper.title)}.</ArticleTitle><Abstract>"
        f'<AbstractText Label="BACKGROUND" NlmCategory="BACKGROUND">{escape(paper.sentences[0])}</AbstractText>'
        f'<AbstractText Label="RESULTS" NlmCategory="RESULTS">{escape(" ".join(paper.sentences[1:3]))}</AbstractText>'
        f'</Abstract><AuthorList CompleteYN="Y">{authors}</AuthorList><Language>eng</Language><PublicationTypeList>'
        f'<PublicationType UI="D016428">Journal Article</PublicationType></PublicationTypeList></Article>'
        f'</MedlineCitation><PubmedData><ArticleIdList><ArticleId IdType="pubmed">{paper.pmid}</ArticleId>'
        f"{doi}{pmc}</ArticleIdList></PubmedData></PubmedArticle>"
    )


def _article(paper: Paper) -> str:
    half = len(paper.sentences) // 2
    parts = (("Introduction", paper.sentences[:half]), ("What was found", paper.sentences[half:]))
    sections = "".join(
        f"<sec><title>{title}</title><p>{escape(' '.join(told))} <xref ref-type='bibr'>[1]</xref></p></sec>"
        for title, told in parts
    )
    return (
        '<article xmlns:xlink="http://www.w3.org/1999/xlink" article-type="research-article"><front><article-meta>'
        f"<title-group><article-title>{escape(paper.title)}</article-title></title-group><permissions>"
        '<license><license-p><ext-link xlink:href="https://creativecommons.org/licenses/by/4.0/">CC BY</ext-link>'
        f"</license-p></license></permissions></article-meta></front><body>{sections}</body></article>"
    )


def _date(date: str) -> str:
    year, *rest = date.split("-")
    month = f"<Month>{_MONTHS[int(rest[0]) - 1]}</Month>" if rest else ""
    day = f"<Day>{rest[1]}</Day>" if len(rest) > 1 else ""
    return f"<Year>{year}</Year>{month}{day}"


def _error(words: str) -> str:
    return f"{_SEARCH_DTD}<eSearchResult><ERROR>{escape(words)}</ERROR></eSearchResult>"


def _xml(text: str) -> Reply:
    return Reply(text.encode(), headers={"Content-Type": "text/xml; charset=UTF-8"})
