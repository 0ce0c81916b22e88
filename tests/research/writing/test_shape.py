from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.research.writing.shape import introduces, reads_as_sentence

SENTENCES = [
    ("en", "A coroutine is a function that can be suspended and resumed."),
    ("en", "References are counted by the interpreter while it runs."),
    ("en", "Use the logging module when a program runs without a console."),
    ("en", "1,739 people died in the floods of that summer in Pakistan."),
    ("de", "Eine Ausnahme unterbricht den gewöhnlichen Ablauf eines Programms."),
    ("zh", "协程是一种可以暂停和恢复执行的函数。"),
    ("ja", "コルーチンは中断と再開ができる関数である。"),
    ("ar", "الروتين المشترك دالة يمكن إيقافها ثم استئنافها لاحقا."),
]
PIECES = [
    "Exception handling in Python",
    "New in version 3.8.",
    "Changed in version 3.9: Classes may be decorated with any expression.",
    "Deprecated since version 3.10, removed in version 3.12.",
    "Note: Exception messages are not part of the interface.",
    "See also the description of the statement in another place.",
    "asyncio.run(coro, *, debug=None, loop_factory=None) runs it.",
    "| Type | Meaning of the type that stands in the first column. |",
    "[1] The limitation occurs because the code is compiled first.",
    "Smith, J. (1999). The Rotten Truth About Compost. Press, pp. 3.",
    "As shown above, the loop ends when nothing is left to do.",
    "In this section we look at the loop and what it is made of.",
    "Home Products About Us Contact Careers Press Blog Privacy Terms.",
    "Read more at https://example.org/compost about heaps of leaves.",
    "The call to open(name returns a file that must be closed later.",
    "and the loop ends when nothing is left for it to do.",
]


@pytest.mark.parametrize(("language", "text"), SENTENCES)
def test_sentences_are_taken(language: str, text: str) -> None:
    assert reads_as_sentence(text, language)


@pytest.mark.parametrize("text", PIECES)
def test_pieces_of_a_page_are_not(text: str) -> None:
    assert not reads_as_sentence(text, "en")


def test_a_colon_announces_something() -> None:
    assert introduces("Fresh grass and kitchen scraps supply the nitrogen:", "en")
    assert introduces("For example:", "en")
    assert not introduces("Fresh grass and kitchen scraps supply the nitrogen.", "en")
    assert not reads_as_sentence("Fresh grass and kitchen scraps supply the nitrogen:", "en")


@given(st.text(max_size=400), st.sampled_from(["en", "zh", "ru", ""]))
def test_any_text_is_judged(text: str, language: str) -> None:
    assert not (reads_as_sentence(text, language) and introduces(text, language))
