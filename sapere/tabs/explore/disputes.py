"""Where a page's sources say different things: each with what it says, side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sapere.research.shapes import Disagreement
from sapere.web.citations import Mark, Reference, References


@dataclass(frozen=True, slots=True)
class Claim:
    """One source's side: the words in question, around them what it says, and the mark that leads to it."""

    before: str
    value: str
    after: str
    source: Reference
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    subject: str
    kind: str  # number | date | claim
    claims: tuple[Claim, ...]


def disputes(found: Iterable[Disagreement], sources: References) -> tuple[Dispute, ...]:
    """What is still disputed: a side whose source is gone from the topic is left out, and with it a lone opponent."""
    told = (Dispute(one.subject, one.kind, tuple(_claims(one, sources))) for one in found)
    return tuple(one for one in told if len(one.claims) > 1)


def _claims(found: Disagreement, sources: References) -> Iterable[Claim]:
    for side in found.sides:
        if side.citation.source in sources.by_id:
            quote = side.citation.quote
            before, value, after = quote.partition(side.value) if side.value else ("", "", quote)
            yield Claim(
                before,
                value,
                after,
                sources.by_id[side.citation.source],
                sources.marks([side.citation]),
            )
