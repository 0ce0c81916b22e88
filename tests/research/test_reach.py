from __future__ import annotations

import pytest

from sapere.kit import http
from sapere.research.errors import BadAnswer, RateLimited, Refused, SourceError, Unreachable
from sapere.research.reach import as_page, endpoint, raw, translated
from sapere.research.shapes import Finding


@pytest.mark.parametrize(
    ("error", "leaf"),
    [
        (http.AddressRefused("x"), Refused),
        (http.RobotsRefused("x"), Refused),
        (http.Unreached("x"), Unreachable),
        (http.BadStatus("x", status=403), Refused),
        (http.BadStatus("x", status=404), Unreachable),
        (http.BadStatus("x", status=400), BadAnswer),
        (http.BadBody("x"), BadAnswer),
    ],
)
def test_every_failure_outside_becomes_a_leaf_that_names_the_service(
    error: http.HttpError, leaf: type[SourceError]
) -> None:
    with pytest.raises(leaf, match=r"^Chess Weekly"), translated("Chess Weekly"):
        raise error


def test_the_time_to_wait_is_kept() -> None:
    with pytest.raises(RateLimited) as caught, translated("Chess Weekly"):
        raise http.Busy("x", retry_after=7)
    assert caught.value.retry_after == 7


def test_other_errors_pass() -> None:
    with pytest.raises(ZeroDivisionError), translated("Chess Weekly"):
        raise ZeroDivisionError


def test_an_answer_becomes_bytes_for_a_reader() -> None:
    given = raw(http.Answer("https://a.example/", 200, b"x", "text/html", "utf-8", cut="it was cut off"))
    assert (given.locator, given.partial, given.charset) == ("https://a.example/", True, "utf-8")


@pytest.mark.parametrize("given", ["https://a.example", "https://a.example/", "https://a.example/api/query"])
def test_an_operator_may_name_a_server_or_its_endpoint(given: str) -> None:
    assert endpoint(given, "/api/query") == "https://a.example/api/query"


def test_what_came_with_an_answer_becomes_a_page_in_its_language() -> None:
    finding = Finding("academic", "https://a.example/1", "<b>ملح</b>", language="ar", body="<p>نص</p>")
    page = as_page(finding)
    assert b'<html lang="ar" dir="rtl">' in page.body
    assert "<title>&lt;b&gt;ملح&lt;/b&gt;</title>" in page.body.decode()
    assert "<p>نص</p>" in page.body.decode()
