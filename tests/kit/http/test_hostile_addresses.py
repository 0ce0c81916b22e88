"""T1 to T7: none of these ever reaches a connection."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sapere.kit.http import AddressRefused, HttpClient, HttpError, Unreached
from sapere.kit.http.deadline import Deadline
from sapere.kit.http.network import GuardedBackend, Resolver, under_way
from sapere.kit.http.target import target
from tests.doubles.network import HandClock, Names, Recorder
from tests.kit.http.hostile_addresses import INSIDE, TABLE, WRONG

PAGE = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\nhere"


def client(recorder: Recorder, names: Resolver) -> HttpClient:
    clock = HandClock()
    return HttpClient(resolver=names, connector=recorder, clock=clock, sleep=clock.sleep)


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("host", INSIDE)
def test_an_address_inside_is_never_connected_to(host: str, scheme: str) -> None:
    recorder = Recorder()
    with pytest.raises((AddressRefused, Unreached)):
        client(recorder, Names(dict(TABLE))).get(f"{scheme}://{host}/")
    assert recorder.connects == []


@pytest.mark.parametrize("address", WRONG)
def test_an_address_that_is_not_plain_web_is_refused_before_any_name_is_looked_up(address: str) -> None:
    recorder, names = Recorder(), Names(dict(TABLE))
    with pytest.raises(AddressRefused):
        client(recorder, names).get(address)
    assert (recorder.connects, names.asked) == ([], [])


def test_the_connection_goes_to_the_number_that_was_checked_and_to_none_asked_for_later() -> None:
    recorder, names = Recorder(), Names({"rebinding.example": [["1.1.1.1"], ["10.0.0.1"]]})
    with pytest.raises((AddressRefused, Unreached)):
        client(recorder, names).get("http://rebinding.example/")
    assert recorder.connects == [("1.1.1.1", 80)]


@settings(max_examples=300)
@given(
    st.text(max_size=60)
    | st.builds("http://{}/{}".format, st.text(max_size=30), st.text(max_size=10))
    | st.builds(
        "http://{}@{}".format, st.text(max_size=10), st.sampled_from(["outside.example", "127.0.0.1"])
    )
)
def test_whatever_the_text_only_a_checked_number_is_connected_to(text: str) -> None:
    recorder, names = Recorder(), Names(dict(TABLE))
    with pytest.raises(HttpError):
        client(recorder, names).get(text)
    assert {host for host, _ in recorder.connects} <= {"1.1.1.1"} | public_numbers(names)


class Everywhere:
    """A name server that knows every name there can be."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, int]] = []

    def __call__(self, host: str, port: int) -> list[str]:
        self.asked.append((host, port))
        return ["1.1.1.1"]


HOSTS = (
    st.text(st.characters(codec="utf-8"), max_size=20)
    | st.from_regex(r"[a-zA-Z0-9._~%\-:@\[\]/#?;\\ ]{1,25}", fullmatch=True)
    | st.from_regex(r"[A-Za-z0-9]{1,5}\.[a-zé]{2,3}(:(80|443|8080))?", fullmatch=True)
)


@settings(max_examples=400)
@given(st.builds("{}://{}{}{}".format, st.sampled_from(["http", "https", "HTTP"]), HOSTS, HOSTS, HOSTS))
def test_the_host_that_is_checked_is_the_one_connected_to_and_the_one_named_in_the_request(text: str) -> None:
    recorder, names = Recorder({"1.1.1.1": PAGE}), Everywhere()
    try:
        checked = target(text)
    except AddressRefused:
        checked = None
    with suppress(HttpError):
        client(recorder, names).get(text)
    assert names.asked == ([(checked.host, checked.port)] if checked else [])
    assert recorder.connects == ([("1.1.1.1", checked.port)] if checked else [])
    if checked and checked.scheme == "http":
        host = checked.pair.removesuffix(":80")
        assert f"\r\nhost: {host}\r\n" in b"".join(recorder.heard).decode("latin-1").lower()


@pytest.mark.parametrize("host", ["elsewhere.example", "1.1.1.1", "OUTSIDE.example", "outside.example."])
def test_a_connection_to_any_other_host_than_the_checked_one_is_refused(host: str) -> None:
    recorder, clock = Recorder(), HandClock()
    backend = GuardedBackend(Names(dict(TABLE)), recorder)
    token = under_way.set((target("http://outside.example/"), Deadline(clock, 5)))
    with pytest.raises(AddressRefused, match="not the address that was checked"):
        backend.connect_tcp(host, 80)
    under_way.reset(token)
    assert recorder.connects == []


def test_a_connection_that_nobody_asked_for_is_not_made() -> None:
    recorder = Recorder()
    with pytest.raises(LookupError):
        GuardedBackend(Names(dict(TABLE)), recorder).connect_tcp("outside.example", 80)
    assert recorder.connects == []


def test_what_was_refused_is_logged_with_the_number_and_said_without_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with pytest.raises(AddressRefused) as caught:
        client(Recorder(), Names(dict(TABLE))).get("http://mixed.example/")
    assert "192.168.1.1" in caplog.text
    assert str(caught.value) == "mixed.example does not lie on the public internet, so it is not read."


def public_numbers(names: Names) -> set[str]:
    """The public numbers that the text itself spelled out (Hypothesis may write ``http://8/``)."""
    from sapere.kit.http.addresses import is_public

    spelled = {number for host in names.asked for number in numbers(host)}
    return {number for number in spelled if is_public(number)}


def numbers(host: str) -> list[str]:
    try:
        return list(Names({})(host, 80))
    except OSError:
        return []
