"""From a search to pages: every sentence of a captioned lecture is cited to the second at which it is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from sapere.agents.video.sepiasearch import SepiaSearch
from sapere.kit.text import squeeze
from sapere.readers import Readers
from sapere.readers.cues import subtitles
from sapere.research.alone import research
from sapere.research.captions import Recording, packed
from sapere.research.index import load
from sapere.research.places import place_of
from sapere.research.ports import Service
from sapere.research.service_agent import ServiceAgent
from sapere.research.shapes import Brief, Citation, Finding, Order, Raw
from tests.agents.video.asking import TOPIC
from tests.agents.video.conftest import Open
from tests.doubles.engine import engine
from tests.doubles.store import MemoryStore
from tests.fakes import sepiasearch as fake
from tests.fakes.pages import sentences

pytestmark = pytest.mark.loopback
LECTURES = Path(__file__).parents[3].parent / "shared" / "data" / "transcripts"
ADDRESS = "https://tube.example/w/abcDEF123456"


class OneLecture:
    """A service that has one video, whose captions lie in a file."""

    name = "Lectures"
    needs_network = False

    def __init__(self, captions: bytes, title: str) -> None:
        self._captions, self._title = captions, title

    def skip_reason(self, brief: Brief) -> str:
        return ""

    def find(self, brief: Brief, queries: Sequence[str], limit: int) -> Iterator[Finding]:
        yield Finding("video", ADDRESS, self._title, "video", language="en")

    def fetch(self, finding: Finding) -> Raw:
        return packed(Recording(title=self._title, language="en"), self._captions, finding.locator)


def cited(topic: str, service: Service) -> list[tuple[Citation, int, str]]:
    """Every citation of the pages with the second it is shown with, and the address that plays it there."""
    store = MemoryStore()
    with Readers() as readers:
        agents = [ServiceAgent("video", [service])]
        result = research(Order(topic, seed="s", language="en"), engine(agents, reader=readers, store=store))
    sources = {source.id: source for source in result.prepared.merged.harvest.sources}
    found = []
    for sentence in (sentence for page in result.pages for sentence in page.sentences):
        for citation in sentence.citations:
            source = sources[citation.source]
            place = place_of(load(store, source.snapshot)[0].marks, citation.start, source.url)
            assert place is not None
            found.append((citation, place.value, place.address))
    return found


def test_a_captioned_talk_becomes_pages_cited_to_the_second(opened: Open) -> None:
    http, server = opened(fake.SepiaSearch())
    found = cited(TOPIC, SepiaSearch(http, server.url))
    assert len(found) >= 9
    for citation, second, address in found:
        label = citation.quote.rpartition("as ")[2].removesuffix(" tells.")
        assert second == 8 * sentences(TOPIC, label).index(citation.quote)
        assert address.endswith(f"/{label}?start={second}s")


@pytest.mark.skipif(not LECTURES.is_dir(), reason="the shared transcripts are not here")
@pytest.mark.parametrize(
    ("folder", "topic"), [("bayes-theorem", "Bayes theorem"), ("derivatives", "Derivative")]
)
def test_a_real_lecture_is_cited_where_its_captions_say_the_words(folder: str, topic: str) -> None:
    captions = (LECTURES / folder / "english.captions.srt").read_bytes()
    cues = sorted(subtitles(captions.decode()), key=lambda cue: cue.start)
    found = cited(topic, OneLecture(captions, topic))
    assert len(found) >= 10
    for citation, second, address in found:
        shown = " ".join(line for cue in cues if second - 6 <= cue.start <= second + 6 for line in cue.lines)
        assert " ".join(citation.quote.split()[:3]) in squeeze(shown)
        assert address == f"{ADDRESS}?start={second}s"
