from __future__ import annotations

import pytest

from sapere.kit.http.inside import is_inside


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "127.1", "2130706433", "0x7f000001", "017700000001", "10.0.0.1", "192.168.1.1", "169.254.169.254",
        "0.0.0.0", "::1", "fe80::1", "::ffff:10.0.0.1", "localhost", "LOCALHOST.", "nas", "nas.local", "db.internal",
        "router.lan", "fritz.home", "printer.home.arpa",
    ],
)  # fmt: skip
def test_what_lies_inside(host: str) -> None:
    assert is_inside(host)


@pytest.mark.parametrize(
    "host", ["example.org", "93.184.216.34", "2606:4700::1111", "localhost.example.org", "münchen.de"]
)
def test_what_may_lie_outside(host: str) -> None:
    assert not is_inside(host)
