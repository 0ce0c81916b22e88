from __future__ import annotations

import pytest

from sapere.research.answering.kinds import Wanted, holds, wanted


@pytest.mark.parametrize(
    ("question", "language", "kind"),
    [
        ("Who wrote it?", "en", Wanted.WHO),
        ("In what year was it built?", "en", Wanted.WHEN),
        ("How many moons has Mars?", "en", Wanted.NUMBER),
        ("Which city is it in?", "en", Wanted.WHERE),
        ("Why is the sky blue?", "en", Wanted.WHY),
        ("What causes tides?", "en", Wanted.WHY),
        ("What caused the flood?", "en", Wanted.WHY),
        ("How come the sky is blue?", "en", Wanted.WHY),
        ("How does a lock work?", "en", Wanted.HOW),
        ("What is a lambda?", "en", Wanted.MEANING),
        ("Is it so?", "en", Wanted.OTHER),
        ("Wann wurde es gebaut?", "de", Wanted.WHEN),
        ("Combien de lunes ?", "fr", Wanted.NUMBER),
        ("¿Quién lo escribió?", "es", Wanted.WHO),
        ("什么时候建成的？", "zh", Wanted.WHEN),
        ("有多少颗卫星？", "zh", Wanted.NUMBER),
        ("متى بني؟", "ar", Wanted.WHEN),
        ("أين تقع مصر؟", "ar", Wanted.WHERE),
        ("いつ建てられましたか。", "ja", Wanted.WHEN),
        ("When does a lock open?", "en", Wanted.CONDITION),
        ("When did it open?", "en", Wanted.WHEN),
        ("Zzz?", "sw", Wanted.OTHER),
        ("What did she do when she came back?", "en", Wanted.OTHER),
        ("Is it known when it was built?", "en", Wanted.WHEN),
        ("他被聘为什么职务？", "zh", Wanted.OTHER),
        ("它的颜色是什么？", "zh", Wanted.OTHER),
        ("光合作用是什么？", "zh", Wanted.MEANING),
        ("ماهي الخلية؟", "ar", Wanted.MEANING),
        ("بكم يقدر عدد السكان؟", "ar", Wanted.NUMBER),
        ("متي بني؟", "ar", Wanted.WHEN),
    ],
)
def test_a_question_wants_its_kind(question: str, language: str, kind: Wanted) -> None:
    assert wanted(question, language)[0] is kind


def test_the_words_that_ask_are_taken_out() -> None:
    assert "什么时候" not in wanted("什么时候举行首次展览？", "zh")[1]
    assert "How many" not in wanted("How many moons has Mars?", "en")[1]


@pytest.mark.parametrize(
    ("text", "kind", "held"),
    [
        ("It was built in 1889.", Wanted.WHEN, True),
        ("It was built of iron.", Wanted.WHEN, False),
        ("There are two of them.", Wanted.NUMBER, True),
        ("始建于1904年。", Wanted.WHEN, True),
        ("Because it is hot.", Wanted.WHY, True),
        ("Heat is one of its causes.", Wanted.WHY, True),
        ("Rain led to a flood.", Wanted.WHY, True),
        ("It is hot.", Wanted.WHY, False),
        ("توفي سنة 204 هـ.", Wanted.WHEN, True),
        ("كان قائدًا عامًا للجيش.", Wanted.WHEN, False),
        ("تقع في شمال أفريقيا.", Wanted.WHERE, True),
        ("كتب الشعر.", Wanted.WHERE, False),
        ("Anything at all.", Wanted.HOW, None),
    ],
)
def test_a_sentence_holds_something_of_the_kind(text: str, kind: Wanted, held: bool | None) -> None:
    assert holds(text, kind) is held
