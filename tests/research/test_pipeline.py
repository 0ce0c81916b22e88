from __future__ import annotations

import json
import re
from time import sleep

import pytest

from sapere.kit.clock import SystemClock
from sapere.research.alone import MemoryJournal, Researched, research
from sapere.research.budget import RunBudget
from sapere.research.calls import Job, Prompt
from sapere.research.errors import BadTopic, ModelAway, NothingFound, OverBudget, Unreachable
from sapere.research.models import Models
from sapere.research.progress import Kind
from sapere.research.shapes import AgentStatus, Finding, Order, Raw, SentenceState
from tests.doubles.engine import Recorder, ScriptedAgent, engine
from tests.doubles.models import Script, ScriptedModel
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


def _with_a_writer(script: Script, budget: float = 0.0) -> tuple[Researched, Recorder]:
    told = Recorder()
    models = Models({Job.WRITE: (ScriptedModel(script),)}, budget=RunBudget(budget))
    return research(ORDER, engine([ScriptedAgent("library", GARDEN)], listener=told, models=models)), told


def _quoting(prompt: Prompt) -> str:
    """A page of the sentences that it was shown."""
    said = re.findall(r'<source n="(\d+)"[^>]*>\n(.*?)\n</source>', prompt.material, re.DOTALL)
    lines = [(int(number), line) for number, text in said for line in text.split("\n")]
    return "\n".join(json.dumps({"t": line, "c": [[number, line]]}) for number, line in lines[:6])


def test_a_page_is_quoted_first_and_then_written() -> None:
    result, told = _with_a_writer(_quoting)
    assert {page.writer for page in result.pages} == {"scripted:one"}
    for page in result.pages:
        told_of = [e.payload for e in told.events if e.payload.get("concept") == page.concept]
        states = [one["draft"] for one in told_of if "draft" in one]
        assert states[-2:] == [True, False]
        heard = [one["sentence"]["text"] for one in told_of if "sentence" in one]
        assert heard[: len(page.sentences)]
        assert {s.text for s in page.sentences} <= set(heard)


def test_a_model_that_is_away_leaves_every_page_quoted_and_says_why() -> None:
    result, _ = _with_a_writer(lambda _: ModelAway("It hangs."))
    assert result.pages
    for page in result.pages:
        assert page.writer == "extractive"
        assert page.fallback == "scripted:one: It hangs."


def test_when_the_money_ends_what_is_quoted_can_be_read() -> None:
    told = Recorder()
    models = Models({Job.WRITE: (ScriptedModel(_quoting),)}, budget=RunBudget(0.0001))
    place = engine([ScriptedAgent("library", GARDEN)], listener=told, models=models)
    with pytest.raises(OverBudget):
        research(ORDER, place)
    pages = [event.payload for event in told.events if event.kind is Kind.PAGE]
    assert pages
    assert all(page["draft"] and page["sentences"] for page in pages)


def test_a_bare_name_is_looked_for_without_asking_a_model() -> None:
    model = ScriptedModel(lambda _: {"title": "Garden"})
    place = engine([ScriptedAgent("library", GARDEN)], models=Models({Job.DEFINE: (model,)}))
    research(ORDER, place)
    assert not model.heard
    research(Order("What is a garden good for?", seed="s"), place)
    assert len(model.heard) == 1
