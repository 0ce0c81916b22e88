from __future__ import annotations

from time import sleep

import pytest

from sapere.kit.clock import SystemClock
from sapere.research.alone import MemoryJournal, research
from sapere.research.errors import BadTopic, NothingFound, Unreachable
from sapere.research.progress import Kind
from sapere.research.shapes import AgentStatus, Finding, Order, Raw, SentenceState
from tests.doubles.engine import Recorder, ScriptedAgent, engine
from tests.research.test_grow import GARDEN

ORDER = Order("Garden", seed="s", language="en")


def test_every_sentence_is_a_quote_that_stands_where_it_says() -> None:
    with_texts = engine([ScriptedAgent("library", GARDEN)])
    result = research(ORDER, with_texts)
    texts = {
        s.id: with_texts.store.get(f"text/{s.snapshot}").decode()
        for s in result.prepared.merged.harvest.sources
    }
    sentences = [s for page in result.pages for s in page.sentences]
    assert sentences
    for sentence in sentences:
        assert sentence.state is SentenceState.QUOTED
        assert all(texts[c.source][c.start : c.end] == c.quote for c in sentence.citations)


def test_a_first_page_is_told_before_the_tree_has_grown() -> None:
    told = Recorder()
    research(ORDER, engine([ScriptedAgent("library", GARDEN)], listener=told))
    first = next(at for at, e in enumerate(told.events) if e.kind is Kind.PAGE and e.payload["first"])
    grown = next(at for at, e in enumerate(told.events) if e.kind is Kind.CONCEPT)
    assert first < grown


def test_a_failed_agent_is_named_and_the_run_goes_on() -> None:
    broken = ScriptedAgent("general", fails=Unreachable("Wikipedia did not answer."))
    result = research(ORDER, engine([ScriptedAgent("library", GARDEN), broken]))
    reports = {r.name: r for r in result.prepared.merged.harvest.reports}
    assert reports["general"].status is AgentStatus.FAILED
    assert reports["general"].reason == "Wikipedia did not answer."
    assert reports["library"].kept == len(GARDEN)


def test_nothing_found_says_what_was_tried() -> None:
    broken = ScriptedAgent("general", fails=Unreachable("Wikipedia did not answer."))
    with pytest.raises(NothingFound) as nothing:
        research(ORDER, engine([ScriptedAgent("library"), broken]))
    assert "library: It found nothing" in nothing.value.what
    assert "general: Wikipedia did not answer." in nothing.value.what


def test_a_bad_topic_asks_no_agent() -> None:
    agent = ScriptedAgent("library", GARDEN)
    with pytest.raises(BadTopic):
        research(Order("🎉"), engine([agent]))
    assert agent.fetched == []


def test_with_the_same_journal_nothing_is_read_twice() -> None:
    journal, agent = MemoryJournal(), ScriptedAgent("library", GARDEN)
    once = engine([agent], journal=journal)
    first = research(ORDER, once)
    again = research(ORDER, engine([agent], journal=journal, store=once.store))
    assert again.pages == first.pages
    assert sorted(agent.fetched) == sorted(GARDEN)


def test_the_search_is_over_once_and_says_how_much_was_found() -> None:
    told = Recorder()
    broken = ScriptedAgent("general", fails=Unreachable("Wikipedia did not answer."))
    research(ORDER, engine([ScriptedAgent("library", GARDEN), broken], listener=told))
    over = [
        e.payload for e in told.events if e.payload.get("stage") == "search" and e.payload["state"] == "done"
    ]
    assert [one["count"] for one in over] == [len(GARDEN)]


def test_sources_that_disagree_are_put_side_by_side() -> None:
    texts = {
        f"file:///{size}.md": f"# Garden\nA garden is a place for plants. {more} A garden worm has {size} hearts."
        for size, more in (
            (5, "Its soil is dug in spring."),
            (9, "Walls of stone keep the wind from its beds."),
        )
    }
    result = research(ORDER, engine([ScriptedAgent("library", texts)]))
    (found,) = result.pages[0].disagreements
    assert [side.value for side in found.sides] == ["5 hearts", "9 hearts"]


class SlowShelf(ScriptedAgent):
    """Its texts come one after the other, each when the one before has been asked for."""

    needs_network = True

    def fetch(self, finding: Finding) -> Raw:
        sleep(0.05 if finding.locator == "thin" else 0.4)
        return super().fetch(finding)


def test_a_first_page_is_tried_again_when_the_first_sources_had_nothing_to_quote() -> None:
    thin = {"thin": "# Garden\n" + "Soil 12 34 56 78 90 " * 20}
    told = Recorder()
    slow = SlowShelf("general", {**thin, **GARDEN})
    clock = SystemClock()
    research(ORDER, engine([slow], listener=told, clock=clock, soft_deadline=0.2))
    first = [e.payload for e in told.events if e.kind is Kind.PAGE and e.payload["first"]]
    assert len(first) == 1
    assert first[0]["sentences"]
