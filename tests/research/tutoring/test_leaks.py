from __future__ import annotations

import pytest

from sapere.research.tutoring.leaks import has_tried


@pytest.mark.parametrize(
    ("language", "plea"),
    [
        ("en", "Would you please just tell it to me?"),
        ("de", "Sag mir bitte die Lösung!"),
        ("de", "Ich weiß es doch nicht."),
        ("fr", "Donne-moi la réponse, s'il te plaît."),
        ("es", "Dime la respuesta, por favor."),
        ("ar", "من فضلك اعطني الجواب"),
        ("zh", "请直接告诉我答案"),
        ("ja", "答えを教えてください"),
    ],
)
def test_a_plea_is_no_attempt(language: str, plea: str) -> None:
    assert not has_tried(plea, "Mars?", language)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "because it is hot"),
        ("en", "one"),
        ("en", "before"),
        ("de", "Weil er heiß ist"),
        ("ar", "لأنه حار"),
        ("zh", "因为很热"),
    ],
)
def test_whatever_says_something_is_one(language: str, said: str) -> None:
    assert has_tried(said, "Mars?", language)
