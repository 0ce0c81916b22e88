from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.readers.cues import Cue, header, is_stamped, stamped_lines, subtitles, timing_of

SRT = "1\n00:00:01,000 --> 00:00:03,500\nOne\ntwo\n\n2\n01:02:03,004 --> 01:02:05,006\nThree\n"


def test_subrip_is_cues_without_their_numbers() -> None:
    assert list(subtitles(SRT)) == [Cue(1.0, 3.5, ("One", "two")), Cue(3723.004, 3725.006, ("Three",))]


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n"])
def test_any_line_end_will_do(ends: str) -> None:
    assert list(subtitles(SRT.replace("\n", ends))) == list(subtitles(SRT))


def test_webvtt_passes_over_notes_styles_and_names() -> None:
    text = (
        "WEBVTT - A talk\nLanguage: en-GB\nTitle: Tides\n\nSTYLE\n::cue {}\n\nNOTE\nnot said\n\nfirst one\n"
        "00:01.000 --> 00:02.000 align:start position:0%\nHello.\n\nNOTE more\n\n00:03.000 --> 00:04.000\nAgain.\n"
    )
    assert [cue.lines for cue in subtitles(text)] == [("Hello.",), ("Again.",)]
    assert header(text) == {"language": "en-GB", "title": "Tides"}


def test_a_blank_line_inside_a_subrip_caption_does_not_end_it() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\n\nAfter a blank.\n\n2\n00:00:03,000 --> 00:00:04,000\nNext.\n"
    assert [cue.lines for cue in subtitles(text)] == [("After a blank.",), ("Next.",)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("100:00:01,000 --> 100:00:02,000", (360_001.0, 360_002.0)),
        ("00:00:01,5 --> 00:00:02", (1.5, 2.0)),
        ("1:2:3.4 -> 1:2:4.4", (3723.4, 3724.4)),
        ("00:00:01.000 -->", (1.0, None)),
        ("00:01 --> 00:02 line:0", (1.0, 2.0)),
        ("0:00:00.599,0:00:04.160", (0.599, 4.16)),
        ("-00:00:01,000 --> 00:00:02,000", (1.0, 2.0)),
        ("999999:59:59,000 --> 999999:59:59,000", (10_000_000.0, 10_000_000.0)),
        ("not a timestamp", None),
        ("00:00:01,000 -> wrong", (1.0, None)),
        ("at 00:01 --> 00:02", None),
    ],
)
def test_odd_times_are_read(line: str, expected: tuple[float, float | None] | None) -> None:
    assert timing_of(line) == expected


def test_a_plain_transcript_may_stamp_its_lines_or_the_lines_above() -> None:
    beside = "Tides\n0:00 The sea\nrises.\n0:12 Then it falls.\n[1:02:03] The end."
    above = "0:00\nThe sea\nrises.\n0:12\nThen it falls.\n1:02:03\nThe end."
    assert list(stamped_lines(beside)) == list(stamped_lines(above))
    assert [cue.start for cue in stamped_lines(above)] == [0.0, 12.0, 3723.0]
    assert is_stamped(beside)
    assert is_stamped(above)


@pytest.mark.parametrize(
    "text",
    [
        "9:00 Breakfast\n12:30 Lunch\n18:00 Supper",
        "Call me at\n0:12\nthen rest.",
        "0:30 b\n0:10 a\n0:05 c\n0:01 d",
        "",
    ],
)
def test_other_texts_with_times_are_no_transcripts(text: str) -> None:
    assert not is_stamped(text)


@given(st.lists(st.sampled_from([*"0123456789:.,->WEBVT\n\r ", "-->", "00:01.000", "NOTE"])).map("".join))
def test_any_text_gives_cues_in_the_range_of_times(text: str) -> None:
    for cue in [*subtitles(text), *stamped_lines(text)]:
        assert 0 <= cue.start <= 10_000_000
        assert all(cue.lines)
