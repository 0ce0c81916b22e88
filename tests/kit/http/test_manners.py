"""T11: a host is asked politely, one request at a time, and left alone when it wants to be."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, nullcontext

import pytest

from sapere.kit.clock import Clock
from sapere.kit.http import Busy, HttpClient, HttpError, Limits, Unreached
from sapere.kit.http.deadline import Deadline
from sapere.kit.http.manners import Manners
from tests.doubles.network import HandClock
from tests.fakes.hostile import hostile
from tests.fakes.server import Reply, Request, Server, answering, serving

pytestmark = pytest.mark.loopback


@pytest.fixture
def site() -> Iterator[Server]:
    with serving(hostile) as server:
        yield server


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


Polite = Callable[..., HttpClient]


@pytest.fixture
def polite(clock: HandClock) -> Iterator[Polite]:
    """Makes clients that live by the hand clock, and closes them."""
    with ExitStack() as made:

        def make(
            site: Server, *, retries: int = 2, gap: float = 0.0, also: Server | None = None
        ) -> HttpClient:
            limits = Limits(retries=retries)
            allow = {site.pair} | ({also.pair} if also else set())
            client = HttpClient(
                "me@here.example", allow, limits=limits, clock=clock, sleep=clock.sleep, gap=gap
            )
            return made.enter_context(client)

        yield make


def test_it_says_who_it_is(polite: Polite, site: Server) -> None:
    polite(site).get(f"{site.url}/page")
    assert site.requests[0].headers["user-agent"].startswith("Sapere/")
    assert "(+me@here.example)" in site.requests[0].headers["user-agent"]


def test_a_contact_cannot_smuggle_in_a_header(site: Server) -> None:
    assert HttpClient("me\r\nX-Evil: 1").agent.endswith("(+meX-Evil: 1)")


@pytest.mark.parametrize(("path", "tries"), [("broken", 3), ("busy", 3), ("busy-soon", 3), ("forbidden", 1)])
def test_only_what_may_pass_is_tried_again(polite: Polite, site: Server, path: str, tries: int) -> None:
    with pytest.raises(HttpError, match=r"127\.0\.0\.1"):
        polite(site).get(f"{site.url}/{path}")
    assert len(site.requests) == tries


def test_a_fault_that_passes_is_not_noticed(polite: Polite, clock: HandClock) -> None:
    with serving(answering(Reply(status=503), Reply(b"here"))) as site:
        assert polite(site).get(site.url).body == b"here"
    assert 0.25 <= clock.slept[0] <= 0.75


def test_retry_after_is_obeyed(polite: Polite, clock: HandClock) -> None:
    with serving(answering(Reply(status=429, headers={"Retry-After": "7"}), Reply(b"here"))) as site:
        polite(site).get(site.url)
    assert clock.slept == [7.0]


def test_a_wait_longer_than_the_deadline_is_not_begun_and_the_host_is_left_alone(
    polite: Polite, site: Server, clock: HandClock
) -> None:
    client = polite(site)
    for _ in range(2):
        with pytest.raises(Busy) as caught:
            client.get(f"{site.url}/busy-later")
        assert caught.value.retry_after == 100
    assert (len(site.requests), clock.slept) == (1, [])
    clock.seconds += 101
    assert client.get(f"{site.url}/page").status == 200


@pytest.mark.parametrize("said", ["", "-5", "soon", "1e3", "Thu, 99 Foo 2026 00:00:00 GMT", "\x80"])
def test_a_time_to_wait_that_is_none_leaves_it_to_us(polite: Polite, clock: HandClock, said: str) -> None:
    busy = Reply(status=429, headers={"Retry-After": said})
    with serving(answering(busy, busy, Reply(b"here"))) as site:
        assert polite(site).get(site.url).body == b"here"
    assert 0.25 <= clock.slept[0] <= 0.75 and 0.5 <= clock.slept[1] <= 1.5


def test_when_a_host_asks_us_to_wait_everybody_waits(clock: HandClock) -> None:
    manners = Manners(clock, clock.sleep, gap=0.0)
    manners.hold("a.example", 7.0)
    for host in ["b.example", "a.example"]:
        with manners.turn(host, Deadline(clock, 20.0), patience=1.0):
            pass
    assert clock.slept == [7.0]


def test_one_service_at_rest_leaves_the_others_in_use(polite: Polite, site: Server) -> None:
    with serving(hostile) as other:
        both = polite(site, retries=0, also=other)
        for _ in range(4):
            with pytest.raises(Unreached):
                both.get(f"{site.url}/broken")
        assert both.get(f"{other.url}/page").status == 200
    assert sum(request.path == "/broken" for request in site.requests) == 3


def test_after_its_rest_one_failure_more_sends_a_host_to_rest_again(
    polite: Polite, site: Server, clock: HandClock
) -> None:
    client = polite(site, retries=0)
    for seconds in [0, 0, 0, 61, 0]:
        clock.seconds += seconds
        with pytest.raises(Unreached):
            client.get(f"{site.url}/broken")
    assert len(site.requests) == 4


def test_a_date_is_understood_as_a_time_to_wait(polite: Polite, clock: HandClock) -> None:
    later = "Thu, 01 Jan 2026 00:16:45 GMT"  # five seconds after the clock's moment
    with serving(answering(Reply(status=503, headers={"Retry-After": later}), Reply(b"here"))) as site:
        polite(site).get(site.url)
    assert clock.slept == [5.0]


def test_after_three_failures_in_a_row_the_host_rests_for_a_minute(
    polite: Polite, site: Server, clock: HandClock
) -> None:
    client = polite(site, retries=0)
    for _ in range(5):
        with pytest.raises(Unreached) as caught:
            client.get(f"{site.url}/broken")
    assert len(site.requests) == 3
    assert "left alone for another 60 s" in str(caught.value)
    clock.seconds += 61
    assert client.get(f"{site.url}/page").status == 200


def test_a_success_between_failures_keeps_the_host_in_use(polite: Polite, site: Server) -> None:
    client = polite(site, retries=0)
    for path in ["broken", "broken", "page", "broken", "broken"]:
        with pytest.raises(Unreached) if path == "broken" else nullcontext():
            client.get(f"{site.url}/{path}")
    assert client.get(f"{site.url}/page").status == 200


def test_between_two_requests_lies_a_pause(polite: Polite, site: Server, clock: HandClock) -> None:
    client = polite(site, gap=0.5)
    client.get(f"{site.url}/page")
    client.get(f"{site.url}/page")
    assert clock.slept == [0.5]


def test_a_service_that_asks_for_a_longer_pause_gets_it(
    polite: Polite, site: Server, clock: HandClock
) -> None:
    client = polite(site, gap=0.5)
    client.get(f"{site.url}/page", gap=3.0)
    client.get(f"{site.url}/page", gap=3.0)
    client.get(f"{site.url}/page")
    assert clock.slept == [3.0, 0.5]


def test_one_request_at_a_time() -> None:
    inside: list[int] = []
    most: list[int] = []

    def counting(request: Request, *_: object) -> Reply:
        inside.append(1)
        most.append(len(inside))
        threading.Event().wait(0.02)
        inside.pop()
        return Reply(b"here")

    with (
        serving(counting) as site,
        HttpClient(allow={site.pair}, gap=0.0) as client,
        ThreadPoolExecutor(6) as threads,
    ):
        assert {answer.body for answer in threads.map(client.get, [site.url] * 6)} == {b"here"}
    assert (len(most), max(most)) == (6, 1)


def test_the_hand_clock_is_a_clock() -> None:
    clock: Clock = HandClock()
    assert clock.monotonic() == 1000.0
