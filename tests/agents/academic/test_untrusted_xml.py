from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.agents.academic.untrusted_xml import local_name, text_of, tree
from sapere.kit.http import Answer
from sapere.research.errors import BadAnswer

LAUGHS = b"".join(
    b'<!ENTITY l%d "%s">' % (level, b"&l%d;" % (level - 1) * 10 if level else b"ha") for level in range(10)
)


def answer(body: bytes, cut: str = "") -> Answer:
    return Answer("https://a.example/", 200, body, cut=cut)


@pytest.mark.parametrize(
    "body",
    [
        b"<!DOCTYPE feed [" + LAUGHS + b"]><feed>&l9;</feed>",
        b"<!DOCTYPE feed [" + LAUGHS + b'"]><feed a="&l9;"/>',
        b'<!DOCTYPE feed [<!ENTITY x SYSTEM "file:///etc/passwd">]><feed>&x;</feed>',
        b'<!DOCTYPE feed [<!ENTITY % p SYSTEM "http://127.0.0.1/x"> %p;]><feed/>',
        b'<!DOCTYPE feed [<!ENTITY unused "x">]><feed/>',
        '<!DOCTYPE feed [<!ENTITY x "y">]><feed>&x;</feed>'.encode("utf-16"),
    ],
)
def test_entities_are_refused(body: bytes) -> None:
    with pytest.raises(BadAnswer):
        tree("arXiv", answer(body), "feed")


def test_a_doctype_that_only_names_its_dtd_is_passed_over() -> None:
    body = b'<!DOCTYPE feed PUBLIC "-//x" "https://dtd.example/x.dtd"><feed><a>x &amp; y</a></feed>'
    assert text_of(tree("PubMed", answer(body), "feed")) == "x & y"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"<!DOCTYPE html><html><body>Are you a robot?<br></body></html>", "a web page where data was due"),
        (b"<html><body>Maintenance</body></html>", "a web page where data was due"),
        (b"", "not the data"),
        (b"<feed><entry>", "not the data"),
        (b"{}", "not the data"),
        (b"<rss/>", "not the data"),
        (b"\x1f\x8b\x08rubbish", "not the data"),
        (b"<feed>" + b"<a>" * 150 + b"</a>" * 150 + b"</feed>", "not the data"),
        (b"<feed>" + b"<a>" * 5000 + b"</a>" * 5000 + b"</feed>", "not the data"),
    ],
)
def test_what_is_not_the_promised_data_says_so(body: bytes, reason: str) -> None:
    with pytest.raises(BadAnswer, match=reason):
        tree("arXiv", answer(body), "feed")


def test_half_an_answer_is_none() -> None:
    with pytest.raises(BadAnswer, match="whole answer: it is too large"):
        tree("arXiv", answer(b"<feed/>", cut="it is too large"), "feed")


@given(st.binary(max_size=80))
def test_any_bytes_are_a_tree_or_a_reason(body: bytes) -> None:
    try:
        assert local_name(tree("arXiv", answer(b"<feed>" + body + b"</feed>"), "feed")) == "feed"
    except BadAnswer as error:
        assert "arXiv" in error.what
