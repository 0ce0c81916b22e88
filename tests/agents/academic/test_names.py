from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.agents.academic.names import author_names, full_name


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (["Ada Lind", "Bo Ferro"], "Ada Lind, Bo Ferro"),
        (["Lind, Ada"], "Ada Lind"),
        (["Lind, Ada", "Ada Lind"], "Ada Lind"),
        (["<b>Ada</b> Lind", "\u202eBo"], "Ada Lind, Bo"),
        ([None, 3, "", {}], ""),
        (["Lind, Ada, PhD"], "Lind Ada PhD"),
        (["أحمد زويل", "山中伸弥"], "أحمد زويل, 山中伸弥"),
    ],
)
def test_authors_are_named_in_their_order(given: list[object], shown: str) -> None:
    assert author_names(given) == shown


def test_of_very_many_authors_the_first_are_named() -> None:
    assert author_names(f"N{number}" for number in range(3000)).endswith("N19 et al.")


@pytest.mark.parametrize(("parts", "whole"), [(("Ada", "Lind"), "Ada Lind"), ((None, "Lind"), "Lind")])
def test_a_name_of_one_part_is_a_name(parts: tuple[object, object], whole: str) -> None:
    assert full_name(*parts) == whole


@given(st.lists(st.text(max_size=20), max_size=5))
def test_a_comma_stands_only_between_names(names: list[str]) -> None:
    shown = author_names(names)
    assert len(shown.split(", ")) <= max(1, len(names))
    assert not any(name.endswith(",") for name in shown.split(", "))
