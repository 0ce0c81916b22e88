"""Which captions a video has, and which of them to read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sapere.kit.fields import part, rows, text_in
from sapere.kit.language import primary


@dataclass(frozen=True, slots=True)
class Track:
    """Captions in one language. ``automatic``: heard by a machine, not typed by a person. ``address`` may be
    empty: they are there, but not to be had. ``original``: in the language that is spoken."""

    language: str
    address: str = ""
    automatic: bool = False
    original: bool = False


def best(tracks: Sequence[Track], language: str) -> Track | None:
    """In the learner's language, else in the video's own; typed by a person before heard by a machine."""
    usable = [track for track in tracks if track.address]
    wanted = primary(language)

    def rank(track: Track) -> tuple[bool, bool, bool]:
        return (primary(track.language) != wanted, not track.original, track.automatic)

    return min(usable, key=rank, default=None)


def tracks_in(answer: Mapping[str, Any]) -> list[Track]:
    """The tracks in what YouTube's player is told, in a ``captions.list`` of the Data API, or in what yt-dlp
    writes of a video. Machine translations are left out: they are nobody's words."""
    if "captions" in answer:
        return _told_to_player(part(answer, "captions", "playerCaptionsTracklistRenderer"))
    if "items" in answer:
        return _listed(rows(answer["items"]))
    return [*_written(part(answer, "subtitles"), False), *_written(part(answer, "automatic_captions"), True)]


def _told_to_player(told: Mapping[str, Any]) -> list[Track]:
    found = [
        Track(text_in(row, "languageCode"), text_in(row, "baseUrl"), row.get("kind") == "asr")
        for row in rows(told.get("captionTracks"))
        if text_in(row, "languageCode")
    ]
    spoken = _spoken(told, found)
    return [
        Track(track.language, track.address, track.automatic, primary(track.language) == spoken)
        for track in found
    ]


def _spoken(told: Mapping[str, Any], tracks: Sequence[Track]) -> str:
    """The language of the sound: what the machine heard; else the track that is shown by itself; else the first."""
    heard = [track.language for track in tracks if track.automatic]
    place = next((row.get("defaultCaptionTrackIndex") for row in rows(told.get("audioTracks"))), 0)
    shown = tracks[place].language if isinstance(place, int) and 0 <= place < len(tracks) else ""
    first = tracks[0].language if tracks else ""
    return primary((heard or [shown or first])[0])


def _listed(items: Sequence[Mapping[str, Any]]) -> list[Track]:
    """https://developers.google.com/youtube/v3/docs/captions: it says what there is, never where."""
    snippets = [part(item, "snippet") for item in items]
    return [
        Track(text_in(one, "language"), automatic=text_in(one, "trackKind").lower() == "asr")
        for one in snippets
        if text_in(one, "language") and one.get("isDraft") is not True
    ]


def _written(by_language: Mapping[str, Any], automatic: bool) -> Iterator[Track]:
    for language, forms in by_language.items():
        addresses = {text_in(form, "ext"): text_in(form, "url") for form in rows(forms)}
        known = [address for form in ("json3", "vtt", "srv1") if (address := addresses.get(form))]
        if known and "&tlang=" not in known[0]:
            yield Track(language.removesuffix("-orig"), known[0], automatic, language.endswith("-orig"))
