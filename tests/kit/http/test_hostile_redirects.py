"""T4: a page on the public internet that sends us on. Each hop is checked like the first."""

from __future__ import annotations

import pytest

from sapere.kit.http import AddressRefused, Answer, BadBody, HttpClient, HttpError, Unreached
from tests.doubles.network import HandClock, Names, Recorder
from tests.kit.http.hostile_addresses import INSIDE, TABLE, WRONG

STATUSES = [301, 302, 303, 307, 308]
OUTSIDE = ("1.1.1.1", 80)


def answer(*lines: str, status: int = 200, body: str = "") -> bytes:
    head = [f"HTTP/1.1 {status} Reason", "Connection: close", f"Content-Length: {len(body)}", *lines]
    return "\r\n".join([*head, "", body]).encode()


def ask(first: bytes, second: bytes = b"") -> tuple[Answer | HttpError, Recorder]:
    """What comes of reading a public page that answers so, and who was connected to."""
    recorder, clock = Recorder({"1.1.1.1": first, "8.8.8.8": second}), HandClock()
    names = Names({**TABLE, "second.example": [["8.8.8.8"]]})
    http = HttpClient(resolver=names, connector=recorder, clock=clock, sleep=clock.sleep)
    try:
        return http.get("http://outside.example/"), recorder
    except HttpError as error:
        return error, recorder


@pytest.mark.parametrize("host", INSIDE)
def test_no_redirect_leads_inside(host: str) -> None:
    for status in STATUSES:
        for scheme in ["http:", "https:", ""]:
            said, recorder = ask(answer(f"Location: {scheme}//{host}/", status=status))
            assert isinstance(said, AddressRefused | Unreached)
            assert set(recorder.connects) == {OUTSIDE}


@pytest.mark.parametrize("address", [one for one in WRONG if one and not {"\r", "\n", "\0"} & set(one)])
def test_no_redirect_leads_off_the_plain_web(address: str) -> None:
    for status in STATUSES:
        said, recorder = ask(answer(f"Location: {address}", status=status))
        assert isinstance(said, AddressRefused | Unreached)
        assert set(recorder.connects) == {OUTSIDE}


def test_the_second_hop_is_checked_when_it_is_connected_to() -> None:
    moved = answer("Location: http://second.example/", status=302)
    said, recorder = ask(moved, answer("Location: http://inside.example/", status=302))
    assert isinstance(said, AddressRefused)
    assert recorder.connects == [OUTSIDE, ("8.8.8.8", 80)]


def test_several_places_to_go_on_to_are_none() -> None:
    said, recorder = ask(answer("Location: http://second.example/", "Location: http://10.0.0.1/", status=302))
    assert isinstance(said, BadBody)
    assert recorder.connects == [OUTSIDE]


@pytest.mark.parametrize(
    "page",
    [
        answer("Refresh: 0;url=http://second.example/"),
        answer("Link: <http://second.example/>; rel=preload"),
        answer("Content-Location: http://second.example/"),
        answer("Location: http://second.example/"),
        answer(body='<meta http-equiv="refresh" content="0;url=http://second.example/">'),
        answer(body='<iframe src="http://second.example/"></iframe><base href="http://second.example/">'),
        answer("Location: http://second.example/", status=201),
        answer("Alt-Svc: h2=second.example:443", "Proxy: http://second.example/"),
    ],
)
def test_what_is_no_redirect_is_not_followed(page: bytes) -> None:
    said, recorder = ask(page)
    assert isinstance(said, Answer)
    assert recorder.connects == [OUTSIDE]


@pytest.mark.parametrize("status", [300, 304, 305, 306])
def test_a_status_that_only_looks_like_a_redirect_is_not_followed(status: int) -> None:
    said, recorder = ask(answer("Location: http://second.example/", status=status))
    assert isinstance(said, HttpError)
    assert recorder.connects == [OUTSIDE]
