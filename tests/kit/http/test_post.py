"""A value told to a service: once, to it alone."""

from __future__ import annotations

import json
from contextlib import AbstractContextManager

import pytest

from sapere.kit.http import AddressRefused, BadBody, HttpClient, HttpError, Unreached
from tests.doubles.network import HandClock, Names, Recorder
from tests.fakes.hostile import hostile
from tests.fakes.server import Reply, Server, answering, serving

pytestmark = pytest.mark.loopback


def patient(site: Server) -> AbstractContextManager[HttpClient]:
    clock = HandClock()
    return HttpClient(allow={site.pair}, clock=clock, sleep=clock.sleep, gap=0.0)


def test_a_value_goes_out_and_one_comes_back() -> None:
    with serving(answering(Reply(b'{"hits": 1}'))) as site, patient(site) as http:
        assert http.post_json(f"{site.url}/find", {"q": "tè"}, headers={"X-Api-Key": "k"}) == {"hits": 1}
    sent = site.requests[0]
    assert (sent.method, json.loads(sent.body)) == ("POST", {"q": "tè"})
    assert (sent.headers["content-type"], sent.headers["x-api-key"]) == ("application/json", "k")


@pytest.mark.parametrize("path", ["broken", "cut", "rubbish", "busy-elsewhere"])
def test_what_may_have_been_acted_on_is_not_sent_again(path: str) -> None:
    with serving(hostile) as site, patient(site) as http, pytest.raises(HttpError):
        http.post_json(f"{site.url}/{path}", 1)
    assert len(site.requests) == 1


def test_what_was_turned_away_is_sent_again() -> None:
    turned = Reply(status=429, headers={"Retry-After": "3"})
    with serving(answering(turned, Reply(b"2"))) as site, patient(site) as http:
        assert http.post_json(site.url, 1) == 2


def test_a_connection_that_cannot_be_made_is_tried_again() -> None:
    recorder, clock = Recorder(), HandClock()
    names = Names({"outside.example": [["1.1.1.1"]]})
    http = HttpClient(resolver=names, connector=recorder, clock=clock, sleep=clock.sleep)
    with pytest.raises(Unreached):
        http.post_json("https://outside.example/", {})
    assert len(recorder.connects) == 3


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_it_is_not_carried_on_to_another_address(status: int) -> None:
    moved = answering(Reply(status=status, headers={"Location": "/there"}))
    with (
        serving(moved) as site,
        patient(site) as http,
        pytest.raises(AddressRefused, match="another address"),
    ):
        http.post_json(site.url, {})
    assert len(site.requests) == 1


def test_an_address_inside_is_not_told_anything() -> None:
    recorder = Recorder()
    http = HttpClient(resolver=Names({}), connector=recorder)
    with pytest.raises((AddressRefused, Unreached)):
        http.post_json("http://127.1/", {})
    assert recorder.connects == []


def test_what_is_not_json_is_not_taken_for_it() -> None:
    with serving(answering(Reply(b"<html>"))) as site, patient(site) as http, pytest.raises(BadBody):
        http.post_json(site.url, {})
