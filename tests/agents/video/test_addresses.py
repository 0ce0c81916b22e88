from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.agents.video.addresses import (
    peertube_captioned,
    peertube_video,
    wished_language,
    youtube_captioned,
    youtube_id,
    youtube_page,
)

ID = "GJLlxj_dtq8"


@pytest.mark.parametrize(
    "address",
    [
        f"https://www.youtube.com/watch?v={ID}",
        f"https://m.youtube.com/watch?list=x&v={ID}#t=3",
        f"https://youtu.be/{ID}?t=3",
        f"https://www.youtube-nocookie.com/embed/{ID}",
        f"https://youtube.com/shorts/{ID}",
    ],
)
def test_a_video_is_known_under_each_of_its_addresses(address: str) -> None:
    assert youtube_id(address) == ID


@pytest.mark.parametrize(
    "address",
    ["https://www.youtube.com/@channel", "https://www.youtube.com/watch?v=short", f"https://evil.example/watch?v={ID}",
     f"https://youtube.com.evil.example/watch?v={ID}", "http://[", ""],
)  # fmt: skip
def test_other_addresses_are_no_video(address: str) -> None:
    assert youtube_id(address) == ""


def test_a_video_of_peertube_has_a_server_of_its_own() -> None:
    assert peertube_video("https://tube.example/w/abcDEF123456") == ("https://tube.example", "abcDEF123456")
    assert (
        peertube_video("http://127.0.0.1:8/videos/watch/9c9de5e8-0a1e-484a-b099-e80766180a6d")[0]
        == "http://127.0.0.1:8"
    )
    assert peertube_video("https://tube.example/c/channel") == ("", "")
    assert peertube_video("ftp://tube.example/w/abcDEF123456") == ("", "")


def test_the_wish_for_a_language_goes_with_the_address() -> None:
    assert wished_language(youtube_captioned(ID, "de")) == "de"
    assert wished_language(peertube_captioned("https://tube.example/w/abcDEF123456", "ja")) == "ja"
    assert wished_language(youtube_page(ID)) == ""
    assert youtube_id(youtube_captioned(ID, "de")) == ID


@given(st.text())
def test_any_address_is_taken(address: str) -> None:
    assert len(youtube_id(address)) in (0, 11)
    peertube_video(address)
