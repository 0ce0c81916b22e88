from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sapere.research.calls import Job
from sapere.research.errors import BadRequest, ModelAway, OverBudget
from sapere.research.explain import LONGEST, explain
from sapere.research.shapes import EXTRACTIVE
from tests.research.shelf import fits, saying, sky


def test_a_term_is_explained_by_the_sentence_that_defines_it() -> None:
    found = explain("sun", sky(), language="en")
    assert [one.text for one in found.sentences] == ["The Sun is a star at the centre of the planets."]
    cited = found.sentences[0].citations[0]
    assert fits(sky(), cited.source, cited.start, cited.end) == cited.quote


def test_a_term_that_nobody_speaks_of_is_not_explained() -> None:
    models, model = saying(Job.EXPLAIN, {"s": []})
    assert not explain("quasar", sky(), models, language="en").sentences
    assert not model.heard, "nothing is paid for where nothing can be said"


@pytest.mark.parametrize("term", ["", "  ", "?!", "\u200b", "x" * (LONGEST + 1), "x" * 100_000])
def test_what_is_no_term_is_refused(term: str) -> None:
    with pytest.raises(BadRequest):
        explain(term, sky(), language="en")


@given(st.text(min_size=1, max_size=60))
@settings(max_examples=40)
def test_any_text_is_explained_or_refused(term: str) -> None:
    try:
        explain(term, sky(), language="en")
    except BadRequest:
        assert not any(map(str.isalnum, term))


def test_a_model_explains_in_its_words() -> None:
    said = {"s": [{"t": "The Sun is a star.", "c": [[1, "The Sun is a star at the centre of the planets"]]}]}
    models, model = saying(Job.EXPLAIN, said)
    found = explain("sun", sky(), models, language="en")
    assert (found.writer, found.sentences[0].text) == ("scripted:one", "The Sun is a star.")
    assert found.prompt.startswith("explain-")
    assert model.heard[0].material.startswith("Term: sun")


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"s": [{"t": "The Sun is a planet.", "c": [[1, "The Sun is a star"]]}]}, "passed the check"),
        ({"s": [{"t": "The Sun is hot.", "c": [[1, "the Sun is hot"]]}]}, "passed the check"),
        ({"s": []}, "said nothing"),
        (ModelAway("It is not there."), "It is not there."),
    ],
)
def test_what_a_model_cannot_show_gives_way(said: object, reason: str) -> None:
    models, _ = saying(Job.EXPLAIN, said)
    found = explain("sun", sky(), models, language="en")
    assert found.writer == EXTRACTIVE
    assert reason in found.fallback
    assert "a star at the centre" in found.sentences[0].text


def test_a_model_that_strays_gives_way() -> None:
    near = "In its core hydrogen turns into helium"
    models, _ = saying(Job.EXPLAIN, {"s": [{"t": f"{near}.", "c": [[1, near]]}]})
    assert "something else" in explain("sun", sky(), models, language="en").fallback


def test_no_money_is_told_further_up() -> None:
    models, _ = saying(Job.EXPLAIN, OverBudget("It is used up."))
    with pytest.raises(OverBudget):
        explain("sun", sky(), models, language="en")
