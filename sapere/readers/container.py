"""Documents packed as ZIP (DOCX, EPUB, ODT …): looked at by their list of contents before anything is unpacked."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from sapere.readers.limits import Limits
from sapere.research.errors import Unreadable

_KINDS = (
    ("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"), ("META-INF/container.xml", "epub"), ("content.xml", "odt"),
)  # fmt: skip
_NAMES = {
    "docx": "Word document", "xlsx": "Excel workbook", "pptx": "PowerPoint presentation", "epub": "EPUB book",
    "odt": "OpenDocument text",
}  # fmt: skip
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument.text"
_PARTS = (".xml", ".rels", ".xhtml", ".html", ".htm", ".opf", ".ncx")
_WHOLE = ("mimetype",)
_BOMB = 250  # times its packed size: XML of real documents shrinks to a tenth, seldom to a hundredth
_SMALL = 10_000_000  # bytes; what unpacks to less is no danger, however well it was packed
_DIRECTORY = 8_000_000  # bytes that the list of contents may take
_END = struct.Struct("<4s4H2LH")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR_64 = struct.Struct("<4sLQL")
_BROKEN = (
    zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError, KeyError, zlib.error, struct.error,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Container:
    """The parts of a packed document that may hold text, unpacked; pictures and files inside files are left out."""

    kind: str  # docx | xlsx | pptx | epub | odt
    parts: Mapping[str, bytes]

    @property
    def name(self) -> str:
        return _NAMES[self.kind]

    def repacked(self) -> bytes:
        """The same document of just these parts, not compressed: what reads it meets no more than was checked."""
        body = io.BytesIO()
        with zipfile.ZipFile(body, "w", zipfile.ZIP_STORED) as archive:
            for name in sorted(self.parts, key=lambda name: name != "mimetype"):
                archive.writestr(zipfile.ZipInfo(name), self.parts[name])
        return body.getvalue()


def opened(body: bytes, limits: Limits, *, partial: bool = False) -> Container:
    """Raises ``Unreadable`` for what is damaged, locked, no document, or too much to unpack."""
    cut = " It was cut off on its way here." if partial else ""
    try:
        _check_directory(body, limits)
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            kind = _kind(archive)
            entries = _text_entries(archive, len(body), limits)
            parts = {entry.filename: archive.read(entry) for entry in entries}
    except _BROKEN as error:
        raise Unreadable(f"The file is damaged: it cannot be unpacked.{cut}") from error
    _refuse_locked(kind, parts)
    _refuse_entities(parts)
    return Container(kind, parts)


def _check_directory(body: bytes, limits: Limits) -> None:
    """How long the list of contents is, by the record at the archive's end: reading a list of a million names
    takes more memory than there is. Layout of the records: https://pkware.cachefly.net/webdocs/APPNOTE/"""
    at = body.rfind(b"PK\5\6", max(len(body) - 65_557, 0))
    if at < 0:
        raise zipfile.BadZipFile
    count, size = _END.unpack_from(body, at)[4:6]
    if count == 0xFFFF or size == 0xFFFFFFFF:
        count, size = _counted_64(body, at, count, size)
    if count > limits.entries or size > _DIRECTORY:
        raise Unreadable(f"There are too many files packed in it: more than {limits.entries:,}.")


def _counted_64(body: bytes, at: int, count: int, size: int) -> tuple[int, int]:
    """The counts in the larger record, where there is one."""
    if at < _LOCATOR_64.size or not body.startswith(b"PK\6\7", at - _LOCATOR_64.size):
        return count, size
    place = _LOCATOR_64.unpack_from(body, at - _LOCATOR_64.size)[2]
    found = _END_64.unpack_from(body, place)
    return found[7], found[8]


def _kind(archive: zipfile.ZipFile) -> str:
    names = [entry.filename for entry in archive.infolist() if _may_hold_text(entry.filename)]
    kind = next((kind for start, kind in _KINDS if any(name.startswith(start) for name in names)), "")
    if any(entry.flag_bits & 1 for entry in archive.infolist()):
        raise _locked("file")
    if not kind:
        raise Unreadable("It is a ZIP archive, not a document.", advice="Unpack it, and add the files in it.")
    if kind == "odt" and "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
        told = archive.read("mimetype").decode("ascii", "replace")
        if not told.startswith(_OPEN_DOCUMENT):
            raise Unreadable(
                "Sapere reads OpenDocument texts, not tables, slides or drawings.",
                advice="Save it as a text (.odt), a Word document or a PDF.",
            )
    return kind


def _text_entries(archive: zipfile.ZipFile, packed: int, limits: Limits) -> list[zipfile.ZipInfo]:
    """Those that may hold text, once it is sure that they are not too large."""
    entries = [entry for entry in archive.infolist() if _may_hold_text(entry.filename)]
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        raise zipfile.BadZipFile
    total = sum(entry.file_size for entry in entries)
    if total > max(_BOMB * packed, _SMALL):
        raise Unreadable("It unpacks to a size that no document has. That is how harmful files are made.")
    if total > limits.unpacked:
        raise Unreadable(f"There is too much in it: more than {limits.unpacked // 1_000_000} MB of text.")
    return entries


def _may_hold_text(name: str) -> bool:
    return name.lower().endswith(_PARTS) or name in _WHOLE


def _refuse_locked(kind: str, parts: Mapping[str, bytes]) -> None:
    if kind == "odt" and b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise _locked("document")
    # Fonts may be scrambled in a book that is open; what is scrambled with this algorithm is its text.
    if b"xmlenc#aes" in parts.get("META-INF/encryption.xml", b"") or "META-INF/rights.xml" in parts:
        raise Unreadable("The book is locked to its seller's own program.")


def _locked(what: str) -> Unreadable:
    return Unreadable(
        f"The {what} is locked with a password.", advice="Save a copy without the password, and add that."
    )


def _refuse_entities(parts: Mapping[str, bytes]) -> None:
    """No office program writes entities of its own into its XML; a few lines of them can grow without end."""
    for part in parts.values():
        plain = (
            part.replace(b"\0", b"") if part[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in part[:4] else part
        )
        if b"<!ENTITY" in plain:
            raise Unreadable(
                "It defines abbreviations that unfold when read. That is how harmful files are made."
            )
