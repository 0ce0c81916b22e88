"""JSON of strangers: of one clear form, not deeper than is read, without numbers that are none."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from sapere.research.errors import BadImport

DEEPEST = 60


def value_of(body: bytes, what: str = "The file") -> Any:
    """Raises ``BadImport``."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        end = error.end >= len(body) or error.reason == "unexpected end of data"
        how = "ends in the middle of a character" if end else "is not text in UTF-8"
        raise BadImport(f"{what} {how}.", advice="It is cut off or damaged.") from None
    try:
        value = json.loads(text, parse_constant=_no_number)
    except RecursionError:
        raise BadImport(f"{what} is nested too deeply.") from None
    except ValueError:
        raise BadImport(f"{what} is cut off or no JSON.") from None
    _check_depth(value, what)
    return value


def _no_number(name: str) -> NoReturn:
    raise BadImport(f"There is a number in it that is none: {name}.")


def _check_depth(value: Any, what: str) -> None:
    level, depth = [value], 0
    while level:
        depth += 1
        if depth > DEEPEST:
            raise BadImport(f"{what} is nested too deeply.")
        level = [
            inner
            for one in level
            if isinstance(one, dict | list)
            for inner in (one.values() if isinstance(one, dict) else one)
        ]
