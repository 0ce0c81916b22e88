from __future__ import annotations

from typing import Any

import pytest

from sapere.agents.video.tracks import Track, best, tracks_in

HAND = Track("en-GB", "a", original=True)
HEARD = Track("en", "b", automatic=True, original=True)
GERMAN = Track("de", "c")
GERMAN_HEARD = Track("de", "d", automatic=True)


@pytest.mark.parametrize(
    ("tracks", "language", "chosen"),
    [
        ([HEARD, HAND, GERMAN], "en", HAND),
        ([GERMAN, HEARD], "en", HEARD),
        ([GERMAN_HEARD, HAND, GERMAN], "de", GERMAN),
        ([GERMAN, HEARD, HAND], "ja", HAND),
        ([GERMAN, HEARD], "ja", HEARD),
        ([Track("en"), GERMAN], "en", GERMAN),
        ([Track("en")], "en", None),
        ([], "en", None),
    ],
)
def test_the_best_track_is_the_learners_then_the_original_and_typed_before_heard(
    tracks: list[Track], language: str, chosen: Track | None
) -> None:
    assert best(tracks, language) == chosen


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"captions": None},
        {"captions": {"playerCaptionsTracklistRenderer": {"captionTracks": [1, {}, {"languageCode": 3}]}}},
        {"items": [{"snippet": {"language": None}}, {"snippet": {"language": "en", "isDraft": True}}]},
        {"subtitles": {"en": [{"ext": "json3"}, None], "live_chat": "x"}, "automatic_captions": []},
    ],
)
def test_what_makes_no_sense_has_no_tracks(answer: dict[str, Any]) -> None:
    assert tracks_in(answer) == []


def test_without_what_a_machine_heard_the_shown_track_is_the_original() -> None:
    told = {
        "captionTracks": [{"languageCode": "cs", "baseUrl": "a"}, {"languageCode": "en", "baseUrl": "b"}],
        "audioTracks": [{"defaultCaptionTrackIndex": 1}],
    }
    found = tracks_in({"captions": {"playerCaptionsTracklistRenderer": told}})
    assert [track.original for track in found] == [False, True]
