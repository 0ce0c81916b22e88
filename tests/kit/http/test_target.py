from __future__ import annotations

import pytest

from sapere.kit.http import AddressRefused
from sapere.kit.http.target import redirected, target

OWN = {"127.0.0.1:8888", "[::1]:8888"}


def test_an_own_service_is_let_through_by_host_and_port() -> None:
    assert target("http://127.0.0.1:8888/search", allow=OWN).let_through
    assert target("http://[::1]:8888/", allow=OWN).let_through
    with pytest.raises(AddressRefused):
        target("http://127.0.0.1:8889/", allow=OWN)


def test_a_stranger_cannot_send_us_into_an_own_service() -> None:
    with pytest.raises(AddressRefused):
        redirected(target("http://outside.example/"), "http://127.0.0.1:8888/", allow=OWN)
    assert redirected(target("http://127.0.0.1:8888/", allow=OWN), "/next", allow=OWN).let_through


def test_https_never_becomes_http() -> None:
    with pytest.raises(AddressRefused, match="plain http"):
        redirected(target("https://outside.example/"), "http://outside.example/")
    assert redirected(target("http://outside.example/"), "https://outside.example/").scheme == "https"


def test_params_are_added_to_what_is_there_and_the_fragment_is_left_out() -> None:
    found = target("https://outside.example/a?b=1#part", params={"q": "a b&c"})
    assert str(found.url) == "https://outside.example/a?b=1&q=a+b%26c"


def test_a_name_in_another_script_is_asked_for_in_ascii() -> None:
    assert target("https://bücher.example/").host == "xn--bcher-kva.example"
