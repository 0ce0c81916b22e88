"""arXiv on loopback, refusing what the real one refuses: https://info.arxiv.org/help/api/user-manual.html, 3.4.

``/api/query`` answers with Atom, ``/pdf/ID`` with the paper.
"""

from __future__ import annotations

import re
from html import escape

from tests.fakes.papers import Paper, about, host, papers, patient, pdf
from tests.fakes.server import Handler, Reply, Request

_TERM = re.compile(r'(ti|au|abs|co|jr|cat|rn|all):("[^"]+"|[^\s"()]+)')
_SORTS = frozenset({"relevance", "lastUpdatedDate", "submittedDate"})
_MOST = 30_000


def arxiv(topic: str = "photosynthesis", *, latency: float = 0.0) -> Handler:
    known = [paper for paper in papers(topic) if paper.arxiv]

    def answer(request: Request) -> Reply:
        if request.path.startswith("/pdf/"):
            asked = request.path.removeprefix("/pdf/").partition("v")[0]
            return next(
                (pdf(one) for one in known if one.arxiv == asked), Reply(b"No such paper", status=404)
            )
        if request.path != "/api/query":
            return Reply(b"<html><h1>Not Found</h1></html>", status=404)
        if wrong := _wrong(request.query):
            return _feed(request, _error(wrong), status=400)
        found = known if about(topic, request.query["search_query"]) else []
        entries = found[int(request.query.get("start", "0")) :][: int(request.query.get("max_results", "10"))]
        return _feed(request, "".join(_entry(one, host(request)) for one in entries))

    return patient(answer, latency)


def _wrong(query: dict[str, str]) -> str:
    for name in ("start", "max_results"):
        given = query.get(name, "0")
        if not given.lstrip("-").isdecimal():
            return f"{name} must be an integer"
        if int(given) < 0:
            return f"{name} must be non-negative"
    if int(query.get("max_results", "10")) > _MOST:
        return f"max_results must be at most {_MOST}"
    if query.get("sortBy", "relevance") not in _SORTS:
        return f"sortBy must be in: {', '.join(sorted(_SORTS))}"
    terms = re.split(r" (?:AND|OR|ANDNOT) ", query.get("search_query", ""))
    if not all(_TERM.fullmatch(term) for term in terms):
        return "malformed search_query"
    return ""


def _entry(paper: Paper, base: str) -> str:
    number = f"{paper.arxiv}v1"
    authors = "".join(f"<author><name>{escape(name)}</name></author>" for name in paper.names)
    doi = (
        f"<arxiv:doi>{paper.doi}</arxiv:doi><arxiv:journal_ref>{paper.venue} 3 (2019) 1-9</arxiv:journal_ref>"
    )
    return (
        f"<entry><id>http://arxiv.org/abs/{number}</id><updated>{paper.date}T10:00:00Z</updated>"
        f"<published>{paper.date}T10:00:00Z</published><title>{escape(paper.title)}</title>"
        f"<summary>  {escape(paper.abstract)}\n</summary>{authors}{doi if paper.doi else ''}"
        f'<link href="http://arxiv.org/abs/{number}" rel="alternate" type="text/html"/>'
        f'<link title="pdf" href="{base}/pdf/{number}" rel="related" type="application/pdf"/>'
        f'<category term="q-bio.OT" scheme="http://arxiv.org/schemas/atom"/></entry>'
    )


def _error(words: str) -> str:
    name = words.replace(" ", "_")
    return (
        f"<entry><id>http://arxiv.org/api/errors#{name}</id><title>Error</title>"
        f"<summary>{escape(words)}</summary><author><name>arXiv api core</name></author></entry>"
    )


def _feed(request: Request, entries: str, status: int = 200) -> Reply:
    feed = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" '
        'xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom">'
        f"<title>ArXiv Query: {escape(request.target)}</title>{entries}</feed>"
    )
    return Reply(feed.encode(), status, {"Content-Type": "application/atom+xml; charset=UTF-8"})
