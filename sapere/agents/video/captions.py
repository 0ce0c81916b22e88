"""The captions of a video on YouTube, in the form in which its own player gets them.

YouTube offers no interface for this: the Data API lists captions, but gives them to a video's owner alone. What is
read here are the two answers that its player reads. Neither is documented or promised, its robots.txt asks crawlers
to stay away from both addresses, and either may be refused at any time; then the reason says so, and the rest of a
run goes on. So only videos that a learner's search found are asked for, once each, half a second apart, and
under our own name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from sapere.agents.video.addresses import wished_language, youtube_id
from sapere.agents.video.description import chapters_in
from sapere.agents.video.tracks import Track, best, tracks_in
from sapere.kit.fields import part
from sapere.kit.http import Answer, BadBody, HttpClient
from sapere.kit.plain import plain
from sapere.research.captions import Recording, packed
from sapere.research.errors import BadAnswer, Refused, SourceError, Unreachable, Unreadable
from sapere.research.reach import translated
from sapere.research.shapes import Finding, Raw

PLAYER = "https://www.youtube.com"
GAP = 0.5
"""Seconds between two requests: nothing is stated anywhere, so slower than a person who clicks."""
_DATA_API = frozenset({"www.googleapis.com", "youtube.googleapis.com"})
_CLIENT = {"clientName": "ANDROID", "clientVersion": "20.10.38"}
"""The player answers nobody who names no kind of player; this kind's captions need no script to be run."""
_NAME = "YouTube"


class YoutubeCaptions:
    """``address`` is that of the Data API: a server of the operator's own in its place is asked for captions too."""

    def __init__(self, http: HttpClient, address: str) -> None:
        self._http = http
        parts = urlsplit(address)
        self._player = PLAYER if parts.hostname in _DATA_API else f"{parts.scheme}://{parts.netloc}"

    def fetch(self, finding: Finding) -> Raw:
        """The captions with the video's title, author and chapters. Raises leaves of ``SourceError``."""
        video = youtube_id(finding.locator)
        if not video:
            raise Unreadable("This address is no video of YouTube.")
        answer = self._answer(video)
        track = self._track(answer, wished_language(finding.full_text) or finding.language)
        about = part(answer, "videoDetails")
        description = about.get("shortDescription") or answer.get("description")
        known = Recording(
            title=finding.title or plain(about.get("title")),
            language=track.language,
            author=finding.author or plain(about.get("author")),
            published=finding.published,
            licence=finding.licence,
            chapters=chapters_in(description) if isinstance(description, str) else (),
        )
        captions = self._captions(track)
        return packed(known, captions.body, finding.locator, partial=captions.partial)

    def _answer(self, video: str) -> Mapping[str, Any]:
        asked = {"context": {"client": _CLIENT}, "videoId": video}
        with translated(_NAME):
            try:
                answer = self._http.post_json(f"{self._player}/youtubei/v1/player", asked, gap=GAP)
            except BadBody as error:
                raise _robot() from error
        if not isinstance(answer, Mapping):
            raise BadAnswer("YouTube's answer on this video makes no sense.")
        if trouble := trouble_in(answer):
            raise trouble
        return answer

    def _track(self, answer: Mapping[str, Any], language: str) -> Track:
        tracks = tracks_in(answer)
        if not tracks:
            raise Unreadable("This video has no captions, so there is nothing of it to read.")
        track = best(tracks, language)
        if track is None:
            raise Refused("This video has captions, but YouTube does not say where.")
        return track

    def _captions(self, track: Track) -> Answer:
        try:
            address = self._here(track.address)
        except ValueError as error:
            raise BadAnswer("YouTube names an address of captions that cannot be read.") from error
        with translated(_NAME):
            answer = self._http.get(address, gap=GAP)
        if not answer.body.strip():
            raise Refused("YouTube gave out no captions: it does so for its own player only.")
        if answer.media_type == "text/html":
            raise _robot()
        return answer

    def _here(self, address: str) -> str:
        """The track's address on the server that we ask, in the form that says each word once.

        Raises ``ValueError`` for what is no address.
        """
        parts = urlsplit(address)
        own = urlsplit(self._player)
        if parts.hostname not in (None, own.hostname, "www.youtube.com", "youtube.com"):
            raise BadAnswer("YouTube names captions that lie on a server of somebody else.")
        query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != "fmt"]
        return f"{self._player}{parts.path}?{urlencode([*query, ('fmt', 'json3')])}"


def trouble_in(answer: Mapping[str, Any]) -> SourceError | None:
    """Why the player would not show the video, as the engine's own leaf; None when it would."""
    told = part(answer, "playabilityStatus")
    status = told.get("status")
    if status in (None, "OK"):
        return None
    reason = plain(told.get("reason"))[:200].rstrip(".")
    if status == "LOGIN_REQUIRED" and "bot" in reason.lower().split():
        return _robot()
    if status == "ERROR":
        return Unreachable(f"YouTube does not have this video (any more): {reason or 'no reason given'}.")
    if status == "LIVE_STREAM_OFFLINE":
        return Unreadable("This video has not been shown yet.")
    return Refused(f"YouTube does not show this video to just anyone: {reason or 'no reason given'}.")


def _robot() -> Refused:
    return Refused(
        "YouTube takes us for a robot and gives out no captions for now.",
        advice="Try again on another day; or add the captions as a file to your library.",
    )
