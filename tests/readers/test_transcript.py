from __future__ import annotations

import json
from bisect import bisect_right
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.readers import Readers, sniff
from sapere.readers.formats import parse
from sapere.readers.limits import Limits
from sapere.research.captions import Recording, packed
from sapere.research.errors import Unreadable
from sapere.research.shapes import Document, Raw

DATA = Path(__file__).parents[2].parent / "shared" / "data"
LECTURES = sorted(DATA.glob("transcripts/*/english.captions.srt"))
VTT = (
    "WEBVTT\nLanguage: en\n\n00:01.000 --> 00:04.000\nThe sea rises. It\n\n00:04.000 --> 00:06.000\nfalls again.\n\n"
    "01:00.000 --> 01:02.000\nThe moon does it.\n"
)
SRT = VTT.partition("\n\n")[2]


def read(body: bytes, media_type: str = "", locator: str = "") -> Document:
    return parse(Raw(body, media_type, locator=locator), Limits())


def moments(document: Document) -> list[tuple[int, str]]:
    starts = [*(mark.start for mark in document.marks), len(document.text)]
    return [
        (mark.value, document.text[mark.start : end].strip())
        for mark, end in zip(document.marks, starts[1:], strict=True)
    ]


def test_every_sentence_is_marked_with_its_second() -> None:
    document = read(VTT.encode())
    assert document.language == "en"
    assert document.text == "The sea rises. It falls again.\n\nThe moon does it."
    assert moments(document) == [(1, "The sea rises."), (3, "It falls again."), (60, "The moon does it.")]
    assert {mark.kind for mark in document.marks} == {"second"}


def test_chapters_are_headings_and_what_is_known_goes_with_the_text() -> None:
    known = Recording("Tides", "en-GB", "Ada", "2024-05-01", "CC BY 4.0", ((0, "What"), (60, "Why")))
    raw = packed(known, VTT.encode(), "https://tube.example/w/abcdefgh")
    document = parse(raw, Limits())
    assert [(h.title, document.text[h.start : h.end].strip()) for h in document.headings] == [
        ("What", "What\n\nThe sea rises. It falls again."), ("Why", "Why\n\nThe moon does it.")
    ]  # fmt: skip
    assert (document.title, document.language, document.author) == ("Tides", "en", "Ada")
    assert (document.published, document.licence) == ("2024-05-01", "CC BY 4.0")
    assert moments(document)[-1] == (60, "The moon does it.")


@pytest.mark.parametrize(
    "body",
    [
        SRT.encode(),
        b"\xef\xbb\xbf" + SRT.replace("\n", "\r\n").encode(),
        SRT.encode("utf-16"),
        SRT.encode("utf-16-le"),
        b"0:01 The sea rises.\n0:03 It falls again.\n1:00 The moon does it.\n",
        b'<?xml version="1.0"?><transcript><text start="1">The sea rises. It</text></transcript>',
        json.dumps(
            {"wireMagic": "pb3", "events": [{"tStartMs": 1000, "segs": [{"utf8": "The sea rises."}]}]}
        ).encode(),
    ],
)
def test_the_bytes_tell_whatever_was_announced(body: bytes) -> None:
    assert sniff.kind_of(Raw(body, "application/octet-stream")) == "transcript"
    assert moments(read(body, "text/html"))[0][1].startswith("The sea rises.")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"<!DOCTYPE html><title>x</title><p>00:01.000 --> 00:02.000</p>", "html"),
        (b"<pre>\n00:01.000 --> 00:02.000\n</pre><p>x", "html"),
        (b"It is a text about --> arrows.", "plain"),
    ],
)
def test_what_only_looks_like_captions_is_read_as_what_it_is(body: bytes, kind: str) -> None:
    assert sniff.kind_of(Raw(body, "text/vtt", locator="talk.vtt")) == kind


def test_old_western_letters_are_read() -> None:
    assert "café" in read(SRT.replace("sea", "café").encode("cp1252")).text


@pytest.mark.parametrize(
    "body", [b"WEBVTT\n\ncue-one\nnot a timestamp\nInvalid cue.\n", b"WEBVTT", b"CAPTIONS {}\n"]
)
def test_captions_without_a_word_are_a_reason(body: bytes) -> None:
    with pytest.raises(Unreadable, match="no captions in it"):
        read(body)


def test_what_comes_with_captions_may_be_damaged() -> None:
    with pytest.raises(Unreadable, match="damaged"):
        read(b'CAPTIONS {"title": \nWEBVTT')


def test_a_long_transcript_is_cut_and_says_so() -> None:
    many = "".join(f"\n\n00:{n:02}.000 --> 00:{n:02}.900\nSentence number {n}." for n in range(50))
    document = parse(Raw(f"WEBVTT{many}".encode()), Limits(text=200))
    assert document.partial
    assert len(document.text) <= 200
    assert all(mark.start < 200 for mark in document.marks)


@pytest.mark.skipif(not LECTURES, reason="the shared transcripts are not here")
@pytest.mark.parametrize("path", LECTURES, ids=lambda path: path.parent.name)
def test_a_real_lecture_is_cited_to_the_second(path: Path) -> None:
    """Against the times that its makers took: half of the sentences within one second, nine of ten within two."""
    document = read(path.read_bytes(), locator=path.as_uri())
    starts, at, late = [mark.start for mark in document.marks], 0, []
    for text, start, _ in json.loads(path.with_name("english.sentence_timings.json").read_text()):
        found = document.text.find(text[:40].strip(), at)
        assert found >= 0, text
        at = found + 1
        late.append(abs(document.marks[bisect_right(starts, found) - 1].value - start))
    assert sorted(late)[len(late) // 2] < 1
    assert sorted(late)[len(late) * 9 // 10] < 2


@pytest.mark.skipif(not LECTURES, reason="the shared transcripts are not here")
@pytest.mark.parametrize("name", ["japanese", "chinese", "arabic"])
def test_captions_in_other_scripts_are_known_by_their_language(name: str) -> None:
    path = DATA / "transcripts" / "256-bit-security" / f"{name}.auto_generated.srt"
    with Readers() as readers:
        document = readers.read(Raw(path.read_bytes(), locator=path.as_uri()))
    assert document.language == {"japanese": "ja", "chinese": "zh", "arabic": "ar"}[name]
    assert len(document.marks) > 40


@given(
    st.text()
    | st.lists(st.sampled_from(["0:01.0 --> 0:02.0\n", "\n", "<v A>", "word. ", "漢字。", ">> "])).map(
        "".join
    )
)
def test_marks_stand_where_words_begin(text: str) -> None:
    try:
        document = read(f"WEBVTT\n\n00:00.000 --> 00:01.000\n{text}".encode("utf-8", "replace"))
    except Unreadable:
        return
    starts = [mark.start for mark in document.marks]
    assert starts == sorted(set(starts))
    assert all(not document.text[start].isspace() for start in starts)
