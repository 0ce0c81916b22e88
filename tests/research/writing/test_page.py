from __future__ import annotations

from collections import Counter
from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from sapere.research.shapes import Level, Material, Page
from sapere.research.verify import verify
from sapere.research.writing import write
from tests.research.material import Written, concept, material, written

LOOPS = (
    "# Event loops",
    (
        "The schedule was written by three engineers in the spring of 2012. An event loop is a scheduler that runs tasks "
        "one after the other. It wakes a task when the data that it waits for is there."
    ),
    "## Callbacks",
    "A callback is a function that the loop calls when an event happens. Callbacks must not block the loop for long.",
    "## Timers",
    "A timer asks the loop to call a function at a given time:",
    "loop.call_later(5, ring)\nloop.run_forever()",
    "Timers are kept in a heap that is ordered by their due time.",
    "## References",
    "The reference list of the manual is printed at the end of the book.",
)


def _texts(page: Page) -> list[str]:
    return [sentence.text for sentence in page.sentences]


FACTS = (
    "Worms drag fallen leaves below the surface during autumn nights.",
    "Fungi break down the lignin that holds woody stems upright.",
    "Bacteria multiply fastest between forty and sixty degrees.",
    "Straw keeps channels open through which fresh oxygen flows.",
    "Kitchen scraps attract rats unless a lid covers the bin.",
    "Rain washes soluble nitrate into the ground beneath a pile.",
    "Gardeners sieve the finished crumbs through a coarse mesh.",
    "Winter frost slows every living creature inside the mound.",
    "Ash raises the acidity value of soil within several weeks.",
    "Grass clippings mat together and shut the moisture inside.",
    "Eggshells supply calcium which tomatoes need for firm fruit.",
    "Beetles hunt the larvae that would otherwise eat seedlings.",
    "Cardboard soaks up the liquid that melons leave behind.",
    "Coffee grounds carry about two percent nitrogen by weight.",
    "Weeds survive a cold batch because seeds need heat to die.",
    "Sawdust from treated planks poisons the harvest for years.",
    "Manure from horses warms glass houses in early spring.",
    "Turning with a fork restarts the process after ten days.",
)


def _about(name: str, first: int, last: int) -> Written:
    return written(name, f"Guide {name}", "# Heaps", " ".join(FACTS[first:last]))


def test_the_page_opens_with_the_definition() -> None:
    page = write(material("Event loop", written("loops", "Event loops", *LOOPS)))
    assert _texts(page)[:2] == [
        "An event loop is a scheduler that runs tasks one after the other.",
        "It wakes a task when the data that it waits for is there.",
    ]


def test_sections_stand_under_their_sources_headings() -> None:
    page = write(material("Event loop", written("loops", "Event loops", *LOOPS)))
    assert [section.heading for section in page.sections] == ["", "Callbacks", "Timers"]


def test_a_short_example_follows_the_sentence_that_introduces_it() -> None:
    page = write(material("Event loop", written("loops", "Event loops", *LOOPS)))
    timers = page.sections[2].sentences
    assert [s.kind for s in timers] == ["prose", "code", "prose"]
    assert timers[1].text == "loop.call_later(5, ring)\nloop.run_forever()"


def test_nothing_is_said_twice() -> None:
    twin = Written("copy", "Loops again", written("loops", "Event loops", *LOOPS).text)
    texts = _texts(write(material("Event loop", written("loops", "Event loops", *LOOPS), twin)))
    assert len(texts) == len(set(texts))


def test_no_source_supplies_more_than_its_share() -> None:
    page = write(material("Heaps", _about("alpha", 0, 10), _about("beta", 10, 14), _about("gamma", 14, 18)))
    supplied = Counter(s.citations[0].source for s in page.sentences)
    assert len(supplied) == 3
    assert max(supplied.values()) <= 0.4 * supplied.total()


def test_a_word_from_a_third_source_does_not_break_the_share() -> None:
    page = write(material("Heaps", _about("alpha", 0, 10), _about("beta", 10, 11), _about("gamma", 11, 12)))
    supplied = Counter(s.citations[0].source for s in page.sentences)
    assert len(supplied) < 3 or max(supplied.values()) <= 0.4 * supplied.total()


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(2, 9), min_size=3, max_size=5), st.randoms(use_true_random=False))
def test_the_share_holds_wherever_three_have_something_to_say(sizes: list[int], chance: Random) -> None:
    facts = chance.sample(FACTS, len(FACTS))
    sources = []
    for at, size in enumerate(sizes):
        said, facts = facts[:size], facts[size:]
        sources += [written(f"s{at}", f"Guide {at}", "# Heaps", " ".join(said))] if len(said) > 1 else []
    supplied = Counter(s.citations[0].source for s in write(material("Heaps", *sources)).sentences)
    if len(sources) > 2:
        assert len(supplied) > 2
        assert max(supplied.values()) <= 0.4 * supplied.total()


