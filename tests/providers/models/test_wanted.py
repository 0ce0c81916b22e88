"""A value is found in whatever a model says, and nothing else is taken for it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.providers.models.wanted import Wanted, WrongShape, candidates


@dataclass(frozen=True)
class Node:
    name: str
    children: tuple[Node, ...] = ()


TREE = '{"name": "tea", "children": [{"name": "leaf"}]}'


def found(shape: Any, said: str) -> Any:
    return Wanted.of(shape).value_in(said)


@pytest.mark.parametrize(
    "said",
    [
        TREE,
        f"  {TREE}\n",
        f"```json\n{TREE}\n```",
        f"Here it is: {TREE} I hope that [this] helps!",
        f"First {{a thought}}, then:\n{TREE}",
        f'<think>{{"name": 3}}</think>{TREE}',
        json.dumps({"answer": json.loads(TREE)}),
    ],
)
def test_a_value_is_found_among_words(said: str) -> None:
    assert found(Node, said) == Node("tea", (Node("leaf"),))


@pytest.mark.parametrize(
    ("shape", "said", "value"),
    [
        (list[int], '{"answer": [1, 2]}', [1, 2]),
        (list[int], "[1, 2]", [1, 2]),
        (list[int], "The numbers are [1, 2].", [1, 2]),
        (bool, '{"answer": true}', True),
        (str, '{"answer": "yes"}', "yes"),
        (dict[str, int], '{"a": 1}', {"a": 1}),
    ],
)
def test_a_value_that_is_no_object_may_be_wrapped_or_not(shape: Any, said: str, value: Any) -> None:
    assert found(shape, said) == value


@pytest.mark.parametrize("said", ["", "Sorry.", "{", '{"name": 3}', '{"name": "tea"', "[]", "[[[[" * 5000])
def test_what_is_not_of_the_shape_is_said_to_be_wrong(said: str) -> None:
    with pytest.raises(WrongShape):
        found(Node, said)


def test_the_fault_is_named_for_the_model_without_what_stood_there() -> None:
    with pytest.raises(WrongShape, match=r"name: Input should be a valid string") as caught:
        found(Node, '{"name": 12345}')
    assert "12345" not in str(caught.value)


def test_a_name_that_the_model_made_up_is_not_repeated() -> None:
    with pytest.raises(WrongShape, match=r"…: Input should be a valid integer") as caught:
        found(dict[str, int], '{"Visit evil.example now": "x"}')
    assert "evil" not in str(caught.value)


@pytest.mark.parametrize("shape", [Node, list[Node], str, dict[str, int]])
def test_a_schema_is_always_one_of_an_object(shape: Any) -> None:
    wanted = Wanted.of(shape)
    assert wanted.schema["type"] == "object"
    assert "$ref" not in wanted.schema


def test_objects_with_any_fields_are_told_apart() -> None:
    assert Wanted.of(dict[str, int]).open
    assert not Wanted.of(list[tuple[int, str]]).open


@given(st.text())
def test_no_text_is_too_strange_to_look_through(text: str) -> None:
    assert next(candidates(text)) == text.strip()
    assert len(list(candidates(text))) <= 65


@given(
    before=st.text(st.characters(exclude_characters="[{")),
    after=st.text(),
    value=st.recursive(st.integers() | st.text(), lambda inner: st.lists(inner, max_size=3), max_leaves=5),
)
def test_a_list_is_found_whatever_stands_around_it(before: str, after: str, value: Any) -> None:
    said = f"{before}{json.dumps({'answer': [value]})}{after}"
    assert found(list[Any], said) == [value]
