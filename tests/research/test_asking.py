from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.research.asking import language_of, subject


@pytest.mark.parametrize(
    ("asked", "about"),
    [
        ("What is photosynthesis?", "photosynthesis"),
        ("What is a monad?", "monad"),
        ("How do vaccines work?", "vaccines"),
        ("explain the French Revolution", "the French Revolution"),
        ("asyncio", "asyncio"),
        ("What is?", "What is"),
        ("5!", "5!"),
        ("Was ist die Photosynthese?", "Photosynthese"),
        ("Wie funktioniert ein Motor?", "Motor"),
        ("Qu’est-ce que la photosynthèse ?", "photosynthèse"),
        ("¿Qué es la fotosíntesis?", "fotosíntesis"),
        ("Che cos’è la fotosintesi?", "fotosintesi"),
        ("O que é a fotossíntese?", "fotossíntese"),
        ("Что такое фотосинтез?", "фотосинтез"),
        ("什么是光合作用？", "光合作用"),
        ("光合作用是什么？", "光合作用"),
        ("光合成とは何ですか？", "光合成"),
        ("ما هو التمثيل الضوئي؟", "التمثيل الضوئي"),
    ],
)
def test_a_question_is_about_something(asked: str, about: str) -> None:
    assert subject(asked) == about


@pytest.mark.parametrize(
    ("topic", "language"),
    [
        ("asyncio", "en"),
        ("Comment fonctionne la photosynthese", "fr"),
        ("comment systems", "en"),
        ("Was ist Osmose?", "de"),
        ("Die Hard", "en"),
        ("光合作用", "zh"),
        ("تاريخ مصر القديمة", "ar"),
        ("Wie funktioniert die Photosynthese der Pflanzen", "de"),
    ],
)
def test_the_language_of_a_topic_is_its_own(topic: str, language: str) -> None:
    assert language_of(topic) == language


@given(st.text(min_size=1, max_size=80))
def test_no_question_is_about_nothing(text: str) -> None:
    assert subject(text)
    assert subject(text) in text
