from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.research.writing.blocks import all_blocks, blocks, is_signature, looks_like_code, with_items

TEXT = """\
A loop runs a body again and again.

For example:

>>> for n in range(2):
...     print(n)
...
0
1

Loops come in two kinds:
- those that count
2. those that wait

def body():

    return 1
The loop ends when nothing is left.
"""


def test_prose_code_and_items_are_told_apart() -> None:
    found = [(b.kind, TEXT[b.start : b.end]) for b in blocks(TEXT, 0, len(TEXT))]
    assert [kind for kind, _ in found[:3]] == ["prose", "prose", "code"]
    assert ("list", "those that count") in found
    assert ("list", "those that wait") in found
    assert ("code", "def body():\n\n    return 1") in found
    assert found[-1] == ("prose", "The loop ends when nothing is left.")


@pytest.mark.parametrize(
    "line",
    [
        "import asyncio",
        "x = await f(y)",
        "for n in names:",
        "asyncio.run(main())",
        "SELECT name FROM cities;",
        "}",
    ],
)
def test_code(line: str) -> None:
    assert looks_like_code(line)


@pytest.mark.parametrize(
    "line",
    [
        "For most programs the default is right.",
        "If the loop is closed, an error is raised.",
        "Import statements are executed in two steps.",
        "The function open() returns a file object that must be closed.",
    ],
)
def test_prose(line: str) -> None:
    assert not looks_like_code(line)


@given(st.text(alphabet=st.sampled_from(list("aB .:-*>1=(){}\n#é中")), max_size=300))
def test_blocks_lie_in_order_and_inside(text: str) -> None:
    at = 0
    for block in blocks(text, 0, len(text)):
        assert at <= block.start < block.end <= len(text)
        assert text[block.start : block.end].strip()
        at = block.end


def test_names_of_an_interface_are_told_from_prose_and_grammar() -> None:
    assert is_signature("coroutine put(item)")
    assert is_signature("class asyncio.Queue(maxsize=0)")
    assert is_signature("maxsize")
    assert not is_signature('lambda_expr ::= "lambda" [parameter_list] ":" expression')
    assert not is_signature("Put an item into the queue.")


def test_what_the_reader_noted_stands_in_its_place_and_the_rest_is_as_it_was() -> None:
    text = "So it is:\n\nE = m\n\nx = 1\n\nA | B\nC | D"
    noted = [(11, 16, "formula"), (25, 36, "table"), (0, 9, "quote")]
    found = [(one.kind, text[one.start : one.end]) for one in all_blocks(text, 0, len(text), noted)]
    assert found == [
        ("prose", "So it is:"),
        ("formula", "E = m"),
        ("code", "x = 1"),
        ("table", "A | B\nC | D"),
    ]
    assert [one.kind for one in all_blocks(text, 12, 28, noted)] == ["gap", "code", "gap"]


@given(st.text(st.sampled_from("ab: |\n-=()1."), max_size=80))
def test_without_notes_nothing_is_other_than_before(text: str) -> None:
    assert list(all_blocks(text, 0, len(text), [])) == with_items(text, blocks(text, 0, len(text)))
