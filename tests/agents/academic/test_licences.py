from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.agents.academic.licences import licence_name


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("https://creativecommons.org/licenses/by/4.0/", "CC BY 4.0"),
        ("http://creativecommons.org/licenses/by-nc-nd/3.0/igo/", "CC BY-NC-ND 3.0"),
        ("http://creativecommons.org/publicdomain/zero/1.0/", "CC0 1.0"),
        ("https://creativecommons.org/publicdomain/mark/1.0/", "public domain"),
        ("cc-by", "CC BY"),
        ("cc-by-nc-sa", "CC BY-NC-SA"),
        ("CCBY", "CC BY"),
        ("CCBYNCND", "CC BY-NC-ND"),
        ("cc0", "CC0 1.0"),
        ("public-domain", "public domain"),
        ("https://www.elsevier.com/tdm/userlicense/1.0/", ""),
        ("publisher-specific-oa", ""),
        ("ccbyx", ""),
        (None, ""),
        (4, ""),
    ],
)
def test_an_open_licence_is_named_in_a_few_words(given: object, name: str) -> None:
    assert licence_name(given) == name


@given(st.text(max_size=40) | st.none())
def test_whatever_is_given_is_a_known_licence_or_none(value: str | None) -> None:
    assert licence_name(value).startswith(("CC ", "CC0", "public")) or not licence_name(value)