def _discussed(made: Material, *names: str) -> Material:
    sources = tuple(replace(s, kind="discussion") if s.id in names else s for s in made.sources)
    return replace(made, sources=sources)


def test_what_people_say_opens_no_page() -> None:
    forum = written(
        "forum", "Heaps", "# Heaps", "Heaps are a pile of rotting plants in a corner of a garden."
    )
    made = material("Heaps", forum, _about("guide", 0, 4))
    assert write(made).sentences[0].citations[0].source == "forum"
    assert write(_discussed(made, "forum")).sentences[0].citations[0].source == "guide"


def test_discussions_carry_no_page_alone_where_there_is_another_kind() -> None:
    made = material("Heaps", _about("one", 0, 9), _about("two", 9, 17), _about("guide", 17, 18))
    page = write(_discussed(made, "one", "two"))
    assert "guide" in {s.citations[0].source for s in page.sentences}
    assert write(_discussed(made, "one", "two", "guide")).sentences


def test_a_second_source_that_says_the_same_is_cited_too() -> None:
    said = FACTS[2] + " " + FACTS[5]
    again = FACTS[2].replace("Bacteria multiply", "Most bacteria multiply") + " " + FACTS[7]
    page = write(material("Heaps", written("a", "A", "# Heaps", said), written("b", "B", "# Heaps", again)))
    cited = {s.text: [c.source for c in s.citations] for s in page.sentences}
    assert sorted(cited[FACTS[2]]) == ["a", "b"]
    assert cited[FACTS[5]] == ["a"]


def test_a_source_that_denies_it_or_has_another_figure_is_no_second() -> None:
    plain = "Kitchen scraps attract 30 rats each night in summer."
    others = (
        plain.replace("attract", "do not attract"),
        plain.replace("30", "90"),
        plain.replace("rats", "owls"),
    )
    for at, other in enumerate(others):
        page = write(
            material("Heaps", written("a", "A", "# Heaps", plain), written(f"b{at}", "B", "# Heaps", other))
        )
        assert all(len(s.citations) == 1 for s in page.sentences)


def test_the_page_of_a_concept_with_children_gives_each_its_section() -> None:
    given = material("Event loop", written("loops", "Event loops", *LOOPS))
    by_heading = {p.path[-1]: p.id for p in given.passages}
    children = (
        concept("b", "Timers", by_heading["Timers"], position=1),
        concept("a", "Callbacks", by_heading["Callbacks"], position=0),
    )
    page = write(replace(given, children=children))
    assert [section.heading for section in page.sections] == ["", "Callbacks", "Timers"]
    assert (
        page.sections[1].sentences[0].text
        == "A callback is a function that the loop calls when an event happens."
    )


def test_a_child_without_passages_here_is_given_by_its_summary() -> None:
    given = material("Event loop", written("loops", "Event loops", *LOOPS))
    inside = tuple(p for p in given.passages if p.path[-1] != "Timers")
    summary = "Timers are kept in a heap that is ordered by their due time."
    page = write(
        replace(given, passages=inside, children=(concept("t", "Timers", "elsewhere", summary=summary),))
    )
    assert page.sections[-1].heading == "Timers"
    assert [s.text for s in page.sections[-1].sentences] == [summary]
    assert verify(page, given.texts) == page


def test_a_beginner_gets_the_shorter_page() -> None:
    sizes = [
        len(write(material("Heaps", _about("alpha", 0, 9), _about("beta", 9, 18), level=level)).sentences)
        for level in Level
    ]
    assert sizes == sorted(sizes)
    assert sizes[0] < sizes[-1]


def test_what_only_describes_a_signature_is_left_out() -> None:
    page = write(
        material(
            "Queues",
            written(
                "queues",
                "Queues",
                "# Queues",
                "A queue is a line in which the first that came is served first.",
                "coroutine put(item)",
                "Put an item into the queue, waiting until there is room for it.",
            ),
        )
    )
    assert _texts(page) == ["A queue is a line in which the first that came is served first."]


def test_without_anything_to_quote_the_page_is_empty() -> None:
    assert (
        write(material("Nothing", written("bare", "Nothing", "# Nothing", "See also", "x = 1"))).sections
        == ()
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet=st.sampled_from(list("ab C.:\n-(1>中é“")), max_size=120), max_size=6))
def test_whatever_a_source_holds_every_quote_is_exact(paragraphs: list[str]) -> None:
    fixed = "A heap is a pile of leaves that rots slowly in the garden."
    made = material("Heap", Written("wild", "Wild", "\n\n".join([fixed, *paragraphs])))
    page = write(made)
    assert page.sentences
    for citation in (c for s in page.sentences for c in s.citations):
        assert made.texts["wild"][citation.start : citation.end] == citation.quote
    assert page == write(made)
