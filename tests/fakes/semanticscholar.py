"""Semantic Scholar on loopback, refusing what the real one refuses: https://api.semanticscholar.org/api-docs/graph.

A wrong key is 403, without a key 429 is common and comes without ``Retry-After``. ``/pdf/N`` is the paper.
"""

from __future__ import annotations

import json
from typing import Any

from tests.fakes.papers import Paper, about, host, papers, patient, pdf
from tests.fakes.server import Handler, Reply, Request

_PARAMETERS = frozenset(
    """query fields limit offset publicationTypes openAccessPdf minCitationCount publicationDateOrYear year venue
    fieldsOfStudy""".split()
)
_FIELDS = frozenset(
    """paperId corpusId externalIds url title abstract venue publicationVenue year referenceCount citationCount
    influentialCitationCount isOpenAccess openAccessPdf fieldsOfStudy s2FieldsOfStudy publicationTypes
    publicationDate journal citationStyles authors tldr""".split()
)


def semanticscholar(
    topic: str = "photosynthesis", *, latency: float = 0.0, key: str = "", busy: bool = False
) -> Handler:
    """``key`` is the only one it accepts; ``busy``: the rate that those without one share is used up."""
    known = papers(topic)

    def answer(request: Request) -> Reply:
        if request.path.startswith("/pdf/"):
            number = request.path.removeprefix("/pdf/")
            return next((pdf(one) for one in known if str(one.number) == number), Reply(b"gone", status=404))
        if request.path != "/graph/v1/paper/search":
            return _json({"error": "Requested object not found"}, 404)
        given = request.headers.get("x-api-key", "")
        if given and given != key:
            return _json({"message": "Forbidden"}, 403)
        if busy and not given:
            words = "Too Many Requests. Please wait and try again or apply for a key for higher rate limits."
            return _json({"message": words, "code": "429"}, 429)
        if wrong := _wrong(request.query):
            return _json({"error": wrong}, 400)
        asked = request.query["query"]
        found = known if about(topic, asked) and "-" not in asked else ()  # with a hyphen nothing is found
        most = int(request.query.get("limit", "100"))
        fields = request.query.get("fields", "title").split(",")
        data = [_selected(_paper(one, host(request)), fields) for one in found[:most]]
        return _json({"total": len(found), "offset": 0, **({"data": data} if data else {})})

    return patient(answer, latency)


def _wrong(query: dict[str, str]) -> str:
    if not query.get("query", "").strip():
        return "Missing required parameter: 'query'"
    unknown = [f"{name}={value}" for name, value in query.items() if name not in _PARAMETERS]
    if unknown:
        return f"Unacceptable query params: [{', '.join(unknown)}]"
    fields = [
        name for name in query.get("fields", "title").split(",") if name.partition(".")[0] not in _FIELDS
    ]
    if fields:
        return f"Unrecognized or unsupported fields: [{', '.join(fields)}]"
    most = query.get("limit", "100")
    return "" if most.isdecimal() and 1 <= int(most) <= 100 else "limit must be <= 100"


def _paper(paper: Paper, base: str) -> dict[str, Any]:
    ids = {"DOI": paper.doi, "ArXiv": paper.arxiv, "PubMed": paper.pmid, "CorpusId": 1000 + paper.number}
    return {
        "paperId": f"{paper.number:040x}",
        "externalIds": {name: value for name, value in ids.items() if value},
        "url": f"https://www.semanticscholar.org/paper/{paper.number:040x}",
        "title": paper.title,
        "abstract": paper.abstract if paper.number != 3 else None,
        "venue": paper.venue,
        "journal": {"name": paper.venue},
        "year": int(paper.date[:4]),
        "publicationDate": paper.date if len(paper.date) == 10 else None,
        "citationCount": paper.citations,
        "openAccessPdf": {"url": f"{base}/pdf/{paper.number}", "status": "GOLD", "license": "CCBY"},
        "publicationTypes": ["JournalArticle"],
        "authors": [{"authorId": str(at), "name": name} for at, name in enumerate(paper.names)],
    }


def _selected(paper: dict[str, Any], fields: list[str]) -> dict[str, Any]:
    return {name: value for name, value in paper.items() if name == "paperId" or name in fields}


def _json(value: object, status: int = 200) -> Reply:
    return Reply(json.dumps(value).encode(), status, {"Content-Type": "application/json"})
