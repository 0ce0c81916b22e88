"""Addresses of videos: what identifies one, and how a wish for a language goes with it."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlencode, urlsplit

_YOUTUBE = re.compile(r"(?:www\.|m\.|music\.)?youtube(?:-nocookie)?\.com", re.IGNORECASE)
_YOUTUBE_ID = re.compile(r"[A-Za-z0-9_-]{11}")
_YOUTUBE_PATH = re.compile(r"/(?:embed|shorts|live|v)/([A-Za-z0-9_-]{11})/?")
_PEERTUBE_PATH = re.compile(r"/(?:w|videos/watch|videos/embed)/([A-Za-z0-9-]{8,40})/?")


def youtube_id(address: str) -> str:
    """The id of the video at an address, or "" when it is no video of YouTube (a channel, another site)."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return ""
    if host == "youtu.be":
        found = parts.path.strip("/")
    elif not _YOUTUBE.fullmatch(host):
        return ""
    elif parts.path.rstrip("/") == "/watch":
        found = parse_qs(parts.query).get("v", [""])[0]
    else:
        path = _YOUTUBE_PATH.fullmatch(parts.path)
        found = path.group(1) if path else ""
    return found if _YOUTUBE_ID.fullmatch(found) else ""


def youtube_page(video: str) -> str:
    return f"https://www.youtube.com/watch?v={video}"


def youtube_captioned(video: str, language: str) -> str:
    """The page with captions in a language: ``cc_lang_pref`` is the player's own word for it
    (https://developers.google.com/youtube/player_parameters)."""
    return f"{youtube_page(video)}&{urlencode({'cc_lang_pref': language, 'cc_load_policy': '1'})}"


def peertube_video(address: str) -> tuple[str, str]:
    """The instance (``https://tube.example``) and the video's id there; both "" for another address."""
    try:
        parts = urlsplit(address)
        host = parts.netloc if parts.hostname else ""
    except ValueError:
        return "", ""
    found = _PEERTUBE_PATH.fullmatch(parts.path)
    if parts.scheme not in ("http", "https") or not host or found is None:
        return "", ""
    return f"{parts.scheme}://{host}", found.group(1)


def peertube_captioned(address: str, language: str) -> str:
    """The page with captions in a language (https://docs.joinpeertube.org/api/embed-player)."""
    return f"{address}?{urlencode({'subtitle': language})}"


def wished_language(address: str) -> str:
    """The language of the captions that an address asks for, or ""."""
    query = parse_qs(urlsplit(address).query)
    return next((query[name][0] for name in ("cc_lang_pref", "subtitle") if name in query), "")
