"""What a service may send in place of what its documentation promises."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

_LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)


def json_with(names: Iterable[str], *, leaves: int = 15) -> SearchStrategy[Any]:
    """Anything that JSON can say, ``NaN`` with it as Python reads it; its objects have fields of these names."""
    fields = st.sampled_from(sorted(names))
    return st.recursive(
        _LEAVES,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(fields, inner, max_size=5),
        max_leaves=leaves,
    )
