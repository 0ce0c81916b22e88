"""Every format there is: what it is called, what it is for, who writes it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import BoundedSemaphore
from typing import Any

from sapere.exports.archive import archive
from sapere.exports.cards import apkg
from sapere.exports.html import html
from sapere.exports.literature import bibtex, csljson
from sapere.exports.markdown import markdown
from sapere.exports.office import docx, epub
from sapere.exports.outline import opml
from sapere.exports.pdf import pdf
from sapere.exports.reading import supported
from sapere.exports.slides import pptx
from sapere.exports.spreadsheet import csv

_AT_ONCE = BoundedSemaphore(2)
"""Of those that need a program and much memory: others wait."""


@dataclass(frozen=True, slots=True)
class Format:
    """``name`` is what the command line and the address call it; ``heavy`` takes a program of its own; ``whole`` is
    made of a portrait with its texts, and can be imported again."""

    name: str
    ending: str
    media_type: str
    make: Callable[[Mapping[str, Any]], str | bytes]
    binary: bool = False
    heavy: bool = False
    whole: bool = False

    def of(self, topic: Mapping[str, Any]) -> bytes:
        """The file. Raises ``CannotExport``. A sentence without evidence is in none."""
        told = supported(topic)
        if not self.heavy:
            return _bytes(self.make(told))
        with _AT_ONCE:
            return _bytes(self.make(told))


def _bytes(made: str | bytes) -> bytes:
    return made.encode() if isinstance(made, str) else made


def _json(topic: Mapping[str, Any]) -> str:
    return json.dumps(topic, ensure_ascii=False, indent=2) + "\n"


_OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS = {
    one.name: one
    for one in (
        Format("md", "md", "text/markdown; charset=utf-8", markdown),
        Format("html", "html", "text/html; charset=utf-8", html),
        Format("pdf", "pdf", "application/pdf", pdf, binary=True, heavy=True),
        Format("docx", "docx", f"{_OFFICE}.wordprocessingml.document", docx, binary=True, heavy=True),
        Format("epub", "epub", "application/epub+zip", epub, binary=True, heavy=True),
        Format("pptx", "pptx", f"{_OFFICE}.presentationml.presentation", pptx, binary=True, heavy=True),
        Format("anki", "apkg", "application/octet-stream", apkg, binary=True),
        Format("csv", "csv", "text/csv; charset=utf-8", csv),
        Format("opml", "opml", "text/x-opml; charset=utf-8", opml),
        Format("bibtex", "bib", "application/x-bibtex; charset=utf-8", bibtex),
        Format("csljson", "csl.json", "application/vnd.citationstyles.csl+json", csljson),
        Format("json", "json", "application/json", _json, whole=True),
        Format("archive", "sapere", "application/zip", archive, binary=True, whole=True),
    )
}


def file_name(slug: str, form: Format) -> str:
    return f"{slug or 'topic'}.{form.ending}"
