from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.agents.library.score import Topic, candidates, score
from sapere.research.cut import cut
from sapere.research.ports import Hit
from sapere.research.shapes import Document

FILLER = "The weather was fine and the road was long. " * 60


def worth(text: str, topic: str, *, title: str = "Notes", language: str = "en", rank: float = 0.0) -> float:
    document = Document(text, title, language)
    return score(document, cut(document), topic=Topic(topic, language), rank=rank)


def test_a_document_on_the_topic_is_worth_more_than_a_long_one_that_mentions_it() -> None:
    about = worth("Sorting puts things in order. To sort is to compare. " * 10, "sorting")
    mention = worth(f"{FILLER}\n\n{FILLER}\n\nHe sorted his socks.\n\n{FILLER}", "sorting")
    assert about > 2 * mention > 0


def test_a_title_that_is_the_topic_beats_one_that_holds_it() -> None:
    text = "Sorting puts things in order."
    exact, more, none = (
        worth(text, "sorting", title=title) for title in ("Sorting", "Sorting of mail", "Mail")
    )
    assert exact > more > none


def test_little_words_decide_between_titles_that_are_else_alike() -> None:
    text = "A statement does something. " * 5
    assert worth(text, "with statement", title="The with statement") > worth(
        text, "with statement", title="The import statement"
    )


@pytest.mark.parametrize(
    ("topic", "language", "text"),
    [
        ("非同期処理", "ja", "この章では非同期処理について説明します。"),
        ("try", "en", "She tried and tries again."),
        ("C++", "en", "A class in C++ has members."),
        ("الخلية", "ar", "الخلية هي وحدة بناء الكائنات الحية."),
        ("ФОТОСИНТЕЗ", "ru", "Растения живут фотосинтезом."),
    ],
)
def test_words_of_any_language_are_found_in_their_forms(topic: str, language: str, text: str) -> None:
    assert worth(text, topic, language=language) > 0


@given(st.text(max_size=300), st.text(min_size=1, max_size=30), st.sampled_from(["en", "ja", "ar", ""]))
def test_worth_is_a_share_of_one_whatever_the_text(text: str, topic: str, language: str) -> None:
    assert 0 <= worth(text, topic, language=language, rank=1.0) <= 1


def test_an_index_and_a_table_of_contents_are_no_candidates() -> None:
    hits = [
        Hit(title, title, 0, 1, title, (), 1.0) for title in ("Index", "Index – A", "Contents", "Sorting")
    ]
    assert [item.title for item in candidates([hits])] == ["Sorting"]


def test_a_document_found_by_two_queries_comes_before_one_found_by_one() -> None:
    first, second = (Hit(name, name, 0, 1, name, (), 1.0) for name in ("a", "b"))
    again = Hit("b2", "b", 2, 3, "b", (), 1.0)
    assert [item.sha256 for item in candidates([[first, second], [again]])] == ["b", "a"]


def test_arabic_words_are_found_behind_what_is_written_in_front_of_them() -> None:
    topic = Topic("التمثيل الضوئي", "ar")
    assert topic.closeness("التمثيل الضوئي") == 1.0
    assert topic.places("يبدأ الغذاء بالتمثيل وينتهي للضوء")
