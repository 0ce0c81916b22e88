from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.kit.sentences import sentences


def split(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in sentences(text, language)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The asyncio.run() function, e.g. this one, is good.",
        "Call `asyncio.run()` first!",
        "See e.g. The Art of Programming.",
        "It works, i.e. It runs.",
        "See Fig. 3 and Sec. 4 for details.",
        "Dr. Smith et al. (2019) said so.",
        "J. R. Smith wrote it.",
        "The class `foo. Bar` is odd.",
        "Version 3.11.2 is out.",
        "os.path.join is used with x=1.5 there.",
        "The U.S. Army came at 5 p.m. on Monday.",
    ],
)
def test_a_sentence_stays_whole(sentence: str) -> None:
    assert split(f"Before it. {sentence} Then comes more.") == ["Before it.", sentence, "Then comes more."]


def test_sentences_end_where_they_end() -> None:
    assert split("Is it? No. Yes! (It is so.) Well...") == ["Is it?", "No.", "Yes!", "(It is so.)", "Well..."]


def test_a_newline_ends_a_sentence() -> None:
    assert split("A title\n\nfirst item\nsecond item. More") == [
        "A title",
        "first item",
        "second item.",
        "More",
    ]


@pytest.mark.parametrize(
    ("text", "language", "parts"),
    [
        (
            "これはペンです。「はい。」と言った。本当？",
            "ja",
            ["これはペンです。", "「はい。」と言った。", "本当？"],
        ),
        ("你好。今天天氣很好！是嗎？", "zh", ["你好。", "今天天氣很好！", "是嗎？"]),
        ("مرحبا. كيف حالك؟ نعم.", "ar", ["مرحبا.", "كيف حالك؟", "نعم."]),
        ("यह है। वह है।", "hi", ["यह है।", "वह है।"]),
        ("สวัสดีครับ ผมชื่อสม", "th", ["สวัสดีครับ ผมชื่อสม"]),
        ("Das ist z.B. Der Fall. Am 3. Mai kam er.", "de", ["Das ist z.B. Der Fall.", "Am 3. Mai kam er."]),
    ],
)
def test_other_languages(text: str, language: str, parts: list[str]) -> None:
    assert split(text, language) == parts


@given(st.text(), st.sampled_from(["en", "de", "ja", "th", "ar", "", "xx"]))
def test_every_word_is_in_exactly_one_sentence(text: str, language: str) -> None:
    rest = 0
    for start, end in sentences(text, language):
        assert text[rest:start].strip() == ""
        assert text[start:end] == text[start:end].strip() != ""
        assert "\n" not in text[start:end]
        rest = end
    assert text[rest:].strip() == ""


def test_a_line_without_end_is_cut_in_pieces() -> None:
    text = "word " * 20_000
    assert "".join(split(text)).replace(" ", "") == text.replace(" ", "")
