"""OpenAlex on loopback, refusing what the real one refuses.

https://developers.openalex.org/api-reference/authentication: a wrong key is 401, a day's budget used up is 429.
Wrong parameters are told with 400, as are wildcards in a search. ``/pdf/N`` is the paper.
"""

from __future__ import annotations

import json
from typing import Any

from tests.fakes.papers import Paper, about, host, papers, patient, pdf
from tests.fakes.server import Handler, Reply, Request

_PARAMETERS = frozenset(
    "api_key mailto search filter per_page per-page page cursor select sort sample seed group_by".split()
)
_FIELDS = frozenset(
    """id doi title display_name publication_year publication_date ids language primary_location type
    open_access authorships cited_by_count biblio is_retracted topics keywords locations best_oa_location
    referenced_works related_works abstract_inverted_index relevance_score has_fulltext""".split()
)
_FILTERS = frozenset({"is_retracted", "has_abstract", "is_oa", "type", "language"})


def openalex(
    topic: str = "photosynthesis", *, latency: float = 0.0, key: str = "", searches: int = 100
) -> Handler:
    """``key`` is the only one it accepts; ``searches`` are left today for those who have none."""
    known, left = [paper for paper in papers(topic) if paper.doi], [searches]

    def answer(request: Request) -> Reply:
        if request.path.startswith("/pdf/"):
            number = request.path.removeprefix("/pdf/")
            return next((pdf(one) for one in known if str(one.number) == number), Reply(b"gone", status=404))
        if request.path != "/works":
            return Reply(b"<!doctype html><title>404 Not Found</title>", status=404)
        query = request.query
        if query.get("api_key", key) != key:
            return _json({"error": "Invalid or missing API key", "message": "API key not found"}, 401)
        if wrong := _wrong(query):
            return _json({"error": "Invalid query parameters error.", "message": wrong}, 400)
        if "api_key" not in query:
            left[0] -= 1
        if left[0] < 0:
            told = {"error": "Rate limit exceeded", "message": "Insufficient budget. Resets at midnight UTC."}
            return _json(told, 429, {"Retry-After": "43200", "X-RateLimit-Remaining": "0"})
        found = known if about(topic, query.get("search", "")) else []
        most = int(query.get("per_page") or query.get("per-page") or 25)
        results = [_selected(_work(one, host(request)), query.get("select", "")) for one in found[:most]]
        return _json({"meta": {"count": len(found), "page": 1, "per_page": most}, "results": results})

    return patient(answer, latency)


def _wrong(query: dict[str, str]) -> str:
    unknown = [name for name in query if name not in _PARAMETERS]
    if unknown:
        return f"{unknown[0]} is not a valid parameter."
    most = query.get("per_page") or query.get("per-page") or "25"
    if not most.isdecimal() or not 1 <= int(most) <= 100:
        return "per-page parameter must be between 1 and 100"
    if any(wildcard in query.get("search", "") for wildcard in "*?"):
        return "Wildcards (* or ?) require exact (no-stem) search."
    fields = [name for name in query.get("select", "").split(",") if name and name not in _FIELDS]
    if fields:
        return f"{fields[0]} is not a valid select field."
    filters = [one.partition(":")[0] for one in query.get("filter", "").split(",") if one]
    bad = [name for name in filters if name not in _FILTERS]
    return f"{bad[0]} is not a valid field." if bad else ""


def _work(paper: Paper, base: str) -> dict[str, Any]:
    place = {
        "is_oa": True,
        "landing_page_url": f"https://doi.org/{paper.doi}",
        "pdf_url": f"{base}/pdf/{paper.number}",
        "source": {"id": "https://openalex.org/S1", "display_name": paper.venue},
        "license": "cc-by",
        "version": "publishedVersion",
    }
    index: dict[str, list[int]] = {}
    for at, word in enumerate(paper.abstract.split()):
        index.setdefault(word, []).append(at)
    return {
        "id": f"https://openalex.org/W{paper.number}",
        "doi": f"https://doi.org/{paper.doi}",
        "title": paper.title,
        "display_name": paper.title,
        "publication_year": int(paper.date[:4]),
        "publication_date": f"{paper.date}-01"[:10] if len(paper.date) < 10 else paper.date,
        "language": "en",
        "type": "article",
        "primary_location": place,
        "best_oa_location": place,
        "open_access": {"is_oa": True, "oa_status": "gold", "oa_url": f"https://doi.org/{paper.doi}"},
        "authorships": [{"author": {"display_name": name}, "raw_author_name": name} for name in paper.names],
        "cited_by_count": paper.citations,
        "is_retracted": False,
        "abstract_inverted_index": index,
    }


def _selected(work: dict[str, Any], fields: str) -> dict[str, Any]:
    return {name: value for name, value in work.items() if not fields or name in fields.split(",")}


def _json(value: object, status: int = 200, headers: dict[str, str] | None = None) -> Reply:
    return Reply(json.dumps(value).encode(), status, {"Content-Type": "application/json", **(headers or {})})
