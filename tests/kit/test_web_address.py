from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.kit.web_address import web_address

ANYTHING = st.text(max_size=60) | st.none() | st.integers() | st.lists(st.text(max_size=5), max_size=2)


@pytest.mark.parametrize(
    "address", ["https://a.example/x.pdf", "http://[::1]:8/?q=1#top", "https://a.example/ä"]
)
def test_an_address_stays_as_it_was_given(address: str) -> None:
    assert web_address(address) == web_address(f"\n{address} ") == address


@pytest.mark.parametrize(
    "address",
    [
        "ftp://a.example/x.pdf",
        "javascript:alert(1)",
        "/search",
        "https://user:word@a.example/",
        "https:///nowhere",
        "https://",
        "http://[::1",
        "https://a.example/\u202ex",
        "https://a.example/a b",
        "https://a.example/" + "a" * 3000,
        "",
        None,
        1,
        {"url": "https://a.example"},
    ],
)
def test_what_is_no_web_address_is_left_out(address: object) -> None:
    assert web_address(address) == ""


@given(ANYTHING | st.text(max_size=60).map("https://a".__add__))
def test_no_address_holds_what_could_end_it(value: object) -> None:
    address = web_address(value)
    assert not set(address) & set(" \n\r\t\u202e\u200b")
    assert not address or address.startswith(("http://", "https://"))
