from __future__ import annotations

import pytest

from sapere.tabs.mindmap.boxing import PADDING, boxed, reading, words
from sapere.tabs.mindmap.layouts import Layout


def test_a_long_page_has_larger_letters() -> None:
    sizes = [words(Layout.RADIAL, "Soil", "Quoted", sentences=n, root=False).size for n in (1, 6, 15)]
    assert sizes == sorted(set(sizes))


def test_a_box_is_as_wide_as_its_words_and_the_button_below_them() -> None:
    plain = words(Layout.RADIAL, "Soil", "Quoted", sentences=1, root=False)
    branch = words(Layout.RADIAL, "Soil", "Quoted", sentences=1, root=False, button="+7")
    assert boxed("a", "r", 1, plain).width + 24 <= boxed("a", "r", 1, branch).width
    assert boxed("a", "r", 1, plain).width > 2 * PADDING


@pytest.mark.parametrize(
    ("title", "direction"),
    [("Soil", "ltr"), ("التربة", "rtl"), ("42 (תשובה)", "rtl"), ("42", "ltr"), ("土", "ltr")],
)
def test_a_title_is_read_as_its_first_letter_is(title: str, direction: str) -> None:
    assert reading(title) == direction
