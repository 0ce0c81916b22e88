"""Moments of a recording: as people write them (``1:02:03``), and as an address that opens there."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_CLOCK = re.compile(r"(?:(\d{1,4}):)?(\d{1,3}):([0-5]\d)")
_YOUTUBE = frozenset(
    {"youtube.com", "www.youtube.com", "m.youtube.com", "music.youtube.com", "www.youtube-nocookie.com", "youtu.be"}
)  # fmt: skip
_PEERTUBE = re.compile(r"/(?:w|videos/watch|videos/embed)/[\w-]{8,40}")
_RECORDINGS = (".mp4", ".webm", ".ogv", ".m4v", ".mp3", ".ogg", ".m4a", ".opus", ".wav")


def clock_time(second: int) -> str:
    """``3:15`` of 195 and ``1:02:03`` of 3723; hours are counted on beyond 24."""
    minutes, rest = divmod(max(second, 0), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def seconds_of(clock: str) -> int | None:
    """195 of ``3:15``; None where no time of that form stands. Minutes without hours may go beyond 59."""
    found = _CLOCK.fullmatch(clock.strip())
    if found is None:
        return None
    hours, minutes, rest = (int(part or 0) for part in found.groups())
    return None if found.group(1) and minutes > 59 else 3600 * hours + 60 * minutes + rest


def address_at(address: str, second: int) -> str:
    """The address that plays the recording from that second, or "" where there is no known way to say it.

    YouTube takes ``t=195s``, PeerTube ``start=195s`` (https://docs.joinpeertube.org/api/embed-player), a
    recording itself the fragment ``#t=195`` (https://www.w3.org/TR/media-frags/).
    """
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").lower()
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host:
        return ""
    if host in _YOUTUBE:
        return _with(address, "t", second)
    if _PEERTUBE.fullmatch(parts.path):
        return _with(address, "start", second)
    if parts.path.lower().endswith(_RECORDINGS):
        return urlunsplit(parts._replace(fragment=f"t={max(second, 0)}"))
    return ""


def _with(address: str, name: str, second: int) -> str:
    parts = urlsplit(address)
    kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != name]
    return urlunsplit(parts._replace(query=urlencode([*kept, (name, f"{max(second, 0)}s")]), fragment=""))
