"""Which files hold something to learn from, by their names and first bytes. The readers look closer."""

from __future__ import annotations

from pathlib import PurePath

_MEDIA_TYPES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".shtml": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".mdown": "text/markdown",
    ".mkd": "text/markdown",
    ".rst": "text/x-rst",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".epub": "application/epub+zip",
    ".rtf": "application/rtf",
    ".ipynb": "application/x-ipynb+json",
    ".mhtml": "multipart/related",
    ".mht": "multipart/related",
    ".vtt": "text/vtt",
    ".srt": "application/x-subrip",
}
_MACHINE = frozenset({
    ".css", ".map", ".json", ".jsonl", ".xml", ".xsl", ".rss", ".svg", ".inv", ".csv", ".tsv",
    ".yaml", ".yml", ".toml", ".ini", ".cfg", ".lock", ".log", ".po", ".pot", ".bib", ".sty", ".cls", ".aux", ".cmake",
})  # fmt: skip
_PACKED_PROGRAMS = (".min.js", ".min.mjs", ".bundle.js", "searchindex.js")
_BESIDE_PAGES = {
    "_static": "It holds the looks of the pages beside it.",
    "_images": "It holds the pictures of the pages beside it.",
    "_downloads": "It holds files to download, not pages.",
    "_sources": "It holds the raw text of the pages beside it.",
    "node_modules": "It holds program parts, not documents.",
    "__pycache__": "It holds program parts, not documents.",
    "__MACOSX": "It holds the system's own notes.",
}
_BINARY = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"PK\x03\x04", "a packed file"),
    (b"PK\x05\x06", "a packed file"),
    (b"ZIM\x04", "a ZIM archive"),
    (b"\xd0\xcf\x11\xe0", "an old office file"),
    (b"\x1f\x8b", "a packed file"),
    (b"BZh", "a packed file"),
    (b"\xfd7zXZ", "a packed file"),
    (b"7z\xbc\xaf", "a packed file"),
    (b"Rar!", "a packed file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
    (b"ID3", "a recording"),
    (b"OggS", "a recording"),
    (b"fLaC", "a recording"),
)
_IN_DOCUMENTS = (b"[Content_Types].xml", b"_rels/.rels", b"word/", b"ppt/", b"xl/", b"META-INF/container.xml")
_MARKS_OF_WIDE_TEXT = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


def media_type(suffix: str) -> str:
    """What the name of a file announces: only a hint. Empty where the bytes alone must tell."""
    return _MEDIA_TYPES.get(suffix.lower(), "")


def hidden(name: str) -> str:
    """Why a file or folder of this name is not looked into; empty when it is."""
    if name.startswith("."):
        return "It is hidden."
    if name.endswith("~"):
        return "It is an editor's copy."
    return _BESIDE_PAGES.get(name, "")


def no_reading(name: str) -> str:
    """Why a file of this name is not read; empty when it is."""
    if name.lower().endswith(_PACKED_PROGRAMS):
        return "It is a program packed for machines."
    suffix = PurePath(name).suffix.lower()
    return f"Files that end in {suffix} are for machines." if suffix in _MACHINE else ""


def no_text(beginning: bytes) -> str:
    """Why a file that begins so cannot be read; empty when it can (PDF and office documents among them)."""
    if b"%PDF-" in beginning[:1024] or beginning.startswith(_MARKS_OF_WIDE_TEXT) or _is_office(beginning):
        return ""
    for start, what in _BINARY:
        if beginning.startswith(start):
            return f"It is {what}, not text."
    control = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 or byte == 127 for byte in beginning)
    if control > len(beginning) / 20 and not _is_wide(beginning):
        return "It is not text."
    return ""


def _is_office(beginning: bytes) -> bool:
    """A ZIP file whose first entries are those of a document: OpenDocument and EPUB begin with ``mimetype``,
    Office files name their parts early."""
    if not beginning.startswith(b"PK\x03\x04"):
        return False
    return beginning[30:38] == b"mimetype" or any(part in beginning for part in _IN_DOCUMENTS)


def _is_wide(beginning: bytes) -> bool:
    """True of UTF-16 without its mark: every second byte of most letters is zero, and never two in a row."""
    even, odd = beginning[0::2].count(0), beginning[1::2].count(0)
    half = len(beginning) / 2
    return max(even, odd) > 0.7 * half and min(even, odd) < 0.05 * half
