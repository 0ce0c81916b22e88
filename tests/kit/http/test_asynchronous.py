"""The door for many answers at once: the same checks, and each answer as it comes."""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack
from typing import Any

import httpx2
import pytest

from sapere.kit.http import AddressRefused, BadBody, Seen, Unreached, async_client, seen
from tests.doubles.network import Names
from tests.fakes.server import Broken, Reply, Server, Stream, answering, serving
from tests.kit.http.hostile_addresses import INSIDE, TABLE
from tests.kit.http.test_certificates import (
    HOST,
    NAMES,
    good,
    run_out,
    self_signed,
    strange_authority,
    trusted,
    wrong_host,
)

pytestmark = pytest.mark.loopback


def asked(url: str, *, times: int = 1, note: Seen | None = None, **options: Any) -> list[bytes]:
    """What lies at an address, asked for so often at once."""

    async def body(client: Any) -> bytes:
        if note:
            seen.set(note)
        return bytes((await client.get(url)).content)

    async def all_of_them() -> list[bytes]:
        async with AsyncExitStack() as stack:
            client = await stack.enter_async_context(async_client(**{"patience": 5.0, **options}))
            return await asyncio.gather(*(body(client) for _ in range(times)))

    return asyncio.run(all_of_them())


def test_an_own_server_is_asked_when_it_was_named() -> None:
    with serving(answering(Reply(b"hello"))) as site:
        assert asked(site.url, allow=[site.pair]) == [b"hello"]
    assert site.requests[0].headers["user-agent"].startswith("Sapere/")
    assert site.requests[0].headers["accept-encoding"] == "identity"


def test_many_are_asked_at_once() -> None:
    def slow(*_: object) -> Reply:
        time.sleep(0.3)
        return Reply(b"x")

    with serving(slow) as site:
        began = time.monotonic()
        assert asked(site.url, times=20, allow=[site.pair]) == [b"x"] * 20
    assert time.monotonic() - began < 3


@pytest.mark.parametrize("host", INSIDE)
def test_what_lies_inside_is_not_connected_to(host: str) -> None:
    with pytest.raises((AddressRefused, Unreached, httpx2.InvalidURL)) as caught:
        asked(f"https://{host}/v1", resolver=Names(dict(TABLE)))
    assert not isinstance(caught.value, Unreached) or "is not known" in str(caught.value.__cause__)


def test_one_address_inside_among_public_ones_is_enough_to_refuse() -> None:
    with pytest.raises(AddressRefused):
        asked("https://models.example/", resolver=Names({"models.example": [["1.1.1.1", "10.0.0.1"]]}))


@pytest.mark.parametrize(
    "url", ["ftp://models.example/", "https://models.example:8443/", "https://you:me@models.example/"]
)
def test_an_address_that_no_page_may_have_is_refused(url: str) -> None:
    with pytest.raises(AddressRefused):
        asked(url, resolver=Names({}))


def test_what_is_let_through_is_that_port_alone() -> None:
    with serving(answering(Reply(b"inside"))) as site, pytest.raises(AddressRefused):
        asked(site.url, allow=["127.0.0.1:1"])
    assert site.connections == 0


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_nothing_is_carried_on_to_another_address(status: int) -> None:
    with serving(answering(Reply(b"evil"))) as other:
        moved = answering(Reply(status=status, headers={"Location": other.url}))
        with serving(moved) as site, pytest.raises(AddressRefused, match="not followed"):
            asked(site.url, allow=[site.pair, other.pair])
    assert other.connections == 0


def test_an_answer_has_a_size() -> None:
    def endless() -> Iterator[bytes]:
        while True:
            yield b"x" * 1000

    with serving(lambda *_: Stream(endless())) as site, pytest.raises(BadBody, match="without an end"):
        asked(site.url, allow=[site.pair], size=50_000)


def test_what_is_packed_is_not_unpacked() -> None:
    bomb = answering(Reply(b"\x1f\x8b", headers={"Content-Encoding": "gzip"}))
    with serving(bomb) as site, pytest.raises(BadBody, match="packed"):
        asked(site.url, allow=[site.pair])


def test_silence_ends_the_wait_before_and_within_an_answer() -> None:
    def half() -> Iterator[bytes]:
        yield b"half"
        time.sleep(3)

    def late(*_: object) -> Reply:
        time.sleep(3)
        return Reply()

    for handler in (late, lambda *_: Stream(half())):
        with serving(handler) as site, pytest.raises(Unreached, match="does not answer"):
            asked(site.url, allow=[site.pair], patience=0.3)


def test_a_cut_answer_is_no_answer() -> None:
    def cut() -> Iterator[bytes]:
        yield b"half"
        raise Broken

    with serving(lambda *_: Stream(cut())) as site, pytest.raises(Unreached, match="broke off"):
        asked(site.url, allow=[site.pair])


def test_nobody_there_is_known_to_have_heard_nothing() -> None:
    with serving(answering(Reply())) as site:
        pass
    with pytest.raises(Unreached) as caught:
        asked(site.url, allow=[site.pair])
    assert caught.value.untouched


def test_an_unknown_name_is_said_so() -> None:
    with pytest.raises(Unreached, match="cannot be reached"):
        asked("https://nowhere.example/", resolver=Names({}))


def test_the_next_address_is_tried_where_one_does_not_answer() -> None:
    with serving(answering(Reply(b"second"))) as site:
        port = site.pair.rpartition(":")[2]
        names = Names({"models.example": [["::1", "127.0.0.1"]]})
        found = asked(f"http://models.example:{port}/", allow=[f"models.example:{port}"], resolver=names)
    assert found == [b"second"]


def test_what_came_can_be_looked_at() -> None:
    note = Seen()
    with serving(answering(Reply(b"ab" * 100, 404, {"Content-Type": "text/plain; charset=utf-8"}))) as site:
        asked(site.url, allow=[site.pair], note=note)
    assert (note.status, note.media_type, note.size, note.end) == (404, "text/plain", 200, b"ab" * 32)


def test_a_good_certificate_is_taken() -> None:
    with serving(answering(Reply(b"hello")), good()) as site:
        assert at(site, trusted()) == [b"hello"]


@pytest.mark.parametrize("bad", [self_signed, wrong_host, run_out, strange_authority])
def test_one_that_does_not_hold_ends_it_before_anything_is_asked(bad: Callable[[], ssl.SSLContext]) -> None:
    with (
        serving(answering(Reply(b"hello")), bad()) as site,
        pytest.raises(AddressRefused, match="certificate"),
    ):
        at(site, trusted())
    assert site.requests == []


def at(site: Server, tls: ssl.SSLContext) -> list[bytes]:
    """What a server answers over TLS by the name in its certificate."""
    pair = f"{HOST}:{site.pair.rpartition(':')[2]}"
    return asked(f"https://{pair}/", allow=[pair], resolver=Names(dict(NAMES)), tls=tls)
