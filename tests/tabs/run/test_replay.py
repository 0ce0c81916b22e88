from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sapere.research.progress import Event, Kind, Stage
from sapere.tabs.run.replay import RunView, replay
from sapere.tabs.run.telling import tell

STORY: list[tuple[Kind, dict[str, object]]] = [
    (Kind.STAGE, {"stage": "understand", "state": "started", "text": ""}),
    (Kind.STAGE, {"stage": "understand", "state": "done", "text": "Tea"}),
    (Kind.STAGE, {"stage": "search", "state": "started"}),
    (Kind.AGENT, {"name": "general", "status": "searching", "queries": ["tea"]}),
    (
        Kind.AGENT,
        {"name": "general", "status": "failed", "found": 0, "kept": 0, "reason": "It did not answer."},
    ),
    (Kind.STAGE, {"stage": "search", "state": "done", "text": "2 found", "count": 2}),
    (Kind.STAGE, {"stage": "read", "state": "started", "count": 1, "of": 2}),
    (Kind.SOURCE, {"locator": "file:///a", "title": "A", "agent": "library", "state": "reading"}),
    (Kind.SOURCE, {"locator": "file:///a", "title": "A", "agent": "library", "state": "kept"}),
    (
        Kind.SOURCE,
        {"locator": "file:///b", "title": "", "agent": "library", "state": "unread", "reason": "Empty."},
    ),
    (Kind.PAGE, {"concept": "root", "sentences": 4, "first": True}),
    (
        Kind.CONCEPT,
        {"id": "root", "parent": "", "depth": 0, "position": 0, "title": "Tea", "state": "growing"},
    ),
    (
        Kind.CONCEPT,
        {"id": "b", "parent": "root", "depth": 1, "position": 1, "title": "Black", "state": "growing"},
    ),
    (
        Kind.CONCEPT,
        {"id": "g", "parent": "root", "depth": 1, "position": 0, "title": "Green", "state": "growing"},
    ),
    (Kind.PAGE, {"concept": "g", "sentences": 3, "first": False}),
    (Kind.NOTE, {"text": "One page was cut short."}),
    (Kind.END, {"state": "done", "text": "", "seconds": 2.5}),
]

DRAFT = (Kind.PAGE, {"concept": "g", "sentences": 9, "first": False, "draft": True})
SAID = [
    (Kind.SENTENCE, {"concept": "g", "place": place, "heading": "", "sentence": {}}) for place in range(3)
]
WRITTEN = (Kind.PAGE, {"concept": "g", "sentences": 5, "first": False, "draft": False, "dropped": 2})
TOLD: list[tuple[Kind, dict[str, object]]] = [
    *STORY,
    DRAFT,
    *SAID,
    WRITTEN,
    (Kind.COST, {"usd": 0.1, "calls": 1}),
]


def played(*places: int) -> RunView:
    """The story's events at these places, one second apart; all of them when none is named."""
    chosen = [TOLD[place] for place in places] if places else STORY
    return replay((Event(kind, payload), float(at)) for at, (kind, payload) in enumerate(chosen))


def test_an_agent_that_failed_is_named_with_its_reason() -> None:
    general = played().agents["general"]
    assert (general.status, general.reason) == ("failed", "It did not answer.")


def test_sources_end_as_kept_or_with_the_reason_why_not() -> None:
    view = played()
    assert [source.title for source in view.taken] == ["A"]
    assert [(source.title, source.reason) for source in view.unread] == [("file:///b", "Empty.")]


def test_an_agents_sources_are_counted_as_they_come() -> None:
    found = Event(Kind.AGENT, {"name": "library", "status": "ok", "found": 2, "kept": 0})
    told = [found, *(Event(kind, payload) for kind, payload in STORY[7:10])]
    assert [(agent.found, agent.kept) for agent in replay((event, 0.0) for event in told).panel] == [(2, 1)]


def test_the_first_page_is_known_before_the_tree() -> None:
    assert played(*range(11)).first_page == "root"


def test_a_stage_took_the_time_between_its_events() -> None:
    assert played().stages[Stage.SEARCH].seconds == 3.0


def test_a_stage_told_again_after_a_restart_stays_done_and_keeps_its_time() -> None:
    once, twice = played(0, 1), played(0, 1, 0, 1)
    assert twice.stages[Stage.UNDERSTAND] == once.stages[Stage.UNDERSTAND]


