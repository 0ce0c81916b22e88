"""Files as other programs write them, and as those do who mean harm."""

from __future__ import annotations

import io
import json
import sqlite3
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sapere.exports.archive import archive
from sapere.kit.ids import content_hash, stable_id
from sapere.research.errors import BadImport
from sapere.research.shapes import Document, Heading, Raw
from tests.exports import material

TEXT = "Tides are the rise and fall of the sea. Twice a day the water comes back. 潮汐 المد."
NOW = "2026-11-26T10:00:00Z"


def whole() -> dict[str, Any]:
    """A portrait with everything that an import needs; every quote stands where it says."""
    document = {"text": "", "title": "The Book of Tides", "language": "en"}
    source = material.source("book", "The Book of Tides", text=TEXT, sha256=content_hash(TEXT), language="en")
    source["structure"] = {"document": document, "passages": [[0, len(TEXT), []]]}
    said = material.sentence(TEXT[:39], cited=[material.citation(TEXT[:39], start=0)])
    concepts = [material.concept(1, "Tides"), material.concept(2, "Neap tides", 1, 1)]
    page = material.page(1, ("", [said])) | {"language": "en"}
    told = material.topic("Tides", concepts, [page], [source])
    told["topic"]["id"] = stable_id("topic", "tides")
    return told


def packed(told: Mapping[str, Any] | None = None) -> bytes:
    return archive(told or whole())


def as_json(told: Mapping[str, Any] | None = None) -> bytes:
    return json.dumps(told or whole(), ensure_ascii=False).encode()


def zip_of(files: Mapping[str, bytes] | Sequence[tuple[str | zipfile.ZipInfo, bytes]]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, body in files.items() if isinstance(files, Mapping) else files:
            opened.writestr(name, body)
    return made.getvalue()


OPML = b"""<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>Sea</title></head><body>
<outline text="Tides" _note="They rise."><outline text="Spring &amp; neap"/><outline title="\xd8\xa7\xd9\x84\xd9\x85\xd8\xaf"/></outline>
<outline text="Waves"/></body></opml>"""


def collection(notes: Sequence[tuple[str, str, str]], *, cloze: bool = False, more: str = "") -> bytes:
    """Anki's older database: each note its deck and two fields. ``more`` is SQL that is done at the end."""
    decks = {str(number): {"name": name} for number, name in enumerate(dict.fromkeys(n[0] for n in notes), 1)}
    ids = {one["name"]: int(number) for number, one in decks.items()}
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "c"
        database = sqlite3.connect(place)
        database.executescript(
            "CREATE TABLE col (models, decks); CREATE TABLE notes (id INTEGER PRIMARY KEY, mid, flds);"
            "CREATE TABLE cards (id INTEGER PRIMARY KEY, nid, did);"
        )
        models = {"7": {"type": int(cloze), "flds": [{"name": "Front"}, {"name": "Back"}]}}
        database.execute("INSERT INTO col VALUES (?, ?)", (json.dumps(models), json.dumps(decks)))
        for number, (deck, front, back) in enumerate(notes, 1):
            database.execute("INSERT INTO notes VALUES (?, 7, ?)", (number, f"{front}\x1f{back}"))
            database.execute("INSERT INTO cards VALUES (?, ?, ?)", (number, number, ids[deck]))
        database.executescript(more)
        database.commit()
        database.close()
        return place.read_bytes()


def deck(*notes: tuple[str, str, str], **more: Any) -> bytes:
    given = notes or (
        ("Sea::Tides", "What pulls?", "The <b>Moon</b>."),
        ("Sea::Waves", "What blows?", "Wind."),
    )
    return zip_of({"collection.anki2": collection(given, **more), "media": b"{}"})


def read(raw: Raw) -> Document:
    """A reader of Markdown that knows headings alone, for tests that are not about Markdown."""
    lines, headings, at = raw.body.decode().splitlines(), [], 0
    kept: list[str] = []
    for line in lines:
        bare = line.lstrip("#").strip()
        if line.startswith("#"):
            headings.append((len(line) - len(line.lstrip("#")), bare, at))
        kept.append(bare)
        at += len(bare) + 1
    text = "\n".join(kept)
    made = tuple(Heading(level, title, start, len(text)) for level, title, start in headings)
    return Document(text, headings[0][1] if headings else "", "en", made)


def refusal(body: bytes, name: str = "x") -> str:
    """Why it is not taken; empty where it is."""
    from sapere.imports.arriving import arrived

    try:
        arrived(body, name, read, NOW)
    except BadImport as error:
        return error.what
    return ""
