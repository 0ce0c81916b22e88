from __future__ import annotations

import pytest

from sapere.research.errors import BadRequest
from sapere.research.growing.edits import Rename, edited
from sapere.research.growing.titles import check_title, renaming
from sapere.research.lead import question_for
from tests.research.growing.test_edits import TREE


def test_a_question_made_of_the_name_follows_it_and_another_stays() -> None:
    tree = edited(TREE, [Rename("a", "A", question_for("A", "en"))])
    assert renaming(tree, "a", "Alpha", "en").question == question_for("Alpha", "en")
    assert renaming(TREE, "a", "Alpha", "en").question == ""


@pytest.mark.parametrize("text", ["", "  \u202e ", "…", "x" * 301])
def test_a_name_without_words_or_too_long_is_no_title(text: str) -> None:
    with pytest.raises(BadRequest):
        check_title(text)


@pytest.mark.parametrize("text", ["ب" * 300, "光合成", "<script>alert(1)</script>", "C"])
def test_a_name_in_any_script_is_a_title(text: str) -> None:
    assert check_title(f" \u202e{text}\u202c ") == text
