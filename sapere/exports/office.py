"""Word and EPUB, and slides (:mod:`~sapere.exports.slides`), written by Pandoc in its sandbox from a tree of ours."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sapere.exports.bounded import run
from sapere.exports.chapters import chapters
from sapere.exports.reading import book
from sapere.exports.tree import Node
from sapere.kit.pandoc import HEAP_EXHAUSTED, program
from sapere.research.errors import CannotExport

SECONDS = 300
MEMORY = 3_000_000_000
"""Bytes of heap: what 5,000 concepts with 25,000 sentences need, twice."""


def docx(topic: Mapping[str, Any]) -> bytes:
    """Footnotes are Word's own, formulas can be edited."""
    return written(chapters(book(topic)), "docx")


def epub(topic: Mapping[str, Any]) -> bytes:
    """EPUB 3: a file for each concept of the first level, formulas as MathML."""
    return written(chapters(book(topic)), "epub3", ("--mathml", "--split-level=2", "--toc-depth=3"))


def written(document: Node, form: str, options: Sequence[str] = ()) -> bytes:
    """Raises ``CannotExport`` when Pandoc is not there, or stops within its limits."""
    command = [_program(), "--sandbox", "--quiet", "--from=json", f"--to={form}", *options]
    done = run([*command, "--output=-", "+RTS", f"-M{MEMORY}", "-RTS"], _json(document), seconds=SECONDS)
    if done.returncode == HEAP_EXHAUSTED:
        raise CannotExport(
            "This topic is too large for that format: Pandoc ran out of the memory that it may use.",
            advice="Take HTML or Markdown: both hold topics of any size.",
        )
    if done.returncode:
        told = done.stderr.decode("utf-8", "replace").strip()[-300:]
        raise CannotExport(f"Pandoc could not write the file: {told}", advice="Take another format.")
    return done.stdout


def _json(document: Node) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode()


def _program() -> str:
    if found := program():
        return found
    raise CannotExport(
        "Pandoc, which writes this kind of file, is not installed.",
        advice="Install Sapere's packages again: pandoc comes with pypandoc_binary.",
    )
