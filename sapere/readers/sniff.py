"""What kind of thing some bytes are, and their text: the bytes decide first, what was announced second."""

from __future__ import annotations

import codecs
import re

from sapere.readers.source_kinds import by_bytes, by_name, suffix
from sapere.readers.transcript_signs import is_plain_transcript, is_transcript
from sapere.research.errors import Unreadable
from sapere.research.shapes import Raw

_LOOK = 2048
_NOT_YET = "Sapere cannot read this kind of file yet: {}."
_MAGIC = (
    (b"\x89PNG", "an image"), (b"\xff\xd8\xff", "an image"), (b"GIF8", "an image"), (b"II*\0", "an image"),
    (b"MM\0*", "an image"), (b"BM", "an image"), (b"\0\0\1\0", "an icon"), (b"ID3", "a sound file"),
    (b"OggS", "a sound or video file"), (b"fLaC", "a sound file"), (b"\x1aE\xdf\xa3", "a video"),
    (b"RIFF", "a sound, image or video file"), (b"\x7fELF", "a program"), (b"MZ", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"), (b"\x1f\x8b", "a compressed file"), (b"BZh", "a compressed file"),
    (b"\xfd7zXZ", "a compressed file"), (b"(\xb5/\xfd", "a compressed file"), (b"7z\xbc\xaf", "an archive"),
    (b"Rar!", "an archive"), (b"SQLite format 3", "a database"), (b"%!PS", "a PostScript file"), (b"wOF", "a font"), (b"\0asm", "a program"),
    (b"AT&TFORM", "a DjVu document"),
)  # fmt: skip
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_DIRECTORIES = 1_000_000  # bytes at the beginning and at the end, where its names stand
_TEXTLIKE_MAGIC = frozenset((b"BM", b"MZ", b"II*\0", b"MM\0*", b"ID3", b"RIFF", b"wOF"))
_TAGS = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|div|p|h[1-6]|article|section|table|span|ul|ol|dl|pre|br"
    rb"|center|font|main)\b[^<]*?>",
    re.IGNORECASE,
)
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w:.-]{2,40})", re.IGNORECASE)
_LETTER_STARTS = re.compile(rb"[\xc2-\xf4][\x80-\xbf]")  # of a letter beyond ASCII, in UTF-8
_C1 = re.compile("[\x80-\x9f]")
_DATA = (b"<?xml", b"<svg", b"<rss", b"<feed")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
# Labels that mean a larger set than they say; as browsers read them (WHATWG Encoding Standard).
_MEANT = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "gb2312": "gb18030",
    "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "tis-620": "cp874", "big5": "big5hkscs",
}  # fmt: skip


def kind_of(raw: Raw) -> str:
    """``html``, ``pdf``, ``packed`` (as ZIP), ``rtf``, ``ipynb``, ``fb2``, ``mhtml``, ``latex``, ``org``, ``code``,
    ``transcript``, ``markdown`` or ``plain``.

    Raises ``Unreadable`` for everything else, saying why."""
    head = raw.body[:_LOOK]
    if not head.strip(b"\0 \t\r\n"):
        raise Unreadable("There is nothing in it.")
    if head.startswith((b"PK\3\4", b"PK\5\6")):
        return "packed"
    if b"%PDF-" in raw.body[:1024]:
        return "pdf"
    _refuse_binary(raw)
    return "transcript" if is_transcript(raw) else _kind_of_text(raw)


def _kind_of_text(raw: Raw) -> str:
    head = raw.body[:_LOOK]
    if _bom(head) in (None, _BOMS[0]) and not _wide(head):
        if kind := by_bytes(raw.body):
            return kind
        if _looks_like_html(raw):
            return "html"
        _refuse_data(raw)
    elif "html" in raw.media_type or b"<\0h\0t\0m\0l" in raw.body[:4096] or b"<html" in head.lower():
        return "html"
    if _is_markdown(raw):
        return "markdown"
    return by_name(raw) or ("transcript" if is_plain_transcript(raw) else "plain")


def _refuse_binary(raw: Raw) -> None:
    head = raw.body[:_LOOK]
    if head.startswith(_OLD_OFFICE):
        _refuse_old_office(raw.body)
    if head[4:8] == b"ftyp":
        raise Unreadable(_NOT_YET.format("a sound or video file"))
    for magic, name in _MAGIC:
        if head.startswith(magic) and (magic not in _TEXTLIKE_MAGIC or _is_binary(head)):
            raise Unreadable(_NOT_YET.format(name))
    if _bom(head) is None and not _wide(head) and _is_binary(head):
        announced = " although it was announced as text" if "text/" in raw.media_type else ""
        raise Unreadable(f"There is no text in it: it is a binary file of an unknown kind{announced}.")


