"""``sapere eval items``: the question bank of a folder, for measuring it against the rules of good questions."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sapere.cli.evaluate_ask import Folder, read_folder

if TYPE_CHECKING:
    from sapere.cli.house import House
    from sapere.research.replies import Excerpt, Item
    from sapere.topics.models import LibraryItem

TOGETHER = 40
"""Passages of a document whose sentences are asked about, and chosen from, together."""
MOST = 24
"""Items of so many passages."""


def items(
    library: Folder,
    json: Annotated[Path, typer.Option(help="Every item with its source's words.", metavar="OUT")],
) -> int:
    """Make questions of every document of a folder, in a data folder of its own that is thrown away."""
    from sapere.cli.files import check_target, write_json

    check_target(json)
    with tempfile.TemporaryDirectory(prefix="sapere-eval-") as data:
        os.environ["SAPERE_DATA"] = data
        house, root, code = read_folder(library)
        if not code:
            write_json(json, {"schema": "sapere.items/1", "items": list(_all(house, root))})
    return code


def _all(house: House, root: Path) -> Iterator[dict[str, Any]]:
    from sapere.cli.evaluate import path_under
    from sapere.topics import libraries

    for one in libraries.documents(house.person, str(root)):
        if one.snapshot_id:
            path = path_under(one.locator, root)
            yield from (item_row(item, path) for item in _of_document(house, one))


def _of_document(house: House, one: LibraryItem) -> Iterator[Item]:
    from sapere.research.index import load
    from sapere.research.items import items as make
    from sapere.research.replies import Excerpt
    from sapere.research.shapes import Passage

    document, spans = load(house.store, str(one.snapshot_id))
    excerpts: list[Excerpt] = [
        Excerpt(
            Passage(
                str(at),
                document.sha256,
                span.start,
                span.end,
                span.path,
                document.text[span.start : span.end],
            ),
            document.title,
            one.locator,
            document.language,
        )
        for at, span in enumerate(spans)
    ]
    for at in range(0, len(excerpts), TOGETHER):
        some = excerpts[at : at + TOGETHER]
        yield from make(document.title, some, language=document.language or "en", most=MOST).items


def item_row(item: Item, path: str) -> dict[str, Any]:
    return {
        "id": item.id,
        "kind": item.kind,
        "stem": item.stem,
        "options": [option.text for option in item.options],
        "key": item.key,
        "accepted": list(item.accepted),
        "against": {option.text: option.against for option in item.options if option.against},
        "explanation": item.explanation,
        "source": {
            "document": path,
            "quote": item.citation.quote,
            "start": item.citation.start,
            "end": item.citation.end,
        },
    }
