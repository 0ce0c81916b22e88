"""Keys of services: they arrive, and nobody else gets to see them."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from sapere.kit.http import BadStatus, HttpClient, HttpError
from tests.fakes.server import Reply, Request, Server, answering, serving

pytestmark = pytest.mark.loopback
KEY = "sk-0123456789"
SECRET = {"key": KEY}


@pytest.fixture
def plain() -> Iterator[Server]:
    with serving(answering(Reply(b"{}"))) as server:
        yield server


def client(*servers: Server) -> HttpClient:
    return HttpClient(allow={server.pair for server in servers}, gap=0.0, sleep=lambda _: None)


def test_a_key_arrives_beside_the_other_parameters(plain: Server) -> None:
    with client(plain) as http:
        http.get_json(f"{plain.url}/find?a=1", params={"q": "tea"}, secret=SECRET)
    assert plain.requests[0].query == {"a": "1", "q": "tea", "key": KEY}


def test_a_key_is_in_no_answer_error_or_log(plain: Server, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with client(plain) as http:
        assert KEY not in repr(http.get(plain.url, secret=SECRET))
    with (
        serving(answering(Reply(b"no", 403))) as closed,
        client(closed) as http,
        pytest.raises(BadStatus) as caught,
    ):
        http.get(closed.url, secret=SECRET)
    with pytest.raises(HttpError) as nowhere:
        HttpClient().get("https://..example/", secret=SECRET)
    assert KEY not in f"{caught.value!r} {nowhere.value!r} {nowhere.value.__cause__!r} {caplog.text}"


ODD = "sk 0123/456789"


@pytest.mark.parametrize("spelt", [ODD, "sk%200123%2F456789", "sk+0123%2F456789"])
@pytest.mark.parametrize("asked", [{"secret": {"key": ODD}}, {"headers": {"X-Api-Key": ODD}}])
def test_a_key_that_the_service_repeats_is_taken_out(spelt: str, asked: dict[str, dict[str, str]]) -> None:
    repeated = Reply(f"No such key: {spelt}".encode(), headers={"X-Asked": spelt})
    with serving(answering(repeated)) as site, client(site) as http:
        answer = http.get(site.url, **asked)  # type: ignore[arg-type]
    assert (answer.body, answer.headers["x-asked"]) == (b"No such key: ***", "***")


def test_a_key_is_taken_out_of_a_refusal_too() -> None:
    with (
        serving(answering(Reply(f"{KEY} is over its quota".encode(), 403))) as site,
        client(site) as http,
        pytest.raises(BadStatus) as caught,
    ):
        http.get(site.url, headers={"authorization": f"Bearer {KEY}"})
    assert caught.value.body == b"*** is over its quota"


def test_a_key_goes_on_within_its_service_and_is_shown_nowhere_though_the_service_copies_it() -> None:
    moved = Reply(status=302, headers={"Location": f"/there?key={KEY}&q=tea"})
    with serving(answering(moved, Reply(b"here"))) as site, client(site) as http:
        answer = http.get(f"{site.url}/from", params={"q": "tea"}, secret=SECRET)
    assert answer.url == f"{site.url}/there?q=tea"
    assert site.requests[1].query == {"q": "tea", "key": KEY}


@pytest.mark.parametrize("name", ["authorization", "X-Api-Key", "Cookie"])
def test_a_key_is_not_told_to_another_host(plain: Server, name: str) -> None:
    def elsewhere(request: Request, *_: object) -> Reply:
        return Reply(
            status=307, headers={"Location": f"{plain.url}/there?{request.target.partition('?')[2]}"}
        )

    with serving(elsewhere) as site, client(site, plain) as http:
        http.get(f"{site.url}/?q=tea", secret=SECRET, headers={name: KEY})
    assert plain.requests[0].query == {"q": "tea"}
    assert KEY not in str(plain.requests[0])
