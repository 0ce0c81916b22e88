"""Pages wait for each other, for a while; what is sent waits for none."""

from __future__ import annotations

import asyncio

import pytest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from sapere.web.pace import Pace


class Kitchen:
    """Makes pages that are ready when they are told to be."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.ready = asyncio.Event()

    async def page(self, request: HttpRequest) -> HttpResponseBase:
        self.begun.append(request.path)
        await self.ready.wait()
        if request.path == "/bad":
            raise LookupError
        return HttpResponse(request.path)


def asked(path: str, method: str = "GET") -> HttpRequest:
    request = HttpRequest()
    request.path, request.method = path, method
    return request


async def a_moment() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


def test_pages_wait_for_their_turn_and_what_is_sent_does_not() -> None:
    async def day() -> list[str]:
        kitchen = Kitchen()
        pace = Pace(kitchen.page, at_once=1, longest=60)
        orders = [asyncio.create_task(pace(asked(path))) for path in ("/1", "/2")]
        orders.append(asyncio.create_task(pace(asked("/sent", "POST"))))
        await a_moment()
        before = list(kitchen.begun)
        kitchen.ready.set()
        await asyncio.gather(*orders)
        return [*before, "|", *kitchen.begun[len(before) :]]

    assert asyncio.run(day()) == ["/1", "/sent", "|", "/2"]


def test_a_page_that_takes_long_is_not_waited_for() -> None:
    async def day() -> list[str]:
        kitchen = Kitchen()
        pace = Pace(kitchen.page, at_once=1, longest=0)
        orders = [asyncio.create_task(pace(asked(path))) for path in ("/slow", "/next")]
        await a_moment()
        kitchen.ready.set()
        await asyncio.gather(*orders)
        return kitchen.begun

    assert asyncio.run(day()) == ["/slow", "/next"]


def test_a_page_that_fails_gives_its_turn_on() -> None:
    async def day() -> HttpResponseBase:
        kitchen = Kitchen()
        kitchen.ready.set()
        pace = Pace(kitchen.page, at_once=1, longest=60)
        for _ in range(2):
            with pytest.raises(LookupError):
                await pace(asked("/bad"))
        return await pace(asked("/good"))

    assert asyncio.run(day()).status_code == 200
