"""T1 to T7: none of these ever reaches a connection."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sapere.kit.http import AddressRefused, HttpClient, HttpError, Unreached
from tests.doubles.network import HandClock, Names, Recorder

INSIDE = [
    "127.0.0.1", "127.255.255.254", "0", "0.0.0.0", "localhost", "10.0.0.1", "10.255.255.255",
    "172.16.0.1", "172.31.255.255", "192.168.0.1", "169.254.169.254", "100.64.0.1", "100.100.100.200",
    "192.0.0.192", "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1",
    "239.255.255.255", "240.0.0.1", "255.255.255.255", "168.63.129.16",
    "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.1", "017700000001", "0177.0.0.1", "127。0。0。1",
    "①②⑦.⓪.⓪.①", "%31%32%37.0.0.1", "3232235521", "0xc0a80001", "0xa9fea9fe",
    "[::]", "[::1]", "[fe80::1]", "[fe80::1%25eth0]", "[fc00::1]", "[fd00:ec2::254]", "[ff02::1]",
    "[::ffff:10.0.0.1]", "[::ffff:127.0.0.1]", "[::ffff:a9fe:a9fe]", "[::127.0.0.1]", "[64:ff9b::7f00:1]",
    "[64:ff9b:1::a00:1]", "[2002:7f00:1::]", "[2002:a00:1::1]", "[2001:0:101:101::80ff:fffe]",
    "[2001:db8::1]", "[3fff::1]", "[100::1]", "[5f00::1]", "[2a00::5efe:a00:1]",
    "inside.example", "mixed.example", "mapped.example",
]  # fmt: skip
TABLE = {
    "localhost": [["127.0.0.1", "::1"]],
    "inside.example": [["10.1.2.3"]],
    "mixed.example": [["1.1.1.1", "192.168.1.1"]],
    "mapped.example": [["::ffff:169.254.169.254"]],
    "outside.example": [["1.1.1.1"]],
}
WRONG = [
    "http://outside.example:22/", "http://outside.example:25/", "http://outside.example:6379/",
    "https://outside.example:5432/", "http://outside.example:0/", "http://outside.example:8080/",
    "file:///etc/passwd", "gopher://outside.example/", "ftp://outside.example/", "data:text/html,x",
    "javascript:alert(1)", "//outside.example/", "outside.example", "", "http://", "http:///path",
    "http://user@outside.example/", "http://user:word@outside.example/", "http://outside.example@127.0.0.1/",
    "http://a\\@outside.example/", "http:\\\\outside.example/", "http://outside\t.example/",
    "http://outside.example/\r\nHost: inside", "http://outside.example\x00.inside/", "http://out side.example/",
    "http://outside.example\u200b/", "http://outside..example/", "http://[outside.example]/", "http://[::1",
    "http://outside.example:99999/", "http://outside.example:abc/", "http://" + "a" * 300 + ".example/",
    "http://outside.example/" + "a" * 9000,
]  # fmt: skip


def client(recorder: Recorder, names: Names) -> HttpClient:
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
