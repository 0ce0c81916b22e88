from __future__ import annotations

import pytest

from sapere.research.calls import Job
from sapere.research.errors import ModelAway, OverBudget
from sapere.research.models import NONE
from sapere.research.relevel import relevel
from sapere.research.shapes import EXTRACTIVE, Level, Material, Page
from sapere.research.writing import write
from tests.research.material import material, written
from tests.research.shelf import saying

LEAVES = written(
    "leaves",
    "Leaves",
    "# Leaves",
    "A leaf is a flat organ of a plant that makes sugar out of light. Most leaves are green and thin.",
    "Chlorophyll is the green pigment of the leaf. It takes up red and blue light.",
    "Stomata are small pores on the underside of the leaf. Through them the plant takes up carbon dioxide.",
)


@pytest.fixture
def about() -> Material:
    return material("Leaves", LEAVES)


@pytest.fixture
def page(about: Material) -> Page:
    return write(about)


def cited(page: Page) -> set[str]:
    return {one.source for sentence in page.sentences for one in sentence.citations}


@pytest.mark.parametrize("level", list(Level))
def test_every_level_is_chosen_from_the_same_sources(page: Page, about: Material, level: Level) -> None:
    found = relevel(page, level, about)
    assert (found.level, found.writer) == (level, EXTRACTIVE)
    assert cited(found) <= cited(page)
    for sentence in found.sentences:
        assert all(about.texts[c.source][c.start : c.end] == c.quote for c in sentence.citations)


def test_a_model_says_it_otherwise_and_keeps_the_citations(page: Page, about: Material) -> None:
    at, old = next((n, s) for n, s in enumerate(page.sentences, 1) if "Chlorophyll" in s.text)
    models, model = saying(
        Job.RELEVEL, {"s": [{"n": at, "t": "The green pigment of the leaf is chlorophyll."}]}
    )
    found = relevel(page, Level.ADVANCED, about, models)
    new = found.sentences[at - 1]
    assert new.text == "The green pigment of the leaf is chlorophyll."
    assert {c.source for c in new.citations} == {c.source for c in old.citations}
    assert (found.writer, found.level) == ("scripted:one", Level.ADVANCED)
    assert "precise and dense" in model.heard[0].instructions


def test_sentences_that_do_not_pass_stay_as_they_were(page: Page, about: Material) -> None:
    said = {"s": [{"n": n, "t": one.text} for n, one in enumerate(page.sentences, 1)]}
    said["s"][0]["t"] = "A leaf weighs 900 tonnes."
    models, _ = saying(Job.RELEVEL, said)
    found = relevel(page, Level.SOME, about, models)
    assert found.sentences[0] == page.sentences[0]
    assert found.dropped == 1


@pytest.mark.parametrize(
    "said",
    [
        {"s": []},
        {"s": [{"n": 1, "t": "A leaf weighs 900 tonnes."}]},
        {"s": [{"n": 99, "t": "A leaf is a flat organ of a plant."}]},
        ModelAway("It is not there."),
    ],
)
def test_a_model_of_no_use_gives_way(page: Page, about: Material, said: object) -> None:
    models, _ = saying(Job.RELEVEL, said)
    found = relevel(page, Level.ADVANCED, about, models)
    assert found.writer == EXTRACTIVE
    assert found.fallback
    assert found.sections == relevel(page, Level.ADVANCED, about, NONE).sections


def test_no_money_is_told_further_up(page: Page, about: Material) -> None:
    models, _ = saying(Job.RELEVEL, OverBudget("It is used up."))
    with pytest.raises(OverBudget):
        relevel(page, Level.SOME, about, models)
