"""By what captions and transcripts are known: how they begin, and where lines hold times."""

from __future__ import annotations

import re

from sapere.readers.cues import is_stamped, lines_of, timing_of
from sapere.research.captions import is_packed
from sapere.research.shapes import Raw

LOOK = 60_000  # characters or bytes from the start
_ANNOUNCED = ("text/vtt", "subrip", "/srt", "/x-srt", "ttml")
_ENDINGS = (".vtt", ".srt", ".sbv", ".ttml")
_XML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:transcript|timedtext|tt)[\s>]", re.DOTALL
)
_JSON = re.compile(r'\s*\{\s*"(?:wireMagic|events|pens)"')


def is_transcript(raw: Raw) -> bool:
    """Whether the bytes are captions: they begin as such, or are announced as such and hold times."""
    head = _head(raw)
    if is_packed(head) or head.startswith("WEBVTT") or is_xml(head) or is_json(head):
        return True
    if head.lstrip().startswith("<"):
        return False
    lines = [line for line in lines_of(head) if line.strip()]
    if any(map(timing_of, lines[:2])):
        return True
    path = raw.locator.lower().partition("?")[0]
    announced = any(kind in raw.media_type for kind in _ANNOUNCED) or path.endswith(_ENDINGS)
    return announced and any(map(timing_of, lines))


def is_plain_transcript(raw: Raw) -> bool:
    """Whether what looks like plain text has its lines stamped with times."""
    return is_stamped(_head(raw))


def is_xml(text: str) -> bool:
    return _XML.match(text) is not None


def is_json(text: str) -> bool:
    return _JSON.match(text) is not None and '"tStartMs"' in text[:LOOK]


def _head(raw: Raw) -> str:
    """The beginning in letters that are the same in every encoding; the rest of it does not matter here."""
    return raw.body[:LOOK].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe").decode("latin-1")
