from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sapere.readers import formats, mhtml
from sapere.readers.limits import Limits
from sapere.research.errors import Unreadable
from sapere.research.shapes import Document, Raw

SAVED = """From: =?utf-8?B?w4RubmUgQmVsbA==?= <anne@a.test>
Snapshot-Content-Location: http://a.test/tea/
Subject: =?utf-8?Q?Le_th=C3=A9?=
Date: Mon, 6 May 2024 10:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----B"{start}

------B
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable
Content-Id: <frame>

<p>An advertisement in a frame of its own.</p>
------B
Content-Type: text/html; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable
Content-Id: <root>

<html lang=3D"fr"><p>Le th=E9 pousse sur <a href=3D"hills.html">les collines</a>.</p>
------B
Content-Type: image/png
Content-Transfer-Encoding: base64

iVBORw0KGgo=
------B--
"""
MESSAGE = """Message-ID: <1@a.test>
From: anne@a.test
Subject: On tea

Tea grows in the hills of many warm lands.
"""


def read(body: str) -> Document:
    return formats.parse(Raw(body=body.encode("latin-1"), locator="file:///a/tea.mht"), Limits())


def test_the_page_at_the_root_of_what_was_saved() -> None:
    page = read(SAVED.format(start='; start="<root>"').replace("\n", "\r\n"))
    assert page.text == "Le thé pousse sur les collines."
    assert (page.title, page.author, page.published, page.language) == (
        "Le thé",
        "Änne Bell",
        "2024-05-06",
        "fr",
    )
    assert [link.target for link in page.links] == ["http://a.test/tea/hills.html"]


def test_without_a_root_the_first_page_is_read() -> None:
    assert read(SAVED.format(start="")).text == "An advertisement in a frame of its own."


def test_a_saved_message() -> None:
    message = read(MESSAGE)
    assert (message.title, message.text) == ("On tea", "Tea grows in the hills of many warm lands.")


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ("Content-Type: image/png\n\nx", "no page in it"),
        ("Content-Type: text/html\nContent-Transfer-Encoding: base64\n\n!!!", "no text on the page"),
    ],
)
def test_what_holds_no_page_says_so(parts: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        read(f"MIME-Version: 1.0\n{parts}")


def test_parts_inside_parts_without_end_say_so() -> None:
    nested = "".join(f'Content-Type: multipart/mixed; boundary="{at}"\n\n--{at}\n' for at in range(20_000))
    with pytest.raises(Unreadable, match=r"too deep|no page"):
        mhtml.read(Raw(body=f"MIME-Version: 1.0\n{nested}".encode()), Limits())


@example(8, "\x80")
@given(st.integers(0, len(SAVED) - 1), st.text(st.characters(max_codepoint=255), max_size=8))
def test_a_damaged_message_is_a_document_or_a_reason(place: int, damage: str) -> None:
    body = SAVED.format(start="")
    damaged = (body[:place] + damage + body[place + len(damage) :]).encode("latin-1")
    try:
        assert mhtml.read(Raw(body=damaged), Limits()).text
    except Unreadable as reason:
        assert reason.what
