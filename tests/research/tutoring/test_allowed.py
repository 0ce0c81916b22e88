"""What a hint may say before an attempt is told by lists; the answer is not looked at."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sapere.research.calls import Job
from sapere.research.replies import Excerpt
from sapere.research.tutor import tutor
from sapere.research.tutoring.allowed import Allowed
from tests.research.shelf import saying
from tests.research.tutoring.honest import AS_TOLD, HINTS, MORE, OF_PYTHON, UNSEEN, manual, texts

RED = Allowed(
    known="Why is Mars red?",
    found="Mars is red because its soil holds iron oxide. Its order is 'for' and the text says 4.",
    likely="Mars is red because its soil holds iron oxide. Its order is 'for'.",
    language="en",
)
LUNAR = Allowed(
    "月球绕地球一周需要多久？", "月球绕地球一周需要二十七天。", "月球绕地球一周需要二十七天。", "zh"
)


@pytest.mark.parametrize(
    "text",
    [
        "Why is Mars red, do you think?",
        "Which sentence of the sources gives a reason?",
        "What else do you know about Mars (say, of its colour)?",
        "What does the text say: why is it red?",
        "",
    ],
)
def test_the_questions_words_and_those_to_ask_with_pass(text: str) -> None:
    assert RED.passes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Is it rust?",
        "Is it iron?",
        "What is it for?",
        "In which order is it?",
        "Is it 4?",
        "Is it Ⅳ?",
        "Is it one of these?\n",
        "Is it MARS?",
        "What `is` it?",
        "What ⠊⠗⠕⠝ is it?",
        "Is it so 🌙?",
        "What is it ...- .-?",
        "Is it in reading or not?",
        "Why _is_ it?",
        "Is it red\u0323?",
        "Is it l'eau?",
        "هل هو أحمر؟",
        "为什么？",
    ],
)
def test_nothing_else_does(text: str) -> None:
    assert not RED.passes(text)


def test_first_letters_that_spell_a_word_of_the_sources_do_not_pass() -> None:
    assert not RED.passes("Is red only near Mars?")
    assert not replace(RED, known=f"{RED.known} Only near.").passes("Is red only near Mars?")
    assert not RED.passes("So, of it look: which is it?")


def test_where_words_are_not_spaced_pieces_are_looked_at() -> None:
    assert LUNAR.passes("你觉得月球绕地球一周需要多久？")
    for text in ("是二十七天吗？", "是天吗？", "是月吗？", "二。十。七。天？", "月球绕地球 a 周？"):
        assert not LUNAR.passes(text)


def test_a_number_among_the_little_words_is_none_to_count_with() -> None:
    said = "Which one is it?"
    assert RED.passes(said)
    assert not replace(RED, counts=True).passes(said)


def test_arabic_words_that_are_written_together_are_looked_at_one_by_one() -> None:
    asked = Allowed("من رسم جبال القمر؟", "رسم غاليليو جبال القمر.", "رسم غاليليو جبال القمر.", "ar")
    assert asked.passes("ماذا يقول النص عن القمر وجباله، وبماذا تتصل الجبال؟")
    assert not asked.passes("هل هو غاليليو؟")
    assert not asked.passes("هل هو وغاليليو؟")


@given(before=st.text(max_size=40), after=st.text(max_size=40))
@settings(max_examples=100, deadline=None)
def test_whatever_stands_around_it_the_answer_does_not_pass(before: str, after: str) -> None:
    assert not RED.passes(f"{before} iron oxide {after}")


@given(st.text(st.characters(exclude_categories=["Zs", "Cc"]), min_size=1, max_size=12))
@settings(max_examples=200, deadline=None)
def test_a_word_that_is_on_no_list_does_not_pass(word: str) -> None:
    """Of one word that passes each letter is the question's or a list's, as it stands there."""
    if RED.passes(word):
        assert word.isascii() or not any(map(str.isalnum, word))


def heard(question: str, hint: str, near: list[Excerpt], language: str = "en") -> bool:
    models, _ = saying(Job.TUTOR, {"s": [], "ask": hint})
    return tutor([], question, near, models, language=language).text == hint


@pytest.mark.parametrize(("language", "question", "hint"), AS_TOLD)
def test_who_keeps_to_what_a_model_is_told_is_heard(language: str, question: str, hint: str) -> None:
    assert heard(question, hint, texts(language), language)


@pytest.mark.parametrize(
    ("language", "question", "hint"),
    [
        ("ar", "لماذا لون المريخ أحمر؟", "هل تظن أن السبب هو iron oxide في النص؟"),
        ("ar", "لماذا لون المريخ أحمر؟", "هل تظن أن السبب هو الصدأ في النص؟"),
        ("ar", "متى مرت مارينر 4 بقرب المريخ؟", "هل تظن أن ذلك في عام ١٩٦٥ أم لا؟"),
        ("ar", "من رسم جبال القمر؟", "هل تظن أن Ghalilyu هو الذي رسم جبال القمر؟"),
        ("zh", "火星为什么是红色的？", "你觉得原因是不是 iron oxide 呢？"),
        ("zh", "火星为什么是红色的？", "你觉得原因是不是铁锈呢？"),
        ("zh", "水手四号什么时候飞过火星？", "你觉得是不是一九六五年呢？"),
        ("zh", "谁画下了月球上的山？", "你觉得是不是 jia li lüe 画下了月球上的山？"),
        ("zh", "月球绕地球一周需要多久？", "你觉得是不是不到一个月呢？"),
        ("en", "Why is Mars red?", "Do you think that the reason may be rust?"),
        ("en", "Why is Mars red?", "Do you think that the reason may be Eisenoxid?"),
    ],
)
def test_the_answer_by_another_name_is_not_heard(language: str, question: str, hint: str) -> None:
    assert not heard(question, hint, texts(language), language)


def test_of_honest_hints_enough_are_heard() -> None:
    """Of those by one who knows the rule, more than half; of those by one who does not, two of five."""
    known = [heard(question, hint, texts(language), language) for language, question, hint in UNSEEN]
    assert sum(known) >= 7
    free = [heard(question, hint, texts(language), language) for language, question, hint in (*HINTS, *MORE)]
    free += [heard(question, hint, manual()) for question, hint in OF_PYTHON]
    assert len(free) == 44
    assert sum(free) >= 0.4 * len(free), sum(free)
