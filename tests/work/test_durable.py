from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.work.durable import JsonSerializer, WorkflowError, is_unit, run_of

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(JSON)
def test_any_json_value_comes_back(value: object) -> None:
    serializer = JsonSerializer()
    assert serializer.deserialize(serializer.serialize(value)) == value


def test_an_exception_comes_back_as_its_words() -> None:
    serializer = JsonSerializer()
    again = serializer.deserialize(serializer.serialize(ValueError("too long")))
    assert isinstance(again, WorkflowError)
    assert str(again) == "ValueError: too long"


def test_another_schema_version_is_refused() -> None:
    with pytest.raises(ValueError, match="version 2"):
        JsonSerializer().deserialize(json.dumps({"version": 2, "value": 1}))


def test_ids_tell_runs_from_units() -> None:
    assert run_of("run@3/concept") == run_of("run@3") == "run"
    assert is_unit("run@3/concept")
    assert not is_unit("run@3")
