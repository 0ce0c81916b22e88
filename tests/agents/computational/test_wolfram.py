from __future__ import annotations

from pathlib import Path

import pytest

from sapere.agents.computational.wolfram import Wolfram
from sapere.kit.http import HttpClient
from sapere.readers import Readers
from sapere.research.errors import BadAnswer, RateLimited, Refused, SourceError
from tests.agents.asking import BRIEF, asked, found_in
from tests.fakes.server import Reply
from tests.fakes.wolfram import wolfram

pytestmark = pytest.mark.loopback
RECORDED = Path(__file__).parents[3].parent / "shared" / "data" / "api" / "wolframalpha"
there = pytest.mark.skipif(not RECORDED.is_dir(), reason="the recorded answers of Wolfram|Alpha are not here")


def with_key(http: HttpClient, address: str) -> Wolfram:
    return Wolfram(http, address, "FAKE-APPID0")


def recorded(name: str) -> Reply:
    return Reply((RECORDED / name).read_bytes(), headers={"Content-Type": "text/xml"})


def test_what_is_computed_about_the_topic_is_one_finding() -> None:
    with asked(with_key, wolfram()) as one, Readers() as readers:
        [found] = one.find()
        document = readers.read(one.service.fetch(found))
    assert (found.title, found.kind) == ("photosynthesis", "facts")
    assert found.locator == "https://www.wolframalpha.com/input?i=photosynthesis"
    assert "photosynthesis — typical temperature: 27.5 °C (degrees Celsius)" in document.text
    assert "first stage | 12 days" in document.text


def test_without_a_key_it_is_not_asked_and_says_why() -> None:
    with asked(Wolfram, wolfram()) as one:
        assert "WOLFRAM_APP_ID" in one.service.skip_reason(BRIEF)
        with pytest.raises(Refused, match="AppID"):
            one.find()


def test_a_wrong_key_is_told_and_not_shown() -> None:
    with asked(with_key, wolfram(app_id="other")) as one, pytest.raises(Refused) as told:
        one.find()
    assert "FAKE-APPID0" not in told.value.what + told.value.advice


def test_a_better_wording_is_tried_once() -> None:
    with asked(with_key, wolfram()) as one:
        assert one.find("photosynthish")
    assert [request.query["input"] for request in one.server.requests] == ["photosynthish", "photosynthesis"]


def test_what_it_does_not_know_is_an_empty_answer() -> None:
    with asked(with_key, wolfram()) as one:
        assert one.find("origami") == []


@pytest.mark.parametrize(
    ("reply", "leaf"),
    [
        (Reply(b"", status=429), RateLimited),
        (Reply(b"", status=429, headers={"Retry-After": "900"}), RateLimited),
        (Reply(b"Error 1: Invalid appid", status=403), Refused),
        (Reply(b"<html>"), BadAnswer),
        (Reply(b""), BadAnswer),
    ],
)
def test_no_failure_becomes_an_empty_answer(reply: Reply, leaf: type[SourceError]) -> None:
    with pytest.raises(leaf, match=r"Wolfram\|Alpha"):
        found_in(with_key, reply)


@there
@pytest.mark.parametrize(
    ("name", "title", "part"),
    [
        ("query_result_1.xml", "pi", "<p>pi — property: pi is a transcendental number.</p>"),
        ("query_result_5.xml", "Shanks Group (SKS)", "<td>£0.71</td><td>£0.91</td><td>£1.14</td>"),
    ],
)
def test_recorded_results_become_findings(name: str, title: str, part: str) -> None:
    [found] = found_in(with_key, recorded(name))
    assert (found.title, found.author) == (title, "Wolfram|Alpha")
    assert found.locator.startswith("https://www.wolframalpha.com/input?i=")
    assert part in found.body


@there
@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("query_result-with-error.xml", "does not accept the AppID"),
        ("query_result_3.xml", "does not yet support Slovak"),
    ],
)
def test_recorded_errors_become_reasons(name: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        found_in(with_key, recorded(name))
