from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.research.writing.leaning import leans

LEANING = {
    "en": [
        "This is reliable only right after the class is created.",
        "He published a book on the subject in 1933.",
        "However, tight heaps turn sour.",
        "“They are called browns.”",
        "In this case the loop ends.",
        "Following the end of the contract, he played for another club.",
        "The function returns a list of names.",
        "The purpose of this setting is to keep the heap warm.",
        "The result is then bound to the class name.",
        "(Usually the suite contains function definitions.)",
        "There is a single object with this value.",
        "Hilary strengthened into a hurricane the next day.",
        "which turns the heap sour.",
    ],
    "de": [
        "Diese Regel gilt auch für Klassen.",
        "Er starb im Jahr 1937.",
        "Zum Beispiel wird der Haufen gewendet.",
    ],
    "fr": ["Cette règle vaut aussi pour les classes.", "Il mourut en 1937.", "Les deux sont possibles."],
    "es": ["Sin embargo, el proceso es lento.", "Este proceso dura un año."],
    "it": ["Tuttavia il processo è lento.", "Questo processo dura un anno."],
    "pt": ["Por exemplo, o processo é lento.", "Ele morreu em 1937."],
    "ru": ["Однако процесс идёт медленно.", "Он умер в 1937 году.", "Тем не менее процесс идёт."],
    "zh": ["因此，这个过程很慢。", "他于1937年去世。"],
    "ja": ["しかし、その過程は遅い。", "これは規則である。"],
    "ar": ["ومع ذلك فإن العملية بطيئة.", "هذه القاعدة عامة."],
}
STANDING = {
    "en": [
        "Exceptions are a means of breaking out of the normal flow of control.",
        "There are two kinds of heap in most gardens.",
        "Theseus sailed to Crete with the young Athenians.",
        "Italy joined the war in 1915.",
        "A function may be called before this function is finished.",
        "Sofia is the capital of Bulgaria.",
    ],
    "de": [
        "Das Haus steht am Ufer des Flusses.",
        "Es gibt zwei Arten von Kompost.",
        "Ernährung ist lebenswichtig.",
    ],
    "fr": ["En France, le compost est obligatoire.", "Ilya Repine était un peintre russe."],
    "es": ["El compostaje es un proceso controlado."],
    "ar": ["هيئة الأمم المتحدة منظمة دولية."],
    "ko": ["퇴비는 식물을 분해하여 만든다."],
}


@pytest.mark.parametrize(
    ("language", "text"), [(code, text) for code, texts in LEANING.items() for text in texts]
)
def test_openings_that_point_back_lean(language: str, text: str) -> None:
    assert leans(text, language)


@pytest.mark.parametrize(
    ("language", "text"), [(code, text) for code, texts in STANDING.items() for text in texts]
)
def test_other_openings_do_not(language: str, text: str) -> None:
    assert not leans(text, language)


@given(st.text(max_size=300), st.sampled_from(["en", "de", "ja", "zh", "ar", "xx", ""]))
def test_any_text_is_judged(text: str, language: str) -> None:
    assert leans(text, language) in (True, False)
