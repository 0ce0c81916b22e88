"""Calls as lines for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sapere.kit.clock import iso
from sapere.topics.models import Usage

HEAD = (
    "at", "person", "topic", "run", "job", "model", "outcome", "usd", "input_tokens", "output_tokens",
    "cached_tokens", "seconds",
)  # fmt: skip


def table(calls: Iterable[Usage]) -> Iterator[Sequence[Any]]:
    """A line for each call under the head; ``usd`` is empty where nobody knows the price."""
    yield HEAD
    for one in calls:
        usd = "" if one.usd is None else f"{one.usd:.8f}"
        topic = one.topic.title if one.topic else ""
        named = (
            iso(one.at),
            one.owner.username,
            topic,
            str(one.run_id or ""),
            one.job,
            one.model,
            one.outcome,
        )
        yield (*named, usd, one.input_tokens, one.output_tokens, one.cached_tokens, f"{one.seconds:.2f}")
