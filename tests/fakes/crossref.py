"""Crossref on loopback, refusing what the real one refuses: https://api.crossref.org/swagger-ui/index.html.

Wrong parameters are told with 400 and a list of what is wrong. ``/full/N.html`` is the paper at its publisher's.
"""

from __future__ import annotations

import json
import re
from html import escape
from typing import Any

from tests.fakes.papers import Paper, about, full_page, host, papers, patient
from tests.fakes.server import Handler, Reply, Request

_PARAMETERS = re.compile(r"query(\.[a-z-]+)?|filter|rows|offset|select|sort|order|mailto|cursor|sample|facet")
_SELECTS = frozenset(
    """abstract URL resource member posted score created degree update-policy short-title license ISSN
    container-title issued update-to issue prefix approved indexed article-number clinical-trial-number accepted
    author group-title DOI is-referenced-by-count updated-by event chair standards-body original-title funder
    translator published archive published-print alternative-id subject subtitle published-online
    publisher-location content-domain reference title link type publisher volume references-count ISBN issn-type
    assertion deposited page contributor content-created short-container-title relation editor""".split()
)
_FILTERS = frozenset(
    {"has-abstract", "has-full-text", "has-license", "type", "from-pub-date", "until-pub-date"}
)
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def crossref(topic: str = "photosynthesis", *, latency: float = 0.0) -> Handler:
    known = [paper for paper in papers(topic) if paper.doi]

    def answer(request: Request) -> Reply:
        if request.path.startswith("/full/"):
            name = request.path.removeprefix("/full/")
            return next((full_page(one) for one in known if f"{one.number}.html" == name), Reply(status=404))
        if request.path not in ("/works", "/v1/works"):
            return Reply(b"Resource not found.", 404, {"Content-Type": "text/plain"})
        if wrong := _wrong(request.query):
            return _json({"status": "failed", "message-type": "validation-failure", "message": [wrong]}, 400)
        found = known if about(topic, request.query.get("query", "")) else []
        most = int(request.query.get("rows", "20"))
        items = [
            _selected(_work(one, host(request)), request.query.get("select", "")) for one in found[:most]
        ]
        message = {"facets": {}, "total-results": len(found), "items": items, "items-per-page": most}
        return _json(
            {"status": "ok", "message-type": "work-list", "message-version": "1.0.0", "message": message}
        )

    return patient(answer, latency)


def _wrong(query: dict[str, str]) -> dict[str, str]:
    for name, value in query.items():
        if not _PARAMETERS.fullmatch(name):
            told = f"This route does not support {name}"
            return {"type": "parameter-not-allowed", "value": name, "message": told}
        if name == "mailto" and not _MAIL.fullmatch(value):
            return {"type": "mailto-not-valid", "value": value, "message": "The mail address is not valid"}
    rows = query.get("rows", "20")
    if not rows.isdecimal() or int(rows) > 1000:
        told = "Integer specified as rows but must be a positive integer less than or equal to 1000."
        return {"type": "integer-not-valid", "value": rows, "message": told}
    selects = [name for name in query.get("select", "").split(",") if name and name not in _SELECTS]
    if selects:
        told = f"Select {selects[0]} specified but there is no such select."
        return {"type": "select-not-available", "value": selects[0], "message": told}
    filters = [one.partition(":")[0] for one in query.get("filter", "").split(",") if one]
    bad = [name for name in filters if name not in _FILTERS]
    told = f"Filter {bad[0]} specified but there is no such filter" if bad else ""
    return {"type": "filter-not-available", "value": bad[0], "message": told} if bad else {}


def _work(paper: Paper, base: str) -> dict[str, Any]:
    date = {"date-parts": [[int(part) for part in paper.date.split("-")]]}
    said = escape(paper.abstract)
    return {
        "DOI": paper.doi,
        "URL": f"https://doi.org/{paper.doi}",
        "type": "journal-article",
        "title": [paper.title],
        "subtitle": [],
        "author": [
            {
                "given": given,
                "family": family,
                "sequence": "first" if at == 0 else "additional",
                "affiliation": [],
            }
            for at, (given, family) in enumerate(paper.authors)
        ],
        "container-title": [paper.venue],
        "published": date,
        "issued": date,
        "abstract": f"<jats:title>Abstract</jats:title><jats:sec><jats:p>{said}</jats:p></jats:sec>",
        "license": [{"URL": "https://creativecommons.org/licenses/by/4.0/", "content-version": "vor"}],
        "link": [
            {"URL": f"{base}/full/{paper.number}.html", "content-type": "text/html", "content-version": "vor"}
        ],
        "is-referenced-by-count": paper.citations,
        "score": 11.04,
    }


def _selected(work: dict[str, Any], fields: str) -> dict[str, Any]:
    return {name: value for name, value in work.items() if not fields or name in fields.split(",")}


def _json(value: object, status: int = 200) -> Reply:
    limits = {"x-rate-limit-limit": "10", "x-rate-limit-interval": "1s", "x-api-pool": "polite"}
    return Reply(json.dumps(value).encode(), status, {"Content-Type": "application/json", **limits})
