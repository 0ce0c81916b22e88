"""PeerTube, the free network of video servers, through SepiaSearch, the search over those that want to be found.

https://docs.joinpeertube.org/api-rest-reference.html#tag/Search; SepiaSearch answers as one server does. It states no
limit of its own; PeerTube's default is 50 requests in ten seconds. Each video says its licence. Its captions are those
of its own server, which the guarded client asks as a visitor does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urljoin, urlsplit

from sapere.agents.video.addresses import peertube_captioned, peertube_video, wished_language
from sapere.agents.video.description import prose_of
from sapere.agents.video.tracks import Track, best
from sapere.kit.dates import day_of
from sapere.kit.fields import part, rows
from sapere.kit.http import BadStatus, HttpClient
from sapere.kit.language import primary
from sapere.kit.plain import plain
from sapere.research.captions import Recording, packed
from sapere.research.errors import BadAnswer, Unreadable
from sapere.research.reach import endpoint, translated
from sapere.research.search import DEADLINE
from sapere.research.shapes import Brief, Finding, Raw

SEPIASEARCH = "https://sepiasearch.org"
MOST_RESULTS = 100
"""Of one answer: ``count`` in PeerTube's own description of its interface."""
_LICENCES = {
    1: "CC BY", 2: "CC BY-SA", 3: "CC BY-ND", 4: "CC BY-NC", 5: "CC BY-NC-SA", 6: "CC BY-NC-ND", 7: "public domain",
}  # fmt: skip
"""PeerTube's numbers: https://docs.joinpeertube.org/api-rest-reference.html#tag/Video/operation/getLicences."""


class SepiaSearch:
    name = "SepiaSearch"
    needs_network = True

    def __init__(self, http: HttpClient, address: str = SEPIASEARCH) -> None:
        self._http = http
        self._url = endpoint(address, "/api/v1/search/videos")

    def skip_reason(self, brief: Brief) -> str:  # noqa: ARG002 - it is asked about anything
        return ""

    def find(self, brief: Brief, queries: Sequence[str], limit: int) -> Iterator[Finding]:
        """Videos for the first query that finds any, in the learner's language or in one that is not stated."""
        for query in queries:
            found = [self._finding(row, brief.language) for row in self._search(query, brief.language, limit)]
            if any(found):
                yield from filter(None, found)
                return

    def fetch(self, finding: Finding) -> Raw:
        """The captions, with the chapters of the video. Raises leaves of ``SourceError``."""
        server, video = peertube_video(finding.locator)
        if not server:
            raise Unreadable("This address is no video of a PeerTube server.")
        answer = self._of_server(f"{server}/api/v1/videos/{video}/captions")
        tracks = [_track(row, server, finding.language) for row in rows(part(answer).get("data"))]
        track = best(tracks, wished_language(finding.full_text) or finding.language)
        if track is None:
            raise Unreadable("This video has no captions, so there is nothing of it to read.")
        known = Recording(
            title=finding.title,
            language=track.language,
            author=finding.author,
            published=finding.published,
            licence=finding.licence,
            chapters=self._chapters(server, video),
        )
        with translated(urlsplit(server).hostname or self.name):
            captions = self._http.get(track.address, robots=True)
        return packed(known, captions.body, finding.locator, partial=captions.partial)

    def _search(self, query: str, language: str, limit: int) -> list[Mapping[str, Any]]:
        params = {
            "search": query,
            "start": "0",
            "count": str(max(1, min(limit, MOST_RESULTS))),
            "sort": "-match",
            "nsfw": "false",
            "isLive": "false",
        }
        if primary(language):
            params["boostLanguages[]"] = primary(language)
        with translated(self.name):
            answer = self._http.get_json(self._url, params=params, seconds=DEADLINE)
        data = answer.get("data") if isinstance(answer, Mapping) else None
        if not isinstance(data, list):
            raise BadAnswer("SepiaSearch's answer holds no list of videos.")
        return rows(data)

    def _finding(self, row: Mapping[str, Any], wished: str) -> Finding | None:
        """None for what is no video on a server of its own, or not for everyone."""
        address = row.get("url")
        server, _ = peertube_video(address) if isinstance(address, str) else ("", "")
        title = plain(row.get("name"))
        if not server or not title or row.get("nsfw") is True or row.get("isLive") is True:
            return None
        description = row.get("description")
        return Finding(
            agent="video",
            locator=str(address),
            title=title,
            kind="video",
            snippet=plain(description)[:300],
            language=primary(str(part(row, "language").get("id") or "")),
            author=plain(part(row, "channel").get("displayName"))
            or plain(part(row, "account").get("displayName")),
            published=day_of(row.get("originallyPublishedAt")) or day_of(row.get("publishedAt")),
            licence=_licence(part(row, "licence")),
            service=self.name,
            full_text=peertube_captioned(str(address), wished),
            body=prose_of(description) if isinstance(description, str) else "",
        )

    def _of_server(self, address: str) -> Any:
        with translated(urlsplit(address).hostname or self.name):
            return self._http.get_json(address)

    def _chapters(self, server: str, video: str) -> tuple[tuple[int, str], ...]:
        """Those the server knows; servers before PeerTube 6 know none, and say so by 404."""
        address = f"{server}/api/v1/videos/{video}/chapters"
        with translated(urlsplit(server).hostname or self.name):
            try:
                answer = self._http.get_json(address)
            except BadStatus as error:
                if error.status == 404:
                    return ()
                raise
        told = rows(part(answer).get("chapters"))
        return tuple(
            (row["timecode"], plain(row.get("title")))
            for row in told
            if isinstance(row.get("timecode"), int) and plain(row.get("title"))
        )


def _track(row: Mapping[str, Any], server: str, spoken: str) -> Track:
    """A caption file of the video's own server; newer ones give the address, older ones its path."""
    language = str(part(row, "language").get("id") or "")
    told = row.get("fileUrl") or row.get("captionPath")
    try:
        address = urljoin(f"{server}/", told) if isinstance(told, str) else ""
    except ValueError:
        address = ""  # no address at all: as if there were no such track
    return Track(language, address, row.get("automaticallyGenerated") is True, primary(language) == spoken)


def _licence(told: Mapping[str, Any]) -> str:
    number = told.get("id")
    return _LICENCES.get(number, "") if isinstance(number, int) else ""
