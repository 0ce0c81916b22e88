"""Values that name concepts and sources, under other names for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sapere.research.index import passage_id

_NAMING = frozenset({"concept", "source", "parent"})


def renamed(value: Any, names: Mapping[str, str]) -> Any:
    """JSON with each concept and source under the name that stands for it in ``names``; one that is not there stays.

    A name is what stands under ``concept``, ``source`` or ``parent``, in ``prerequisites``, at the head of each of
    ``passages``, and as the ``id`` of whatever has one; a passage is named anew by its place.
    """
    if isinstance(value, Mapping):
        told = {key: _under(key, one, names) for key, one in value.items()}
        if {"id", "source", "start", "end"} <= told.keys() and told["source"] != value["source"]:
            told["id"] = passage_id(told["source"], told["start"], told["end"])
        return told
    if isinstance(value, list | tuple):
        return [renamed(one, names) for one in value]
    return value


def _under(key: str, value: Any, names: Mapping[str, str]) -> Any:
    if key in _NAMING or key == "id":
        return names.get(value, value) if isinstance(value, str) else renamed(value, names)
    if key == "prerequisites":
        return [names.get(one, one) for one in value]
    if key == "passages":
        return [[names.get(one[0], one[0]), *one[1:]] for one in value]
    return renamed(value, names)
