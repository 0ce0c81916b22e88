"""What is broken, and what means harm: each ends in one clear sentence, at once, and nothing is made of it."""

from __future__ import annotations

import io
import json
import stat
import struct
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sapere.exports.archive import HEAD, TOPIC
from sapere.imports.arriving import arrived
from sapere.imports.zipped import zipped
from tests.imports.material import NOW, OPML, as_json, collection, deck, packed, read, refusal, whole, zip_of
from tests.json_values import json_with

FIELDS = ("id", "title", "text", "source", "concept", "citations", "sections", "depth", "parent")
WHOLE = {"archive": packed(), "json": as_json(), "opml": OPML, "anki": deck()}


@pytest.mark.parametrize("kind", WHOLE)
def test_it_is_taken_where_it_is_whole(kind: str) -> None:
    assert arrived(WHOLE[kind], "x", read, NOW).kind == kind


@pytest.mark.parametrize("kind", WHOLE)
def test_cut_off_after_every_tenth_byte_it_is_refused(kind: str) -> None:
    body = WHOLE[kind]
    assert all(refusal(body[:end]) for end in range(0, len(body) - 1, 10))


@pytest.mark.parametrize("kind", ["archive", "anki"])
def test_with_any_byte_changed_it_is_refused_or_the_same(kind: str) -> None:
    """What a ZIP says of itself beside its contents may change; the contents have a checksum."""
    body, before = WHOLE[kind], arrived(WHOLE[kind], "x", read, NOW)
    for at in range(0, len(body), 23):
        changed = body[:at] + bytes([body[at] ^ 0x55]) + body[at + 1 :]
        assert refusal(changed) or arrived(changed, "x", read, NOW) == before


@given(st.binary(max_size=400))
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_any_bytes_are_refused_or_read(body: bytes) -> None:
    refusal(body)
    refusal(b"PK\x03\x04" + body)
    refusal(b"{" + body)
    refusal(b"<opml>" + body)


@given(
    st.dictionaries(
        st.sampled_from(["topic", "sources", "concepts", "pages", "agents", "cost"]), json_with(FIELDS)
    )
)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_any_values_in_a_topic_are_refused_or_read(changed: dict[str, Any]) -> None:
    refusal(json.dumps(whole() | changed).encode())


def _archive(**files: bytes) -> bytes:
    opened = zipfile.ZipFile(io.BytesIO(packed()))
    return zip_of({name: opened.read(name) for name in opened.namelist()} | files)


def _link() -> bytes:
    entry = zipfile.ZipInfo("texts/link")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return zip_of([(HEAD, b"{}"), (entry, b"/etc/passwd")])


def _twice() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as opened:
        opened.writestr(HEAD, b"{}")
        with pytest.warns(UserWarning, match="Duplicate name"):
            opened.writestr(HEAD, b'{"schema": "sapere.archive/1"}')
    return made.getvalue()


def _locked() -> bytes:
    body = bytearray(zip_of({HEAD: b"{}"}))
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = body.index(sign) + place
        body[at : at + 2] = struct.pack("<H", 1)
    return bytes(body)


def test_an_entry_that_says_it_is_small_is_not_unpacked_whole() -> None:
    """Five megabytes that are said to be ten bytes, in both headers, with the checksum of those ten."""
    body = bytearray(zip_of({HEAD: b"\0" * 5_000_000}))
    for sign, place in ((b"PK\x03\x04", 14), (b"PK\x01\x02", 16)):
        at = body.index(sign) + place
        body[at : at + 4] = struct.pack("<L", zlib.crc32(b"\0" * 10))
        body[at + 8 : at + 12] = struct.pack("<L", 10)
    tracemalloc.start()
    with zipped(bytes(body)) as opened:
        assert len(opened.read(HEAD)) == 10
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 1_000_000


def _costs(body: bytes) -> int:
    """The most memory in bytes that reading or refusing it takes at once."""
    refusal(body)  # what is loaded once, as the model that tells languages, is no cost of its own
    tracemalloc.start()
    refusal(body)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def test_a_deck_of_very_many_levels_costs_little() -> None:
    body = deck(("::".join("a" * 8_000), "What pulls?", "The Moon."), ("b", "What blows?", "Wind."))
    assert _costs(body) < 5_000_000


def test_very_many_deep_decks_are_refused_before_they_are_a_tree() -> None:
    decks = (("::".join([str(n), *"a" * 99]), "What pulls?", "The Moon.") for n in range(300))
    body = deck(*decks)
    assert "more than 10,000 decks" in refusal(body) and _costs(body) < 30_000_000


