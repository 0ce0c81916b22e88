"""From a topic to its last page with nothing but the five services, each a fake."""

from __future__ import annotations

import pytest

from sapere.kit.clock import SystemClock
from sapere.readers import Readers
from sapere.research.alone import research
from sapere.research.shapes import Order
from tests.agents.academic.test_agent import panel
from tests.doubles.engine import engine
from tests.doubles.index import MemoryIndex
from tests.doubles.store import MemoryStore


@pytest.mark.loopback
def test_papers_become_sources_once_each_and_pages_are_written_from_them() -> None:
    with panel() as agent, Readers() as reader:
        made = engine([agent], reader=reader, store=MemoryStore(), index=MemoryIndex(), clock=SystemClock())
        result = research(Order("photosynthesis", seed="s", language="en"), made)
    harvest = result.prepared.merged.harvest
    assert len({source.title for source in harvest.sources}) == len(harvest.sources) == 5
    assert all(source.author and source.published and source.kind == "paper" for source in harvest.sources)
    assert not harvest.unread
    assert any("27 degrees Celsius" in sentence.text for page in result.pages for sentence in page.sentences)
