"""T9: what an answer says of its kind is taken as said, and never trips us."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.kit.http import Answer, HttpClient, HttpError
from tests.doubles.network import HandClock, Names, Recorder


def told(content_type: bytes) -> Answer:
    head = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 4\r\nContent-Type: "
    recorder = Recorder({"1.1.1.1": head + content_type + b"\r\n\r\nt\xe8st"})
    names, clock = Names({"a.example": [["1.1.1.1"]]}), HandClock()
    http = HttpClient(resolver=names, connector=recorder, clock=clock, sleep=clock.sleep)
    return http.get("http://a.example/")


@pytest.mark.parametrize(
    ("said", "media_type", "charset"),
    [
        (b"text/html; charset=ISO-8859-1", "text/html", "iso-8859-1"),
        (b'TEXT/HTML ;Charset="utf-8"', "text/html", "utf-8"),
        (b"text/html;charset=", "text/html", ""),
        (b"text/html; charset=utf-8; charset=utf-16", "text/html", "utf-8"),
        (b"text/html; charset=no-such-thing", "text/html", "no-such-thing"),
        (b"text/html; charset*=utf-8''%ff", "text/html", ""),
        (b"\xff\xfe", "ÿþ", ""),
        (b"", "", ""),
    ],
)
def test_the_kind_and_the_charset_are_found(said: bytes, media_type: str, charset: str) -> None:
    answer = told(said)
    assert (answer.media_type, answer.charset, answer.body) == (media_type, charset, b"t\xe8st")


@given(
    st.binary(max_size=40).filter(lambda said: b"\n" not in said)
    | st.from_regex(rb"[a-z/]{3,9};[ -~]{1,30}", fullmatch=True)
)
def test_any_bytes_for_a_kind_are_an_answer_or_a_reason(said: bytes) -> None:
    try:
        assert told(said).body == b"t\xe8st"
    except HttpError as error:
        assert "a.example" in str(error)
