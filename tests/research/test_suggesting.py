from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.kit.language import primary
from sapere.research.answering.kinds import Wanted, wanted
from sapere.research.lead import question_for
from sapere.research.suggesting import _ASKED, suggested


@pytest.mark.parametrize(
    ("title", "language", "question"),
    [
        ("Light reactions", "en", "Explain: Light reactions"),
        ("World War II", "en", "Explain: World War II"),
        ("4.2. Event loop", "en-GB", "Explain: Event loop"),
        ('The "raise" statement', "en", 'Explain: The "raise" statement'),
        ("How to compost", "en", "How to compost?"),
        ("Why Mars is red", "en", "Why Mars is red?"),
        ("Is Pluto a planet?", "en", "Is Pluto a planet?"),
        ("Spaltöffnung", "de", "Was bedeutet „Spaltöffnung“?"),
        ("Stomate", "fr", "Qu’est-ce que « Stomate » ?"),
        ("Estoma", "es", "¿Qué significa «Estoma»?"),
        ("光合作用", "zh", "什么是光合作用？"),
        ("気孔", "ja", "気孔とは何ですか？"),
        ("الثغور", "ar", "ما معنى «الثغور»؟"),
        ("퇴비", "ko", "퇴비?"),
        ("x" * 200, "en", ""),
        ("—", "en", ""),
    ],
)
def test_a_title_is_asked_about_in_its_language(title: str, language: str, question: str) -> None:
    assert suggested(title, question_for(title, language), language) == question


def test_a_key_question_of_its_own_is_asked_as_it_is() -> None:
    assert suggested("Stomata", "Why do leaves have pores?", "en") == "Why do leaves have pores?"


@pytest.mark.parametrize("language", _ASKED)
def test_what_is_asked_is_understood_as_asking_for_the_meaning(language: str) -> None:
    title = {"zh": "光合作用", "ja": "光合成"}.get(primary(language), "Photosynthesis")
    kind, rest = wanted(suggested(title, "", language), language)
    assert title in rest
    assert kind is Wanted.MEANING or language in ("it", "pt")


@given(st.text(max_size=400), st.sampled_from(sorted(_ASKED)))
def test_any_title_is_asked_about_or_left_out(title: str, language: str) -> None:
    assert len(suggested(title, "", language)) < 400
