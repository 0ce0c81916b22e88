from __future__ import annotations

import pytest

from sapere.research.answer import answer
from sapere.research.answering.asked import asked
from sapere.research.answering.evidence import best_lines
from sapere.research.answering.leading import leads_over, sayable
from sapere.research.answering.passages import weigh
from tests.research.shelf import excerpt


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("Traceback (most recent call last):", True),
        ('>>> f() Traceback (most recent call last): File "<stdin>", line 1', True),
        ("Calls can be written in these ways:", True),
        ("调用有以下几种：", True),
        ("A ratio of 3:1 is usual.", False),
        ("A traceback names the calls that led to an error.", False),
    ],
)
def test_lines_that_lead_over_are_told(text: str, leads: bool) -> None:
    assert leads_over(text) is leads


def test_the_direct_sentence_never_leads_over() -> None:
    text = "Traceback (most recent call last):\n\nThese are calls:\n\nCalls evaluate the arguments before the body runs."
    found = answer("Explain: Calls", [excerpt(text, title="Calls", path=("Calls",))], language="en")
    assert [one.text for one in found.sentences] == ["Calls evaluate the arguments before the body runs."]


def test_a_long_line_that_leads_over_is_said_where_nothing_else_says_it() -> None:
    text = "Assert statements are a convenient way to insert debugging assertions into a program:\n\nNothing more."
    found = answer("What does the assert statement insert?", [excerpt(text, title="assert")], language="en")
    assert found.sentences[0].text.startswith("Assert statements are a convenient way")


def test_one_that_does_not_lead_over_is_said_before_it() -> None:
    text = "The assert statement inserts debugging assertions into a program"
    found = [excerpt(text + end, source=end) for end in (":", ", always.")]
    question = asked(text, "en")
    lines = best_lines(sayable(weigh(question, found), question), 1)
    assert [line.excerpt.passage.source for line in lines] == [", always."]


def test_an_editor_s_note_in_brackets_is_no_sentence() -> None:
    question = asked("What needs an update?", "en")
    found = weigh(question, [excerpt("The table needs work. [needs update].")])
    assert [line.text for one in sayable(found, question) for line in one.lines] == ["The table needs work."]


def test_a_long_row_of_empty_boxes_is_read_in_one_go() -> None:
    question = asked("What is left to do?", "en")
    boxes = "[ ] " * 60 + "left to do"
    found = weigh(question, [excerpt(boxes)])
    assert [line.text for one in sayable(found, question) for line in one.lines] == [boxes]


@pytest.mark.parametrize("marks", ["“%s”", "„%s“", "«%s»", '"%s"'])
def test_a_sentence_that_the_question_quotes_does_not_answer_it(marks: str) -> None:
    quoted = "Seasons come from the tilt of the axis of the earth toward the sun."
    text = f"{quoted} The tilt turns one half of the earth toward the sun for six months."
    found = answer(f"Why? {marks % quoted}", [excerpt(text, title="Seasons")], language="en")
    assert [one.text for one in found.sentences] == [
        "The tilt turns one half of the earth toward the sun for six months."
    ]


def test_a_sentence_that_is_asked_for_without_marks_is_found() -> None:
    said = "Seasons come from the tilt of the axis of the earth toward the sun."
    found = answer(said, [excerpt(f"{said} The tilt stays the same.", title="Seasons")], language="en")
    assert found.sentences[0].text == said
