from __future__ import annotations

from dataclasses import replace

from sapere.research.index import keep
from sapere.research.merge import Merged, merge, texts_of, with_texts
from sapere.research.read import Reading
from sapere.research.shapes import AgentReport, AgentStatus, Finding, Raw
from tests.doubles.engine import document
from tests.doubles.store import MemoryStore

TIDES = "# Tides\n" + " ".join(
    f"The tide number {n} rises with the pull of the moon and the sun." for n in range(30)
)
WINDS = "# Winds\n" + " ".join(
    f"The wind number {n} blows from high pressure to low pressure." for n in range(30)
)


def reading(store: MemoryStore, agent: str, locator: str, text: str) -> Reading:
    read = document(text)
    keep(store, Raw(text.encode()), read)
    return Reading(
        Finding(agent, locator, read.title, "article"), read.sha256, title=read.title, language="en"
    )


def merged(store: MemoryStore, *readings: Reading) -> Merged:
    reports = [
        AgentReport("general", AgentStatus.OK, found=9),
        AgentReport("library", AgentStatus.OK, found=9),
    ]
    return merge(readings, reports, store, "seed")


def test_the_same_text_from_two_agents_is_one_source_with_both_named() -> None:
    store = MemoryStore()
    harvest = merged(
        store, reading(store, "general", "https://a/x", TIDES), reading(store, "library", "file:///y", TIDES)
    ).harvest
    assert [s.agents for s in harvest.sources] == [("general", "library")]
    assert [r.kept for r in harvest.reports] == [1, 1]


def test_a_nearly_equal_text_is_the_same_source() -> None:
    store = MemoryStore()
    again = TIDES.replace("number 7 ", "number seven ")
    harvest = merged(
        store, reading(store, "general", "https://a", TIDES), reading(store, "general", "https://b", again)
    ).harvest
    assert len(harvest.sources) == 1


def test_different_texts_stay_apart_and_keep_their_order() -> None:
    store = MemoryStore()
    harvest = merged(
        store, reading(store, "general", "https://a", WINDS), reading(store, "general", "https://b", TIDES)
    ).harvest
    assert [s.title for s in harvest.sources] == ["Winds", "Tides"]


def test_what_could_not_be_read_is_named_with_its_reason() -> None:
    store = MemoryStore()
    failed = Reading(Finding("general", "https://c", "Charts"), reason="It did not answer.")
    harvest = merged(store, reading(store, "general", "https://a", TIDES), failed).harvest
    assert [(u.title, u.reason) for u in harvest.unread] == [("Charts", "It did not answer.")]


def test_passages_lie_where_they_say_and_boilerplate_gives_none() -> None:
    store = MemoryStore()
    result = merged(
        store, reading(store, "general", "https://a", TIDES + "\n## References\nA long list of other books.")
    )
    texts = texts_of(result.harvest.sources, store)
    passages = with_texts(result.passages, texts)
    assert passages and all(p.text == texts[p.source][p.start : p.end] for p in passages)
    assert not any("other books" in p.text for p in passages)


def test_the_whole_work_is_used_and_what_its_copies_know_is_kept() -> None:
    store = MemoryStore()
    abstract = reading(
        store, "academic", "https://doi.org/10.1000/sea", "# Tides\nThe tide rises with the moon."
    )
    abstract = replace(
        abstract,
        finding=replace(abstract.finding, kind="paper"),
        partial=True,
        author="A. Moon",
        published="2020",
    )
    whole = reading(store, "general", "https://press.org/doi/10.1000/sea", TIDES)
    (source,) = merged(store, abstract, whole).harvest.sources
    assert (source.url, source.kind, source.author) == (
        "https://press.org/doi/10.1000/sea",
        "paper",
        "A. Moon",
    )
    assert source.agents == ("general", "academic")
    assert source.also_at == ("https://doi.org/10.1000/sea",)


def test_the_same_readings_give_the_same_ids() -> None:
    one, other = MemoryStore(), MemoryStore()
    results = [
        merged(
            store,
            reading(store, "general", "https://a", TIDES),
            reading(store, "library", "file:///b", WINDS),
        )
        for store in (one, other)
    ]
    assert results[0] == results[1]


def test_a_section_that_another_source_repeats_gives_its_passages_once() -> None:
    store = MemoryStore()
    tides = TIDES.removeprefix("# Tides\n")
    one = reading(store, "general", "https://a", f"# Sea\n{WINDS[8:]}\n## Tides\n{tides}")
    other = reading(
        store, "general", "https://b", f"# Moon\nThe moon goes round the earth.\n## Tides\n{tides}"
    )
    result = merged(store, one, other)
    texts = texts_of(result.harvest.sources, store)
    said = [p.text for p in with_texts(result.passages, texts)]
    assert len(result.harvest.sources) == 2
    assert len(said) == len(set(said))
