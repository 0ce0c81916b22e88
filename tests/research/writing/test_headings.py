from __future__ import annotations

from sapere.research.writing.headings import clean_heading, key_of, same_title, section_of


def test_the_heading_below_the_concepts_own_is_taken() -> None:
    assert section_of(("asyncio", "Coroutines", "Awaitables", "Futures"), "Coroutine") == "Awaitables"


def test_what_stands_right_under_the_concepts_heading_opens_the_page() -> None:
    assert section_of(("asyncio", "3.1. Coroutines"), "coroutines") == ""


def test_without_the_concept_in_its_path_the_innermost_heading_is_taken() -> None:
    assert section_of(("Python", "Execution model", "Naming and binding¶"), "Scopes") == "Naming and binding"


def test_headings_that_are_code_or_furniture_give_way_to_the_one_above() -> None:
    assert section_of(("Loops", "Running", "loop.run(coro, *, debug=None)"), "asyncio") == "Running"
    assert section_of(("Loops", "See also"), "asyncio") == "Loops"


def test_titles_are_the_same_whatever_their_number_and_case() -> None:
    assert same_title("4.2 The Event Loops:", "event loop")
    assert not same_title("Event loop policies", "event loop")
    assert not same_title("", "")
    assert key_of("Boundary queries") == key_of("boundary query")
    assert clean_heading("4.2. Event loops¶") == "Event loops"