NAMES = ["../x", "a/../../x", "/etc/x", "C:\\x", "C:x", "..\\x", "texts\\x", "texts/../x"]
BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "a bomb": (lambda: zip_of({HEAD: b"\0" * 60_000_000}), "Unpacked it would be 60 MB"),
    "many": (lambda: zip_of([(f"texts/{n}", b"") for n in range(20_001)]), "There are 20,001 files in it"),
    "nested": (lambda: _archive(**{"texts/inner.zip": packed()}), "something in it that belongs to no topic"),
    "a link": (_link, "is a link to somewhere else"),
    "twice": (_twice, "two files of one name"),
    "locked": (_locked, "locked with a password"),
    "another": (lambda: zip_of({"word/document.xml": b"<x/>"}), "neither one of Sapere's nor a deck"),
    "newer": (
        lambda: _archive(**{HEAD: b'{"schema": "sapere.archive/9"}'}),
        "made by a newer Sapere: version 9; this one reads up to 1",
    ),
    "no version": (lambda: _archive(**{HEAD: b"[]"}), "does not hold what it should"),
    "no topic": (lambda: zip_of({HEAD: b'{"schema": "sapere.archive/1"}'}), "topic.json is missing"),
    "not text": (lambda: _archive(**{TOPIC: b"\xff\xfe"}), "is not text in UTF-8"),
    "another's text": (
        lambda: _archive(**{f"texts/{whole()['sources'][0]['sha256']}.txt": b"Water is dry."}),
        "its hash is another",
    ),
    "deep": (lambda: b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "nested too deeply"),
    "rather deep": (lambda: b'{"a":' * 80 + b"1" + b"}" * 80, "nested too deeply"),
    "a huge number": (lambda: b'{"schema":' + b"9" * 10_000 + b"}", "cut off or no JSON"),
    "no number": (lambda: b'{"schema":NaN}', "a number in it that is none: NaN"),
    "half a character": (lambda: '{"schema":"ü"}'.encode()[:-3], "ends in the middle of a character"),
    "laughs": (
        lambda: b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><opml><body><outline text="&b;"/></body></opml>',
        "brings a document type along",
    ),
    "outside": (
        lambda: b'<!DOCTYPE opml SYSTEM "http://evil.test/x.dtd"><opml><body><outline text="x"/></body></opml>',
        "brings a document type along",
    ),
    "deep outline": (lambda: b"<opml><body>" + b"<outline text='x'>" * 10_000, "nested too deeply"),
    "a page": (lambda: b"<html><body>Hello</body></html>", "XML, but no OPML"),
    "an empty outline": (lambda: b"<opml><body/></opml>", "no outline in it"),
    "the newest deck": (
        lambda: zip_of({"collection.anki21b": b"x", "collection.anki2": b"x"}),
        "collection.anki21b, which only Anki itself reads",
    ),
    "no database": (lambda: zip_of({"collection.anki2": b"SQLite format 3\0" + b"x" * 99}), "are damaged"),
    "an empty deck": (lambda: zip_of({"collection.anki2": collection([])}), "no cards in it"),
    "no table": (
        lambda: deck(more="DROP TABLE notes; CREATE VIEW notes AS WITH RECURSIVE r(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM r) SELECT id, 7 AS mid, 'a' AS flds FROM r;"),
        "are damaged",
    ),
    "a trigger": (lambda: deck(more="CREATE TRIGGER t AFTER INSERT ON notes BEGIN DELETE FROM col; END;"), "are damaged"),
    "a view": (lambda: deck(more="CREATE VIEW v AS SELECT * FROM notes;"), "are damaged"),
    "a virtual table": (lambda: deck(more="CREATE VIRTUAL TABLE v USING fts5(a);"), "are damaged"),
    "a column that is worked out": (
        lambda: deck(more="ALTER TABLE notes RENAME COLUMN flds TO f; ALTER TABLE notes ADD COLUMN flds AS (hex(zeroblob(40000000)));"),
        "too much text in it",
    ),
    "no words": (lambda: b"\n\n  \n", "The file is empty."),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n\x00\x00", "neither Markdown nor anything else known"),
    "half a file": (lambda: "# Tides\n\nThe sea. 潮".encode()[:-1], "ends in the middle of a character"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_what_means_harm_is_refused_at_once(name: str) -> None:
    make, said = BAD[name]
    body = make()
    began = time.process_time()
    assert said in refusal(body)
    assert time.process_time() - began < 5


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_leads_elsewhere_is_refused(name: str) -> None:
    entry = zipfile.ZipInfo("x")
    entry.filename = name
    assert "a name that leads elsewhere" in refusal(zip_of([(HEAD, b"{}"), (entry, b"x")]))


def test_a_name_with_a_nul_is_refused() -> None:
    body = zip_of({HEAD: b"{}", "texts/aXb": b"x"}).replace(b"texts/aXb", b"texts/a\0b")
    assert "a name that leads elsewhere" in refusal(body)
