from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.kit.http.addresses import is_public

PUBLIC = [
    "1.1.1.1",
    "208.80.154.224",
    "2620:0:861:ed1a::1",
    "2a02:ec80:300:ed1a::1",
    "::ffff:1.1.1.1",
    "64:ff9b::101:101",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_an_address_of_the_public_internet_is_public(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4, network="10.0.0.0/8"))
def test_no_spelling_in_ipv6_makes_a_private_address_public(address: IPv4Address) -> None:
    number = int(address)
    teredo = (0x20010000 << 96) | (0x01010101 << 64) | (number ^ 0xFFFFFFFF)
    spellings = [
        f"::ffff:{address}",
        f"::{address}",
        str(IPv6Address((0x0064FF9B << 96) | number)),
        str(IPv6Address((0x2002 << 112) | (number << 80))),
        str(IPv6Address(teredo)),
        str(IPv6Address((0x2A000000 << 96) | (0x5EFE << 32) | number)),
    ]
    assert not any(is_public(spelling) for spelling in spellings)


@given(st.text(max_size=40))
def test_any_text_is_answered_and_what_is_no_number_is_not_public(text: str) -> None:
    if is_public(text):
        assert set(text) <= set("0123456789abcdefABCDEF.:")
