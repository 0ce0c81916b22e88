from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.readers.addresses import absolute


@pytest.mark.parametrize(
    ("locator", "href", "address"),
    [
        ("http://a.test/x/y.html", "../z.html#part", "http://a.test/z.html"),
        ("file:///doc/x.html", "y.html", "file:///doc/y.html"),
        ("python:library/bisect.html", "../tutorial/index.html", "python:tutorial/index.html"),
        ("http://a.test/x.html", "#part", ""),
        ("http://a.test/x.html", "x.html#part", ""),
        ("http://a.test/x.html", "javascript:alert(1)", ""),
        ("http://a.test/x.html", "mailto:ann@a.test", ""),
        ("", "y.html", "y.html"),
    ],
)
def test_where_a_link_leads(locator: str, href: str, address: str) -> None:
    assert absolute(locator, href) == address


@given(st.text(), st.text())
def test_any_link_leads_somewhere_or_nowhere(locator: str, href: str) -> None:
    assert "#" not in absolute(locator, href)
