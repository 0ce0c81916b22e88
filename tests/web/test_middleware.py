from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from sapere.research.errors import BadTopic, DiskFull, NothingFound, SapereError, Unreachable
from sapere.web.middleware import Face


def answered(error: Exception | None = None) -> HttpResponse:
    face = Face(lambda request: HttpResponse("hello"))
    request = RequestFactory().get("/")
    answer = face(request) if error is None else face.process_exception(request, error)
    assert isinstance(answer, HttpResponse)
    return answer


def test_a_page_stays_out_of_shared_caches_and_has_a_reference() -> None:
    answer = answered()
    assert answer["Cache-Control"] == "private, no-store"
    assert len(answer["X-Request-ID"]) == 8


def test_an_answer_that_may_be_cached_says_so_itself() -> None:
    def cached(request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Cache-Control": "public"})

    answer = Face(cached)(RequestFactory().get("/"))
    assert isinstance(answer, HttpResponse)
    assert answer["Cache-Control"] == "public"


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (BadTopic("Too short.", advice="Say more."), 400),
        (NothingFound("Nothing."), 404),
        (DiskFull("No room."), 503),
        (Unreachable("It hung."), 500),
    ],
)
def test_an_error_of_ours_becomes_a_page_in_its_own_words(error: SapereError, status: int) -> None:
    page = answered(error)
    assert page.status_code == status
    assert error.what in page.content.decode()
    assert error.advice in page.content.decode()


def test_what_an_error_quotes_is_escaped() -> None:
    assert "<script>" not in answered(BadTopic("<script>alert(1)</script>")).content.decode()


def test_a_mistake_in_the_program_is_left_to_the_500_page() -> None:
    face = Face(lambda request: HttpResponse())
    assert face.process_exception(RequestFactory().get("/"), ZeroDivisionError()) is None


@pytest.mark.parametrize(("path", "referrer"), [("/shared/x", "no-referrer"), ("/copy/x", "same-origin")])
def test_where_a_token_is_in_the_address_it_is_not_given_away(path: str, referrer: str) -> None:
    face = Face(
        lambda request: HttpResponse(headers={"Cache-Control": "public", "Referrer-Policy": "origin"})
    )
    answer = face(RequestFactory().get(path))
    assert isinstance(answer, HttpResponse)
    assert answer["Referrer-Policy"] == referrer
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Cache-Control"] == "private, no-store"
