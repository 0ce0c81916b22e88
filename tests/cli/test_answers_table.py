from __future__ import annotations

from typing import Any

from sapere.cli.answers_table import answers_table

TEXTS = {"sun.md": "The Sun is a star. It is very hot.", "moon.md": "The Moon circles the Earth in a month."}


def told(document: str, *said: str) -> dict[str, Any]:
    return {
        "passages": [{"document": document}],
        "sentences": [{"text": text} for text in said],
        "abstained": not said,
        "unsaid": [] if said else ["Mars circles the Sun."],
    }


def lines(asked: list[dict[str, Any]], answered: list[dict[str, Any]]) -> dict[str, list[str]]:
    shown = answers_table(asked, answered, TEXTS).splitlines()
    return {line.rsplit(maxsplit=2)[0].strip(): line.rsplit(maxsplit=2)[1:] for line in shown}


def test_both_are_counted_side_by_side() -> None:
    asked = [
        {"question": "What is the Sun?", "answers": ["a star"], "document": "sun.md"},
        {"question": "What circles the Earth?", "answers": ["Mars"], "document": "moon.md"},
    ]
    found = lines(asked, [told("sun.md", "The Sun is a star."), told("sun.md")])
    assert found["right document among the first five"] == ["0.50", "1.00"]
    assert found["answer held by three sentences"] == ["0.50", "0.50"]
    assert found["by the three that were chosen, said or not"] == ["1.00", "0.50"]
    assert found["nothing said, though the document is there"] == ["0.50", "–"]
    assert found["nothing said, where no document answers"] == ["–", "–"]


def test_a_question_without_a_document_is_rightly_left_unsaid() -> None:
    found = lines([{"question": "Who won?", "answers": [], "document": None}], [told("sun.md")])
    assert found["nothing said, where no document answers"] == ["1.00", "–"]
