"""A shape that is asked for: its schema for the model, and its value out of whatever the model said."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

T = TypeVar("T")
Json = dict[str, Any]

WRAPPED = "answer"  # the one field of the object around a value that is none itself
_OPENING = re.compile(r"[{\[]")
_MOST_BEGINNINGS = 64  # places of a text at which JSON is looked for


class WrongShape(Exception):
    """The sentence says what is wrong, for the model to mend it."""


@dataclass(frozen=True, slots=True)
class Wanted(Generic[T]):
    """``schema`` is one of an object, as every provider wants it; ``wrapped`` when that was made around the shape."""

    schema: Json
    wrapped: bool
    adapter: TypeAdapter[T]

    @classmethod
    def of(cls, shape: type[T]) -> Wanted[T]:
        adapter = TypeAdapter(shape)
        schema = adapter.json_schema()
        wrapped = schema.get("type") != "object"
        return cls(_around(schema) if wrapped else schema, wrapped, adapter)

    @property
    def open(self) -> bool:
        """Whether objects in it may have fields of any name."""
        return any(
            one.get("type") == "object" and one.get("additionalProperties", False) is not False
            for one in _objects(self.schema)
        )

    def value_in(self, said: str) -> T:
        """The first value of the shape in a text: all of it, or JSON in a fence or with prose around it."""
        problem = "There was no JSON in it."
        for found in candidates(said):
            try:
                return self._checked(found)
            except ValidationError as error:
                problem = self._told(error)
        raise WrongShape(problem)

    def _told(self, error: ValidationError) -> str:
        """The first few faults, with where they are and without anything that stands there: names of fields that are
        not the shape's own may be a stranger's words."""
        names = {name for one in _objects(self.schema) for name in one.get("properties", ())}
        faults = error.errors(include_url=False, include_input=False, include_context=False)
        return " ".join(f"{_place(one['loc'], names)}: {one['msg']}." for one in faults[:5])

    def _checked(self, found: str) -> T:
        """Models leave the wrapping away, too: then it is not missed."""
        if self.wrapped:
            inner = _inside(found)
            if inner is not None:
                return self.adapter.validate_json(inner)
        return self.adapter.validate_json(found)


def candidates(said: str) -> Iterator[str]:
    """What could be meant, the likeliest first: the whole text, then each JSON value that begins in it.

    A value inside one that was already given is not looked at again.
    """
    whole = said.strip()
    yield whole
    decoder = json.JSONDecoder()
    at, left = 0, _MOST_BEGINNINGS
    while left and (opening := _OPENING.search(whole, at)):
        at, left = opening.start(), left - 1
        try:
            _, end = decoder.raw_decode(whole, at)
        except (ValueError, RecursionError):
            at += 1
            continue
        if (at, end) != (0, len(whole)):
            yield whole[at:end]
        at = end


def _around(schema: Json) -> Json:
    definitions = schema.pop("$defs", None)
    made: Json = {
        "type": "object",
        "properties": {WRAPPED: schema},
        "required": [WRAPPED],
        "additionalProperties": False,
    }
    return {**made, "$defs": definitions} if definitions else made


def _objects(part: Any) -> Iterator[Json]:
    """Every object of a schema, the innermost too."""
    if isinstance(part, dict):
        yield part
    inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    for one in inner:
        yield from _objects(one)


def _inside(found: str) -> str | None:
    """The value in the wrapping, as JSON; None when this is not the wrapping."""
    try:
        value = json.loads(found)
    except (ValueError, RecursionError):
        return None
    if isinstance(value, dict) and WRAPPED in value:
        return json.dumps(value[WRAPPED])
    return None


def _place(location: Sequence[str | int], names: Collection[str]) -> str:
    parts = (str(one) if isinstance(one, int) or one in names else "…" for one in location)
    return ".".join(parts) or "The value"
