"""What people wrote to each other, as a small clean page: paragraphs, lists, quotes and code; links as their text."""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

import nh3

from sapere.kit.text import normalise

LONGEST_POST = 10_000  # characters of its HTML
LONGEST_THREAD = 60_000

_KEPT = {
    "p", "br", "pre", "code", "ul", "ol", "li", "blockquote", "em", "i", "strong", "b", "sub", "sup", "table", "thead",
    "tbody", "tr", "th", "td",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Post:
    """One contribution. ``body`` is clean HTML; ``day`` an ISO date; ``note`` such as "accepted answer"."""

    author: str
    body: str
    day: str = ""
    score: int | None = None
    link: str = ""  # of the author's own page
    note: str = ""


def clean(body: object) -> str:
    """A post's HTML with nothing in it but what a page of text needs; "" of anything but text."""
    if not isinstance(body, str) or not body.strip():
        return ""
    kept = nh3.clean("<p>" + body[:LONGEST_POST], tags=_KEPT, attributes={}, link_rel=None)
    return normalise(kept).replace("<p></p>", "").strip()


def thread(posts: Iterable[Post]) -> str:
    """The posts one below the other, each with who wrote it, when, and what others thought of it."""
    parts: list[str] = []
    length = 0
    for post in posts:
        part = f"{post.body}\n{_signature(post)}"
        length += len(part)
        if length > LONGEST_THREAD:
            break
        parts.append(part)
    return "\n".join(parts)


def day_of(seconds: object) -> str:
    """The ISO date of a Unix time, or "" where there is none."""
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        return ""
    try:
        return datetime.fromtimestamp(seconds, UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return ""


def count(value: object) -> int | None:
    """A whole number, or None for anything else."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _signature(post: Post) -> str:
    author = html.escape(post.author)
    named = f'<a href="{html.escape(post.link)}">{author}</a>' if post.link else author
    score = "" if post.score is None else f"score {post.score}"
    return f"<p>— {', '.join(filter(None, (named, post.day, score, post.note)))}</p>"
