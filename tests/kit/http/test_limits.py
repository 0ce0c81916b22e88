"""T8: what a hostile server can make us spend."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import replace

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.kit.clock import SystemClock
from sapere.kit.http import AddressRefused, BadBody, BadStatus, HttpClient, Limits, Unreached
from sapere.kit.http.body import Body, read_body
from sapere.kit.http.deadline import Deadline
from tests.fakes.hostile import hostile
from tests.fakes.server import Reply, Server, answering, serving

pytestmark = pytest.mark.loopback
LIMITS = Limits(size=200_000)


@pytest.fixture
def site() -> Iterator[Server]:
    with serving(hostile) as server:
        yield server


@pytest.fixture
def client(site: Server) -> Iterator[HttpClient]:
    with HttpClient(allow={site.pair}, limits=LIMITS, gap=0.0, sleep=lambda _: None) as http:
        yield http


@pytest.fixture
def hurried(site: Server) -> Iterator[HttpClient]:
    """For the servers that never end."""
    limits = replace(LIMITS, seconds=1.0, turn=2.0)
    with HttpClient(allow={site.pair}, limits=limits, gap=0.0, sleep=lambda _: None) as http:
        yield http


@pytest.mark.parametrize("path", ["hang", "drip-head", "hints", "rubbish", "endless-line"])
def test_a_server_that_never_says_anything_useful_is_unreached(
    hurried: HttpClient, site: Server, path: str
) -> None:
    with pytest.raises(Unreached):
        hurried.get(f"{site.url}/{path}")


def test_a_drip_ends_at_the_deadline_and_what_came_is_kept(hurried: HttpClient, site: Server) -> None:
    answer = hurried.get(f"{site.url}/drip")
    assert answer.partial
    assert answer.body.startswith(b"<p>The first part.")


def test_an_endless_body_ends_at_the_limit_of_size(client: HttpClient, site: Server) -> None:
    answer = client.get(f"{site.url}/endless")
    assert (answer.partial, len(answer.body)) == (True, LIMITS.size)


def test_a_body_that_breaks_off_is_kept_and_marked(client: HttpClient, site: Server) -> None:
    answer = client.get(f"{site.url}/cut")
    assert (answer.body, answer.cut) == (b"<p>Only this", "it was cut off")


@pytest.mark.parametrize("path", ["tiny-chunks", "trailers", "empty-members"])
def test_a_body_in_pieces_without_end_ends(hurried: HttpClient, site: Server, path: str) -> None:
    answer = hurried.get(f"{site.url}/{path}")
    assert answer.partial
    assert len(answer.body) <= LIMITS.size


def test_the_endless_body_of_a_redirect_is_not_read(client: HttpClient, site: Server) -> None:
    assert client.get(f"{site.url}/moved-endless").url == f"{site.url}/page"


@pytest.mark.parametrize(
    "path",
    ["two-lengths", "minus", "no-number", "huge-chunk", "no-chunk", "unknown-transfer", "header-of-nothing",
     "header-with-nul"],
)  # fmt: skip
def test_an_answer_that_can_be_read_in_two_ways_is_not_read(
    hurried: HttpClient, site: Server, path: str
) -> None:
    with pytest.raises((Unreached, BadBody)):
        hurried.get(f"{site.url}/{path}")


@pytest.mark.parametrize("path", ["bomb", "deflate-bomb", "members-bomb"])
def test_a_bomb_is_not_unpacked(site: Server, path: str) -> None:
    with HttpClient(allow={site.pair}, gap=0.0) as client:
        answer = client.get(f"{site.url}/{path}")
    assert answer.partial
    assert len(answer.body) < 2_000_000


@pytest.mark.parametrize("path", ["headers", "many-headers"])
def test_a_flood_of_headers_is_refused(client: HttpClient, site: Server, path: str) -> None:
    with pytest.raises((BadBody, Unreached)):
        client.get(f"{site.url}/{path}")


@pytest.mark.parametrize("path", ["zipped-not", "brotli", "zipped-over"])
def test_compression_that_is_broken_or_was_not_asked_for_is_a_bad_answer(
    client: HttpClient, site: Server, path: str
) -> None:
    with pytest.raises(BadBody):
        client.get(f"{site.url}/{path}")


@pytest.mark.parametrize("path", ["zipped", "zipped-padded", "deflated", "deflated-bare", "page"])
def test_a_page_is_read_whole_however_it_was_packed(client: HttpClient, site: Server, path: str) -> None:
    answer = client.get(f"{site.url}/{path}")
    assert (answer.body, answer.cut) == (b"<p>A page of words.</p>" * 20, "")


def test_parts_packed_one_by_one_are_one_page(client: HttpClient, site: Server) -> None:
    assert client.get(f"{site.url}/zipped-twice").body == b"one two"
    assert client.get(f"{site.url}/zipped-empty").body == b""


@pytest.mark.parametrize("path", ["zipped-cut", "deflated-cut"])
def test_of_half_a_packed_page_the_half_is_kept_and_marked(
    client: HttpClient, site: Server, path: str
) -> None:
    answer = client.get(f"{site.url}/{path}")
    assert answer.cut == "it was cut off"
    assert answer.body.startswith(b"0 1 4 9 16 25") and len(answer.body) > 5000


def test_a_header_over_several_lines_is_one(client: HttpClient, site: Server) -> None:
    assert client.get(f"{site.url}/folded").headers["x-folded"] == "a b c"


@pytest.mark.parametrize("path", ["json-not", "json-deep", "json-cut", "drip"])
def test_an_answer_that_should_be_json_and_is_not_is_never_used(
    hurried: HttpClient, site: Server, path: str
) -> None:
    with pytest.raises(BadBody):
        hurried.get_json(f"{site.url}/{path}")


def test_json_is_given_as_a_value(client: HttpClient, site: Server) -> None:
    assert client.get_json(f"{site.url}/json") == {"a": [1, 2]}


@pytest.mark.parametrize("number", [b"NaN", b"-Infinity", b"1e999"])
def test_a_number_that_is_none_is_not_json(number: bytes) -> None:
    """PostgreSQL would refuse to keep it."""
    told = Reply(b'{"a": 1.5, "b": ' + number + b"}")
    with serving(answering(told)) as site, HttpClient(allow={site.pair}) as http, pytest.raises(BadBody):
        http.get_json(site.url)


def test_a_refusal_tells_its_status(client: HttpClient, site: Server) -> None:
    with pytest.raises(BadStatus) as caught:
        client.get(f"{site.url}/forbidden")
    assert (caught.value.status, caught.value.body) == (403, b"you may not")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_to_inside_is_refused(client: HttpClient, site: Server, status: int) -> None:
    with pytest.raises(AddressRefused):
        client.get(f"{site.url}/to", params={"there": "http://169.254.169.254/latest", "status": str(status)})


def test_a_redirect_is_followed_to_its_end_but_not_round_and_round(client: HttpClient, site: Server) -> None:
    assert client.get(f"{site.url}/to", params={"there": "/page"}).url == f"{site.url}/page"
    with pytest.raises(AddressRefused, match="more than 5 times"):
        client.get(f"{site.url}/loop")
    assert sum(request.path.startswith("/loop") for request in site.requests) == 6


def test_a_refresh_is_not_followed(client: HttpClient, site: Server) -> None:
    assert client.get(f"{site.url}/refresh").url == f"{site.url}/refresh"
    assert len(site.requests) == 1


PARTS = [b"one ", b"", b"two " * 500, b"three"]


@given(
    st.lists(st.integers(1, 40), min_size=1, max_size=30),
    st.sampled_from([b"", b"\0" * 9, b"\x1f", b"\x1fx"]),
)
def test_wherever_the_network_cuts_a_packed_page_it_is_the_same_page(
    sizes: list[int], padding: bytes
) -> None:
    packed = b"".join(gzip.compress(part) for part in PARTS) + padding
    pieces = [packed[start : start + 40] for start in range(0, len(packed), 40)]
    for size in sizes:
        first = pieces.pop(0)
        pieces[:0] = [first[:size], first[size:]] if first[size:] else [first]
    response = httpx2.Response(200, headers={"content-encoding": "gzip"}, stream=Pieces(pieces))
    assert read_body(response, Limits(), Deadline(SystemClock(), 9)) == Body(b"".join(PARTS))


class Pieces(httpx2.SyncByteStream):
    def __init__(self, pieces: list[bytes]) -> None:
        self._pieces = pieces

    def __iter__(self) -> Iterator[bytes]:
        yield from self._pieces
