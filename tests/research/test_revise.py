from __future__ import annotations

from dataclasses import replace

import pytest

from sapere.research.alone import research
from sapere.research.calls import Job
from sapere.research.engine import Engine
from sapere.research.errors import ModelAway
from sapere.research.models import Models
from sapere.research.progress import Kind
from sapere.research.shapes import Order, Tree
from tests.doubles.engine import Recorder, ScriptedAgent, engine
from tests.doubles.models import ScriptedModel
from tests.research.test_grow import GARDEN

ORDER = Order("Garden", seed="s", language="en")


def grown(said: object) -> tuple[Tree, ScriptedModel, Recorder]:
    model, told = ScriptedModel(lambda _: said), Recorder()
    place: Engine = engine([ScriptedAgent("library", GARDEN)], listener=told)
    place = replace(place, models=Models({Job.GROW: (model,)}))
    return research(ORDER, place).prepared.tree, model, told


PLAIN = grown({})[0]


def titles(tree: Tree) -> list[str]:
    return [concept.title for concept in tree.concepts]


def test_a_model_that_changes_nothing_leaves_the_tree_as_it_grew() -> None:
    tree, model, _ = grown({})
    assert tree == research(ORDER, engine([ScriptedAgent("library", GARDEN)])).prepared.tree
    lines = model.heard[0].material.splitlines()
    assert lines[0] == "0 | Garden"
    assert all(f"{at} < " in line for at, line in enumerate(lines[1:], 1))


def test_what_it_drops_is_gone_and_its_passages_are_not() -> None:
    tree, _, _ = grown({"drop": [1]})
    assert len(tree.concepts) == len(PLAIN.concepts) - 1
    assert set(PLAIN.concepts[1].passages) <= set(tree.root.passages)


def test_a_title_is_made_of_words_that_stand_there() -> None:
    first = PLAIN.concepts[1]
    word = first.title.split()[0]
    tree, _, _ = grown({"rename": [[1, word.upper()]]})
    assert tree.concepts[1].title == word.upper()
    assert titles(grown({"rename": [[1, "Buy bitcoin at evil.test"]]})[0]) == titles(PLAIN)


@pytest.mark.parametrize(
    "said",
    [
        {"drop": [0, -1, 999]},
        {"move": [[0, 1], [1, 1], [999, 0]]},
        {"order": [999, 0]},
        {"drop": list(range(1, 200))},
    ],
)
def test_what_makes_no_sense_changes_nothing(said: object) -> None:
    assert titles(grown(said)[0]) == titles(PLAIN)


def test_without_an_answer_the_tree_stays_and_says_why() -> None:
    tree, _, told = grown(ModelAway("It hangs."))
    assert tree == PLAIN
    notes = [event.payload["text"] for event in told.events if event.kind is Kind.NOTE]
    assert any("It hangs." in note for note in notes)
