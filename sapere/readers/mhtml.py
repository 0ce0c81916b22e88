"""Web pages saved as one file (MHTML, https://www.rfc-editor.org/rfc/rfc2557) and saved messages."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from itertools import islice

from sapere.kit.text import normalise, squeeze
from sapere.readers import html, plain, sniff
from sapere.readers.limits import Limits
from sapere.research.errors import Unreadable
from sapere.research.shapes import Document, Raw

_PARTS = 2_000


def read(raw: Raw, limits: Limits, *, partial: bool = False) -> Document:
    """The page at the root, or the words of the message. Raises ``Unreadable`` when there is neither."""
    try:
        message = message_from_bytes(raw.body[: limits.body])
        root = _root(message)
    except RecursionError as error:
        raise Unreadable("Its parts stand too deep inside one another.") from error
    if root is None:
        raise Unreadable("There is no page in it.")
    document = _document(message, root, raw.locator, limits, partial=partial)
    return replace(
        document,
        title=document.title or _said(message, "subject")[:500],
        author=document.author or parseaddr(_said(message, "from"))[0],
        published=document.published or _day(message),
    )


def _root(message: Message) -> Message | None:
    """The part that its head names as the first to show, else the first page, else the first text."""
    start = str(message.get_param("start") or "").strip("<>")
    parts = [part for part in islice(message.walk(), _PARTS) if part.get_content_maintype() == "text"]
    named = (part for part in parts if start and str(part.get("content-id", "")).strip("<>") == start)
    pages = (part for part in parts if part.get_content_subtype() in ("html", "xhtml+xml"))
    return next(named, None) or next(pages, None) or next(iter(parts), None)


def _document(message: Message, root: Message, locator: str, limits: Limits, *, partial: bool) -> Document:
    body = root.get_payload(decode=True)
    raw = Raw(body if isinstance(body, bytes) else b"", charset=str(root.get_content_charset() or ""))
    text = sniff.text_of(raw)
    if root.get_content_subtype() == "plain":
        return plain.read(text, limits, partial=partial)
    saved_from = _said(root, "content-location") or _said(message, "snapshot-content-location")
    address = saved_from if saved_from.startswith(("http://", "https://")) else locator
    return html.read(text, address, limits, partial=partial)


def _said(message: Message, name: str) -> str:
    try:
        return squeeze(normalise(str(make_header(decode_header(str(message.get(name, "")))))))
    except (MessageError, LookupError, ValueError):
        return ""  # a head that is encoded wrongly says nothing


def _day(message: Message) -> str:
    try:
        return parsedate_to_datetime(str(message.get("date", ""))).date().isoformat()
    except (TypeError, ValueError, IndexError):
        return ""
