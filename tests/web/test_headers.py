"""What every kind of page says in its headers, and that nothing changes without a token."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

PERSONAL = {
    "Cache-Control": "private, no-store",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
}
SAMPLES = {"name": "md"}
_OF_A_KIND = {"uuid": "00000000-0000-4000-8000-000000000000", "str": "none", "int": "1"}


def addresses() -> list[str]:
    """Every address there is, with sample values in it."""
    return ["/" + walked for entry in get_resolver().url_patterns for walked in walk(entry, "")]


def walk(entry: URLPattern | URLResolver, before: str) -> list[str]:
    route = before + str(entry.pattern)
    if isinstance(entry, URLResolver):
        return [found for below in entry.url_patterns for found in walk(below, route)]
    return [re.sub(r"<(\w+):(\w+)>", lambda part: SAMPLES.get(part[2], _OF_A_KIND[part[1]]), route)]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/runs/00000000-0000-4000-8000-000000000000", "/nowhere", "/livez"])
def test_headers_of_every_kind_of_page(client: Client, path: str) -> None:
    answer = client.get(path)
    assert {name: answer.get(name) for name in PERSONAL} == PERSONAL
    said = {part.strip() for part in answer["Content-Security-Policy"].split(";")}
    assert said >= POLICY
    assert "unsafe" not in answer["Content-Security-Policy"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", addresses())
def test_nothing_can_be_sent_without_a_token(path: str) -> None:
    answer = Client(enforce_csrf_checks=True).post(path, {"topic": "tea"})
    assert answer.status_code in (403, 405)
    if answer.status_code == 403:
        assert "Nothing was changed." in answer.content.decode()


@pytest.mark.django_db
def test_the_walk_found_the_addresses() -> None:
    assert len(addresses()) >= 12


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", [path for path in addresses() if path.endswith(("/stop", "/retry", "/appearance"))]
)
def test_reading_an_address_changes_nothing(client: Client, path: str) -> None:
    assert client.get(path).status_code == 405


@pytest.mark.django_db
def test_a_page_that_is_not_there_says_so_with_a_reference(client: Client) -> None:
    answer = client.get("/nowhere")
    assert answer.status_code == 404
    assert answer["X-Request-ID"] in answer.content.decode()
