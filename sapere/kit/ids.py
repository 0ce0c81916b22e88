"""Names that are the same on every machine and after every restart."""

from __future__ import annotations

import hashlib
import re
import unicodedata
import uuid

_NAMESPACE = uuid.UUID("6f6b2f0e-6a0e-5d0c-9c51-5a9e2e0d7a10")


def content_hash(text: str) -> str:
    """SHA-256 of the text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def bytes_hash(body: bytes) -> str:
    """SHA-256 of the bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(body).hexdigest()


def stable_id(*parts: object) -> str:
    """A UUID (version 5) made of the parts alone: the same parts give the same id, anywhere."""
    return str(uuid.uuid5(_NAMESPACE, "\x1f".join(str(part) for part in parts)))


def new_id() -> str:
    """A fresh random UUID, for things that have no content to be named by."""
    return str(uuid.uuid4())


def slug(title: str, *, limit: int = 60) -> str:
    """The title as part of an address: letters and digits of any script, joined by hyphens.

    Never empty: a title without any letter or digit gives ``topic``.
    """
    text = unicodedata.normalize("NFKC", title).casefold()
    words = re.findall(r"[^\W_]+", text)
    joined = ""
    for word in words:
        candidate = f"{joined}-{word}" if joined else word
        if len(candidate) > limit:
            break
        joined = candidate
    return joined or (words[0][:limit] if words else "topic")
