from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.readers.cues import Cue
from sapere.readers.speech import joined, paragraphs, said


def cue(start: float, *lines: str, end: float | None = None) -> Cue:
    return Cue(start, start + 2 if end is None else end, lines)


def words(*cues: Cue) -> str:
    return joined(piece.text for piece in said(cues))


@pytest.mark.parametrize(
    ("line", "clean"),
    [
        ("<v Ada Lovelace>It <i>runs</i>.", "It runs."),
        ("<c.colorE5E5E5>the</c><00:00:01.319><c> sea</c>", "the sea"),
        ("{\\an8}<font color='red'>Red</font>", "Red"),
        ("Tom &amp; Ann&#39;s", "Tom & Ann's"),
        ("[Music]", ""),
        ("[ __ ] words [拍手]", "words"),
        ("(audience laughs)", ""),
        ("♪ la la ♪", ""),
        ("in [0, 1] and [x]", "in [0, 1] and [x]"),
        ("f(x) (of x) grows", "f(x) (of x) grows"),
        ("-5 degrees", "-5 degrees"),
        ("- Really?", "Really?"),
        ("a < b and b > c", "a < b and b > c"),
        ("<ruby>漢<rt>かん</rt></ruby>", "漢"),
        ("&lt;b&gt; is a tag", "<b> is a tag"),
    ],
)
def test_only_what_is_said_stays(line: str, clean: str) -> None:
    assert words(cue(0, line)) == clean


def test_speakers_are_no_words_but_begin_a_paragraph() -> None:
    cues = [
        cue(0, "PROFESSOR: Hello."),
        cue(2, ">> Sir?"),
        cue(4, "PROFESSOR: Yes."),
        cue(6, "DNA: a molecule."),
    ]
    grouped = [[s.text for s in group] for group in paragraphs(said(cues), "en")]
    assert grouped == [["Hello."], ["Sir?"], ["Yes.", "DNA: a molecule."]]


def test_rolling_captions_say_each_word_once() -> None:
    rolling = [
        cue(0, " ", "the sea<0:00:01><c> rises</c>"), cue(2, "the sea rises", " ", end=2.01),
        cue(2.01, "the sea rises", "twice a day"), cue(4.01, "twice a day", " ", end=4.02),
        cue(4.02, "twice a day", "in most places"),
    ]  # fmt: skip
    assert words(*rolling) == "the sea rises twice a day in most places"


def test_captions_that_grow_word_by_word_say_each_once() -> None:
    assert words(cue(0, "the"), cue(1, "the sea"), cue(2, "the sea rises")) == "the sea rises"
    assert words(cue(0, "重要"), cue(1, "重要な公式")) == "重要な公式"
    assert words(cue(0, "the"), cue(1, "there is")) == "the there is"


def test_the_same_words_said_again_later_stay() -> None:
    assert words(cue(0, "Again."), cue(30, "Again.")) == "Again. Again."


def test_captions_out_of_order_or_at_once_come_by_their_time() -> None:
    assert words(cue(5, "last"), cue(1, "first"), cue(1.5, "second", end=9)) == "first second last"


def test_a_sentence_knows_when_it_begins_inside_a_caption() -> None:
    cues = [cue(10, "End of one. Begin", end=20), cue(20, "of two. Three.", end=30)]
    (group,) = paragraphs(said(cues), "en")
    assert [(s.text, s.second) for s in group] == [("End of one.", 10), ("Begin of two.", 17), ("Three.", 25)]


def test_a_pause_begins_a_paragraph_and_a_missing_end_is_reckoned() -> None:
    cues = [Cue(0, None, ("One two three.",)), cue(10, "Four five.")]
    assert len(list(paragraphs(said(cues), "en"))) == 2


def test_speech_without_full_stops_is_cut_where_captions_begin() -> None:
    cues = [cue(2 * n, "and so it goes on and on without an end") for n in range(0, 60, 2)]
    found = list(paragraphs(said(cues), "en"))
    assert all(len(s.text) <= 450 for group in found for s in group)
    assert sum(s.text.count("without") for group in found for s in group) == 30


def test_chinese_is_joined_without_spaces_and_korean_with() -> None:
    assert joined(["重要", "な公式"]) == "重要な公式"
    assert joined(["가장", "중요한"]) == "가장 중요한"
    assert joined(["使う", "SHA", "は"]) == "使う SHA は"


lines = st.text(alphabet="ab .<>[]♪-漢<i>&;:>>", max_size=30)
cues = st.builds(
    Cue, st.floats(0, 1e6), st.none() | st.floats(0, 1e6), st.lists(lines, max_size=3).map(tuple)
)


@given(st.lists(cues, max_size=12))
def test_no_word_is_lost_on_the_way_to_paragraphs(given_cues: list[Cue]) -> None:
    pieces = said(given_cues)
    assert all(piece.text and piece.end >= piece.start for piece in pieces)
    grouped = "".join(s.text for group in paragraphs(pieces, "") for s in group)
    assert "".join(grouped.split()) == "".join("".join(piece.text for piece in pieces).split())
