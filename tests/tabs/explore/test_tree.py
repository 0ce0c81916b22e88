from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from django.test import Client

from sapere.accounts.models import Person
from sapere.research.ports import Store
from sapere.tabs.explore import tree
from sapere.tabs.explore.tree import Node, contents, neighbours, trail
from sapere.topics import queries
from sapere.topics.models import Concept
from sapere.topics.plan import Place, Plan, plan
from tests.doubles.seeded import seed


@pytest.fixture
def grown(alice: Person, store: Store) -> Plan:
    seed(alice, store)
    return plan(queries.topic(alice, "photosynthesis"))


@pytest.fixture
def concepts(grown: Plan) -> tuple[Place, ...]:
    return grown.places


def named(concepts: Sequence[Place], title: str) -> Place:
    return next(one for one in concepts if one.title == title)


def open_branches(page: str) -> list[str]:
    return re.findall(r'<li class="open"><a .*?<span dir="auto">([^<]*)', page)


def drawn(nodes: tuple[Node, ...], depth: int = 0) -> list[str]:
    return [line for node in nodes for line in ("  " * depth + node.title, *drawn(node.below, depth + 1))]


def test_the_contents_stand_in_reading_order(concepts: tuple[Place, ...]) -> None:
    assert drawn(contents("photosynthesis", concepts))[:5] == [
        "Light reactions",
        "  Chlorophyll",
        "  Photosystems",
        "    Electron transport",
        "Gas exchange",
    ]


def test_a_branch_counts_all_that_lies_below_it(concepts: tuple[Place, ...]) -> None:
    assert [node.count for node in contents("photosynthesis", concepts)] == [3, 2, 1]


def test_in_a_large_tree_only_the_way_to_here_is_open(grown: Plan) -> None:
    here = named(grown.places, "Stomata")
    assert open_branches(tree.drawn("photosynthesis", grown, here, all_open=5)) == ["Gas exchange", "Stomata"]
    assert len(open_branches(tree.drawn("photosynthesis", grown, here))) == 9


def test_what_is_prepared_for_one_reader_shows_nothing_of_it_to_the_next(grown: Plan) -> None:
    one, other = named(grown.places, "Stomata"), named(grown.places, "Rubisco")
    first = tree.drawn("photosynthesis", grown, one)
    assert tree.drawn("photosynthesis", grown, other) != first
    assert tree.drawn("photosynthesis", grown, one) == first
    assert first.count("aria-current") == 1 and "aria-current" not in tree.drawn(
        "photosynthesis", grown, None
    )


def test_a_title_that_was_changed_elsewhere_is_shown_at_once(
    client: Client, concepts: tuple[Place, ...]
) -> None:
    page = f"/topics/photosynthesis/explore/{named(concepts, 'Rubisco').pk}"
    assert "Stomata" in client.get(page).content.decode()
    Concept.objects.filter(title="Stomata").update(title="Pores & <doors>")
    assert "Pores &amp; &lt;doors&gt;" in client.get(page).content.decode()


def test_the_contents_are_in_the_readers_language(client: Client, grown: Plan) -> None:
    Concept.objects.filter(title="Stomata").update(state="growing")
    assert '<span class="count">growing' in client.get("/topics/photosynthesis/explore").content.decode()
    arabic = client.get("/topics/photosynthesis/explore", headers={"accept-language": "ar"}).content.decode()
    assert '<span class="count">growing' not in arabic


def test_a_sign_that_cuts_the_prepared_contents_does_no_harm_in_a_title(client: Client, grown: Plan) -> None:
    Concept.objects.filter(title="Stomata").update(title="Sto\0mata\0")
    assert '<span dir="auto">Stomata</span>' in client.get("/topics/photosynthesis/explore").content.decode()


def test_the_trail_leads_from_the_topic_to_the_concept(concepts: tuple[Place, ...]) -> None:
    titles = [one.title for one in trail(concepts, named(concepts, "Electron transport"))]
    assert titles == ["Photosynthesis", "Light reactions", "Photosystems", "Electron transport"]


def test_before_the_first_and_after_the_last_there_is_nothing(concepts: tuple[Place, ...]) -> None:
    assert neighbours(concepts, concepts[0])[0] is None
    assert neighbours(concepts, concepts[-1])[1] is None


def test_the_concept_one_reads_is_marked_in_the_page(client: Client, concepts: tuple[Place, ...]) -> None:
    page = client.get(f"/topics/photosynthesis/explore/{named(concepts, 'Rubisco').pk}").content.decode()
    assert page.count('aria-current="page"') == 2  # the room and the concept


def test_a_topic_of_one_page_has_no_lines(grown: Plan) -> None:
    alone = replace(grown, name="alone", places=grown.places[:1])
    assert tree.drawn("photosynthesis", alone, alone.places[0]) == ""
