from __future__ import annotations

import asyncio
import threading
from collections.abc import Mapping
from typing import Any

import pytest
from django.core.handlers.asgi import ASGIHandler
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import override_settings
from django.urls import path

from sapere.asgi import Handler

SEEN: list[int] = []


def plain(request: HttpRequest) -> HttpResponse:
    SEEN.append(threading.get_ident())
    return HttpResponse("plain")


async def streamed(request: HttpRequest) -> StreamingHttpResponse:
    async def parts() -> Any:
        for part in (b"one ", b"two"):
            await asyncio.sleep(0)
            yield part

    return StreamingHttpResponse(parts())


urlpatterns = [path("plain", plain), path("streamed", streamed)]
BARE = {
    "ROOT_URLCONF": __name__,
    "ALLOWED_HOSTS": ["*"],
    "MIDDLEWARE": ["tests.test_asgi.Noting", "django.middleware.common.CommonMiddleware"],
}


class Noting:
    """A middleware that could be either, and notes in which thread it runs."""

    sync_capable = True
    async_capable = True

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> Any:
        SEEN.append(threading.get_ident())
        return self.get_response(request)


async def asked(handler: ASGIHandler, address: str) -> tuple[int, bytes]:
    sent: list[dict[str, Any]] = []
    came = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> dict[str, Any]:
        if came:
            return came.pop()
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: Mapping[str, Any]) -> None:
        sent.append(dict(message))

    scope = {"type": "http", "method": "GET", "path": address, "headers": [], "query_string": b""}
    await handler(scope, receive, send)
    return sent[0]["status"], b"".join(one.get("body", b"") for one in sent[1:])


@pytest.mark.parametrize(("address", "body"), [("/plain", b"plain"), ("/streamed", b"one two")])
def test_views_of_both_kinds_are_answered(address: str, body: bytes) -> None:
    with override_settings(**BARE):
        assert asyncio.run(asked(Handler(), address)) == (200, body)


def test_what_stands_around_a_view_runs_in_the_views_thread() -> None:
    SEEN.clear()
    with override_settings(**BARE):
        asyncio.run(asked(Handler(), "/plain"))
    around, inside = SEEN
    assert around == inside != threading.get_ident()


def test_what_is_not_there_is_a_404() -> None:
    with override_settings(**BARE):
        status, _ = asyncio.run(asked(Handler(), "/none"))
    assert status == 404
