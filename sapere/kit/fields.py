"""Single fields of a service's answer, whatever stands there instead of what should."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def part(value: Any, *names: str) -> Mapping[str, Any]:
    """What lies under these names, one inside the other; empty when something else does."""
    for name in names:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value if isinstance(value, Mapping) else {}


def rows(value: Any) -> list[Mapping[str, Any]]:
    """The objects in a list; none when it is no list."""
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def many(holder: Any, name: str) -> list[Any]:
    """The list under a name; empty when it is none."""
    value = part(holder).get(name)
    return value if isinstance(value, list) else []


def text_in(holder: Any, name: str) -> str:
    """The text under a name, as it was written; "" when it is none."""
    value = part(holder).get(name)
    return value if isinstance(value, str) else ""
