"""Where the outside's failures become the engine's own, once for all agents."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sapere.kit.http import (
    AddressRefused,
    Answer,
    BadBody,
    BadStatus,
    Busy,
    HttpError,
    RobotsRefused,
    Unreached,
)
from sapere.research.errors import BadAnswer, RateLimited, Refused, SourceError, Unreachable
from sapere.research.shapes import Raw

_REFUSALS = frozenset({401, 402, 403, 407, 451})
_GONE = frozenset({404, 410})


@contextmanager
def translated(service: str) -> Iterator[None]:
    """Inside, every failure of the guarded client is raised as a leaf of SourceError that names the service."""
    try:
        yield
    except HttpError as error:
        raise _leaf(service, error) from error


def raw(answer: Answer, locator: str = "") -> Raw:
    """An answer's bytes on their way to a reader, under the address they were found by."""
    return Raw(
        body=answer.body,
        media_type=answer.media_type,
        charset=answer.charset,
        locator=locator or answer.url,
        partial=answer.partial,
    )


def _leaf(service: str, error: HttpError) -> SourceError:
    what = f"{service}: {error}"
    match error:
        case AddressRefused() | RobotsRefused():
            return Refused(what)
        case Busy(retry_after=seconds):
            return RateLimited(what, retry_after=seconds, advice="Try again a little later.")
        case BadStatus(status=status) if status in _REFUSALS:
            return Refused(f"{service} refuses to answer ({status}).")
        case BadStatus(status=status) if status in _GONE:
            return Unreachable(f"{service} has no such page any more ({status}).")
        case BadStatus() | BadBody():
            return BadAnswer(what)
        case Unreached():
            return Unreachable(what, advice="Try again later; what was already read is kept.")
    raise AssertionError(f"no leaf for {type(error).__name__}")
