from __future__ import annotations

import struct

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sapere.readers.container import opened
from sapere.readers.limits import Limits
from sapere.research.errors import Unreadable
from tests.readers.packing import docx, epub, odt, packed, paragraph

WHOLE = docx(paragraph("Some words that are whole."))


def encrypted(body: bytes) -> bytes:
    """The first bit of the flags set in the list of contents, as by a program that asks for a password."""
    at = body.index(b"PK\1\2") + 8
    return body[:at] + struct.pack("<H", 1) + body[at + 2 :]


def counting(body: bytes, entries: int) -> bytes:
    at = body.rindex(b"PK\5\6") + 8
    return body[:at] + struct.pack("<HH", entries, entries) + body[at + 4 :]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (packed({"notes.txt": "x", "inner.zip": packed({"more": "x"})}), "a ZIP archive, not a document"),
        (packed({}), "a ZIP archive"),
        (b"PK\3\4 broken", "damaged"),
        (WHOLE[: len(WHOLE) // 2], "damaged"),
        (encrypted(WHOLE), "locked with a password"),
        (counting(WHOLE, 60_000), "too many files"),
        (packed({f"word/{number}": "" for number in range(300)}), "too many files"),
        (docx("x" * 11_000_000), "a size that no document has"),
        (packed({"word/document.xml": "x" * 2_000_000}, store=True), "too much in it: more than 1 MB"),
        (docx("", **{"word/bad.xml": '<!DOCTYPE x [<!ENTITY a "haha">]><x>&a;</x>'}), "abbreviations"),
        (docx("", **{"word/bad.xml": '<!DOCTYPE x [<!ENTITY a "ha">]>'.encode("utf-16")}), "abbreviations"),
        (odt("", manifest="<encryption-data/>"), "locked with a password"),
        (epub("<p>x</p>", **{"META-INF/encryption.xml": "http://www.w3.org/2001/04/xmlenc#aes256-cbc"}), "seller"),
        (packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}), "not tables"),
    ],
)  # fmt: skip
def test_what_is_not_unpacked_says_why(body: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        opened(body, Limits(entries=200, unpacked=1_000_000))


def test_pictures_and_files_inside_files_stay_packed() -> None:
    beside: dict[str, str | bytes] = {"word/media/x.png": "0" * 90_000_000, "word/embeddings/x.docx": WHOLE}
    found = opened(docx("", **beside), Limits())
    assert found.kind == "docx"
    assert not [name for name in found.parts if name.endswith((".png", ".docx"))]


def test_a_book_with_scrambled_fonts_is_open() -> None:
    fonts = "<encryption><EncryptionMethod Algorithm='http://www.idpf.org/2008/embedding'/></encryption>"
    assert opened(epub("<p>x</p>", **{"META-INF/encryption.xml": fonts}), Limits()).kind == "epub"


@example(1355, b"\0\0\1")
@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=6))
def test_a_damaged_container_opens_or_says_why(place: int, damage: bytes) -> None:
    try:
        found = opened(WHOLE[:place] + damage + WHOLE[place + len(damage) :], Limits())
    except Unreadable as reason:
        assert reason.what
    else:
        assert opened(found.repacked(), Limits()).parts == found.parts