def _refuse_old_office(body: bytes) -> None:
    """A container of its own kind; new documents are put into one when they are given a password."""
    if "EncryptedPackage".encode("utf-16-le") in body[:_DIRECTORIES] + body[-_DIRECTORIES:]:
        raise Unreadable(
            "The document is locked with a password.",
            advice="Save a copy without the password, and add that.",
        )
    raise Unreadable(
        "It is an Office document of before 2007.", advice="Save it as .docx, .pptx or .xlsx, and add that."
    )


def _is_binary(head: bytes) -> bool:
    control = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 or byte == 127 for byte in head)
    return control > len(head) / 20


def _looks_like_html(raw: Raw) -> bool:
    """By its tags: two in the first stretch, or one that only a page has; announced pages need one at all."""
    head = raw.body[: 8 * _LOOK]
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if re.match(
        rb"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", start, re.DOTALL
    ):
        return True
    if _is_markdown(raw) or (start.startswith(_DATA) and b"<html" not in head.lower()):
        return False
    tags = len(_TAGS.findall(head))
    announced = "html" in raw.media_type or raw.locator.lower().endswith((".html", ".htm", ".xhtml"))
    if announced:
        return tags > 0 or b"<" in raw.body[:200_000]
    return start.startswith(b"<") and tags > 1


def _refuse_data(raw: Raw) -> None:
    start = raw.body[:_LOOK].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(_DATA):
        raise Unreadable(_NOT_YET.format("an XML file"))


def _is_markdown(raw: Raw) -> bool:
    return "markdown" in raw.media_type or suffix(raw) in (".md", ".markdown", ".mdown", ".mkd")


def text_of(raw: Raw) -> str:
    """The bytes as text, readable whatever was announced: bytes that are wrong in their encoding are read as
    the old Western one, so that a page of two encodings loses at most the letters in question."""
    body = raw.body
    if bom := _bom(body):
        mark, encoding = bom
        return body[len(mark) :].decode(encoding, "replace")
    if wide := _wide(body[:_LOOK]):
        return body.decode(wide, "replace")
    labels = [_python_name(label) for label in (raw.charset, _declared(body))]
    candidates = list(dict.fromkeys([*filter(None, labels), "utf-8"]))
    candidates.sort(key=lambda name: name != "utf-8" and not name.startswith("iso2022"))
    for encoding in candidates:
        text = _strictly(body, encoding)
        if text is not None and _plausible(text):
            return text
    return _patched(body) or _guessed(body)


def _bom(body: bytes) -> tuple[bytes, str] | None:
    return next((bom for bom in _BOMS if body.startswith(bom[0])), None)


def _wide(head: bytes) -> str:
    """UTF-16 without its mark: every other byte of mostly Western text is zero."""
    pairs = len(head) // 2
    if pairs < 4:
        return ""
    even, odd = head[0 : 2 * pairs : 2].count(0), head[1 : 2 * pairs : 2].count(0)
    if odd > pairs * 0.4 and even < pairs * 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > pairs * 0.4 and odd < pairs * 0.05 else ""


def _declared(body: bytes) -> str:
    found = _XML_DECLARED.search(body[:400]) or _DECLARED.search(body[: 4 * _LOOK])
    return found.group(1).decode("ascii") if found else ""


def _python_name(label: str) -> str:
    try:
        found = codecs.lookup(label.strip().strip("\"'")) if label.strip() else None
    except (LookupError, ValueError):
        return ""
    # A page cannot be in what is no encoding of text (``zlib``, ``rot13``) or was read as a string to get here.
    if (
        found is None
        or not getattr(found, "_is_text_encoding", True)
        or found.name.startswith(("utf-16", "utf-7"))
    ):
        return ""
    return _MEANT.get(found.name, found.name)


def _strictly(body: bytes, encoding: str) -> str | None:
    try:
        # An incremental decoder lets a body that was cut in the middle of a letter pass.
        return codecs.getincrementaldecoder(encoding)("strict").decode(body)
    except (UnicodeError, LookupError):
        return None


def _plausible(text: str) -> bool:
    """Letters read in a wrong single-byte encoding show as many C1 control characters."""
    sample = text[:100_000]
    return len(_C1.findall(sample)) <= len(sample) / 200


def _patched(body: bytes) -> str:
    """UTF-8 with some wrong bytes in it; empty when it is more wrong than right."""
    text = body.decode("utf-8", "sapere-western")
    wrong = len(body) - len(body.decode("utf-8", "ignore").encode("utf-8"))
    right = len(_LETTER_STARTS.findall(body))
    return text if wrong <= max(right // 4, 3) and wrong <= len(body) / 100 else ""


def _western(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return wrong.decode("cp1252", "replace"), error.end


codecs.register_error("sapere-western", _western)


def _guessed(body: bytes) -> str:
    # Imported here: most pages are in UTF-8 and never need it.
    from charset_normalizer import from_bytes

    best = from_bytes(body[:60_000]).best()
    encoding = best.encoding if best else "cp1252"
    return body.decode(encoding, "replace")