def test_a_run_taken_up_again_is_not_over() -> None:
    assert played(0, 16, 2).end == ""


@given(st.lists(st.integers(0, len(TOLD) - 1)), st.integers(0, len(TOLD)))
def test_any_events_in_any_order_give_a_page(places: list[int], cut: int) -> None:
    view = played(*places[:cut]) if places[:cut] else replay([])
    telling = tell(view, state="running", started=None, stopping=False)
    assert telling.status
    assert len(telling.steps) == len(Stage)


@given(st.integers(1, len(TOLD)))
def test_events_told_twice_change_nothing(upto: int) -> None:
    once = played(*range(upto))
    twice = played(*(place for place in range(upto) for _ in range(2)))
    assert (once.agents, once.sources, once.concepts, once.pages, once.sentences, once.notes, once.end) == (
        twice.agents, twice.sources, twice.concepts, twice.pages, twice.sentences, twice.notes, twice.end,
    )  # fmt: skip


def test_an_agent_shows_each_of_its_services() -> None:
    told = {"name": "PubMed", "status": "failed", "found": 0, "seconds": 1.5, "reason": "PubMed hung up."}
    view = replay([(Event(Kind.AGENT, {"name": "academic", "status": "searching", "services": [told]}), 0.0)])
    [service] = view.agents["academic"].services
    assert (service.name, service.status, service.reason) == ("PubMed", "failed", "PubMed hung up.")


def test_what_else_a_name_means_is_offered_without_what_was_taken() -> None:
    meanings = [{"title": "Mercury (planet)"}, {"title": "Mercury (element)", "gloss": "metal"}]
    view = replay([(Event(Kind.NOTE, {"text": "Taken as the planet.", "meanings": meanings}), 0.0)])
    assert [(one.title, one.gloss) for one in view.meanings] == [("Mercury (element)", "metal")]


def told(*events: tuple[Kind, dict[str, object]]) -> RunView:
    return replay((Event(kind, payload), 0.0) for kind, payload in events)


def test_a_draft_can_be_read_and_is_not_counted_as_written() -> None:
    view = told(DRAFT)
    assert view.ready("g") and view.drafted("g")
    assert (view.modelled, view.written, view.sentences) == (True, [], 0)


def test_sentences_are_counted_while_they_are_written_and_by_the_page_when_it_is_there() -> None:
    assert told(DRAFT, *SAID).sentences == 3
    assert told(DRAFT, *SAID, SAID[0]).sentences == 1
    view = told(DRAFT, *SAID, WRITTEN)
    assert (view.sentences, view.dropped, len(view.written)) == (5, 2, 1)


def test_a_draft_told_again_after_the_page_changes_nothing() -> None:
    assert told(DRAFT, WRITTEN, DRAFT, *SAID).sentences == 5


def test_the_first_page_gives_way_to_the_draft_and_does_not_come_back() -> None:
    first = (Kind.PAGE, {"concept": "g", "sentences": 4, "first": True, "draft": True})
    assert told(first, DRAFT).pages["g"].sentences == 9
    assert told(first, DRAFT, WRITTEN, first).written == told(WRITTEN).written


def test_why_no_model_wrote_is_counted_by_reason() -> None:
    why = {"sentences": 3, "first": False, "draft": False, "fallback": "It is away."}
    view = told(*[(Kind.PAGE, {"concept": str(n), **why}) for n in range(3)])
    assert view.fallbacks == {"It is away.": 3}


def test_the_last_word_on_the_cost_counts() -> None:
    cost: dict[str, object] = {"usd": 0.5, "calls": 2, "input_tokens": 30, "output_tokens": 4, "of_usd": 1.0}
    view = told((Kind.COST, {**cost, "usd": 0.1}), (Kind.COST, cost))
    assert view.cost is not None
    assert (view.cost.usd, view.cost.calls, view.cost.tokens, view.cost.of_usd) == (0.5, 2, 34, 1.0)


def test_a_run_stopped_at_its_budget_says_so_until_it_goes_on() -> None:
    end = (Kind.END, {"state": "stopped", "text": "Used up.", "seconds": 1.0, "budget": True})
    assert told(end).over_budget
    assert not told(end, DRAFT).over_budget
