from __future__ import annotations

import pytest
from django.test import Client

from sapere.accounts.models import Person
from sapere.research.ports import Store
from sapere.tabs.explore.tree import Node, contents, neighbours, trail
from sapere.topics import queries
from sapere.topics.models import Concept
from tests.doubles.seeded import seed


@pytest.fixture
def concepts(alice: Person, store: Store) -> list[Concept]:
    seed(alice, store)
    return queries.concepts(queries.topic(alice, "photosynthesis"))


def named(concepts: list[Concept], title: str) -> Concept:
    return next(one for one in concepts if one.title == title)


def drawn(nodes: tuple[Node, ...], depth: int = 0) -> list[str]:
    return [line for node in nodes for line in ("  " * depth + node.title, *drawn(node.below, depth + 1))]


def test_the_contents_stand_in_reading_order(concepts: list[Concept]) -> None:
    assert drawn(contents("photosynthesis", concepts, None))[:5] == [
        "Light reactions",
        "  Chlorophyll",
        "  Photosystems",
        "    Electron transport",
        "Gas exchange",
    ]


def test_a_branch_counts_all_that_lies_below_it(concepts: list[Concept]) -> None:
    assert [node.count for node in contents("photosynthesis", concepts, None)] == [3, 2, 1]


def test_in_a_large_tree_only_the_way_to_here_is_open(concepts: list[Concept]) -> None:
    nodes = contents("photosynthesis", concepts, named(concepts, "Stomata"), all_open=5)
    assert {node.title for node in nodes if node.open} == {"Gas exchange"}


def test_the_trail_leads_from_the_topic_to_the_concept(concepts: list[Concept]) -> None:
    titles = [one.title for one in trail(concepts, named(concepts, "Electron transport"))]
    assert titles == ["Photosynthesis", "Light reactions", "Photosystems", "Electron transport"]


def test_before_the_first_and_after_the_last_there_is_nothing(concepts: list[Concept]) -> None:
    assert neighbours(concepts, concepts[0])[0] is None
    assert neighbours(concepts, concepts[-1])[1] is None


def test_the_concept_one_reads_is_marked_in_the_page(client: Client, concepts: list[Concept]) -> None:
    page = client.get(f"/topics/photosynthesis/explore/{named(concepts, 'Rubisco').pk}").content.decode()
    assert page.count('aria-current="page"') == 2  # the room and the concept
