"""The scholarly fakes are as strict as what they stand for: what the real ones refuse, they refuse."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import pytest

from sapere.kit.http import BadStatus, Busy, HttpClient, HttpError
from tests.fakes.arxiv import arxiv
from tests.fakes.crossref import crossref
from tests.fakes.openalex import openalex
from tests.fakes.pubmed import pubmed
from tests.fakes.semanticscholar import semanticscholar
from tests.fakes.server import Handler, serving

pytestmark = pytest.mark.loopback
SEARCH = "/graph/v1/paper/search"
EUTILS = "/entrez/eutils"


def ask(handler: Handler, target: str, headers: Mapping[str, str] | None = None) -> bytes:
    with serving(handler) as server, HttpClient(allow={server.pair}, gap=0.0, sleep=lambda _: None) as http:
        return http.get(server.url + target, headers=headers).body


def refusal(handler: Handler, target: str, headers: Mapping[str, str] | None = None) -> HttpError:
    with pytest.raises(HttpError) as caught:
        ask(handler, target, headers)
    return caught.value


@pytest.mark.parametrize(
    ("handler", "target", "status", "words"),
    [
        (arxiv(), "/api/query?search_query=all:x&start=-1", 400, b"start must be non-negative"),
        (arxiv(), "/api/query?search_query=all:x&max_results=many", 400, b"must be an integer"),
        (arxiv(), "/api/query?search_query=all:x&max_results=30001", 400, b"at most 30000"),
        (arxiv(), "/api/query?search_query=all:x&sortBy=fame", 400, b"sortBy must be in"),
        (arxiv(), "/api/query?search_query=two+words", 400, b"malformed"),
        (arxiv(), "/api", 404, b"Not Found"),
        (openalex(), "/works?q=x", 400, b"q is not a valid parameter"),
        (openalex(), "/works?search=x&per_page=101", 400, b"between 1 and 100"),
        (openalex(), "/works?search=wh%3Ft", 400, b"Wildcards"),
        (openalex(), "/works?select=name", 400, b"not a valid select field"),
        (openalex(), "/works?filter=bogus:1", 400, b"bogus is not a valid field"),
        (openalex(key="k"), "/works?search=x&api_key=wrong", 401, b"API key not found"),
        (openalex(), "/work", 404, b"404"),
        (pubmed(key="k"), f"{EUTILS}/esearch.fcgi?api_key=wrong", 400, b"API key invalid"),
        (pubmed(), f"{EUTILS}/efetch.fcgi?db=pubmed&id=PMC7&retmode=xml", 400, b"malformed"),
        (pubmed(), f"{EUTILS}/einfo.fcgi", 404, b"Not Found"),
        (crossref(), "/works?q=x", 400, b"parameter-not-allowed"),
        (crossref(), "/works?query=x&rows=1001", 400, b"integer-not-valid"),
        (crossref(), "/works?query=x&select=language", 400, b"no such select"),
        (crossref(), "/works?query=x&filter=good:true", 400, b"no such filter"),
        (crossref(), "/works?query=x&mailto=me", 400, b"mailto-not-valid"),
        (crossref(), "/work", 404, b"Resource not found."),
        (semanticscholar(), SEARCH, 400, b"Missing required parameter"),
        (semanticscholar(), f"{SEARCH}?query=x&limit=101", 400, b"limit must be"),
        (semanticscholar(), f"{SEARCH}?query=x&fields=name", 400, b"unsupported fields: [name]"),
        (semanticscholar(), f"{SEARCH}?query=x&page=2", 400, b"Unacceptable query params: [page=2]"),
        (semanticscholar(), "/paper/search?query=x", 404, b"not found"),
        (crossref(), "/works?query=" + "x" * 5000, 414, b"414"),
    ],
)
def test_what_the_real_one_refuses_is_refused(
    handler: Handler, target: str, status: int, words: bytes
) -> None:
    error = refusal(handler, target)
    assert isinstance(error, BadStatus)
    assert error.status == status and words in error.body


@pytest.mark.parametrize(
    "target",
    [
        "?db=pubmed&term=",
        "?db=cooking&term=x",
        "?db=pubmed&term=x&sort=fame",
        "?db=pubmed&term=x&retmax=10001",
    ],
)
def test_pubmed_tells_its_errors_with_status_200(target: str) -> None:
    assert b"<ERROR>" in ask(pubmed(), f"{EUTILS}/esearch.fcgi{target}")


@pytest.mark.parametrize(
    ("handler", "target"),
    [
        (openalex(searches=0), "/works?search=x"),
        (pubmed(hurried=9), f"{EUTILS}/esearch.fcgi?db=pubmed&term=x"),
        (semanticscholar(busy=True), f"{SEARCH}?query=x"),
    ],
)
def test_a_limit_is_a_429(handler: Handler, target: str) -> None:
    assert isinstance(refusal(handler, target), Busy)


@pytest.mark.parametrize("fake", [arxiv, openalex, pubmed, crossref, semanticscholar])
def test_who_does_not_say_who_they_are_is_refused(fake: Callable[[], Handler]) -> None:
    error = refusal(fake(), "/", {"user-agent": ""})
    assert isinstance(error, BadStatus) and error.status == 403


def test_a_wrong_key_is_forbidden() -> None:
    error = refusal(semanticscholar(key="k"), f"{SEARCH}?query=x", {"x-api-key": "wrong"})
    assert isinstance(error, BadStatus) and error.status == 403


@pytest.mark.parametrize("topic", ["the Krebs cycle", "光合作用", "O'Brien & <b>co</b>"])
def test_any_topic_can_be_given(topic: str) -> None:
    found = json.loads(ask(crossref(topic), "/works?query=" + topic.replace(" ", "+").replace("&", "%26")))
    assert found["message"]["total-results"] == 3
