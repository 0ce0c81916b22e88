"""Pandoc's own tree of a document (https://hackage.haskell.org/package/pandoc-types), built value by value.

Nothing that strangers wrote is ever read as markup on this way: a text is a ``Str``, and there are no raw pieces
and no images.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sapere.exports.book import Formula
from sapere.exports.reading import link, pieces

Node = dict[str, Any]
_VERSION = [1, 23, 1]
_PLAIN = ["", [], []]


def document(meta: dict[str, Node], blocks: Iterable[Node]) -> Node:
    return {"pandoc-api-version": _VERSION, "meta": meta, "blocks": list(blocks)}


def meta(text: str) -> Node:
    return {"t": "MetaInlines", "c": words(text)}


def words(text: str) -> list[Node]:
    """A text on one line."""
    found: list[Node] = []
    for word in text.split():
        found += [{"t": "Space"}] if found else []
        found.append({"t": "Str", "c": word})
    return found


def told(text: str) -> list[Node]:
    """A sentence with its formulas; the spaces around them are kept."""
    found: list[Node] = []
    for piece in pieces(text):
        if isinstance(piece, Formula):
            found.append(formula(piece.tex, display=False))
            continue
        found += [{"t": "Space"}] if piece[:1].isspace() and found else []
        found += words(piece)
        found += [{"t": "Space"}] if piece[-1:].isspace() and piece.strip() else []
    return found


def formula(tex: str, *, display: bool) -> Node:
    return {"t": "Math", "c": [{"t": "DisplayMath" if display else "InlineMath"}, tex]}


def quoted(inlines: list[Node]) -> Node:
    return {"t": "Quoted", "c": [{"t": "DoubleQuote"}, inlines]}


def emphasis(inlines: list[Node]) -> Node:
    return {"t": "Emph", "c": inlines}


def linked(inlines: list[Node], url: str) -> list[Node]:
    """Leads to the web or nowhere."""
    return [{"t": "Link", "c": [_PLAIN, inlines, [url, ""]]}] if link(url) else inlines


def note(inlines: list[Node]) -> Node:
    return {"t": "Note", "c": [paragraph(inlines)]}


def paragraph(inlines: list[Node]) -> Node:
    return {"t": "Para", "c": inlines}


def heading(depth: int, text: str, name: str = "") -> Node:
    return {"t": "Header", "c": [depth, [name, [], []], words(text)]}


def bullets(items: Iterable[list[Node]]) -> Node:
    return {"t": "BulletList", "c": [[{"t": "Plain", "c": item}] for item in items]}


def numbered(items: Iterable[list[Node]], first: int = 1) -> Node:
    style = [first, {"t": "Decimal"}, {"t": "Period"}]
    return {"t": "OrderedList", "c": [style, [[{"t": "Plain", "c": item}] for item in items]]}


def code(text: str) -> Node:
    return {"t": "CodeBlock", "c": [_PLAIN, text]}


def division(kind: str, blocks: Iterable[Node]) -> Node:
    return {"t": "Div", "c": [["", [kind], []], list(blocks)]}


def quotation(blocks: Iterable[Node]) -> Node:
    return {"t": "BlockQuote", "c": list(blocks)}


def table(name: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> Node:
    columns = [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}] for _ in head]
    caption = [None, [{"t": "Plain", "c": words(name)}] if name else []]
    body = [_PLAIN, 0, [], list(map(_row, rows))]
    return {"t": "Table", "c": [_PLAIN, caption, columns, [_PLAIN, [_row(head)]], [body], [_PLAIN, []]]}


def _row(cells: Sequence[str]) -> list[Any]:
    return [_PLAIN, list(_cells(cells))]


def _cells(cells: Sequence[str]) -> Iterator[list[Any]]:
    for cell in cells:
        yield [_PLAIN, {"t": "AlignDefault"}, 1, 1, [{"t": "Plain", "c": words(cell)}]]
