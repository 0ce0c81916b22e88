from __future__ import annotations

from dataclasses import replace

from sapere.research.alone import research
from sapere.research.boilerplate import is_boilerplate
from sapere.research.grow import _fold
from sapere.research.growing.branches import Branch
from sapere.research.shapes import Depth, Order, Passage, Tree
from tests.doubles.engine import ScriptedAgent, engine
from tests.research.growing.lecture import LECTURE
from tests.research.growing.soil import prose

GARDEN = {
    f"file:///{place}.md": f"# {title}\n{prose(title + ' ' + word, 12)}\n## {title} in depth\n{prose(word + ' depth', 12)}\n## See also\n{prose('links')}"
    for place, (title, word) in enumerate(
        [
            ("Garden soil", "humus"),
            ("Garden water", "rain"),
            ("Garden light", "sun"),
            ("Garden pests", "slug"),
            ("Garden tools", "spade"),
            ("Garden seeds", "sprout"),
        ]
    )
}


def tree(order: Order | None = None, texts: dict[str, str] | None = None) -> Tree:
    asked = order or Order("Garden", seed="s", language="en")
    return research(asked, engine([ScriptedAgent("library", texts or GARDEN)])).prepared.tree


def test_the_tree_has_one_root_and_at_most_three_levels() -> None:
    grown = tree()
    assert [c.depth for c in grown.concepts].count(0) == 1
    assert grown.root.title == "Garden"
    assert max(c.depth for c in grown.concepts) in (1, 2, 3)


def test_parents_come_before_children_and_positions_have_no_gap() -> None:
    grown = tree()
    seen: set[str] = set()
    for concept in grown.concepts:
        assert not concept.parent or concept.parent in seen
        seen.add(concept.id)
        assert [c.position for c in grown.children(concept.id)] == list(
            range(len(grown.children(concept.id)))
        )


def test_every_concept_rests_on_passages_and_none_is_boilerplate() -> None:
    for concept in tree().concepts:
        assert concept.passages
        assert not is_boilerplate(concept.title)


def test_prerequisites_are_siblings_that_come_before() -> None:
    place = {c.id: at for at, c in enumerate(tree().concepts)}
    for concept in tree().concepts:
        assert all(place[needed] < place[concept.id] for needed in concept.prerequisites)


def test_the_same_sources_grow_the_same_tree() -> None:
    assert tree() == tree()


def test_another_topic_has_other_ids() -> None:
    other = tree(Order("Garden", seed="t", language="en"))
    assert not {c.id for c in other.concepts} & {c.id for c in tree().concepts}


def test_a_quick_run_grows_a_smaller_tree() -> None:
    quick = tree(replace(Order("Garden", seed="s", language="en"), depth=Depth.QUICK))
    assert max(c.depth for c in quick.concepts) <= 2
    assert len(quick.concepts) <= 25


def test_one_short_text_is_a_root_alone() -> None:
    grown = tree(texts={"file:///a.md": f"# Garden\n{prose('garden', 3)}"})
    assert [c.title for c in grown.concepts] == ["Garden"]


def test_every_page_of_a_whole_library_stands_somewhere() -> None:
    result = research(
        Order("Book", seed="s", language="en", whole_library=True), engine([ScriptedAgent("library", GARDEN)])
    ).prepared
    used = {
        p.source
        for c in result.tree.concepts
        if c.depth
        for p in result.merged.passages
        if p.id in c.passages
    }
    assert used == {s.id for s in result.merged.harvest.sources}


def test_a_lecture_without_headings_grows_from_its_terms() -> None:
    grown = tree(Order("Sea", seed="s", language="en"), {"file:///sea.srt": LECTURE})
    assert [c.title for c in grown.concepts if c.depth == 1][:2] == ["Tidal range", "Gravity"]
    assert all(c.passages and c.summary for c in grown.concepts)


def test_headings_speak_before_terms() -> None:
    text = f"# Sea\n{LECTURE}\n## Fishing\n{prose('fishing')}"
    grown = tree(Order("Sea", seed="s", language="en"), {"file:///sea.md": text})
    assert [c.title for c in grown.concepts] == ["Sea", "Fishing"]


def test_abstracts_under_bare_numbers_grow_from_their_terms() -> None:
    third = len(LECTURE) // 3
    texts = {f"file:///{at}": f"# 1512582{at}\n{LECTURE[at * third : (at + 1) * third]}" for at in range(3)}
    grown = tree(Order("Sea", seed="s", language="en", whole_library=True), texts)
    titles = [c.title for c in grown.concepts]
    assert "Spring tide" in titles
    assert not any(title.isdigit() for title in titles)


def test_a_name_from_the_way_here_is_no_concept_again() -> None:
    said = [Passage(name, "", 0, 0, (), "") for name in ("earth", "again", "depth", "water")]
    depth = Branch("Soil depth", frozenset(), [said[2]])
    again = Branch("soil", frozenset(), [said[1]], [depth])
    soil = Branch("Soil", frozenset(), [said[0]], [Branch("Water", frozenset(), [said[3]], [again])])
    _fold(soil, frozenset())
    [water] = soil.branches
    assert [passage.id for passage in water.passages] == ["water", "again"]
    assert [branch.title for branch in water.branches] == ["Soil depth"]
