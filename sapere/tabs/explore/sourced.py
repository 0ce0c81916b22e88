"""What a kept source shows, whole or around one quote."""

from __future__ import annotations

from typing import Any

from sapere.kit.language import direction
from sapere.research.places import first_place, place_of
from sapere.research.shapes import Document
from sapere.tabs.explore import kept, reading
from sapere.tabs.explore.citing import citing, resting_at, spans
from sapere.tabs.explore.shelves import document_of
from sapere.topics.models import Source, Topic
from sapere.web.citations import passage_url
from sapere.web.passage import excerpt


def whole(mine: Topic, row: Source, at: int, *, quoted_only: bool = False) -> dict[str, Any]:
    """The kept text with all our quotes from it; ``at`` is the offset one came for, or -1. With ``quoted_only`` no block
    of it in which nothing is quoted."""
    document = document_of(row)
    found = citing(mine, str(row.pk))
    quoted = spans(found)
    blocks = kept.blocks(document)
    if quoted_only:
        blocks = kept.touched(blocks, quoted)
    part = kept.window(blocks, at)
    known = reading.reference(mine.slug, row)
    return {
        "source": known,
        "snapshot": row.snapshot,
        "part": part,
        "shown": _shown(document, part, quoted, at, known.origin),
        "quotes": len(quoted),
        "quoted_only": quoted_only,
        "carried": resting_at(found, at),
        **_language(row),
    }


def _shown(
    document: Document, part: kept.Window, quoted: list[kept.Span], at: int, origin: str
) -> list[kept.Shown]:
    return [
        kept.show(
            document.text, block, quoted, at, first_place(document.marks, block.start, block.end, origin)
        )
        for block in part.blocks
    ]


def card(mine: Topic, row: Source, start: int, end: int) -> dict[str, Any]:
    """One citation: its quote in the passage, and whose it is. Raises ``ValueError`` outside the text."""
    document = document_of(row)
    known = reading.reference(mine.slug, row)
    return {
        "source": known,
        "passage": excerpt(document.text, start, end),
        "passage_url": passage_url(known.url, start),
        "place": place_of(document.marks, start, known.origin),
        **_language(row),
    }


def is_cited(mine: Topic, row: Source, start: int, end: int) -> bool:
    """Whether a page quotes just these words."""
    return (start, end) in spans(citing(mine, str(row.pk)))


def _language(row: Source) -> dict[str, str]:
    return {"language": row.snapshot.language, "direction": direction(row.snapshot.language)}
