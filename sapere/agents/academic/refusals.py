"""What a service says where it refuses: its own words, in a sentence that a learner understands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sapere.agents.academic.plain_text import beginning
from sapere.kit.fields import part, rows
from sapere.kit.http import BadStatus
from sapere.kit.plain import plain
from sapere.research.errors import BadAnswer, RateLimited, Refused, SourceError, Unreachable
from sapere.research.reach import translated

_CLOSED = frozenset({401, 402, 403, 451})
_GONE = frozenset({404, 410})
_LONGEST = 200
_SUMMARY = re.compile(rb"<summary[^<>]{0,200}>([^<>]{1,1000})</summary>")


@contextmanager
def explained(service: str, key: str | None = None) -> Iterator[None]:
    """As ``translated``, and what the service wrote beside its refusal is told too.

    ``key`` is the one that was sent, empty where there could be one, None where the service has no keys.
    """
    try:
        with translated(service):
            yield
    except RateLimited as error:
        if key != "":
            raise
        what = f"{error.what} {service} lets those who have a key ask more often."
        raise RateLimited(what, retry_after=error.retry_after, advice=error.advice) from error
    except SourceError as error:
        cause = error.__cause__
        if isinstance(cause, BadStatus) and (leaf := _leaf(service, cause, key)):
            raise leaf from cause
        raise


def told(value: object) -> str:
    """The words of an error: ``message`` or ``error`` of a JSON object, or the messages of a list of them."""
    if isinstance(value, list):
        return beginning("; ".join(filter(None, map(told, value))), _LONGEST)
    if not isinstance(value, Mapping):
        return ""
    message = value.get("message")
    words = told(message) if isinstance(message, list) else plain(message) or plain(value.get("error"))
    return beginning(words, _LONGEST)


def listed(service: str, answer: object, *path: str) -> list[Mapping[str, Any]]:
    """The list of objects at ``path`` in a JSON answer, which is empty where the service leaves it out for no hits.

    Raises BadAnswer for anything else, with the service's own words where it wrote some instead.
    """
    at = part(answer, *path[:-1])
    items = at.get(path[-1])
    if isinstance(items, list):
        return rows(items)
    if items is None and at.get("total") == 0:
        return []
    words = told(answer)
    if words:
        raise BadAnswer(f"{service} did not understand what it was asked: {words}")
    raise BadAnswer(f"{service} answered in a form that its documentation does not promise.")


def _leaf(service: str, cause: BadStatus, key: str | None) -> SourceError | None:
    words = _words(cause.body)
    if key and (cause.status in (401, 403) or "api key" in words.lower()):
        return Refused(
            f"{service} does not accept the key that is set for it.", advice="Look at the key again."
        )
    if not words:
        return None
    if cause.status in _CLOSED:
        return Refused(f"{service} refuses to answer: {words}")
    if cause.status in _GONE and "not found" in words.lower():
        return Unreachable(f"{service} does not have what was asked for: {words}")
    return BadAnswer(f"{service} did not understand what it was asked: {words}")


def _words(body: bytes) -> str:
    """Of JSON or of an Atom feed; "" of a page for people, or of half an answer: the status alone has to do."""
    try:
        return told(json.loads(body))
    except (ValueError, RecursionError):
        found = _SUMMARY.search(body)
        return beginning(plain(found[1].decode("utf-8", "replace")), _LONGEST) if found else ""
