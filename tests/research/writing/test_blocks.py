from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.research.writing.blocks import blocks, is_signature, looks_like_code

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
