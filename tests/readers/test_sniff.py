from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.readers.sniff import kind_of, text_of
from sapere.research.errors import Unreadable
from sapere.research.shapes import Raw


@pytest.mark.parametrize(
    ("body", "media_type", "locator", "kind"),
    [
        (b"<!DOCTYPE html><title>x</title>", "", "", "html"),
        (b"%PDF-1.4 ...", "text/html", "page.html", "pdf"),
        (b"# Title\n\n<p>x</p><p>y</p>", "", "file:///notes.md", "markdown"),
        (b"plain words", "text/html", "", "plain"),
        (b"plain words", "", "", "plain"),
        (b"<p>One</p><p>Two</p>", "", "", "html"),
        ("<html><p>x".encode("utf-16"), "", "", "html"),
        (b"PK\x03\x04", "", "page.html", "packed"),
        (b"{\\rtf1 hello}", "", "", "rtf"),
        (b'{"cells": [], "nbformat": 4}', "application/json", "", "ipynb"),
        (b"<?xml version='1.0'?><FictionBook>", "", "", "fb2"),
        (b"* Title", "", "notes.org", "org"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\nx", "", "", "mhtml"),
        (b"Name: a colon\nmakes no head\n\nof a message.", "", "", "plain"),
        (b"x = 1", "", "https://a.test/b/heap.py?raw=1#L3", "code"),
        (b"plain words", "", "https://orgmode.org", "plain"),
        (b"<!doctype html><p>x", "", "https://a.test/x.py", "html"),
        (b"% draft\n\\documentclass{book}", "", "", "latex"),
    ],
)
def test_bytes_first_announcement_second(body: bytes, media_type: str, locator: str, kind: str) -> None:
    assert kind_of(Raw(body=body, media_type=media_type, locator=locator)) == kind


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "nothing in it"),
        (b" \n\t ", "nothing in it"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "an image"),
        (bytes(range(256)) * 8, "binary file"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "before 2007"),
        (b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
        (b'<?xml version="1.0"?><rss></rss>', "an XML file"),
    ],
)
def test_what_cannot_be_read_says_what_it_is(body: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        kind_of(Raw(body=body, media_type="text/html", locator="page.html"))


@pytest.mark.parametrize(
    ("body", "charset", "text"),
    [
        ("naïve café".encode(), "", "naïve café"),
        ("naïve café".encode(), "iso-8859-1", "naïve café"),
        ("naïve café".encode("latin-1"), "iso-8859-1", "naïve café"),
        ("“quoted”".encode("cp1252"), "iso-8859-1", "“quoted”"),
        ("\ufeffmarked".encode("utf-16-le"), "", "marked"),
        ("unmarked text".encode("utf-16-be"), "", "unmarked text"),
        ("日本語のページ".encode("shift_jis"), "shift_jis", "日本語のページ"),
        ('<meta charset="gb2312">汉字'.encode("gb18030"), "", '<meta charset="gb2312">汉字'),
        ("Привет, это страница".encode("koi8-r"), "koi8-r", "Привет, это страница"),
        (b"x", "no-such-charset", "x"),
    ],
)
def test_encodings(body: bytes, charset: str, text: str) -> None:
    assert text_of(Raw(body=body, charset=charset)) == text


def test_a_page_of_two_encodings_stays_readable() -> None:
    body = "Zuerst schön und größer, dann ".encode() * 5 + "schön".encode("latin-1")
    assert text_of(Raw(body=body)).endswith("schön und größer, dann schön")


def test_a_wrongly_declared_encoding_is_guessed() -> None:
    text = "Это обычный русский текст, который объявлен неправильно. " * 20
    assert text_of(Raw(body=text.encode("cp1251"), charset="utf-8")) == text


@given(st.binary(max_size=300), st.sampled_from(["", "utf-8", "latin-1", "utf-16", "zlib", "idna", "x" * 99]))
def test_any_bytes_are_text_or_a_reason(body: bytes, charset: str) -> None:
    raw = Raw(body=body, charset=charset)
    try:
        kind_of(raw)
    except Unreadable as reason:
        assert reason.what
    assert isinstance(text_of(raw), str)
